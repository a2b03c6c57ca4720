"""Coordinates as people write them. Pure."""

from __future__ import annotations

import math

from tambon.areas import problems
from tambon.lib.text import arabic_digits

# West, south, east, north in degrees: Thailand with its sea, and half a degree for borders drawn coarsely.
THAILAND = (96.0, 5.0, 106.5, 21.0)


def read_place(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Longitude and latitude in degrees of WGS 84; None where both cells are empty.

    Raises ``422-place-half``, ``422-place-number``, ``422-place-swapped`` and ``422-place-outside``.
    """
    written = {"latitude": latitude.strip(), "longitude": longitude.strip()}
    if not any(written.values()):
        return None
    if not all(written.values()):
        raise problems.place_half()
    try:
        north, east = (float(arabic_digits(one)) for one in written.values())
    except ValueError:
        raise problems.place_number(**written) from None
    if not (math.isfinite(north) and math.isfinite(east)):
        raise problems.place_number(**written)
    if in_thailand(east, north):
        return east, north
    raise (problems.place_swapped if in_thailand(north, east) else problems.place_outside)(**written)


def in_thailand(longitude: float, latitude: float) -> bool:
    """Whether a point lies in the frame around the country; a neighbour's land may lie in it too."""
    west, south, east, north = THAILAND
    return west <= longitude <= east and south <= latitude <= north
