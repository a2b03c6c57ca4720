"""Accounts from files as they come: bad rows refused with reasons, the rest there, nothing twice."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from workforce_world import AT, BY, World, make_world

from tambon.accounts import actions, loading_problems, problems, queries
from tambon.accounts.models import Grant, Person
from tambon.cli.commands import accounts_load
from tambon.journal.queries import list_entries
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADING = ("username", "name_th", "name_en", "email", "role", "area", "office", "agency", "from", "until")
DAY = date(2026, 11, 22)


@pytest.fixture
def world() -> World:
    made = make_world()
    actions.add_agency(code="pwa", name_th="การประปา", name_en="Waterworks", by=BY, at=AT)
    actions.add_office(agency="pwa", code="pwa-1", name_th="สาขา", name_en="Branch", by=BY, at=AT)
    return made


def row(username: str, role: str = "district", area: str = "5801", **more: str) -> list[str]:
    given = {"username": username, "name_th": f"คุณ{username}", "role": role, "area": area,
             "from": "1 ต.ค. 2569", **more}  # fmt: skip
    return [given.get(column, "") for column in HEADING]


def file(*rows: list[str], heading: tuple[str, ...] = HEADING) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([["บัญชีรายชื่อ"], heading, *rows])
    return text.getvalue().encode()


def load(content: bytes, who: str | None = None, world: World | None = None) -> queries.AccountsReport:
    asking = queries.who(world.people[who], on=DAY) if who and world else None
    return actions.load_accounts(content, who=asking, by=BY, at=AT)


def codes(report: queries.AccountsReport) -> dict[int, str]:
    return {one.row: one.code for one in report.refused}


GOOD = [
    row("somsri", email="somsri@example.go.th", name_en="Somsri", until="30/9/2570"),
    row("somsri", "ผู้ใหญ่บ้าน กำนัน หรือกรรมการหมู่บ้าน", "58010201.0"),
    row("ann", "Agency verifier", "", office="pwa-1", **{"from": "๑ ตุลาคม พ.ศ. ๒๕๖๙"}),
    row("bee", "verifier", "", agency="pwa", **{"from": "2026-10-01"}),
    row("malee", "village_head", "๕๘๐๑๐๒๐๒"),
]


def test_a_file_brings_people_and_grants_and_again_nothing(world: World) -> None:
    content = file(*GOOD)
    checked = queries.check_accounts(content, who=None, on=DAY)
    assert not Person.objects.filter(username="somsri").exists()
    report = load(content)
    assert report == checked
    assert (report.rows, report.people, report.grants, report.unchanged, report.refused) == (5, 3, 5, 0, ())
    somsri = Person.objects.get(username="somsri")
    assert (somsri.email, somsri.name_en, somsri.has_usable_password()) == (
        "somsri@example.go.th",
        "Somsri",
        False,
    )
    held = {(g.role, g.area_id): g.during for g in Grant.objects.filter(person=somsri)}
    assert held.keys() == {("district", world.area["5801"]), ("village_head", world.area["58010201"])}
    assert held["district", world.area["5801"]].upper == date(2570 - 543, 10, 1), "the last day is inside"
    entries, grants = len(list(list_entries())), Grant.objects.count()
    again = load(content)
    assert (again.people, again.grants, again.unchanged, again.refused) == (0, 0, 5, ())
    assert (len(list(list_entries())), Grant.objects.count()) == (entries, grants)
    told = " ".join(f"{one.kind} {one.body}" for one in list_entries())
    assert "somsri" not in told and "คุณ" not in told


def test_each_bad_row_is_refused_with_its_reason_and_the_rest_stands(world: World) -> None:
    actions.close_person(world.people["kaew"], by=BY, at=AT)
    report = load(
        file(
            row("a1"),  # 3 stands
            row("a2", name_th="หนึ่ง"),  # 4 one username
            row("a2", name_th="สอง"),  # 5 of two people
            row("a1", until="31/12/2569"),  # 6 the same role there on the same days
            row("malee", name_th="คนละคน"),  # 7
            row("kaew"),  # 8 closed
            row("a3", area="5899"),  # 9
            row("a4", role="king"),  # 10
            row("a5", role="verifier", area="5801"),  # 11 needs an office
            row("a6", role="verifier", area="", office="pwa-1", agency="pwa"),  # 12 one of them
            row("a7", area=""),  # 13 needs an area
            row("a8", office="nobody", role="verifier", area=""),  # 14
            row("a9", until="30/9/2569"),  # 15 ends before it begins
            row("b1", **{"from": "10/1/2026"}),  # 16 two days
            row("b2", **{"from": "31 ก.พ. 2569"}),  # 17 no such day
            row("b3", **{"from": ""}),  # 18
            row("b 4"),  # 19
            row("b5", email="nobody"),  # 20
            row("b6", name_th=" "),  # 21
            row("b7", agency="pwa"),  # 22 no agency with a district
            row("b8", agency="none", role="verifier", area=""),  # 23
            row("b9", "province", "58"),  # 24 stands
        )
    )
    p = loading_problems
    wanted = {
        4: p.names_differ, 5: p.names_differ, 6: p.row_twice, 7: p.name_taken, 8: p.closed, 9: p.area_unknown,
        10: p.role_unknown, 11: problems.grant_needs_an_office, 12: problems.office_or_agency,
        13: problems.grant_needs_an_area, 14: p.office_unknown, 15: p.out_of_order, 16: p.day_ambiguous,
        17: p.no_such_day, 18: p.day_unclear, 19: p.username_unfit, 20: p.email_unfit, 21: p.name_unfit,
        22: problems.grant_has_no_agency, 23: p.agency_unknown,
    }  # fmt: skip
    assert codes(report) == {number: kind.code for number, kind in wanted.items()}
    assert (report.people, report.grants) == (2, 2)
    assert set(Person.objects.filter(username__regex="^[ab][0-9]").values_list("username", flat=True)) == {
        "a1",
        "b9",
    }
    assert "3" in next(one.reason_th for one in report.refused if one.row == 6)


def test_a_loader_gives_only_what_they_may_give_where_they_may(world: World) -> None:
    report = load(
        file(
            row("h1", "village_head", "58010201"),  # 3
            row("h2", "village_head", "580201"),  # 4 another district
            row("h3", "district", "5801"),  # 5 no district officer appoints another
            row("h4", "administrator", "TH"),  # 6
            row("h5", "verifier", "", office="pwa-1"),  # 7
        ),
        "wichai",
        world,
    )
    assert codes(report) == dict.fromkeys((4, 5, 6, 7), problems.not_allowed.code)
    assert (report.people, report.grants) == (1, 1)


def test_what_was_decided_on_the_person_s_page_is_not_undone(world: World) -> None:
    content = file(row("a1"), row("a2", **{"from": "1/1/2570"}))
    load(content)
    for name in ("a1", "a2"):
        grant = Grant.objects.get(person__username=name)
        actions.end_grant(grant.pk, on=DAY, by=BY, at=AT)
    report = load(content)
    assert codes(report) == {
        3: loading_problems.grant_overlaps.code,
        4: loading_problems.grant_withdrawn.code,
    }
    assert (report.grants, Grant.objects.filter(person__username__startswith="a").count()) == (0, 2)
    later = load(file(row("a1", **{"from": "1/1/2570"}), row("a2", **{"from": "1/2/2570"})))
    assert (later.grants, later.refused) == (2, ())


def test_thai_headings_and_a_workbook_with_dates(world: World) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["ชื่อผู้ใช้", "ชื่อ-สกุล", "บทบาท", "รหัสพื้นที่", "ตั้งแต่วันที่", "ถึงวันที่", "หมายเหตุ"])
        sheet.write_row(1, 0, ["nok", "นก ใจดี", "เจ้าหน้าที่อำเภอ"])
        sheet.write_number(1, 3, 5801)
        sheet.write_datetime(1, 4, datetime(2026, 10, 1), book.add_format({"num_format": "d/m/yyyy"}))
    report = load(buffer.getvalue())
    assert (report.grants, report.refused) == (1, ())
    assert Grant.objects.get(person__username="nok").during.lower == date(2026, 10, 1)
    with pytest.raises(Problem) as missing:
        load(file(["nok", "นก"], heading=("username", "name_th")))
    assert missing.value.kind is loading_problems.columns_missing
    assert "role/บทบาท" in missing.value.say("en")


def test_the_command_checks_then_loads_and_writes_what_it_refused(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import argparse

    path = tmp_path / "people.csv"
    path.write_bytes(file(*GOOD, row("zz", area="9999")))
    given = argparse.Namespace(file=path, check=True, refused=None, json=True)
    assert accounts_load.run(given) == 1
    assert json.loads(capsys.readouterr().out)["grants"] == 5
    assert not Person.objects.filter(username="somsri").exists()
    given.check, given.json = False, False
    assert accounts_load.run(given) == 1
    assert "1 ปฏิเสธ · refused" in capsys.readouterr().out
    told = (tmp_path / "people.csv.refused.csv").read_text("utf-8-sig")
    assert "8,422-accounts-file-area" in told
