"""Pictures as a phone takes them: a scene of blobs that a number stands for, and what EXIF says."""

from __future__ import annotations

import io
import random

from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational


def scene(seed: int, *, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Soft blobs of light and dark; the same number is the same scene."""
    chosen = random.Random(seed)
    tiny = Image.new("RGB", (7, 6))
    tiny.putdata([(v, v, min(255, v + 30)) for v in (chosen.randrange(20, 235) for _ in range(42))])
    return tiny.resize(size, Image.Resampling.BICUBIC)


def jpeg(
    image: Image.Image,
    *,
    taken: str = "",
    place: tuple[float, float] | None = None,
    orientation: int = 1,
    quality: int = 90,
) -> bytes:
    """A JPEG with the day, the place, a maker's name and a comment in it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "secret maker"
    exif[ExifTags.Base.Orientation] = orientation
    if taken:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if place:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", _parts(place[0])
        gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", _parts(place[1])
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality, exif=exif, comment=b"secret comment")
    return out.getvalue()


def _parts(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    whole = int(degrees)
    minutes = (degrees - whole) * 60
    seconds = round((minutes - int(minutes)) * 60 * 1000)
    return IFDRational(whole, 1), IFDRational(int(minutes), 1), IFDRational(seconds, 1000)
