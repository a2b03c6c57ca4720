"""What the editors ask the registry: what is missing, what waits, what was done; and what it refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from areas_world import AT, DAY, do, make_world, on
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tambon.areas import actions, queries
from tambon.areas.models import Boundary, Edition
from tambon.areas.queries import desk
from tambon.areas.queries.problems_queue import Oddity, count_oddities, list_oddities, mark_of
from tambon.areas.rules import ChangeKind, Kind, Scheme
from tambon.areas.rules.children import OFFICES, free_numbers
from tambon.areas.rules.operations import Create, Merge, Move, Part, Recode, Rename, Split
from tambon.lib.problem import Problem

LAW, AFTER = date(2027, 2, 1), date(2027, 5, 1)
SPLIT = Split("580101", (Part("580101"), Part("580103", "ใหม่", "New", None, (("58010102", ""),))))


@pytest.fixture
def world(db: None) -> None:
    make_world()


def refused(*operations, **more) -> str:
    with pytest.raises(Problem) as caught:
        actions.apply_operations(
            [(one, on(LAW)) for one in operations], note="", by="person:1", at=AT, **more
        )
    return caught.value.kind.code


def codes(oddity: Oddity, day: date = LAW) -> list[str]:
    return [one.area.code for one in list_oddities(oddity, on=day, limit=50)]


def test_a_share_is_a_part_of_the_whole(world: None) -> None:
    for share in (Decimal(0), Decimal("-0.1")):
        parts = (Part("580101"), Part("580103", "ใหม่", "", share))
        assert refused(Split("580101", parts)) == "422-area-share"


def test_names_that_no_page_can_show_are_refused_and_an_english_one_alone_is_kept(world: None) -> None:
    assert refused(Rename("580201", "ขุนยวม", "Khun\0Yuam")) == "422-area-name-missing"
    assert refused(Merge(("580101", "580102"), Part("580102", "ก\n"))) == "422-area-name-missing"
    do(Merge(("580101", "580102"), Part("580102", "ห้วยโป่ง", "Huai Pong Mai")), when=on(LAW))
    assert queries.get_area("580102", on=LAW).name_en == "Huai Pong Mai"


def test_a_community_is_changed_under_the_code_of_its_own_scheme(world: None) -> None:
    do(Create(Kind.COMMUNITY, "58990001", "ชุมชนหนึ่ง", "", "580101"), when=on(LAW))
    assert refused(Create(Kind.COMMUNITY, "58990001", "ชุมชนสอง", "", "580101")) == "409-area-code-in-use"
    do(Rename("58990001", "ชุมชนใหม่", "New"), when=on(AFTER))
    found = queries.get_area("58990001", on=AFTER, scheme=Scheme.MUNICIPAL)
    assert found.name_th == "ชุมชนใหม่"
    assert desk.find_facts("58990001", on=AFTER).area.id == found.id
    with pytest.raises(Problem):
        desk.find_facts("99999999", on=AFTER)


def test_a_village_and_a_community_may_bear_the_same_digits(world: None) -> None:
    do(Create(Kind.COMMUNITY, "58010101", "ชุมชน", "", "580101"), when=on(LAW))
    assert queries.get_area("58010101", on=LAW).kind is Kind.VILLAGE


def test_what_was_seen_is_what_is_saved(world: None) -> None:
    seen = queries.newest_edition()
    do(Rename("580201", "อื่น", ""), when=on(LAW))
    assert refused(SPLIT, seen=seen) == "409-area-effect-stale"
    with pytest.raises(Problem):
        actions.stage_operations([(SPLIT, on(LAW))], note="", by="person:1", at=AT, seen=seen)
    draft = actions.stage_operations([(SPLIT, on(LAW))], note="", by="person:1", at=AT)
    do(Rename("580201", "อื่นอีก", ""), when=on(AFTER))
    assert desk.get_draft(draft).is_stale
    actions.apply_draft(draft, by="person:2", at=AT, seen=queries.newest_edition())
    assert queries.find_area("580103", on=LAW)


def test_an_effect_costs_the_same_few_statements_for_many_areas(
    world: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from tambon.areas.queries.effects import effect_of

    ids = [queries.get_area(code, on=LAW).id for code in ("5801", "580101", "580102", "58010101")]
    with django_assert_num_queries(6):
        effect = effect_of(ids, law=LAW)
    assert [len(branch.below) for branch in effect.after] == [2, 3, 0, 1]
    assert [one.code for one in effect.after[2].above] == ["TH", "58", "5801", "580101"]


def test_tambons_without_villages_and_areas_that_nobody_drew(world: None) -> None:
    assert codes(Oddity.WITHOUT_VILLAGES) == ["580201"]
    assert codes(Oddity.WITHOUT_BOUNDARY) == ["58", "5801", "580101", "580102", "5802", "580201"]
    Boundary.objects.create(
        area_id=queries.get_area("58", on=LAW).id, shape=b"", is_point=False, longitude=98, latitude=19,
        found_as="58", during=(None, None), listed=(None, None), edition=Edition.objects.latest("id"),
    )  # fmt: skip
    assert "58" not in codes(Oddity.WITHOUT_BOUNDARY)
    do(Create(Kind.COMMUNITY, "58990001", "ชุมชน", "", "580201"), when=on(LAW))
    assert codes(Oddity.WITHOUT_VILLAGES) == []


def test_what_stands_by_law_and_not_in_the_list_yet(world: None) -> None:
    do(SPLIT, when=on(LAW, AFTER))
    assert codes(Oddity.NOT_IN_LIST) == ["580103", "58010302"]
    assert codes(Oddity.NOT_IN_LIST, AFTER) == []


def test_a_split_without_shares_is_named_once_by_the_area_that_was_split(world: None) -> None:
    do(SPLIT, when=on(LAW))
    [one] = list_oddities(Oddity.WITHOUT_SHARE, on=AFTER, limit=50)
    assert (one.area.code, one.day) == ("580101", LAW)
    assert list_oddities(Oddity.WITHOUT_SHARE, on=AFTER, limit=50, after=mark_of(one)) == []


def test_an_area_whose_parent_ended_stands_without_one(world: None) -> None:
    assert codes(Oddity.WITHOUT_PARENT) == []
    with connection.cursor() as cursor:  # the desk refuses it, a list may say it
        edition = Edition.objects.latest("id").pk
        cursor.execute("SELECT set_config('tambon.edition', %s, true)", [str(edition)])
        village = queries.get_area("58010201", on=LAW).id
        cursor.execute(
            "UPDATE areas_membership SET during = daterange(NULL, '2027-01-01') WHERE child_id = %s",
            [village],
        )
    assert codes(Oddity.WITHOUT_PARENT) == ["58010201"]


def test_problems_come_in_pages_that_leave_none_out(world: None) -> None:
    whole = codes(Oddity.WITHOUT_BOUNDARY)
    paged, after = [], ""
    while page := list_oddities(Oddity.WITHOUT_BOUNDARY, on=LAW, limit=4, after=after):
        paged += [one.area.code for one in page]
        after = mark_of(page[-1])
    assert paged == whole
    counts = count_oddities(on=LAW)
    assert counts[Oddity.WITHOUT_BOUNDARY] == len(whole) and counts[Oddity.CENTROID_OUTSIDE] is None
    assert list_oddities(Oddity.CENTROID_OUTSIDE, on=LAW, limit=5) == []


def test_an_area_is_found_by_a_part_of_its_name_or_the_beginning_of_its_code(world: None) -> None:
    def found(text: str) -> list[str]:
        return [one.code for one in desk.search(text, on=DAY, limit=3)]

    assert found("ขุนยวม") == ["5802", "580201"]
    assert found("chong") == ["580101"]
    assert found("5802") == ["5802", "580201"]
    assert found("%") == found("") == found("ไม่มี") == []


def test_a_suggested_code_was_never_borne_by_anybody(world: None) -> None:
    parent = queries.get_area("5801", on=LAW)
    assert desk.suggest_codes(parent, Kind.TAMBON, many=2) == ["580103", "580104"]
    do(Recode("580102", "580103"), when=on(LAW))
    assert desk.suggest_codes(parent, Kind.TAMBON, many=1) == ["580104"]
    country = queries.get_area("TH", on=LAW)
    assert desk.suggest_codes(country, Kind.PROVINCE, many=1) == ["59"]
    assert desk.suggest_codes(parent, Kind.COMMUNITY, many=1) == []


@given(st.sets(st.integers(1, 99)), st.integers(0, 9))
def test_free_numbers_are_free_and_as_many_as_there_are(used: set[int], many: int) -> None:
    found = free_numbers(used, many=many)
    assert len(set(found)) == len(found) == min(many, 99 - len(used))
    assert not used & set(found)
    ordinary = [number for number in range(1, OFFICES) if number not in used]
    assert [number >= OFFICES for number in found] == sorted(number >= OFFICES for number in found)
    assert not ordinary or not found or found[0] < OFFICES


def test_the_latest_editions_say_what_they_did(world: None) -> None:
    split = do(SPLIT, when=on(LAW), note="แบ่ง")
    move = do(Move("580201", "5801"), Merge(("580102", "580103"), Part("580102")), when=on(AFTER))
    undone = actions.undo(move, by="person:1", at=AT, note="ผิด")
    latest = desk.list_latest_editions(3)
    assert [one.id for one in latest] == [undone, move, split]
    assert (latest[0].undoes, latest[1].undone_by, latest[0].note) == (move, undone, "ผิด")
    did = (ChangeKind.MOVED, 1), (ChangeKind.SPLIT, 1)  # the village that the split takes along has moved
    assert (latest[2].did, latest[2].note) == (did, "แบ่ง")
    assert [one.id for one in desk.list_latest_editions(1, before=split)] == [split - 1]
    change, _taken_along = desk.list_changes_of(split, limit=5)
    assert {one.code for one in change.after} == {"580101", "580103"}
    with pytest.raises(Problem):
        desk.get_edition(10**6)
