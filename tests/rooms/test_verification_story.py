"""A value's whole story out of the database: all that happened, in order, for few statements."""

from __future__ import annotations

import argparse
import json
from datetime import timedelta

import pytest
from counter_world import VARIABLE, Counter, make_counter
from desk_world import FAST
from pytest_django import Settings
from records_world import register
from story_world import NOTE, day, live, on

from tambon.cli.commands import cell_show
from tambon.host.home import Home
from tambon.lib.problem import Problem
from tambon.records import actions as records
from tambon.releases import queries as releases
from tambon.verification import queries
from tambon.verification.models import Escalation
from tambon.verification.queries import Telling
from tambon.verification.rules.story import Line, as_json

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STATEMENTS = 13  # beside the value itself


@pytest.fixture
def world(db: None, home: Home, settings: Settings) -> Counter:
    settings.PASSWORD_HASHERS = FAST
    return make_counter()


def story(world: Counter, number: int = 8) -> list[Line]:
    found = queries.get_story(world.record.id, VARIABLE, on=on(number))
    return releases.tell_story(Telling(found), found)


def telling(world: Counter, number: int = 8) -> Telling:
    return Telling(queries.get_story(world.record.id, VARIABLE, on=on(number)))


def test_a_whole_life_is_told_in_order(world: Counter) -> None:
    live(world)
    told = [(line.at, line.kind) for line in reversed(story(world))]
    assert told == sorted(told, key=lambda one: one[0])
    assert [kind for _, kind in told] == [
        "said", "head", "challenged", "published", "returned", "said", "return_ended", "said",
        "judged", "challenge_answered", "signed", "said", "unlocked", "rules", "held", "published",
    ]  # fmt: skip
    text = "\n".join(f"{line.th} {line.note} {line.then}" for line in story(world))
    for sentence in (
        "ผู้เก็บข้อมูลตอบว่า 90 ครัวเรือน ไปดูเมื่อ 20 พฤศจิกายน 2569",
        "เพราะเป็นคำตอบเดียวที่มี",
        "ผู้ใหญ่บ้านยืนยันว่าตรง ผ่านลิงก์ของหมู่บ้าน",
        "ผู้อ่านทักท้วงค่า 90 ครัวเรือน",
        "pwa ส่งกลับให้ไปดูอีกครั้งภายใน 27 พฤศจิกายน 2569",
        NOTE,
        "แล้วตอบที่หน้างานว่า 93 ครัวเรือน",
        "ที่ส่งกลับไปมีคำตอบแล้ว",
        "ทะเบียนของpwa บอกว่า 88 ครัวเรือน",
        "pwa ยืนยันว่า 93 ครัวเรือน ถูกต้อง",
        "ระดับของค่าเป็น “ยืนยันแล้ว”",
        "pwa ตอบข้อทักท้วง: แก้ไขแล้ว",
        "ลงนามรับรองข้อมูลของตำบลห้วยโป่ง",
        "มีคำตอบมาช้า",
        "พจนานุกรมข้อมูลรุ่น 2 เปลี่ยน กฎว่าค่าของใครชนะ",
        "ค่าที่ถือเป็น 88 ครัวเรือน (รายงานแล้ว) เพราะคำของหน่วยงานเจ้าของข้อมูลชนะ และค่านี้มาจากpwa",
    ):
        assert sentence in text, sentence


def test_nobody_is_named(world: Counter) -> None:
    live(world)
    text = json.dumps([as_json(line) for line in story(world)], ensure_ascii=False, default=str)
    for person in ("มาลี", "malee", "somying", "wichai", "kanya", "person:"):
        assert person not in text, person


def test_what_came_behind_a_sign_off_is_late_and_counts_once_it_is_lifted(world: Counter) -> None:
    live(world, until=5)
    late = next(line for line in story(world, 5) if line.kind == "said")
    assert late.late and "97" in late.th and "มาหลังลงนามรับรอง" in late.th and not late.then
    assert (held := telling(world, 5).held_on(on(5))) and held.value == 93


def test_the_lifted_sign_off_is_what_the_late_answer_counts_from(world: Counter) -> None:
    live(world, until=6)
    told = story(world, 6)
    late = next(line for line in told if line.kind == "said")
    assert not late.late and "จึงรอจนเปิดข้อมูลอีกครั้ง" in late.th and not late.then
    lifted = next(line for line in told if line.kind == "unlocked")
    assert any("97" in th for th, _ in lifted.then)


