"""Old workbooks (BIFF8 inside OLE2), written by hand here: nothing in the project writes them."""

from __future__ import annotations

import struct

import pytest

from tambon.formats import read_table
from tambon.lib.problem import Problem

pytestmark = pytest.mark.slow
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def label(row: int, column: int, text: str) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def stream(name: str, *cells: bytes) -> bytes:
    """[MS-XLS]: the globals with one sheet, then the sheet."""
    beginning, end = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)), record(0x000A, b"")
    title = struct.pack("<BB", len(name), 0) + name.encode("ascii")
    place = len(beginning) + len(record(0x0085, bytes(6) + title)) + len(end)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + b"".join(cells) + end
    return beginning + record(0x0085, struct.pack("<IH", place, 0) + title) + end + sheet


def compound(content: bytes) -> bytes:
    """[MS-CFB]: a header, one sector of sector numbers, one of names, then the stream, never a small one."""
    content = content.ljust(max(4096, -(-len(content) // SECTOR) * SECTOR), b"\x00")
    count = len(content) // SECTOR
    chain = [FAT, END, *range(3, 2 + count), END]
    numbers = struct.pack(f"<{SECTOR // 4}I", *chain, *[FREE] * (SECTOR // 4 - len(chain)))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le")
        head = text.ljust(64, b"\x00") + struct.pack("<HBBIII", len(text) + 2, kind, 1, FREE, FREE, child)
        return head + bytes(36) + struct.pack("<IQ", start, size)

    names = entry("Root Entry", 5, 1, END, 0) + entry("Workbook", 2, FREE, 2, len(content))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    return header + numbers + names.ljust(SECTOR, b"\x00") + content


def test_an_old_workbook_is_read_as_a_new_one() -> None:
    content = compound(
        stream(
            "villages",
            label(0, 0, "บัญชีหมู่บ้าน"), label(2, 0, "รหัส"), label(2, 1, "ชื่อ"),
            label(3, 0, "58010101"), label(3, 1, "บ้านห้วยผา"), number(5, 0, 58010102.0), label(5, 1, "บ้านใหม่"),
        )
    )  # fmt: skip
    table = read_table(content, required=("code",), optional=("name",), mapping={"code": "รหัส", "name": "ชื่อ"})
    assert (table.encoding, table.sheet, table.heading_row) == ("xls", "villages", 3)
    assert [(row.number, row["code"], row["name"]) for row in table.rows] == [
        (4, "58010101", "บ้านห้วยผา"),
        (6, "58010102.0", "บ้านใหม่"),
    ]


def test_a_cell_in_the_last_corner_ends_nothing_but_its_own_reading() -> None:
    far = compound(stream("far", label(0, 0, "code"), label(1, 0, "58010101"), label(65535, 65535, "x")))
    with pytest.raises(Problem) as caught:
        read_table(far, required=("code",))
    assert caught.value.kind.code in {"422-workbook-unreadable", "413-table-too-many-columns"}


def test_a_damaged_old_workbook_is_a_problem() -> None:
    good = compound(stream("a", label(0, 0, "code"), label(1, 0, "58010101")))
    for content in (
        good[:1000],
        good[:600] + b"\xff" * 900 + good[1500:],
        good.replace(b"\x85\x00", b"\xff\xff"),
    ):
        with pytest.raises(Problem):
            read_table(content, required=("code",))
