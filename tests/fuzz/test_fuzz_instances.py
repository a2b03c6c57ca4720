"""Whatever a phone calls a form: it is read or refused with a Problem; both ways of handing out agree."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hostile import XML_PIECES, mutated
from hypothesis import example, given, settings
from hypothesis import strategies as st
from readers import SENT, WATER, filled, reader, water

from tambon.forms.rules.answers import read_answers
from tambon.forms.rules.blotting import blot, find_personal, paths_of
from tambon.forms.rules.leaves import texts_in_order
from tambon.lib.problem import Problem
from tambon.submissions.rules import read_envelope

pytestmark = pytest.mark.slow


def whole(encoding: str, declared: str, text: str = "น้ำ") -> bytes:
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    said = f'{head}<data id="wells" version="1"><village>{text}</village></data>'
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


texts = st.sampled_from(
    ["", "1", "imei:1", " ", "a > b", "&lt;", "\n", "<q/>", "<![CDATA[<day>2</day>]]>", "<!--/-->"]
)
LEAVES = [
    "village",
    "day",
    "depth",
    "note",
    "deviceid",
    "email",
    "zz",
    "visit",
    "wells",
    "orx:village",
    "orx:instanceID",
]
FORM = ["visit", "wells", "inner", "orx:visit", "orx:meta", "meta", "zz"]


def built(names: list[str], inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.tuples(st.sampled_from(names), inside).map(
        lambda of: f"<{of[0]}>{of[1]}</{of[0]}>" if of[1] else f"<{of[0]}/>"
    )
    return st.lists(one, max_size=4).map("".join)


level = built(LEAVES, texts)
for _ in range(2):
    level = st.tuples(built(LEAVES, texts), built(FORM, level)).map("".join)
SPOKEN = ["", ' xmlns="urn:x"', ' xmlns:orx="http://openrosa.org/xforms"', ' xmlns:orx="urn:y"']


@settings(max_examples=300)
@given(level, st.sampled_from(SPOKEN))
def test_forms_of_any_build_are_told_alike_both_ways(inside: str, spoken: str) -> None:
    xml = f'<data id="wells"{spoken}>{inside}</data>'.encode()
    if taken(xml):
        assert reader().read(xml, version="1", key="k") == reader().read_parsed(xml, version="1", key="k")


def test_what_says_whose_phone_it_was_is_never_handed_out() -> None:
    """However often it comes, and whatever stands in it: two such questions used to tell the second."""
    twice = SENT.replace(
        b"<village>", b"<deviceid>imei:2</deviceid><deviceid><a>imei:3</a></deviceid><village>"
    )
    for xml in (SENT, twice, twice.replace(b"deviceid", b"orx:deviceid"), twice.replace(b"&", b"&amp;")):
        told = reader().read(xml, version="1", key="k")
        assert (told.cells, told.other) == (["58010201", "2569-11-20"], {})
        assert told == reader().read_parsed(xml, version="1", key="k")


def test_a_form_in_a_namespace_of_its_own_is_told_like_any_other() -> None:
    plain = reader().read(SENT, version="1", key="k")
    own = SENT.replace(b"<data ", b'<data xmlns="urn:own" ')
    assert (
        reader().read(own, version="1", key="k") == reader().read_parsed(own, version="1", key="k") == plain
    )


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
    assert [(said.path, said.text) for said in texts_in_order(xml, set())] == [("village", "น้ำ")]


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