def test_the_past_of_a_value_by_the_end_of_each_day(world: Counter) -> None:
    live(world)
    known = telling(world)
    assert known.held_on(on(-1)) is None
    held = {number: known.held_on(on(number)) for number in range(9)}
    assert [one and (one.value, str(one.grade)) for one in held.values()] == [
        (90, "checked"), (90, "disputed"), (93, "checked"), (93, "verified"), (93, "verified"),
        (93, "verified"), (97, "checked"), (88, held[7].grade), (88, held[8].grade),  # type: ignore[union-attr]
    ]  # fmt: skip
    assert held[3] and held[3].why and "หลักฐานใหม่ที่สุดชนะ" in held[3].why[0]
    assert held[8] and held[8].why and "คำของหน่วยงานเจ้าของข้อมูลชนะ" in held[8].why[0]


def test_what_is_told_of_a_release_is_what_its_freeze_holds(world: Counter, home: Home) -> None:
    live(world)
    found = queries.get_story(world.record.id, VARIABLE, on=on(8))
    told = {one.release: (str(one.value), str(one.grade)) for one in releases.list_published(found)}
    frozen = {folder.name: _frozen(folder / "cells" / "water.csv") for folder in home.freezes.glob("2*")}
    assert len(told) == 2 and told == frozen


def _frozen(path) -> tuple[str, str]:  # type: ignore[no-untyped-def]
    head, *lines = (line.split(",") for line in path.read_text("utf-8").splitlines())
    at = head.index(VARIABLE)
    return next((line[at], line[at + 1]) for line in lines if line[at])


def test_an_offices_silence_is_told_of_the_values_that_waited(world: Counter) -> None:
    part = {"dataset": "water", "period": "2026", "cells": 1}
    pwa, dopa = world.desk.world.office["pwa"], world.desk.world.office["dopa"]
    Escalation.objects.create(office_id=pwa, step="asked", at=day(1), **part)
    Escalation.objects.create(
        office_id=pwa, step="told_above", at=day(-3), **part
    )  # before anything was said
    Escalation.objects.create(office_id=dopa, step="asked", at=day(1), **part)
    silent = [line.th for line in story(world, 1) if line.kind == "silence"]
    assert silent == ["pwa ยังไม่ตอบ: เตือนสำนักงานแล้ว"]


def test_statements_do_not_grow_with_what_happened(world: Counter, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    live(world, until=0)
    found = queries.get_story(world.record.id, VARIABLE, on=on(0))
    story(world)  # the dictionary's versions are read once in a process
    with django_assert_max_num_queries(STATEMENTS) as first:
        releases.tell_story(Telling(found), found)
    live(world, since=1)
    for number in range(30):
        said = register(world.desk.world, **{VARIABLE: number})
        records.make_claims([said], at=day(9) + timedelta(minutes=number))
    found = queries.get_story(world.record.id, VARIABLE, on=on(9))
    Telling(found)
    with django_assert_max_num_queries(len(first)):
        lines = releases.tell_story(Telling(found), found)
    assert len(lines) > 40


def show(*given: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    cell_show.arguments(parser)
    return cell_show.run(parser.parse_args(list(given)))


def test_the_command_tells_both_ways(world: Counter, capsys: pytest.CaptureFixture[str]) -> None:
    live(world, until=3)
    of = ["water", "58010201", "2026", VARIABLE]
    assert show(*of, "--on", on(1).isoformat(), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["held"]["value"], told["held"]["grade"]) == (90, "disputed")
    assert told["story"][0]["kind"] == "challenge_answered" and told["story"][-1]["of"]["how"] == "field"
    assert show(*of, "--on", on(3).isoformat()) == 0
    text = capsys.readouterr().out
    assert "93 ครัวเรือน (ยืนยันแล้ว)" in text and "pwa confirmed 93 households" in text
    assert show(*of, "--on", on(-9).isoformat()) == 0
    assert "ยังไม่มีใครบอกค่านี้" in capsys.readouterr().out
    assert show("water", "58010202", "2026", VARIABLE, "--json") == 0
    assert json.loads(capsys.readouterr().out)["held"] is None
    for unknown in (["water", "58010201", "2026", "nothing"], ["nothing", "58010201", "2026", VARIABLE]):
        with pytest.raises(Problem):
            show(*unknown)
