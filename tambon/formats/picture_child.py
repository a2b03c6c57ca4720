"""Reads one picture and makes small ones of it. Runs in a process of its own (see `apart`).

Words: the longest sides of the small ones. Lines: ``{"width", "height", "taken", "offset", "place",
"likeness"}``, then ``[side, JPEG in base64]`` for each. What is no picture, or too large a one, ends it
with another code than 0.
"""

from __future__ import annotations

import io
import json
import math
import sys
from base64 import b64encode
from typing import Any

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from tambon.formats.apart import stay_small

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 120_000_000  # phones of 108 megapixels exist; four bytes each
MOST_MEMORY = 1536 * 1024**2
MOST_SECONDS = 40
QUALITY = 80
ACROSS, DOWN = 9, 8
FLAT = 12  # grey levels from darkest to brightest: a wall or a covered lens is like every other


def main() -> None:
    """Reads the picture from standard input."""
    stay_small()
    _stay_smaller()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    sides = [int(side) for side in json.loads(sys.argv[1])]
    try:
        with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=FORMATS) as image:
            _tell(image, sorted(sides, reverse=True))
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
    ):
        raise SystemExit(3) from None


def _stay_smaller() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, limit in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
        resource.setrlimit(name, (limit, limit))


def _tell(image: Image.Image, sides: list[int]) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise SystemExit(3)
    width, height = image.size
    exif = image.getexif()
    if exif.get(ExifTags.Base.Orientation) in (5, 6, 7, 8):  # lies on its side
        width, height = height, width
    said = {"width": width, "height": height, **_taken(exif), "place": _place(exif)}
    image.draft("RGB", (sides[0], sides[0]))  # a JPEG is read at a size near the one that is wanted
    small = _upright(image, sides[0])
    _write({**said, "likeness": likeness(small)})
    for side in sides:
        small.thumbnail((side, side))
        out = io.BytesIO()
        small.save(out, "JPEG", quality=QUALITY, optimize=True)
        _write([side, b64encode(out.getvalue()).decode()])


def _upright(image: Image.Image, side: int) -> Image.Image:
    """A new picture of the same look: the right way up, on white, and with nothing beside its pixels."""
    whole = image if image.mode in ("RGB", "L") else image.convert("RGBA")
    whole.thumbnail((side, side))
    turned = ImageOps.exif_transpose(whole)
    plain = Image.new("RGB", turned.size, "white")
    plain.paste(turned, mask=turned if turned.mode == "RGBA" else None)
    return plain


def likeness(image: Image.Image) -> int | None:
    """64 bits, one for each pixel of a tiny grey picture that is darker than the next; None for a flat one.

    Source: the difference hash (dHash) of N. Krawetz, "Kind of Like That", hackerfactor.com, 2013.
    """
    tiny = image.convert("L").resize((ACROSS, DOWN), Image.Resampling.BOX)
    grey = tiny.tobytes()
    if max(grey) - min(grey) < FLAT:
        return None
    bits = 0
    for row in range(DOWN):
        for column in range(ACROSS - 1):
            here = row * ACROSS + column
            bits = bits << 1 | (grey[here] < grey[here + 1])
    return bits


def _taken(exif: Image.Exif) -> dict[str, str]:
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    taken = inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime) or ""
    return {"taken": str(taken)[:40], "offset": str(inner.get(ExifTags.Base.OffsetTimeOriginal) or "")[:10]}


def _place(exif: Image.Exif) -> list[float] | None:
    """Latitude and longitude in degrees; None without, and for the 0, 0 of a phone that did not know."""
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    latitude = _degrees(gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef), "S")
    longitude = _degrees(gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef), "W")
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        return None
    within = abs(latitude) <= 90 and abs(longitude) <= 180
    return [round(latitude, 6), round(longitude, 6)] if within else None


def _degrees(parts: Any, ref: Any, negative: str) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(found):
        return None
    return -found if str(ref).strip("\0 ").upper() == negative else found


def _write(line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
