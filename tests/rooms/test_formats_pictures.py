"""A picture is read apart: what its file says comes out, small ones say nothing, hostile ones end nothing."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import UTC, datetime

import pytest
from pictures import jpeg, scene
from PIL import Image, ImageEnhance

from tambon.formats.kinds import is_stated, kind_of, stated_kind
from tambon.formats.pictures import moment_of, read_picture
from tambon.lib.problem import Problem

pytestmark = pytest.mark.slow


def apart(one: int | None, other: int | None) -> int:
    assert one is not None and other is not None
    return ((one ^ other) & (2**64 - 1)).bit_count()


def test_size_day_place_and_small_ones_without_any_of_that() -> None:
    content = jpeg(scene(1, size=(2000, 1500)), taken="2026:11:20 09:30:00", place=(19.3, 97.96))
    found = read_picture(content)
    assert (found.width, found.height) == (2000, 1500)
    assert found.taken_at == datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
    assert found.latitude == pytest.approx(19.3, abs=1e-5) and found.longitude == pytest.approx(
        97.96, abs=1e-5
    )
    assert b"Exif" in content and b"secret" in content
    for side, size in ((320, (320, 240)), (1280, (1280, 960))):
        with Image.open(io.BytesIO(found.small[side])) as small:
            assert (small.format, small.size, dict(small.getexif())) == ("JPEG", size, {})
            assert not {"exif", "comment", "xmp", "icc_profile"} & small.info.keys()
        assert b"Exif" not in found.small[side] and b"secret" not in found.small[side]


def test_a_picture_that_lies_on_its_side_is_shown_upright() -> None:
    found = read_picture(jpeg(scene(2, size=(800, 600)), orientation=6))
    assert (found.width, found.height) == (600, 800)
    with Image.open(io.BytesIO(found.small[320])) as small:
        assert small.size == (240, 320)


def test_the_same_picture_made_smaller_is_alike_and_another_is_not() -> None:
    image = scene(3, size=(1600, 1200))
    first = read_picture(jpeg(image)).likeness
    brighter = ImageEnhance.Brightness(image).enhance(1.15)
    for again in (image.resize((640, 480)), brighter):
        assert apart(first, read_picture(jpeg(again, quality=50)).likeness) <= 4
    for other in range(4, 12):
        assert apart(first, read_picture(jpeg(scene(other))).likeness) > 10


def test_a_wall_is_like_no_other_wall() -> None:
    assert read_picture(jpeg(Image.new("RGB", (400, 300), "grey"))).likeness is None


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGBA", "P", "L"])
def test_other_forms_and_modes_become_small_jpegs(form: str, mode: str) -> None:
    out = io.BytesIO()
    scene(5).convert(mode).save(out, form)
    assert read_picture(out.getvalue()).small[320][:3] == b"\xff\xd8\xff"


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that unpacks to side × side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(b"\0" * (side // 8 + 1)) for _ in range(side)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_bombs_stumps_and_others_forms_are_refused_in_words() -> None:
    whole = jpeg(scene(6))
    gif = io.BytesIO()
    scene(7).save(gif, "GIF")
    large = bomb(30_000)
    assert len(large) < 200_000
    hostile = (large, whole[: len(whole) // 2], b"\xff\xd8\xff" + b"x" * 900, b"", b"<svg/>", gif.getvalue())
    for content in hostile:
        with pytest.raises(Problem) as refused:
            read_picture(content)
        assert refused.value.kind.code == "422-picture-unreadable"


def test_moments_are_read_as_phones_write_them() -> None:
    assert moment_of("2569:11:20 09:30:00", "") == datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
    assert moment_of("2026:11:20 09:30:00", "+00:00") == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert moment_of("2026:11:20 09:30:00", "nonsense") == datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
    for nothing in ("", "0000:00:00 00:00:00", "2026:13:40 09:30:00", "1970:01:01 00:00:00", "yesterday"):
        assert moment_of(nothing, "") is None


def test_what_a_content_is_beside_what_it_says() -> None:
    assert kind_of(jpeg(scene(8))[:64]) == "image/jpeg"
    assert kind_of(b"RIFF\0\0\0\0WEBPVP8 ") == "image/webp"
    assert kind_of(b"\0\0\0\x18ftypheic") == "image/heic"
    assert kind_of(b"a,b\r\n1,2\r\n") == ""
    told = [
        ("a.jpg", "image/jpeg", b"\x89PNG\r\n\x1a\n", True),
        ("a.jpg", "image/jpeg", b"%PDF-1.7", False),
        ("a.jpg", "image/jpeg", b"nothing known", False),
        ("a.jpg", "", b"MZ\x90", False),
        ("a.csv", "text/csv", b"a,b", True),
        ("a.csv", "text/csv", b"\x7fELF", False),
        ("a.m4a", "audio/mp4", b"\0\0\0\x18ftypisom", True),
        ("a", "application/octet-stream", b"%PDF-1.7", True),
    ]
    for name, content_type, head, fits in told:
        assert is_stated(stated_kind(name, content_type), kind_of(head)) is fits, (name, head)
