"""Nothing that is withheld can be reckoned from what is published, whatever the tree and the posts."""

from __future__ import annotations

from fractions import Fraction

import geothai
from hypothesis import given
from hypothesis import strategies as st

from tambon.releases.rules.withholding import Reason, Staffed, withhold

COUNTRY = 1
districts = st.lists(st.integers(0, 3), min_size=1, max_size=5)  # tambons with posts of each district
countries = st.lists(districts, min_size=1, max_size=5)


def tree(country: list[list[int]], each: int = 2) -> list[Staffed]:
    """Provinces 10, 11 … with districts 1000, 1001 …; a tambon has ``each`` posts."""
    rows = []
    for p, tambons in enumerate(country):
        province = 10 + p
        rows += [
            Staffed(province * 100 + d, province, f"{province * 100 + d}", each * n, n)
            for d, n in enumerate(tambons)
        ]
        rows.append(Staffed(province, COUNTRY, str(province), each * sum(tambons), sum(tambons)))
    total = sum(map(sum, country))
    return [*rows, Staffed(COUNTRY, None, "TH", each * total, total)]


def known(areas: list[Staffed], hidden: set[int]) -> set[int]:
    """The slow twin: which hidden figures follow from the published ones, by Gaussian elimination.

    Each area that has areas below is the sum of theirs; what is published, or has no posts, is a number.
    """
    unknown = [area.area_id for area in areas if area.area_id in hidden]
    rows = []
    for above in areas:
        below = [area.area_id for area in areas if area.parent_id == above.area_id]
        if below:
            signs = {above.area_id: 1, **dict.fromkeys(below, -1)}
            rows.append([Fraction(signs.get(one, 0)) for one in unknown])
    reduced = reduce_rows(rows)
    return {unknown[row.index(Fraction(1))] for row in reduced if sum(1 for number in row if number) == 1}


def reduce_rows(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Reduced row echelon form, without empty rows."""
    rows, done = [row[:] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(done, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [number / rows[done][column] for number in rows[done]]
        for at, row in enumerate(rows):
            if at != done and row[column]:
                rows[at] = [a - row[column] * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]


@given(countries)
def test_no_withheld_figure_follows_from_the_published_ones(country: list[list[int]]) -> None:
    areas = tree(country)
    hidden = withhold(areas)
    assert known(areas, set(hidden)) == set()


@given(countries)
def test_one_tambon_is_always_withheld_and_nothing_without_need(country: list[list[int]]) -> None:
    areas = tree(country)
    hidden = withhold(areas)
    alone = {area.area_id for area in areas if area.tambons == 1}
    assert {area for area, why in hidden.items() if why is Reason.ONE_TAMBON} == alone
    assert alone or not hidden
    assert not {area.area_id for area in areas if area.posts == 0} & set(hidden)


@given(countries, st.randoms())
def test_the_order_of_the_areas_changes_nothing(country: list[list[int]], chance: object) -> None:
    areas = tree(country)
    mixed = areas[:]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert withhold(mixed) == withhold(areas)


def test_the_twin_would_notice() -> None:
    """Were only the one district withheld, its province would give it back."""
    areas = tree([[1, 4, 2], [5]])
    assert known(areas, {1000}) == {1000}
    assert known(areas, {1000, 1002}) == set()
    assert withhold(areas) == {1000: Reason.ONE_TAMBON, 1002: Reason.PROTECTS_ANOTHER}


def test_a_province_of_one_district_and_a_programme_of_one_tambon() -> None:
    lone_province = withhold(tree([[1], [2, 3], [7]]))
    assert {area for area, why in lone_province.items() if why is Reason.ONE_TAMBON} == {10, 1000}
    assert {area for area, why in lone_province.items() if why is Reason.PROTECTS_ANOTHER} == {11, 1100}
    assert set(withhold(tree([[1]]))) == {COUNTRY, 10, 1000}
    assert withhold(tree([[0, 0]])) == {}


def test_the_country_as_it_is() -> None:
    """Outside Bangkok two districts have a single tambon: two more stay silent with them."""
    country = [
        [sum(1 for _ in geothai.subdistricts(district.code)) for district in geothai.districts(province.code)]
        for province in geothai.provinces()
        if province.code != "10"
    ]
    areas = tree(country)
    hidden = withhold(areas)
    assert sum(1 for area in areas if area.area_id > 100) == 878
    assert sorted(hidden.values()) == [Reason.ONE_TAMBON] * 2 + [Reason.PROTECTS_ANOTHER] * 2
    assert all(area > 100 for area in hidden) and known(areas, set(hidden)) == set()
