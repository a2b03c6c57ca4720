"""A form's tables over its versions, and a filled form read two ways into the same rows."""

from __future__ import annotations

import random
from xml.sax.saxutils import escape

import pytest

from tambon.forms.rules.conversion import convert_book
from tambon.forms.rules.layout import FIRST, OTHER, Layout, lay_out
from tambon.forms.rules.rows import Reader, safe, safe_row
from tambon.forms.rules.shape import read_shape
from tambon.forms.rules.table import read_table

FORM = """
| survey | | | | |
| | type | name | label::ไทย (th) | label::English (en) |
| | deviceid | device | | |
| | text | KEY | กุญแจ | Key |
| | begin_group | home | บ้าน | Home |
| | integer | people | คน | People |
| | begin_repeat | child | เด็ก | Child |
| | text | name | ชื่อเล่น | Nickname |
| | begin_repeat | toy | ของเล่น | Toy |
| | text | kind | ชนิด | Kind |
| | end_repeat | | | |
| | end_repeat | | | |
| | end_group | | | |
| | note | thanks | ขอบคุณ | Thanks |
{more}
| settings | | | | |
| | form_id | version | title_th | title_en |
| | homes | {version} | บ้าน | Homes |
"""


def shape(version: str, more: str = "") -> object:
    return read_shape(convert_book(read_table(FORM.format(version=version, more=more))))


@pytest.fixture(scope="module")
def layout() -> Layout:
    newer = shape("2", "| | text | water_source | แหล่งน้ำ | Source |")
    older = shape("1", "| | text | water | น้ำ | Water |")
    return lay_out("homes", {"2": newer, "1": older})  # type: ignore[dict-item]


def filled(*parts: str, version: str = "2") -> bytes:
    meta = "<orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta>"
    head = f'<data xmlns:orx="http://openrosa.org/xforms" id="homes" version="{version}">'
    return f"<?xml version='1.0' ?>{head}{''.join(parts)}{meta}</data>".encode()


NESTED = (
    "<home><people>4</people>"
    "<child><name>ก</name><toy><kind>a</kind></toy><toy><kind>b</kind></toy></child>"
    "<child><name>ข</name><toy><kind/></toy></child></home>"
)


def test_each_repeat_is_a_table_and_a_renamed_question_has_a_column_of_its_own(layout: Layout) -> None:
    main, child, toy = layout.tables
    assert [one.name for one in layout.tables] == ["homes", "homes-home-child", "homes-home-child-toy"]
    assert main.headings == (*FIRST, "KEY~2", "home-people", "water_source", "water", OTHER)
    assert child.headings == ("KEY", "PARENT_KEY", "name") and toy.headings == ("KEY", "PARENT_KEY", "kind")
    asked = {one.heading: (one.versions, one.label_th, one.label_en) for one in main.columns}
    assert asked["home-people"] == (("2", "1"), "คน", "People")
    assert asked["water"] == (("1",), "น้ำ", "Water")
    assert layout.withheld == ("device",)


def test_repeats_within_repeats_know_whose_they_are(layout: Layout) -> None:
    read = Reader(layout).read(filled("<device>phone-7</device><KEY>k</KEY>", NESTED), version="2", key="u")
    assert read.cells == ["k", "4", "", ""] and read.other == {}
    assert [(row.table, row.key, row.parent, row.cells) for row in read.rows] == [
        (1, "u/home/child[1]", "u", ["ก"]),
        (2, "u/home/child[1]/toy[1]", "u/home/child[1]", ["a"]),
        (2, "u/home/child[1]/toy[2]", "u/home/child[1]", ["b"]),
        (1, "u/home/child[2]", "u", ["ข"]),
        (2, "u/home/child[2]/toy[1]", "u/home/child[2]", [""]),
    ]


def test_what_no_version_asks_is_kept_by_its_path(layout: Layout) -> None:
    odd = filled("<KEY>1</KEY><KEY>2</KEY><new><a>x</a></new><home><child><z>y</z></child></home>")
    read = Reader(layout).read(odd, version="2", key="u")
    assert read.cells[0] == "1"
    assert read.other == {"KEY": "2", "new/a": "x", "home/child[1]/z": "y"}
    unknown = Reader(layout).read(filled("<KEY>1</KEY>"), version="9", key="u")
    assert unknown.cells == ["", "", "", ""] and unknown.other["KEY"] == "1"


@pytest.mark.parametrize(
    "odd",
    ["<KEY>a &amp; b</KEY>", "<KEY><![CDATA[<a>]]></KEY>", "<KEY>a<!-- no -->b</KEY>", "<KEY x='>'>a</KEY>"],
)
def test_what_is_not_written_plainly_is_read_by_the_parser(layout: Layout, odd: str) -> None:
    cells = Reader(layout).read(filled(odd), version="2", key="u").cells
    assert (
        cells[0]
        == {"&": "a & b", "[": "<a>", "-": "ab", "'": "a"}[
            next(c for c in odd.replace("</KEY>", "") if c in "&[-'")
        ]
    )


def test_other_encodings_are_read_too(layout: Layout) -> None:
    text = "<?xml version='1.0' encoding='{}'?><data id='homes' version='2'><KEY>น้ำ</KEY></data>"
    for encoding in ("utf-8", "tis-620", "utf-16"):
        read = Reader(layout).read(text.format(encoding).encode(encoding), version="2", key="u")
        assert read.cells[0] == "น้ำ", encoding


def test_both_ways_of_reading_tell_the_same(layout: Layout) -> None:
    dice = random.Random("two ways")
    names = [
        "KEY",
        "home",
        "people",
        "child",
        "name",
        "toy",
        "kind",
        "water",
        "strange",
        "orx:name",
        "device",
    ]
    plain = 0

    def element(depth: int) -> str:
        name = dice.choice(names)
        if depth and dice.random() < 0.6:
            return f"<{name}>{''.join(element(depth - 1) for _ in range(dice.randrange(4)))}</{name}>"
        text = dice.choice(["", "", "1", " ", "=1+1", "ไทย", "a>b", "\n", escape("<&>")])
        return dice.choice([f"<{name}>{text}</{name}>", f"<{name}/>"])

    reader = Reader(layout)
    for _ in range(3_000):
        xml = filled(*(element(3) for _ in range(dice.randrange(1, 5))), version=dice.choice(["1", "2"]))
        for version in ("1", "2"):
            expected = reader.read_parsed(xml, version=version, key="u")
            assert reader.read(xml, version=version, key="u") == expected, xml.decode()
            plain += reader._read_plain(xml, layout.steps[version], "u") is not None
    assert plain > 300  # else the test says nothing


@pytest.mark.parametrize("cell", ["=1", "+1+1", "-2+3", "@x", "\t=1", "＝1", "-", "+", "\r=1", "\n=1"])
def test_what_a_spreadsheet_would_run_has_an_apostrophe_before_it(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    assert list(safe_row(["a", cell])) == ["a", f"'{cell}"]


@pytest.mark.parametrize("cell", ["-12.5", "+66812345678", "-.5", "a=1", "", "5"])
def test_a_number_stays_a_number_whatever_its_sign(cell: str) -> None:
    assert safe(cell) == cell
