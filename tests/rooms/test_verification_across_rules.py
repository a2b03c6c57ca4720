"""Rules across rows, as tables: what each asks about, and what it lets pass."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verification_specs import SPECS

from tambon.dictionary.rules.spec import DatasetSpec, Severity
from tambon.verification.rules.across import (
    LEADS,
    RULES,
    TOGETHER,
    Answers,
    Figures,
    Question,
    Row,
    ask_about,
    find_copied,
    find_heaping,
    read_by,
)
from tambon.verification.rules.across.agency import differs_from_agency
from tambon.verification.rules.across.leads import binomial_tail
from tambon.verification.rules.across.neighbours import base_of, far_from_neighbours
from tambon.verification.rules.across.rounds import is_large_change
from tambon.verification.rules.across.rule import far_apart
from tambon.verification.rules.across.together import Relation, fits

WATER, POPULATION = SPECS["water"], SPECS["population"]


def asked(spec: DatasetSpec, row: Row) -> list[tuple[str, str]]:
    return [(q.rule, q.variable) for q in ask_about(spec, [row])[row.record_id]]


@pytest.mark.parametrize(
    ("variable", "before", "now", "large"),
    [
        ("households", 100, 105, False),
        ("households", 100, 130, False),  # under a third, and it happens
        ("households", 100, 160, True),
        ("households", 160, 100, True),
        ("households", 4, 9, False),  # a village of four houses: no count moves by ten
        ("households", 9, 0, False),
        ("households", 20, 0, True),
        ("households", 10, 22, False),  # twelve more, but chance moves small counts as much
        ("households", 1000, 1290, False),  # under 30 per cent of the larger
        ("households", 1000, 1500, True),
        ("supply_hours", 24, 20, False),
        ("supply_hours", 24, 8, True),
        ("supply_hours", 1, 0.2, False),  # under five per cent of the possible range
        ("litres_per_person_day", 100, 220, True),
    ],
)
def test_a_large_change_since_the_last_round(variable: str, before: float, now: float, large: bool) -> None:
    assert is_large_change(WATER.by_name[variable], before, now) is large


def test_the_last_round_asks_for_a_reason_and_names_both_numbers() -> None:
    row = Row(1, {"households": 480, "piped_households": 90}, {"households": 120, "piped_households": 88})
    (question,) = ask_about(WATER, [row])[1]
    assert (question.rule, question.variable) == ("changed_since_last_round", "households")
    assert question.severity is Severity.ASKS
    assert "120" in question.th and "480" in question.th and "120" in question.en


def test_what_comes_and_goes_is_a_note() -> None:
    row = Row(1, {"births": 60}, {"births": 10})
    (question,) = ask_about(POPULATION, [row])[1]
    assert question.severity is Severity.NOTES


def test_nothing_is_asked_without_a_last_round_or_a_number() -> None:
    gone = {"absent": "unknown"}
    assert asked(WATER, Row(1, {"households": 480})) == []
    assert asked(WATER, Row(1, {"households": gone}, {"households": 5})) == []
    assert asked(WATER, Row(1, {"households": 480}, {"households": gone})) == []


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_counts_are_far_apart_either_way_round(one: int, other: int) -> None:
    assert far_apart(one, other) == far_apart(other, one)
    assert not far_apart(one, one)
    variable = WATER.by_name["households"]
    assert is_large_change(variable, one, other) == is_large_change(variable, other, one)


def district(villages: int, share: float = 0.8, **odd: float) -> list[Row]:
    """Villages of 60 to 200 households, the share of them with pipes; the first with other values."""
    dice = random.Random("district")
    rows = []
    for number in range(villages):
        households = dice.randint(60, 200)
        values: dict[str, float] = {"households": households}
        values["piped_households"] = round(households * share * dice.uniform(0.9, 1.1))
        rows.append(Row(number, {**values, **(odd if number == 0 else {})}))
    return rows


@pytest.mark.parametrize(
    ("villages", "odd", "found"),
    [
        (30, {}, []),
        (30, {"households": 150, "piped_households": 5}, ["piped_households"]),
        (8, {"households": 150, "piped_households": 5}, []),  # seven neighbours say nothing
        (9, {"households": 150, "piped_households": 5}, ["piped_households"]),
        (30, {"households": 4000, "piped_households": 3200}, ["households"]),  # large, but its share is usual
        (
            30,
            {"households": 9, "piped_households": 0},
            ["households"],
        ),  # nine houses without pipes are nothing
    ],
)
def test_a_village_that_stands_far_out_among_its_neighbours(
    villages: int, odd: dict[str, float], found: list[str]
) -> None:
    asked_about = far_from_neighbours(WATER, district(villages, **odd))
    assert [(id_, q.variable) for id_, q in asked_about] == [(0, name) for name in found]


def test_where_all_say_the_same_a_little_less_is_no_outlier() -> None:
    rows = [Row(n, {"households": 100, "piped_households": 100}) for n in range(20)]
    rows[0] = Row(0, {"households": 100, "piped_households": 90})
    assert list(far_from_neighbours(WATER, rows)) == []
    rows[0] = Row(0, {"households": 100, "piped_households": 20})
    assert [id_ for id_, _ in far_from_neighbours(WATER, rows)] == [0]


@given(st.integers(9, 40), st.randoms(use_true_random=False))
def test_an_outlier_is_found_whatever_the_order(villages: int, dice: random.Random) -> None:
    rows = district(villages, households=150, piped_households=3)
    expected = {(id_, q.variable) for id_, q in far_from_neighbours(WATER, rows)}
    dice.shuffle(rows)
    assert {(id_, q.variable) for id_, q in far_from_neighbours(WATER, rows)} == expected


def test_counts_are_compared_as_ratios_where_the_dataset_has_the_base() -> None:
    bases = {
        ("water", "piped_households"): "households",
        ("water", "households"): None,
        ("water", "supply_hours"): None,
        ("population", "population_total"): "households",
        ("population", "births"): "population_total",
        ("education", "children_6_14"): None,
        ("health", "children_under_5"): "households",
    }
    for (dataset, name), base in bases.items():
        assert base_of(SPECS[dataset], SPECS[dataset].by_name[name]) == base, (dataset, name)


def test_an_explanation_outlives_a_change_at_a_neighbour() -> None:
    rows = district(30, households=150, piped_households=5)
    (first,) = (q for _, q in far_from_neighbours(WATER, rows))
    rows[5] = Row(5, {"households": 100, "piped_households": 100})
    (second,) = (q for _, q in far_from_neighbours(WATER, rows))
    assert first.basis == second.basis


@pytest.mark.parametrize(
    ("here", "register", "found"),
    [(100, 119, False), (100, 130, True), (4, 9, False), (4, 10, True), (None, 50, False), (0, 0, False)],
)
def test_the_agency_says_something_else(here: int | None, register: int, found: bool) -> None:
    row = Row(1, {"pwa_customers": here}, figures={"pwa_customers": Figures(here, register)})
    assert asked(WATER, row) == ([("differs_from_agency", "pwa_customers")] if found else [])


@pytest.mark.parametrize(
    ("relation", "here", "there", "fit"),
    [
        (Relation.SAME, 100, 109, True),
        (Relation.SAME, 100, 115, False),
        (Relation.SAME, 5, 8, True),
        (Relation.SAME, 5, 9, False),
        (Relation.AT_MOST, 20, 400, True),
        (Relation.AT_MOST, 23, 20, True),
        (Relation.AT_MOST, 24, 20, False),
        (Relation.YES_IF_ANY, True, 2, True),
        (Relation.YES_IF_ANY, True, 0, False),
        (Relation.YES_IF_ANY, False, 2, False),
        (Relation.YES_IF_YES, True, False, False),
        (Relation.YES_IF_YES, False, True, True),
    ],
)
def test_what_fits_together(relation: Relation, here: float, there: float, fit: bool) -> None:
    assert fits(relation, here, there) is fit


def test_households_in_two_datasets_are_asked_about_in_the_one_that_is_no_register_of_people() -> None:
    others = {"population": {"households": 90}}
    assert asked(WATER, Row(1, {"households": 120}, others=others)) == [
        ("stand_together:households_water", "households")
    ]
    assert asked(WATER, Row(1, {"households": 95}, others=others)) == []
    assert asked(WATER, Row(1, {"households": 95})) == []


def test_every_line_names_variables_that_the_standard_asks() -> None:
    for line in TOGETHER:
        for name in (*line.about, *line.with_):
            dataset, _, variable = name.partition(".")
            assert variable in {v.name for v in SPECS[dataset].asked}, name
    assert len({line.name for line in TOGETHER}) == len(TOGETHER)
    assert "water" in read_by()["population"] and "population" in read_by()["welfare"]


def answers(last: list[int], numbers: int = 6) -> list[Answers]:
    """Villages whose counts end in these digits, in turn."""
    found, at = [], 0
    for village in range(60):
        said = {}
        for number in range(numbers):
            said[f"v{number}"] = 100 + 10 * (village + number) + last[at % len(last)]
            at += 1
        found.append(Answers(village, village, said))
    return found


@pytest.mark.parametrize(
    ("last", "villages", "found"),
    [
        (list(range(10)), 60, False),
        ([0, 5, 0, 0, 5], 60, True),
        ([0, 5, 0, 0, 5], 5, False),  # thirty numbers are too few to say anything
        ([0, 5, 0, 1, 2, 3, 4], 60, True),
        ([0, 1, 2, 3, 4, 6, 7, 8, 9, 5, 0], 60, False),
    ],
)
def test_last_digits_heap(last: list[int], villages: int, found: bool) -> None:
    clue = find_heaping(answers(last)[:villages])
    assert (clue is not None) is found
    if clue:
        assert clue.kind == "heaping" and clue.th and clue.found["numbers"] >= 40


@given(st.integers(0, 300), st.integers(1, 300))
def test_the_tail_of_a_binomial_is_a_probability_that_falls(k: int, n: int) -> None:
    assert 0 <= binomial_tail(k + 1, n, 0.2) <= binomial_tail(k, n, 0.2) <= 1


def test_the_tail_is_exact() -> None:
    assert binomial_tail(2, 2, 0.2) == pytest.approx(0.04)
    assert binomial_tail(1, 3, 0.2) == pytest.approx(1 - 0.8**3)


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([120, 90, 33, 410, 12, 7, 3, 55, 0], (1, 2)),
        ([120, 90, 33, 410, 12, 7, 3], ()),  # seven numbers may agree by chance
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 4], ()),  # zeros say little
        ([1, 1, 2, 2, 1, 1, 2, 2, 1], ()),
    ],
)
def test_one_villages_numbers_given_for_another(numbers: list[int], found: tuple[int, ...]) -> None:
    said = {f"v{i}": value for i, value in enumerate(numbers)}
    other = Answers(3, 3, {**said, "v0": 999})
    clue = find_copied([Answers(1, 1, said), Answers(2, 2, dict(said)), other])
    assert (clue.areas if clue else ()) == found


def test_every_rule_says_itself_in_both_languages() -> None:
    for rule in RULES:
        assert rule.th and rule.en and rule.formula_th and rule.formula_en and rule.version
        assert rule.severity is not Severity.BLOCKS  # what lies across rows is never impossible
    assert len({one.id for one in (*RULES, *LEADS)}) == len(RULES) + len(LEADS)


def test_a_question_knows_what_it_looked_at() -> None:
    one = RULES[0].ask("households", [1, 2], before=1, now=2)
    other = RULES[0].ask("households", [1, 3], before=1, now=3)
    assert isinstance(one, Question) and one.basis != other.basis
    assert one == RULES[0].ask("households", [1, 2], before=1, now=2)


def test_who_says_what_the_register_does_not_is_named() -> None:
    for by_office, said in ((False, "The field says 165"), (True, "The office says 165")):
        row = Row(1, {"pwa_customers": 165}, figures={"pwa_customers": Figures(165, 259, by_office)})
        (one,) = differs_from_agency(WATER, row)
        assert one.en.startswith(said) and one.th.startswith("สำนักงานว่า" if by_office else "พื้นที่ว่า")
