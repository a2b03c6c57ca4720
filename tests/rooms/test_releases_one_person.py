"""No figure of the work of an office of one person can be reckoned from what is published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.releases.rules.one_person import Why, Worked, only_person, withhold_work

COUNTRY = 1
PRIME = 1_000_003  # ranks are counted modulo: quick, and exact for sums of so few
LONE = frozenset(range(5))  # offices of one person; 10 and above have more
offices = st.frozensets(st.sampled_from([0, 1, 2, 3, 4, 10, 11, 12]), max_size=3)
countries = st.lists(st.lists(offices, min_size=1, max_size=4), min_size=1, max_size=4)
Unknown = tuple[int, int]  # an office's work in a district
Country = Sequence[Sequence[frozenset[int]]]


def tree(country: Country) -> tuple[list[Worked], dict[int, list[Unknown]]]:
    """Provinces 10, 11 … with districts 1000, 1001 …; and of what each area's figure is the sum."""
    rows, made = [], {COUNTRY: list[Unknown]()}
    for p, districts in enumerate(country):
        province = 10 + p
        made[province] = []
        for d, owners in enumerate(districts):
            district = province * 100 + d
            made[district] = [(office, district) for office in owners]
            made[province] += made[district]
            rows.append(Worked(district, province, 10 + d, owners & LONE))
        made[COUNTRY] += made[province]
        rows.append(Worked(province, COUNTRY, 100, frozenset({o for o, _ in made[province]} & LONE)))
    rows.append(Worked(COUNTRY, None, 1_000, frozenset({o for o, _ in made[COUNTRY]} & LONE)))
    return rows, made


def told_of(published: Iterable[list[Unknown]], unknowns: Sequence[Unknown]) -> set[int]:
    """The slow twin: offices of one person of which some sum of published figures tells alone.

    Such a sum is a combination of the rows that is nothing on all other unknowns and something on the
    office's: there is one where taking its columns away lowers the rank.
    """
    rows = [[int(one in figures) for one in unknowns] for figures in published]
    whole = rank(rows)
    found = set()
    for office in {office for office, _ in unknowns} & LONE:
        others = [at for at, (owner, _) in enumerate(unknowns) if owner != office]
        if rank([[row[at] for at in others] for row in rows]) < whole:
            found.add(office)
    return found


def rank(rows: list[list[int]]) -> int:
    rows, done = [row[:] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(done, len(rows)) if rows[at][column] % PRIME), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        inverse = pow(rows[done][column], -1, PRIME)
        for at in range(done + 1, len(rows)):
            factor = rows[at][column] * inverse % PRIME
            if factor:
                rows[at] = [(a - factor * b) % PRIME for a, b in zip(rows[at], rows[done], strict=True)]
        done += 1
    return done


def known(country: Country, hidden: Iterable[int], *, sees_country: bool) -> set[int]:
    """What follows from the areas that are published and the offices of more than one person."""
    _, made = tree(country)
    unknowns = sorted(made[COUNTRY])
    shown = [made[area] for area in made if area not in set(hidden) and (sees_country or area != COUNTRY)]
    named = [[one for one in unknowns if one[0] == office] for office in {o for o, _ in unknowns} - LONE]
    return told_of([*shown, *named], unknowns)


@given(countries, st.booleans())
def test_no_sum_or_difference_tells_of_one_person(country: Country, sees_country: bool) -> None:
    rows, _ = tree(country)
    assert known(country, withhold_work(rows), sees_country=sees_country) == set()


@given(countries, countries)
def test_nor_with_the_programmes_sums_over_two_datasets(first: Country, second: Country) -> None:
    """What the sums withhold is what either dataset withholds."""
    both, (tree_one, one), (tree_two, two) = [], tree(first), tree(second)
    hidden = [withhold_work(tree_one), withhold_work(tree_two)]
    parts = [
        {area: [(o + 100 * part, d) for o, d in said] for area, said in made.items()}
        for part, made in enumerate((one, two))
    ]
    unknowns = sorted({each for made in parts for each in made[COUNTRY]})
    for made, without in zip(parts, hidden, strict=True):
        both += [said for area, said in made.items() if area not in without and area != COUNTRY]
    both += [
        parts[0].get(area, []) + parts[1].get(area, [])
        for area in {*parts[0], *parts[1]} - {*hidden[0], *hidden[1]}
    ]
    for office in {o for o, _ in unknowns}:
        if office % 100 not in LONE:
            both.append([each for each in unknowns if each[0] == office])
    rows = [[int(each in said) for each in unknowns] for said in both]
    for lone in LONE:
        others = [at for at, (owner, _) in enumerate(unknowns) if owner % 100 != lone]
        assert rank([[row[at] for at in others] for row in rows]) == rank(rows)


@given(countries)
def test_nothing_is_withheld_without_need(country: Country) -> None:
    rows, made = tree(country)
    hidden = withhold_work(rows)
    alone = {one.area_id for one in rows if len(one.alone) == 1}
    assert {area for area, why in hidden.items() if why is Why.ONE_PERSON} == alone
    assert alone or not hidden
    assert not {one.area_id for one in rows if not one.alone and one.area_id not in made[COUNTRY]} & alone


def test_the_nation_keeps_its_picture() -> None:
    """77 provinces of ten districts with an office of one person each: provinces and country are shown."""
    number = count()
    rows = [Worked(COUNTRY, None, 9_999, frozenset(range(770)))]
    for province in range(10, 87):
        own = [next(number) for _ in range(10)]
        rows.append(Worked(province, COUNTRY, 100, frozenset(own)))
        rows += [Worked(province * 100 + d, province, 10, frozenset({o})) for d, o in enumerate(own)]
    hidden = withhold_work(rows)
    assert len(hidden) == 770 and set(hidden.values()) == {Why.ONE_PERSON}


def test_one_such_office_in_a_province_costs_a_second_area_and_not_the_country() -> None:
    lone, two = frozenset({0}), frozenset({1, 2})
    rows = [
        Worked(COUNTRY, None, 300, lone | two | frozenset({3, 4})),
        Worked(10, COUNTRY, 100, lone),
        Worked(1000, 10, 50, lone),
        Worked(1001, 10, 50, frozenset()),
        Worked(11, COUNTRY, 60, two),
        Worked(1100, 11, 30, two),
        Worked(12, COUNTRY, 90, frozenset({3, 4})),
        Worked(1200, 12, 90, frozenset({3, 4})),
    ]
    hidden = withhold_work(rows)
    assert hidden == {
        10: Why.ONE_PERSON, 1000: Why.ONE_PERSON, 11: Why.PROTECTS_ANOTHER, 1100: Why.PROTECTS_ANOTHER,
    }  # fmt: skip
    assert known([[lone, frozenset()], [two], [frozenset({3, 4})]], hidden, sees_country=True) == set()


def test_two_areas_of_the_same_office_do_not_protect_it() -> None:
    lone, others = frozenset({0}), frozenset({1, 2})
    country = [[lone, lone, others]]
    hidden = withhold_work(tree(country)[0])
    assert 1002 in hidden and 10 not in hidden
    assert known(country, hidden, sees_country=True) == set()


@pytest.mark.parametrize(
    ("now", "ever", "whose"),
    [
        ({7}, {7}, 7),
        ({7}, {7, 8}, 7),
        (set(), {8}, 8),
        (set(), {8, 9}, -5),
        (set(), set(), None),
        ({7, 8}, {7, 8}, None),
    ],
)
def test_whose_work_an_offices_figures_are(now: set[int], ever: set[int], whose: int | None) -> None:
    assert only_person(5, now, ever) == whose
