"""One language of checks: what the server finds and what a phone would find are the same."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tambon.dictionary.rules.expressions import evaluate, parse, to_xpath
from tambon.dictionary.rules.linear import limits_of
from tambon.lib.problem import Problem

PATHS = {name: f"../{name}" for name in ("a", "b", "c", "source", "other", "flag", "many")}


@pytest.mark.parametrize(
    ("text", "values", "found"),
    [
        ("a + b == c", {"a": 1, "b": 2, "c": 3}, True),
        ("a + b == c", {"a": 1, "b": 2, "c": 4}, False),
        ("a + b == c", {"a": 1, "b": 2}, None),
        ("a + b == c", {"a": 1, "b": {"absent": "refused"}, "c": 1}, None),
        ("0 < a <= 12", {"a": 12}, True),
        ("0 < a <= 12", {"a": 13}, False),
        ("a / b > 1", {"a": 1, "b": 0}, None),
        ("a > 1 and b > 1", {"a": 0}, False),
        ("a > 1 and b > 1", {"a": 2}, None),
        ("a > 1 or b > 1", {"a": 2}, True),
        ("not flag or a >= 1", {"flag": True, "a": 0}, False),
        ("not flag or a >= 1", {"flag": False}, True),
        ("source in ('well', 'rain')", {"source": "rain"}, True),
        ("source not in ('well', 'rain')", {"source": "rain"}, False),
        ("source == 'well'", {}, None),
        ("'well' in many", {"many": ["rain", "well"]}, True),
        ("'well' in many", {"many": ["rain"]}, False),
        ("present(a)", {}, False),
        ("present(a)", {"a": {"absent": "unknown"}}, False),
        ("present(a)", {"a": 0}, True),
        ("round(a) == 3", {"a": 2.5}, True),
        ("min(a, b, 3) == max(1, c)", {"a": 5, "b": 2, "c": 2}, True),
        ("abs(a - b) < 2", {"a": 1, "b": 2}, True),
        ("a > 1", {"a": True}, None),
    ],
)
def test_an_expression_is_true_false_or_unknown(
    text: str, values: dict[str, Any], found: bool | None
) -> None:
    assert evaluate(parse(text), values) is found


@pytest.mark.parametrize(
    "text",
    [
        "", "a +", "a.b > 1", "a[0] > 1", "open('x') > 1", "a ** 2 > 1", "a % 2 == 0", "(lambda: 1)() > 0",
        "a if b else c", "[x for x in a] == 1", "a is None", "'a' < source", "a == True",
        "1 + 1", "__import__('os')",
        "present(a, b)", "present(1)", "abs(a, b) > 1", "min(a) > 1", "a in (1, 'x')", "a in ()", "a in b",
        "a > 1e300", "f'{a}' == source", "source == ''", "round(a, 2) > 1", "a == 1j",
        "a > 1 " + "and a > 1 " * 100,
        '"it\'s" == source',
    ],
)  # fmt: skip
def test_what_is_not_in_the_language_is_refused(text: str) -> None:
    with pytest.raises(Problem) as refused:
        parse(text)
    assert refused.value.kind.code == "422-dictionary-expression"


@pytest.mark.parametrize(
    "text",
    [
        f"{' * '.join(['x'] * 40)} / 3 > 1",
        f"{' * '.join(['x'] * 40)} * 0.5 > 1",
        f"round({' * '.join(['y'] * 40)}) > 1",
        f"{' * '.join(['y'] * 40)} - {' * '.join(['y'] * 40)} >= 0",
    ],
)
def test_what_grows_beyond_every_float_is_unknown(text: str) -> None:
    """Never an error: one record's figures must not stop the checks of all others."""
    assert evaluate(parse(text), {"x": 999_999_999_999, "y": 999_999_999_999.5}) is None


def test_an_expression_knows_how_it_uses_each_name() -> None:
    found = parse("a + b > 1 and source == 'x' and flag and 'y' in many and present(c)")
    assert (found.numbers, found.texts, found.flags) == ({"a", "b"}, {"source"}, {"flag"})
    assert (found.lists, found.asked_after) == ({"many"}, {"c"})
    assert found.names == {"a", "b", "c", "source", "flag", "many"}


def test_a_constraint_passes_while_another_answer_is_blank() -> None:
    assert (
        to_xpath(parse("a <= b"), {"a": ".", "b": "${b}"})
        == "not((. != '' and ${b} != '' and number(.) > number(${b})))"
    )


