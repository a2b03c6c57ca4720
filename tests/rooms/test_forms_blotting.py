"""Blotting comes out the same however often it is done, and leaves nothing of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tambon.forms.rules.blotting import KEPT, blot, find_personal, paths_of, texts_at
from tambon.lib.text import BLOT

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)


def form(answers: list[str]) -> bytes:
    root = etree.Element("data", id="water", version="1")
    for number, text in enumerate(answers):
        group = etree.SubElement(root, f"g{number % 3}")
        etree.SubElement(group, f"q{number}").text = text
    return etree.tostring(root, encoding="UTF-8")


@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_once_or_twice_at_once_or_in_turn_it_is_one_content(answers: list[str], data: st.DataObject) -> None:
    xml = form(answers)
    places = sorted(paths_of(xml) - KEPT)
    if not places:  # answers of blanks alone
        return
    first, second = data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))
    both = blot(xml, {first, second})
    assert blot(both, {first, second}) == both == blot(blot(xml, {first}), {second})
    assert texts_at(both, {first, second}) == set()
    assert both.decode().count(BLOT) == len({first, second})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1101700230708", "citizen_id"),
        ("บัตร ๑-๑๐๑๗-๐๐๒๓๐-๗๐-๘ ค่ะ", "citizen_id"),
        ("โทร 081-234-5678", "phone"),
        ("+66 81 234 5678", "phone"),
        ("somchai@example.org", "email"),
        ("1101700230709", None),  # the last digit does not fit the others
        ("58010201", None),
        ("120", None),
    ],
)
def test_what_may_be_personal_is_suggested(text: str, kind: str | None) -> None:
    found = find_personal(f"<data id='w'><a><q>{text}</q></a></data>".encode())
    assert [(one.path, one.kind) for one in found] == ([("a/q", kind)] if kind else [])
