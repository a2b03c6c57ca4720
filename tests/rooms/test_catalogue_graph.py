"""The two writings of a graph say the same, to a reader that is not ours; a release's days and items."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal
from rdflib.compare import isomorphic

from tambon.catalogue.metadata.graph import Iri, Node, Text, Value, jsonld, turtle
from tambon.catalogue.metadata.published import days_of, slug

LETTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
SAID: st.SearchStrategy[Value] = st.one_of(
    st.builds(Text, LETTERS, st.sampled_from(["", "th", "en"])),
    st.builds(Text, LETTERS, st.just(""), st.sampled_from(["xsd:string", "xsd:anyURI"])),
    st.builds(lambda text: Iri(f"http://example.test/{text}"), LETTERS),
)
PROPERTIES = st.sampled_from(["dct:title", "dct:description", "dcat:keyword"])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader uses it
@given(
    st.lists(st.tuples(PROPERTIES, SAID), max_size=4),
    st.lists(st.tuples(PROPERTIES, SAID), max_size=3),
    st.booleans(),
)
def test_both_writings_are_read_as_the_same_graph(
    outer: list[tuple[str, Value]], inner: list[tuple[str, Value]], named: bool
) -> None:
    inside = Node("dcat:Dataset", tuple(inner), "http://example.test/d" if named else "")
    node = Node("dcat:Catalog", (*outer, ("dcat:dataset", inside)), "http://example.test/c")
    as_turtle = Graph().parse(data=turtle(node), format="turtle")
    as_json = Graph().parse(data=jsonld(node), format="json-ld")
    assert isomorphic(as_turtle, as_json)
    texts = {(str(o), o.language) for _, _, o in as_turtle if isinstance(o, Literal)}
    assert texts >= {(each.text, each.lang or None) for _, each in (*outer, *inner) if isinstance(each, Text)}


@pytest.mark.parametrize(("periods", "first", "last"), [
    (["2026"], (2026, 1, 1), (2026, 12, 31)), (["2026-02"], (2026, 2, 1), (2026, 2, 28)),
    (["2024-02"], (2024, 2, 1), (2024, 2, 29)), (["2026-Q4"], (2026, 10, 1), (2026, 12, 31)),
    (["2026-S1"], (2026, 1, 1), (2026, 6, 30)), (["2026-11", "2025"], (2025, 1, 1), (2026, 11, 30)),
])  # fmt: skip
def test_periods_have_a_first_and_a_last_day(
    periods: list[str], first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert days_of(periods) == (date(*first), date(*last))


@given(st.lists(st.text("0123456789-QS", max_size=8), max_size=3))
def test_what_is_no_period_has_no_days(periods: list[str]) -> None:
    days = days_of(periods)
    assert days is None or days[0] <= days[1]


@given(st.text(max_size=20))
def test_a_name_in_an_address_is_plain(text: str) -> None:
    assert all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in slug(text))
