"""Undoing puts back every row, and nothing that rests on an edition is left in the air."""

from __future__ import annotations

from datetime import date

import pytest
from areas_check import demand_lineage, demand_one_truth, demand_tree, everything
from areas_world import AT, DAY, LIST, do, make_world, on
from django.db import transaction

from tambon.areas import actions, queries
from tambon.areas.actions.abolished import load_abolished
from tambon.areas.actions.drawing import Point, place_points
from tambon.areas.actions.rows import Scribe, under
from tambon.areas.actions.writing import refresh_lineage
from tambon.areas.models import Edition
from tambon.areas.rules import Hierarchy, Kind, ListSource, Scheme
from tambon.areas.rules.abolished import Abolished
from tambon.areas.rules.operations import Create, Move, Part, Recode, Rename, Split
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
D1, D2, D3, D4 = (date(2027, month, 1) for month in (1, 2, 3, 4))
NEW = Create(Kind.TAMBON, "580103", "ใหม่", "New", "5801")


@pytest.fixture(autouse=True)
def world() -> None:
    make_world()


def undo(edition: int) -> int:
    with transaction.atomic():
        return actions.undo(edition, by="person:1", at=AT)


def held(edition: int) -> None:
    with pytest.raises(Problem) as caught:
        undo(edition)
    assert caught.value.kind.code == "409-area-edition-built-upon"


def sound() -> None:
    demand_one_truth()
    demand_lineage()
    demand_tree()


def village(code: str, day: date = DAY) -> int:
    row = {"code": code, "name_th": f"บ้านสมมติ {code}", "name_en": ""}
    report = actions.load_villages(
        [row], source="villages", day=day, licence="CC0-1.0", credit="us", synthetic=True, by="system", at=AT
    )
    assert report.edition is not None
    return report.edition


def edition(name: str) -> Edition:
    return Edition.objects.create(
        source=name, day=DAY, sha256=name, licence="CC0-1.0", credit="us", kinds=[], loaded_at=AT
    )


def test_villages_under_a_new_tambon_hold_it_also_when_it_is_loaded_a_second_time() -> None:
    first = do(NEW, when=on(D1))
    undo(first)
    again = do(NEW, when=on(D1))
    later = village("58010301", D2)
    held(again)
    undo(later)
    undo(again)
    assert queries.find_area("580103", on=D2) is None
    sound()


def test_an_area_that_is_loaded_again_is_of_the_edition_that_stands() -> None:
    undo(do(NEW, when=on(D1)))
    again = do(NEW, when=on(D1))
    assert queries.describe("580103", on=D2).edition.id == again


def test_a_boundary_holds_the_area_that_it_is_of() -> None:
    brought = do(NEW, when=on(D1))
    area = queries.get_area("580103", on=D1).id
    drawn = edition("drawn")
    place_points([Point(area, 98.0, 19.0, "580103")], drawn)
    held(brought)
    undo(drawn.pk)
    undo(brought)
    sound()


def test_a_boundary_does_not_hold_what_was_only_renamed() -> None:
    renamed = do(Rename("580102", "อื่น", ""), when=on(D1))
    place_points([Point(queries.get_area("580102", on=D1).id, 98.0, 19.0, "580102")], edition("drawn"))
    undo(renamed)
    assert queries.get_area("580102", on=D1).name_th == "ห้วยโป่ง"


def test_a_place_under_a_local_government_holds_the_village() -> None:
    town = do(Create(Kind.LOCAL_GOVERNMENT, "6580101", "อบต.", "SAO", "58"), when=on(D1))
    brought = village("58010202", D2)
    members = edition("members")
    child = queries.get_area("58010202", on=D3).id
    parent = queries.get_area("6580101", on=D3, scheme=Scheme.LOCAL_GOVERNMENT).id
    with under(members):
        Scribe(members, on(D3)).move(child, parent, Hierarchy.LOCAL_GOVERNMENT)
    refresh_lineage([child], Hierarchy.LOCAL_GOVERNMENT)
    sound()
    held(brought)
    held(town)
    undo(members.pk)
    undo(brought)
    undo(town)
    sound()