# Random expressions over random rows, half of them blank; halves are exact both in Python and in XPath.
numbers = st.one_of(st.none(), st.integers(-9, 40), st.integers(-9, 40).map(lambda n: n / 2))
rows = st.fixed_dictionaries(
    {
        "a": numbers,
        "b": numbers,
        "c": numbers,
        "source": st.sampled_from([None, "well", "rain", "pipe"]),
        "flag": st.sampled_from([None, True, False]),
        "many": st.sampled_from([None, ["well"], ["rain", "pipe"], ["well", "rain"]]),
    }
)
terms = st.recursive(
    st.one_of(st.sampled_from(["a", "b", "c"]), st.integers(0, 20).map(str), st.sampled_from(["0.5", "2.5"])),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        inner.map(lambda t: f"abs({t})"),
        inner.map(lambda t: f"round({t})"),
    ),
    max_leaves=4,
)
signs = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
leaves = st.one_of(
    st.tuples(terms, signs, terms).map(" ".join),
    st.tuples(terms, signs, terms, signs, terms).map(" ".join),
    terms.map(lambda t: f"{t} in (1, 2.5, 3)"),
    st.sampled_from(
        ["source == 'well'", "source != 'rain'", "source in ('well', 'rain')", "'well' not in many"]
    ),
    st.sampled_from(
        ["flag", "not flag", "'rain' in many", "present(a)", "present(source)", "source not in ('rain',)"]
    ),
)
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" and ", " or "]), inner).map(lambda t: f"({t[0]}{t[1]}{t[2]})"),
        inner.map(lambda t: f"not ({t})"),
    ),
    max_leaves=4,
)


def _number(value: Any) -> float:
    return float(etree.XPath("number($v)")(etree.Element("x"), v=value))


FUNCTIONS = {
    (None, "selected"): lambda _, node, code: code in (node[0].text or "").split(),
    (None, "abs"): lambda _, value: abs(_number(value)),
    (None, "min"): lambda _, *values: min(map(_number, values)),
    (None, "max"): lambda _, *values: max(map(_number, values)),
}


def _on_a_phone(xpath: str, values: dict[str, Any]) -> bool:
    root = etree.Element("data")
    for name, value in values.items():
        text = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        shown = " ".join(text) if isinstance(text, list) else text
        etree.SubElement(root, name).text = None if shown is None else str(shown)
    here = etree.SubElement(root, "here")
    found = etree.XPathEvaluator(here, extensions=FUNCTIONS)(f"boolean({xpath})")
    assert isinstance(found, bool)
    return found


@pytest.mark.slow
@given(expressions, rows)
def test_phone_and_server_agree(text: str, values: dict[str, Any]) -> None:
    expression = parse(text)
    found = evaluate(expression, values)
    assert _on_a_phone(to_xpath(expression, PATHS), values) is (found is not False), text
    assert _on_a_phone(to_xpath(expression, PATHS, when_unknown=False), values) is (found is True), text


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("a <= b", [({"a": 1, "b": -1}, 0)]),
        ("a < b", [({"a": 1, "b": -1}, -1)]),
        ("c < b", [({"c": 1, "b": -1}, 0)]),
        ("a + b <= c and a >= 2", [({"a": 1, "b": 1, "c": -1}, 0), ({"a": -1}, -2)]),
        ("1 <= a <= b * 0.5 + 3", [({"a": -1}, -1), ({"a": 1, "b": Fraction(-1, 2)}, 3)]),
        ("a == b - c", [({"a": 1, "b": -1, "c": 1}, 0), ({"a": -1, "b": 1, "c": -1}, 0)]),
        ("a <= b + c - b", [({"a": 1, "c": -1}, 0)]),
        ("a <= b or a <= c", []),
        ("a != b", []),
        ("a <= max(b, c)", []),
        ("a * b <= c", []),
        ("a <= b / 0", []),
        ("flag", []),
        ("source == 'well'", []),
    ],
)
def test_plain_comparisons_are_limits(text: str, limits: list[tuple[dict[str, Any], Any]]) -> None:
    """``a`` and ``b`` are whole numbers, ``c`` is not; a row keeps to a check where it keeps to limits."""
    found = limits_of(parse(text).condition, {"a", "b"})
    assert [(dict(limit.terms), limit.most) for limit in found] == limits
    for a, b, c in product((0, 1, 2, 5), repeat=3) if found else ():
        row = {"a": a, "b": b, "c": c}
        kept = all(sum(x * row[n] for n, x in limit.terms.items()) <= limit.most for limit in found)
        assert kept or evaluate(parse(text), row) is False
        assert not kept or evaluate(parse(text), row) is True or "c < b" in text
