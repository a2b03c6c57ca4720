"""A picture that somebody else took, opened apart: what its file says, and small ones without any of that."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from tambon.formats import problems
from tambon.formats.apart import lines_of
from tambon.formats.kinds import HEAD, PICTURES, kind_of
from tambon.lib.days import BANGKOK

SIDES = (320, 1280)  # the longest sides of the small ones, in pixels
MOST_BYTES = 64 * 1024**2
SECONDS = 60
_TAKEN = re.compile(r"(\d{4})[:/-](\d\d)[:/-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_BUDDHIST = 543  # years that some phones count in


@dataclass(frozen=True)
class Picture:
    """What the file says. ``likeness`` has 64 bits, signed as the database wants them; ``small`` are JPEGs by
    their longest side, with nothing beside their pixels.
    """

    width: int
    height: int
    taken_at: datetime | None
    latitude: float | None
    longitude: float | None
    likeness: int | None
    small: dict[int, bytes]


def read_picture(content: bytes) -> Picture:
    """Reads a JPEG, PNG or WebP; raises ``422-picture-unreadable`` for anything else, or one too large."""
    unreadable = problems.picture_unreadable()
    if len(content) > MOST_BYTES or kind_of(content[:HEAD]) not in PICTURES:
        raise unreadable
    words = [str(side) for side in SIDES]
    with lines_of(
        "tambon.formats.picture_child", content, *words, otherwise=unreadable, seconds=SECONDS
    ) as lines:
        said, *small = [json.loads(line) for line in lines] or [None]
    if said is None or len(small) != len(SIDES):
        raise unreadable
    latitude, longitude = said["place"] or (None, None)
    return Picture(
        width=said["width"],
        height=said["height"],
        taken_at=moment_of(said["taken"], said["offset"]),
        latitude=latitude,
        longitude=longitude,
        likeness=_signed(said["likeness"]),
        small={side: b64decode(jpeg) for side, jpeg in small},
    )


def moment_of(taken: str, offset: str) -> datetime | None:
    """The moment that EXIF's texts say, in Thailand where they name no zone; None for what is no moment."""
    found = _TAKEN.match(taken)
    if not found:
        return None
    year, month, day, hour, minute, second = map(int, found.groups())
    year -= _BUDDHIST if year >= 2400 else 0
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=_zone(offset))
    except ValueError:
        return None
    return moment if 1990 <= year < 2100 else None


def _zone(offset: str) -> Any:
    found = _OFFSET.fullmatch(offset.strip("\0 "))
    if not found:
        return BANGKOK
    minutes = int(found[2]) * 60 + int(found[3])
    return timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes))


def _signed(bits: int | None) -> int | None:
    return bits - (1 << 64) if bits is not None and bits >> 63 else bits
