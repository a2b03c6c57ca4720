"""The programme's figures from the rooms' tables to the published file, and what of them stays at home."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import desk_world
import plan_world
import pytest
from records_world import AT, BY, TODAY, World, check, collect, judge, make_world

from tambon.accounts import actions as accounts
from tambon.areas.queries import ids_by_code
from tambon.areas.rules import Kind
from tambon.catalogue import Catalogue
from tambon.catalogue.programme import PLACE, AreaFigures, ProgrammeFigures
from tambon.catalogue.recency import plain
from tambon.dictionary.queries import get_dataset
from tambon.host.home import Home
from tambon.plan import actions as plan
from tambon.plan import queries as plans
from tambon.plan.models import Programme
from tambon.records import actions as records
from tambon.releases import actions, queries
from tambon.releases.rules.figures import Line, Staff
from tambon.workforce import actions as workforce
from tambon.workforce.actions import training
from tambon.workforce.models import Post
from tambon.workforce.rules.training import Mark, NewCourse

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SINCE = date(2026, 1, 1)


@pytest.fixture
def world(home: Home) -> World:
    """Three tambons with two posts each, 5802 with a single one; a programme over 58 since January, but
    580201 came into the list a day after it."""
    world = make_world()
    desk_world._other_district()
    world.area.update(ids_by_code(["5802", "580201"], on=TODAY))
    Programme.objects.filter(code="p").update(area=world.area["58"], wage=15_000)
    workforce.make_posts(programme="p", on=TODAY, by=BY, at=AT)
    return world


def hire(
    world: World, name: str, tambon: str, number: int, since: date = SINCE, until: date | None = None
) -> int:
    person = accounts.add_person(username=name, name_th=name, by=BY, at=AT)
    post = Post.objects.get(tambon_id=world.area[tambon], number=number).pk
    return workforce.make_contract(post_id=post, person_id=person, since=since, until=until, by=BY, at=AT)


def figures(on: date = TODAY, **more: object) -> dict[str, Line]:
    found = queries.count_programme(plans.get_programme("p"), on=on, **more)  # type: ignore[arg-type]
    return {line.area.code: line for line in found}


def published(home: Home, at: datetime = AT) -> ProgrammeFigures:
    actions.refresh_snapshots(at=at)
    reading = Catalogue(home.catalogue).programme()
    assert reading.file is not None, reading.fault
    return reading.file.programmes[0]


def areas_of(one: ProgrammeFigures) -> dict[str, AreaFigures]:
    return {area.area_code: area for area in one.areas}


def test_posts_people_months_and_training_by_area(world: World) -> None:
    first = hire(world, "a", "580102", 1)
    hire(world, "b", "580103", 1, date(2026, 11, 1))
    hire(world, "c", "580103", 2, SINCE, date(2026, 3, 15))
    course = training.add_course(
        NewCourse(
            programme="p", area_id=world.area["5801"], code="c1", name_th="ปฐมนิเทศ", name_en="Orientation",
            place="", hours=6, since=date(2026, 11, 2), until=date(2026, 11, 3),
        ),
        by=BY, at=AT,
    )  # fmt: skip
    training.enrol(course, contract_ids=[first], by=BY, at=AT)
    training.mark(course, marks={first: Mark(came=True, passed=True)}, by=BY, at=AT)
    found = figures(finest=Kind.TAMBON)
    november = Fraction(22, 30)
    assert found["580102"].staff == Staff(2, 1, 10 + november, 1, 1)
    assert found["580103"].staff == Staff(2, 1, november + 2 + Fraction(14, 31), 0, 1)
    assert found["5801"].staff == Staff(4, 2, 12 + 2 * november + Fraction(14, 31), 1, 2)
    assert found["5802"].staff == found["580201"].staff == Staff(2, 0, Fraction(0), 0, 1)
    assert found["TH"].staff == found["58"].staff == Staff(6, 2, 12 + 2 * november + Fraction(14, 31), 1, 3)
    assert (found["58"].staff.vacant, found["580102"].parent, found["TH"].parent) == (
        4,
        found["5801"].area,
        None,
    )


def test_cells_are_parts_of_one_another_and_two_rounds_ask_once(world: World) -> None:
    collect(world, households=120, piped=90)
    collect(world, "58010202", minutes=1, households=80, piped=10)
    record = world.record()
    check(record)
    records.give_verdicts([judge(record, "piped_households")], office=world.office["pwa"], by=BY, at=AT)
    plan.make_round(
        programme="p", code="r2", name_th="แก้ไข", name_en="Corrections", area_id=world.area["5801"],
        opens=date(2026, 11, 5), closes=date(2026, 12, 20), datasets={"water": "2026"}, by=BY, at=AT,
    )  # fmt: skip
    each = len(get_dataset("water").spec.asked)
    found = figures(finest=Kind.TAMBON)
    cells = found["580102"].cells
    assert (cells.expected, cells.reported, cells.checked, cells.verified) == (3 * each, 4, 2, 1)
    assert found["TH"].cells == found["58"].cells == found["5801"].cells
    assert (found["5801"].cells.expected, found["580103"].cells.reported) == (6 * each, 0)
    assert figures(on=date(2026, 10, 31))["58"].cells.expected == 0, "no round was open yet"


def test_what_the_programme_leaves_out_is_not_counted(world: World) -> None:
    collect(world, households=120, piped=90)
    Programme.objects.get(code="p").without.set([world.area["5801"]])
    assert "58" not in figures() or figures()["58"].cells.reported == 0
    assert all(line.cells.expected == 0 for line in figures().values())


def test_a_part_of_the_tree_by_itself(world: World) -> None:
    assert set(figures(under=world.area["5801"], finest=Kind.TAMBON)) == {"5801", "580102", "580103"}
    whole = figures(finest=Kind.TAMBON)
    for code in ("TH", "58", "5801", "5802", "580102", "580201"):
        part = figures(under=world.area[code], finest=Kind.TAMBON)
        assert part and all((line.staff, line.cells) == (whole[one].staff, whole[one].cells)
                            for one, line in part.items())  # fmt: skip
    assert set(figures()) == {"TH", "58", "5801", "5802"}


def test_the_file_is_silent_about_a_tambons_people_and_what_would_tell_of_them(
    world: World, home: Home
) -> None:
    hire(world, "a", "580102", 1)
    hire(world, "b", "580201", 1, TODAY)
    one = published(home)
    found = areas_of(one)
    assert list(found) == ["TH", "58", "5801", "5802"], "never a tambon"
    assert (found["5802"].withheld, found["5801"].withheld) == ("one_tambon", "protects_another")
    for code in ("5801", "5802"):
        area = found[code]
        assert (area.filled, area.vacant, area.person_months, area.trained) == (None,) * 4
    assert (found["5802"].posts, found["5801"].posts) == (2, 4)
    assert (found["58"].posts, found["58"].filled, found["58"].vacant) == (6, 2, 4)
    assert found["58"].person_months == found["TH"].person_months == 10.77
    text = (home.catalogue / "snapshots" / "programme.json").read_text()
    assert "580201" not in text and '"b"' not in text
    assert (one.wage, one.on, one.plan) == (15_000, "2026-11-22", None)


def test_the_same_state_is_the_same_file(world: World, home: Home) -> None:
    published(home)
    first = (home.catalogue / "snapshots" / "programme.json").read_bytes()
    published(home)
    again = (home.catalogue / "snapshots" / "programme.json").read_bytes()
    assert plain(PLACE, again) == plain(PLACE, first), "but for the number of its signature"
    assert json.loads(first)["synthetic"] is True and json.loads(first)["at"] == "2026-11-22T05:00:00+00:00"


def test_which_programme_is_shown_and_on_which_of_its_days(world: World, home: Home) -> None:
    plan.make_programme(
        code="q", name_th="ต่อไป", name_en="Next", since=date(2028, 1, 1), until=date(2029, 1, 1),
        area_id=world.area["58"], by=BY, at=AT,
    )  # fmt: skip
    hire(world, "a", "580102", 1)
    assert (published(home).code, published(home).on) == ("p", "2026-11-22")
    after = published(home, datetime(2027, 6, 1, 3, tzinfo=UTC))
    assert (after.code, after.on) == ("p", "2026-12-31"), "the one that ran last, on its last day"
    assert areas_of(after)["58"].person_months == 12.0
    next_one = published(home, datetime(2028, 6, 1, 3, tzinfo=UTC))
    assert (next_one.code, next_one.areas) == ("q", [])


def test_a_tambon_that_ended_meanwhile_is_not_lost_from_the_sums(world: World) -> None:
    from tambon.areas import actions as areas
    from tambon.areas.rules.lists import ListSource

    hire(world, "b", "580201", 1, TODAY)
    rest = [one for one in desk_world_list() if one.code != "580201"]
    of = ListSource("test", date(2026, 11, 10), "CC0", "test", synthetic=True)
    areas.load_list(rest, of=of, by=BY, at=AT + timedelta(minutes=5))
    found = figures()
    assert "580201" not in figures(finest=Kind.TAMBON)
    assert found["58"].staff.posts == 6 and found["5802"].staff.filled == 1


def desk_world_list() -> list[object]:
    import records_world

    from tambon.areas.rules.lists import Listed

    return [*records_world.COUNTRY, Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam")]


def test_the_standard_programme_brings_its_papers_budget_and_plan(home: Home) -> None:
    plan_world.make_programme()
    number = plan_world.load()
    plan_world.approve(number)
    workforce.make_posts(programme=plan_world.CODE, on=plan_world.TODAY, by=BY, at=plan_world.AT)
    one = published(home, plan_world.AT)
    assert (one.code, one.since, one.until, one.wage) == (plan_world.CODE, "2020-10-01", "2021-10-01", 15_000)
    tambons = next(line for line in one.stated if line.figure == "tambons")
    assert (tambons.stated, tambons.counted) == (7255, 3) and "7,255" in tambons.text_th
    assert one.budget and one.plan and one.plan.inferred
    assert one.plan.sha256 == next(p for p in plans.list_plans(plan_world.CODE) if p.in_force).sha256
    assert [month.month for month in one.plan.months][:3] == ["2020-10", "2020-11", "2020-12"]
    assert len(one.plan.months) == 12 and sum(len(month.tasks) for month in one.plan.months) >= 10
    assert {area.area_code for area in one.areas} == {"TH", "58", "5801", "5802"}, "Bangkok is left out"


def test_without_any_programme_the_file_says_so(home: Home) -> None:
    actions.refresh_snapshots(at=AT)
    reading = Catalogue(home.catalogue).programme()
    assert reading.file is not None and reading.file.programmes == []
