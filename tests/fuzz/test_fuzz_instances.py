"""Whatever a phone calls a form: it is read or refused with a Problem, and both ways of handing it out agree."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import cache

import pytest
from hostile import XML_PIECES, mutated
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tambon.dictionary import actions as dictionary
from tambon.dictionary.rules.reading import read_dataset
from tambon.dictionary.rules.spec import DatasetSpec
from tambon.forms import actions
from tambon.forms.rules.answers import read_answers
from tambon.forms.rules.blotting import blot, find_personal, paths_of
from tambon.forms.rules.conversion import convert_book
from tambon.forms.rules.filling import Filled, fill
from tambon.forms.rules.layout import lay_out
from tambon.forms.rules.leaves import texts_in_order
from tambon.forms.rules.rows import Reader
from tambon.forms.rules.shape import read_shape
from tambon.forms.rules.table import read_table
from tambon.lib.problem import Problem
from tambon.submissions.rules import read_envelope

pytestmark = pytest.mark.slow
TABLE = """
| survey | | | |
| | type | name | label |
| | deviceid | deviceid | |
| | text | village | Village |
| | begin_group | visit | Visit |
| | date | day | Day |
| | begin_repeat | wells | Wells |
| | decimal | depth | Depth |
| | begin_group | inner | Inner |
| | text | note | Note |
| | end_group | | |
| | end_repeat | | |
| | end_group | | |
| settings | | |
| | form_id | form_title | version |
| | wells | Wells | 1 |
"""
SENT = """<?xml version="1.0"?><data xmlns:orx="http://openrosa.org/xforms" id="wells" version="1">
<deviceid>imei:1</deviceid><village>58010201</village><visit><day>2569-11-20</day>
<wells><depth>4.5</depth><inner><note>ลึก</note></inner></wells><wells><depth/><inner><note>x</note></inner></wells>
</visit><orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta></data>""".encode()
WATER = b"""<data id="water" version="1"><visit><village>58010201</village><visit_date>2026-11-20</visit_date></visit>
<piped><households>120</households><piped_households>80</piped_households><supply_hours>12.5</supply_hours>
<village_water_system>yes</village_water_system><piped_absent>unknown</piped_absent></piped>
<sources><domestic_sources>rain pwa</domestic_sources></sources></data>"""


@cache
def reader() -> Reader:
    return Reader(lay_out("wells", {"1": read_shape(convert_book(read_table(TABLE)))}))


@cache
def water() -> DatasetSpec:
    return read_dataset((dictionary.STANDARD / "water.yml").read_text("utf-8"), file="water")


@cache
def filled() -> Filled:
    return fill(read_table((actions.STANDARD / "water.md").read_text("utf-8")), {"water": water()})


def whole(encoding: str, declared: str, text: str = "น้ำ") -> bytes:
    said = f'<?xml version="1.0" encoding="{declared}"?><data id="wells" version="1"><village>{text}</village></data>'
    return said.encode(encoding)


def taken(xml: bytes) -> bool:
    with suppress(Problem):
        read_envelope(xml)
        return True
    return False


@settings(max_examples=600)
@given(mutated(SENT, XML_PIECES) | mutated(WATER, XML_PIECES) | st.binary(max_size=60))
@example(b"\xff\xfe" + SENT.decode().encode("utf-16-le"))
def test_a_form_is_read_or_refused_and_never_breaks_a_reader(xml: bytes) -> None:
    if not taken(xml):
        return
    for read in (paths_of, find_personal, lambda sent: texts_in_order(sent, {"visit/wells"})):
        read(xml)  # what was taken is shown at the desk, so a refusal would be too late
    found = read_answers(xml, filled().mapping, {"water": water()})
    assert all(doubt.code for doubt in found.doubts)
    assert taken(blot(xml, {"village"}))


@settings(max_examples=1_200)
@given(mutated(SENT, XML_PIECES))
def test_both_ways_of_handing_out_tell_the_same_rows(xml: bytes) -> None:
    if taken(xml):
        told = reader().read(xml, version="1", key="k")
        assert told == reader().read_parsed(xml, version="1", key="k")
        assert "imei:1" not in told.other.values()


TREE = st.recursive(
    st.sampled_from(["", " ", "a", "a > b", "&lt;", "\n"]),
    lambda inner: st.lists(
        st.tuples(
            st.sampled_from(
                ["village", "visit", "wells", "depth", "inner", "note", "day", "deviceid", "zz", "orx:meta",
                 "orx:instanceID", "orx:visit", "orx:village"]
            ),
            inner,
        ),
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


def written(tree: object) -> str:
    if isinstance(tree, str):
        return tree
    assert isinstance(tree, list)
    return "".join(
        f"<{name}>{written(inner)}</{name}>" if inner != "" else f"<{name}/>" for name, inner in tree
    )


@settings(max_examples=1_200)
@given(
    TREE,
    st.sampled_from(["", ' xmlns="urn:x"', ' xmlns:orx="http://openrosa.org/xforms"', ' xmlns:orx="urn:y"']),
)
def test_forms_of_any_build_are_told_alike_both_ways(tree: object, spoken: str) -> None:
    xml = f'<data id="wells"{spoken}>{written(tree)}</data>'.encode()
    if taken(xml):
        assert reader().read(xml, version="1", key="k") == reader().read_parsed(xml, version="1", key="k")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("cp874", "windows-874"),
        ("cp874", "CP874"), ("tis-620", "TIS-620"), ("iso8859-11", "ISO-8859-11"), ("gb18030", "GB18030"),
        ("utf-8-sig", "UTF-8"), ("utf-32", "UTF-32"),
    ],
)  # fmt: skip
def test_an_encoding_that_is_taken_is_handed_out_too(encoding: str, declared: str) -> None:
    xml = whole(encoding, declared)
    assert read_envelope(xml).form_id == "wells"
    assert "น้ำ" in reader().read(xml, version="1", key="k").cells
    assert texts_in_order(xml, set()) == [("village", "น้ำ")]


@pytest.mark.parametrize("declared", ["x-thai", "rot13", "idna", "undefined", "zlib", "UTF-16", "IBM037"])
def test_an_encoding_that_nobody_knows_is_refused_at_the_door(declared: str) -> None:
    with pytest.raises(Problem) as refused:
        read_envelope(whole("utf-8", declared))
    assert refused.value.kind.code == "400-submission-not-xml"


@pytest.mark.parametrize(
    "answer",
    ["a" * 1_000_000, "a@" * 500_000, "1 " * 500_000, "0" * 1_000_000, "a." * 500_000, "x@" + "a." * 400_000],
    ids=["letters", "ats", "ones", "noughts", "dots", "domain"],
)
def test_an_answer_of_a_million_letters_is_read_in_a_moment(answer: str) -> None:
    xml = WATER.replace(b">120<", f">{answer}<".encode()).replace(b">2026-11-20<", f">{answer}<".encode())
    since = time.process_time()
    find_personal(xml)
    found = read_answers(xml, filled().mapping, {"water": water()})
    assert time.process_time() - since < 5
    assert max(len(doubt.text) for doubt in found.doubts) <= 200
