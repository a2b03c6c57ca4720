"""Shapes as GeoJSON (RFC 7946) from their well-known binary (OGC 06-103r4, 8.2)."""

from __future__ import annotations

import struct
from typing import Any

_POINT, _POLYGON, _MANY_POLYGONS = 1, 3, 6


class NotAShape(ValueError):
    """Bytes that are no point, polygon or several polygons in two dimensions."""


def geometry(wkb: bytes) -> dict[str, Any]:
    """A GeoJSON geometry; coordinates as stored. Raises `NotAShape`."""
    try:
        kind, shape, end = _read(wkb, 0)
    except struct.error as error:
        raise NotAShape("cut off") from error
    if end != len(wkb):
        raise NotAShape("more bytes than one shape")
    return {"type": kind, "coordinates": shape}


def _read(wkb: bytes, at: int) -> tuple[str, Any, int]:
    order = "<" if wkb[at : at + 1] == b"\x01" else ">"
    (kind,) = struct.unpack_from(f"{order}I", wkb, at + 1)
    at += 5
    if kind == _POINT:
        return "Point", struct.unpack_from(f"{order}2d", wkb, at), at + 16
    if kind == _POLYGON:
        return "Polygon", *_rings(wkb, at, order)
    if kind == _MANY_POLYGONS:
        return "MultiPolygon", *_polygons(wkb, at, order)
    raise NotAShape(f"a geometry of type {kind}")


def _polygons(wkb: bytes, at: int, order: str) -> tuple[list[Any], int]:
    (count,) = struct.unpack_from(f"{order}I", wkb, at)
    at += 4
    found = []
    for _ in range(count):
        kind, shape, at = _read(wkb, at)
        if kind != "Polygon":
            raise NotAShape(f"a {kind} among polygons")
        found.append(shape)
    return found, at


def _rings(wkb: bytes, at: int, order: str) -> tuple[list[Any], int]:
    (count,) = struct.unpack_from(f"{order}I", wkb, at)
    at += 4
    found = []
    for _ in range(count):
        (points,) = struct.unpack_from(f"{order}I", wkb, at)
        flat = struct.unpack_from(f"{order}{2 * points}d", wkb, at + 4)
        found.append(list(zip(flat[::2], flat[1::2], strict=True)))
        at += 4 + 16 * points
    return found, at


def box(shape: dict[str, Any]) -> list[float]:
    """West, south, east, north of a geometry that `geometry` made, in its own units."""
    flat: list[tuple[float, float]] = []
    _collect(shape["coordinates"], flat)
    xs, ys = [at[0] for at in flat], [at[1] for at in flat]
    return [min(xs), min(ys), max(xs), max(ys)]


def around(boxes: list[list[float]]) -> list[float]:
    """The box around boxes; none around nothing."""
    if not boxes:
        return []
    west, south, east, north = zip(*boxes, strict=True)
    return [min(west), min(south), max(east), max(north)]


def _collect(part: Any, found: list[tuple[float, float]]) -> None:
    if part and isinstance(part[0], float):
        found.append(part)
        return
    for each in part:
        _collect(each, found)
