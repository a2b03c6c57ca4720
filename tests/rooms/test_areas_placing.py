"""Which shape belongs to which area, which place a place, and how one boundary takes the place of another."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tambon.areas.rules import Kind
from tambon.areas.rules.boundaries import Bearer, Feature, place, read_code
from tambon.areas.rules.places import read_place
from tambon.areas.rules.published import Period
from tambon.areas.rules.turns import Held, turn
from tambon.lib.problem import Problem

DRAWN, LATER, EARLIER = date(2019, 11, 6), date(2024, 1, 1), date(2010, 5, 5)
LAW, LIST_DAY = date(2015, 2, 14), date(2015, 3, 11)
EVER = Period(None, None)


def box(x: float = 98, y: float = 19, side: float = 0.1) -> shapely.Geometry:
    return shapely.box(x, y, x + side, y + side)


def feature(number: int, code: str, shape: shapely.Geometry | str | None = None) -> Feature:
    shape = shapely.from_wkt(shape) if isinstance(shape, str) else (shape or box())
    return Feature(number, code, shapely.to_wkb(shape), code)


def bearer(area: int, law: Period | None = EVER, listed: Period | None = EVER, kind=Kind.TAMBON) -> Bearer:
    return Bearer(area, kind, law, listed)


# Codes as sources write them.


@pytest.mark.parametrize("written", ["TH580101", "th580101", " 580101 ", "๕๘๐๑๐๑", "580101\u200b"])
def test_a_code_reads_as_dopas_digits(written) -> None:
    assert read_code(written) == "580101"


def test_the_country_has_its_own_code() -> None:
    assert read_code("th") == "TH"


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("580101.0", "422-boundary-code-number"),
        ("5.80101E+05", "422-boundary-code-number"),
        ("580,101", "422-boundary-code-number"),
        ("TH58-01", "422-boundary-area-unknown"),
        ("จองคำ", "422-boundary-area-unknown"),
        ("E", "422-boundary-area-unknown"),
        ("", "422-boundary-area-unknown"),
    ],
)
def test_what_is_no_code_is_refused(written, problem) -> None:
    with pytest.raises(Problem) as caught:
        read_code(written)
    assert caught.value.kind.code == problem


# Whose shape it is.


def test_the_area_is_the_bearer_of_the_day_then_of_the_list_then_the_nearest() -> None:
    until, since = Period(None, LAW), Period(LAW, None)
    two = {"1": [bearer(1, until, until), bearer(2, since, since)]}
    assert [one.area_id for one in place([feature(1, "1")], two, day=DRAWN).placed] == [2]
    assert [one.area_id for one in place([feature(1, "1")], two, day=EARLIER).placed] == [1]
    listed = {"1": [bearer(1, until, Period(None, LIST_DAY)), bearer(2, None, Period(LIST_DAY, None))]}
    between = place([feature(1, "1")], listed, day=date(2015, 3, 1))
    assert [(one.area_id, one.by_older_code) for one in between.placed] == [(1, False)]
    long_ago = {"1": [bearer(1, Period(None, EARLIER), None), bearer(2, Period(EARLIER, LAW), None)]}
    after = place([feature(1, "1")], long_ago, day=DRAWN)
    assert [(one.area_id, one.by_older_code) for one in after.placed] == [(2, True)]


def test_of_two_shapes_for_one_area_that_under_the_days_code_stands() -> None:
    old, new = (
        bearer(1, Period(None, LAW), Period(None, LAW)),
        bearer(1, Period(LAW, None), Period(LAW, None)),
    )
    found = place([feature(1, "530306"), feature(2, "530407")], {"530306": [old], "530407": [new]}, day=DRAWN)
    assert [one.found_as for one in found.placed] == ["530407"]
    assert [(one.row, one.code) for one in found.refused] == [(1, "422-boundary-twice")]
    assert "2" in found.refused[0].reason_th


def test_a_file_is_of_one_kind() -> None:
    known = {"5801": [bearer(9, kind=Kind.DISTRICT)], "580101": [bearer(1)], "580102": [bearer(2)]}
    features = [feature(1, "TH5801"), feature(2, "580101"), feature(3, "580102")]
    found = place(features, known, day=DRAWN)
    assert (found.kind, [one.area_id for one in found.placed]) == (Kind.TAMBON, [1, 2])
    assert [(one.row, one.code) for one in found.refused] == [(1, "422-boundary-kind")]
    assert "อำเภอ" in found.refused[0].reason_th
    asked = place(features, known, day=DRAWN, kind=Kind.DISTRICT)
    assert [one.area_id for one in asked.placed] == [9]


@pytest.mark.parametrize(
    ("code", "shape", "problem"),
    [
        ("999999", box(), "422-boundary-area-unknown"),
        ("580101", "LINESTRING(98 19,98.1 19.1)", "422-boundary-no-surface"),
        ("580101", "POINT(98 19)", "422-boundary-no-surface"),
        ("580101", box(19, 98), "422-boundary-outside"),
        ("580101", box(0, 0), "422-boundary-outside"),
        ("580101.0", box(), "422-boundary-code-number"),
    ],
)
def test_a_shape_that_cannot_stand_is_refused_with_its_row(code, shape, problem) -> None:
    found = place([feature(7, code, shape)], {"580101": [bearer(1)]}, day=DRAWN)
    assert [(one.row, one.code, one.raw) for one in found.refused] == [(7, problem, code)]
    assert not found.placed
    assert found.without_area == ([code] if problem == "422-boundary-area-unknown" else [])


def test_a_village_may_be_a_point() -> None:
    found = place(
        [feature(1, "58010201", "POINT(98 19)"), feature(2, "58010202", "MULTIPOINT((98 19),(98.1 19))")],
        {f"5801020{n}": [bearer(n, kind=Kind.VILLAGE)] for n in (1, 2)},
        day=DRAWN,
    )
    assert [(one.area_id, one.is_point) for one in found.placed] == [(1, True)]
    assert [one.code for one in found.refused] == ["422-boundary-no-surface"]


# Places as people write them.


def test_a_place_reads_in_thai_digits_too_and_may_be_empty() -> None:
    assert read_place("19.301", "97.965") == (97.965, 19.301)
    assert read_place("๑๙.๓๐๑", " ๙๗.๙๖๕ ") == (97.965, 19.301)
    assert read_place("", " ") is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "problem"),
    [
        ("19.3", "", "422-place-half"),
        ("", "97.9", "422-place-half"),
        ("19°18'", "97°57'", "422-place-number"),
        ("nan", "97.9", "422-place-number"),
        ("97.965", "19.301", "422-place-swapped"),
        ("2134567", "391234", "422-place-outside"),
        ("0", "0", "422-place-outside"),
    ],
)
def test_a_place_that_cannot_be_says_why(latitude, longitude, problem) -> None:
    with pytest.raises(Problem) as caught:
        read_place(latitude, longitude)
    assert caught.value.kind.code == problem
    assert "{" not in caught.value.say("th") + caught.value.say("en")


# One boundary after another.


def test_a_point_never_takes_the_place_of_a_polygon() -> None:
    held = [Held(1, DRAWN, EVER, b"polygon")]
    assert turn(held, day=LATER, digest=b"point", is_point=True) is None
    assert turn(held, day=LATER, digest=b"polygon") is None
    assert turn([Held(1, DRAWN, EVER, b"point", True)], day=LATER, digest=b"polygon") is not None


_days = st.integers(0, 6).map(lambda n: date(2000 + n, 1, 1))


@given(st.lists(st.tuples(_days, st.binary(min_size=1, max_size=1)), min_size=1, max_size=8))
def test_in_whatever_order_sources_come_each_day_has_one_boundary(loads) -> None:
    held: list[Held] = []
    for number, (day, digest) in enumerate(loads):
        found = turn(held, day=day, digest=digest)
        if found is None:
            continue
        held = [one for one in held if one.id != found.replaced]
        if found.shortened:
            shorter, period = found.shortened
            held = [Held(o.id, o.source_day, period, o.digest) if o.id == shorter else o for o in held]
        held.append(Held(number, day, found.period, digest))
        ordered = sorted(held, key=lambda one: one.period.since or date.min)
        assert ordered[0].period.since is None
        assert ordered[-1].period.until is None
        for one, following in pairwise(ordered):
            assert one.period.until == following.period.since
            assert one.period.since is None or one.period.since < following.period.since
        assert all((one.period.since or date.min) <= one.source_day for one in held)
