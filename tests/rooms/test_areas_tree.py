"""One truth a day, a tree on every day, and a lineage that says what the memberships say: by a slow twin."""

from __future__ import annotations

from datetime import date

import pytest
from areas_check import demand_lineage, demand_one_truth, demand_tree
from areas_world import AT, DAY, LIST, VILLAGES, do, make_world, on
from django.db import transaction

from tambon.areas import actions, queries
from tambon.areas.rules import By, Kind, ListSource, When
from tambon.areas.rules.lists import Listed
from tambon.areas.rules.operations import Abolish, Create, Merge, Move, Part, Recode, Rename, Split
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
D1, D2, D3, D4, D5 = (date(2027, month, 1) for month in (1, 2, 3, 4, 5))
NEW = Create(Kind.TAMBON, "580103", "ใหม่", "New", "5801")


@pytest.fixture(autouse=True)
def world() -> None:
    make_world()


def refused(*operations, when: When) -> str:
    with pytest.raises(Problem) as caught, transaction.atomic():
        do(*operations, when=when)
    return caught.value.kind.code


def sound(*, orphans: bool = False) -> None:
    demand_one_truth()
    demand_lineage()
    demand_tree(orphans=orphans)


def villages(*codes: str, day: date = DAY) -> None:
    rows = [{"code": code, "name_th": f"บ้านสมมติ {code}", "name_en": ""} for code in codes]
    actions.load_villages(
        rows, source="villages", day=day, licence="CC0-1.0", credit="us", synthetic=True, by="system", at=AT
    )


def whole_list(*left_out: str, day: date, more: tuple[Listed, ...] = (), source: str = "list") -> None:
    listed = [one for one in LIST if one.code not in left_out] + list(more)
    actions.load_list(listed, of=ListSource(source, day, "CC0-1.0", "us"), by="system", at=AT)


@pytest.mark.parametrize(
    "operation",
    [
        Abolish("580201"),
        Split("580201", (Part("580204", "ก"), Part("580205", "ข"))),
        Merge(("580201", "580102"), Part("580102")),
        Create(Kind.VILLAGE, "58020101", "ก", "", "580201"),
        Move("58010201", "580201"),
        Rename("580201", "อื่น", ""),
        Recode("580201", "580209"),
    ],
)
def test_what_ended_already_is_not_changed_on_an_earlier_day(operation) -> None:
    do(Abolish("580201"), when=on(D3))
    assert refused(operation, when=on(D2)) == "409-area-change-order"
    sound()
    assert len(queries.list_changes(queries.get_area("580201", on=D2).id)) == 1


def test_nothing_stands_in_the_list_before_what_it_lies_in() -> None:
    do(NEW, when=on(D1, D4))
    village = Create(Kind.VILLAGE, "58010301", "ก", "", "580103")
    assert refused(village, when=on(D2)) == "409-area-change-order"
    assert refused(Move("58010201", "580103"), when=on(D2, D3)) == "409-area-change-order"
    do(village, when=on(D2, D4))
    sound()


def test_villages_of_a_first_list_begin_with_their_tambon_in_each_calendar() -> None:
    do(NEW, when=on(D1, D4))
    villages("58010301", day=D5)
    assert queries.find_area("58010301", on=D2) is not None
    assert queries.find_area("58010301", on=D2, by=By.LIST) is None
    sound()


def test_the_list_ends_what_began_on_its_day_and_the_villages_leave_its_line() -> None:
    do(NEW, Move("58010201", "580103"), when=on(D1))
    whole_list(day=D1)
    assert queries.find_area("580103", on=D1) is None
    sound(orphans=True)


@pytest.mark.parametrize("days", [(D1, D3), (D3, D1)])
def test_the_calendars_may_follow_in_either_order(days) -> None:
    do(
        Split("580101", (Part("580101"), Part("580103", "ใหม่", "", None, (("58010102", ""),)))),
        when=on(*days),
    )
    do(Move("580103", "5802"), when=on(D4))
    do(Merge(("580102", "580101"), Part("580101", "รวม", "")), when=on(D5))
    sound()
    listed = queries.describe("580103", on=D2, by=By.LIST)
    assert listed.standing is (days[1] <= D2)


def test_one_day_alone_counts_for_both_calendars() -> None:
    do(Rename("580101", "ก", ""), when=When(D2, None))
    do(Rename("580101", "ข", ""), when=When(None, D3))
    assert queries.get_area("580101", on=D2, by=By.LIST).name_th == "ก"
    assert queries.get_area("580101", on=D3).name_th == "ข"
    sound()


def test_a_code_is_borne_by_two_areas_in_turn_and_each_keeps_its_own_past() -> None:
    first = queries.get_area("580102", on=D1).id
    do(Recode("580102", "580104"), when=on(D2, D3))
    do(Create(Kind.TAMBON, "580102", "ที่สอง", "Second", "5801"), when=on(D3, D4))
    do(Recode("580104", "580105"), when=on(D4, D5))
    sound()
    assert queries.get_area("580102", on=D1).id == first
    assert queries.get_area("580102", on=D3).id != first
    assert queries.describe("580102", on=D2).area.id == first, "on no day's code: the last that bore it"
    assert [one.code for one in queries.describe("580102", on=D2).successors] == ["580104"]
    assert queries.describe("580105", on=D5).area.id == first


@pytest.mark.parametrize("day", [date(2570, 1, 1), date(1700, 1, 1)])
def test_a_buddhist_year_is_refused_in_words(day) -> None:
    with pytest.raises(Problem) as caught:
        do(Rename("580101", "ก", ""), when=When(day, None))
    assert caught.value.kind.code == "422-area-change-year"
    with pytest.raises(Problem):
        whole_list(day=day, source="another")


def test_an_older_list_of_somebody_else_brings_back_nothing_that_a_newer_one_does_not_know() -> None:
    gone = Listed(Kind.TAMBON, "580109", "เลิกแล้ว", "Gone")
    with pytest.raises(Problem) as caught, transaction.atomic():
        whole_list(day=date(2026, 5, 1), more=(gone,), source="another")
    assert caught.value.kind.code == "409-areas-two-truths"
    assert queries.find_area("580109", on=D1) is None
    whole_list(day=date(2026, 5, 1), source="another")
    sound()


def test_villages_of_a_tambon_that_a_list_forgot_and_named_again_lie_in_it() -> None:
    whole_list("580102", day=D1)
    whole_list(day=D2)
    villages(*(one["code"] for one in VILLAGES), day=D3)
    village = queries.get_area("58010201", on=D3)
    assert [one.code for one in queries.list_ancestors(village.id, on=D3)] == ["TH", "58", "5801", "580102"]
    sound(orphans=True)