def test_a_village_under_a_new_code_holds_the_recoding() -> None:
    recoded = do(Recode("580201", "580209"), when=on(D1))
    village("58020901", D2)
    held(recoded)


def test_a_whole_list_holds_the_one_before_it() -> None:
    first = Edition.objects.get(source="list").pk
    for one in Edition.objects.filter(source="villages"):
        undo(one.pk)
    actions.load_list(LIST, of=ListSource("list", D1, "CC0-1.0", "us"), by="system", at=AT)
    held(first)
    second = Edition.objects.get(source="list", day=D1).pk
    undo(second)
    undo(first)
    assert queries.count(Kind.TAMBON, on=D2) == 0
    again = actions.load_list(LIST, of=ListSource("list", D1, "CC0-1.0", "us"), by="system", at=AT)
    assert (again.added, again.already) == (len(LIST), False)


def test_what_was_undone_and_done_again_holds_and_counts_and_can_be_undone() -> None:
    before = everything()
    first = do(Rename("580102", "หนึ่ง", ""), when=on(D1))
    second = do(Rename("580102", "สอง", ""), when=on(D2))
    done = everything()
    back = undo(second)
    redone = undo(back)
    assert everything() == done
    held(first)
    held(redone)
    undo(second)
    undo(first)
    assert everything() == before


def test_a_list_that_was_undone_and_done_again_is_in_use() -> None:
    listed = Edition.objects.get(source="villages").pk
    undo(undo(listed))
    assert queries.describe("58010101", on=D1).known_since == DAY


def test_abolished_codes_are_taken_back_and_loaded_again() -> None:
    gone = Abolished(Kind.TAMBON, "580188", "เลิก", "Gone", date(2006, 1, 1))
    of = ListSource("abolished", DAY, "CC0-1.0", "us")
    before = everything()
    load_abolished([gone], of=of, by="system", at=AT)
    done = [line for line in everything() if "areas_lineage" not in line]
    undo(Edition.objects.get(source="abolished").pk)
    assert everything() == before
    load_abolished([gone], of=of, by="system", at=AT)
    assert len([line for line in everything() if "areas_lineage" not in line]) == len(done)
    sound()


def test_a_file_that_brings_more_the_second_time_is_an_edition_of_its_own() -> None:
    rows = [{"code": code, "name_th": "ก", "name_en": ""} for code in ("58010202", "58010301")]
    of = {"source": "more", "day": D4, "licence": "CC0-1.0", "credit": "us", "synthetic": True}
    first = actions.load_villages(rows, **of, by="system", at=AT)
    assert len(first.refused) == 1
    tambon = do(NEW, when=on(D1))
    seen = queries.newest_edition()
    second = actions.load_villages(rows, **of, by="system", at=AT)
    assert (second.added, second.edition) == (1, queries.newest_edition())
    assert queries.newest_edition() > seen, "or nobody would see that something changed"
    held(tambon)
    undo(second.edition)
    undo(tambon)
    assert queries.find_area("58010202", on=D4) is not None
    sound()


def test_everything_comes_back_after_a_long_way() -> None:
    place_points([Point(queries.get_area("58010102", on=D1).id, 98.0, 19.0, "x")], edition("drawn"))
    before, made = everything(), []
    parts = (Part("580101"), Part("580103", "ใหม่", "New", None, (("58010102", ""), ("58010103", ""))))
    made.append(do(Split("580101", parts), when=on(D1, D2)))
    made.append(do(Rename("580103", "ใหม่กว่า", ""), when=on(D2, D3)))
    made.append(do(Move("580103", "5802"), when=on(D3, D3)))
    redrawn = edition("redrawn")
    place_points([Point(queries.get_area("580203", on=D3).id, 98.2, 19.0, "y")], redrawn)
    made.append(redrawn.pk)
    sound()
    for one in reversed(made):
        undo(one)
    assert everything() == before


def test_villages_do_not_come_back_under_a_tambon_that_ended_meanwhile() -> None:
    villages = Edition.objects.get(source="villages").pk
    taken = undo(villages)
    without = [one for one in LIST if one.code != "580102"]
    actions.load_list(without, of=ListSource("list", D1, "CC0-1.0", "us"), by="system", at=AT)
    held(taken)
    demand_lineage()
