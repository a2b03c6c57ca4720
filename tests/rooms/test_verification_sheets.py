"""An office's spreadsheet on its way out and back: every row judged by itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from records_world import AT, BY, TODAY, World, check, collect, make_world

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.desk.sheet_columns import sheet_xlsx
from tambon.formats import read_table
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.records.models import Claim
from tambon.records.rules import Grade, Origin
from tambon.verification import actions, queries
from tambon.verification.queries import sheets
from tambon.verification.queries.sheets import SheetReport
from tambon.verification.rules import CellRef
from tambon.verification.rules.sheets import COLUMNS, NEEDED, key_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KEY = key_of("the secret of a home")
VILLAGES = ("58010201", "58010202", "58010203")


@pytest.fixture
def world() -> World:
    world = make_world()
    for code in VILLAGES:
        collect(world, code, households=120, piped=90, customers=80)
    return world


def officer(world: World, office: str = "pwa", name: str = "somying", area: str | None = None) -> Who:
    person = accounts.add_person(username=name, name_th=name, by=BY, at=AT)
    new = NewGrant(
        person, Role.VERIFIER, date(2026, 10, 1), area_id=world.area[area] if area else None,
        office_id=world.office[office],
    )  # fmt: skip
    accounts.grant(new, by=BY, at=AT)
    return who_is.who(person, on=TODAY)


def sheet(world: World, office: str = "pwa") -> list[dict[str, str]]:
    """The office's rows, as a person has them in Excel."""
    rows = sheets.sheet_rows(world.office[office], on=TODAY, key=KEY)
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def as_csv(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def looked(world: World, who: Who, rows: list[dict[str, str]], office: str = "pwa") -> SheetReport:
    return sheets.check_sheet(as_csv(rows), who=who, office_id=world.office[office], on=TODAY, key=KEY)


def done(world: World, who: Who, content: bytes, office: str = "pwa", minutes: int = 1) -> SheetReport:
    at = AT + timedelta(minutes=minutes)
    return actions.apply_sheet(content, who=who, office_id=world.office[office], on=TODAY, at=at, key=KEY)


def why(report: SheetReport) -> dict[int, str]:
    return {one.row: one.code for one in report.refused}


def of(rows: list[dict[str, str]], village: str, variable: str = "piped_households") -> dict[str, str]:
    return next(r for r in rows if (r["village_code"], r["variable"]) == (village, variable))


def test_it_goes_out_with_what_waits_and_comes_back_as_a_workbook(world: World) -> None:
    rows = sheet(world)
    assert len(rows) == 6 and {row["variable"] for row in rows} == {"piped_households", "pwa_customers"}
    first = of(rows, "58010201")
    assert (first["value"], first["village"], first["period"]) == ("90", "บ้าน 01", "2026")
    content = sheet_xlsx([tuple(row.values()) for row in rows])
    table = read_table(content, required=NEEDED)
    assert [row["token"] for row in table.rows] == [row["token"] for row in rows]
    assert looked(world, officer(world), rows).untouched == 6
    report = sheets.check_sheet(
        content, who=officer(world, name="x"), office_id=world.office["pwa"], on=TODAY, key=KEY
    )
    assert (report.rows, report.untouched, report.refused) == (6, 6, ())


def test_looking_first_changes_nothing_and_doing_it_does_each_row(world: World) -> None:
    rows, somying = sheet(world), officer(world)
    of(rows, "58010201")["word"] = "ยืนยัน"
    of(rows, "58010202").update(word="โต้แย้ง (dispute)", reason="ข้อมูลเก่า", own_value="๗๐")
    of(rows, "58010203")["own_value"] = "66"
    before = Claim.objects.count()
    report = looked(world, somying, rows)
    assert (report.confirmed, report.disputed, report.entered, report.untouched) == (1, 1, 1, 3)
    assert Claim.objects.count() == before
    content = as_csv(rows)
    report = done(world, somying, content)
    assert (len(report.wishes), report.refused) == (3, ())
    held = {code: world.record(code) for code in VILLAGES}
    assert held["58010201"].cells["piped_households"].grade is Grade.VERIFIED
    assert (held["58010202"].values["piped_households"], held["58010203"].values["piped_households"]) == (
        70,
        66,
    )
    assert held["58010203"].cells["piped_households"].origin is Origin.OFFICE
    entry = Entry.objects.filter(kind="sheet.applied").latest("pk")
    assert (entry.body["done"], entry.body["refused"], entry.by) == (3, 0, somying.actor)
    again = done(world, somying, content, minutes=2)
    assert again.wishes == () and sorted(set(why(again).values())) == ["409-sheet-judged", "409-sheet-stale"]
    assert Claim.objects.count() == before + 4


Spoil = Callable[[World, list[dict[str, str]], dict[str, str]], object]


def stale(world: World, rows: list[dict[str, str]], row: dict[str, str]) -> None:
    collect(world, row["village_code"], minutes=3, households=120, piped=95, customers=80)


def judged(world: World, rows: list[dict[str, str]], row: dict[str, str]) -> None:
    record = world.record(row["village_code"])
    cell = CellRef(record.id, row["variable"], record.cells[row["variable"]].claim_id)
    actions.confirm(officer(world, name="colleague"), [cell], on=TODAY, at=AT)


def moved(world: World, rows: list[dict[str, str]], row: dict[str, str]) -> None:
    other = accounts.add_office(agency="pwa", code="pwa-9", name_th="9", name_en="9", by=BY, at=AT)
    village = world.area[row["village_code"]]
    accounts.hand_area(area_id=village, office_id=other, since=TODAY, by=BY, at=AT)


def tokens_swapped(world: World, rows: list[dict[str, str]], row: dict[str, str]) -> None:
    row["token"] = of(rows, "58010202")["token"]


SPOILT: list[tuple[str, Spoil, str]] = [
    ("the value changed", stale, "409-sheet-stale"),
    ("a colleague's word", judged, "409-sheet-judged"),
    ("another office's village", moved, "403-sheet-not-owned"),
    ("another row's token", tokens_swapped, "422-sheet-mixed"),
    ("a token altered", lambda w, rows, r: r.update(token=r["token"][:-1] + "?"), "422-sheet-token"),
    ("no token", lambda w, rows, r: r.update(token=""), "422-sheet-token"),
    ("another variable", lambda w, rows, r: r.update(variable="households"), "422-sheet-mixed"),
    ("another village", lambda w, rows, r: r.update(village_code="58010301"), "422-sheet-mixed"),
    ("twice", lambda w, rows, r: rows.append(dict(r)), "422-sheet-twice"),
    ("the value overwritten", lambda w, rows, r: r.update(value="91"), "422-sheet-value"),
    ("unreadable", lambda w, rows, r: r.update(word="", own_value="มาก"), "422-verdict-proposal"),
    ("no word", lambda w, rows, r: r.update(word="ตกลง"), "422-sheet-word"),
    ("no reason", lambda w, rows, r: r.update(word="dispute"), "422-verdict-reason"),
]


@pytest.mark.parametrize(("what", "spoil", "refused"), SPOILT, ids=[one[0] for one in SPOILT])
def test_a_bad_row_is_refused_by_its_number_and_the_others_are_done(
    world: World, what: str, spoil: Spoil, refused: str
) -> None:
    rows, somying = sheet(world), officer(world)
    bad, good = of(rows, "58010201"), of(rows, "58010203")
    bad["word"] = good["word"] = "ยืนยัน"
    spoil(world, rows, bad)
    report = done(world, somying, as_csv(rows), minutes=9)
    assert set(why(report).values()) == {refused}
    assert rows.index(bad) + 2 in why(report)
    assert len(report.wishes) == 1
    assert world.record("58010203").cells["piped_households"].grade is Grade.VERIFIED
    graded = world.record().cells["piped_households"].grade
    assert graded is (Grade.VERIFIED if what == "a colleague's word" else Grade.REPORTED)


def test_a_sheet_of_another_office_is_refused_row_by_row(world: World) -> None:
    rows, malai = sheet(world), officer(world, "lao", "malai")
    of(rows, "58010201")["word"] = "confirm"
    assert set(why(looked(world, malai, rows, "lao")).values()) == {"403-sheet-office"}
    assert set(why(looked(world, malai, rows, "pwa")).values()) == {"403-not-allowed"}


def test_rows_outside_the_persons_area_and_own_answers_are_refused(world: World) -> None:
    rows = sheet(world)
    of(rows, "58010201")["word"] = "confirm"
    narrow = officer(world, name="narrow", area="580103")
    assert set(why(looked(world, narrow, rows)).values()) == {"403-not-allowed"}
    new = NewGrant(world.worker, Role.VERIFIER, date(2026, 10, 1), office_id=world.office["pwa"])
    accounts.grant(new, by=BY, at=AT)
    malee = who_is.who(world.worker, on=TODAY)
    assert set(why(looked(world, malee, rows)).values()) == {"403-verdict-own-answer"}


def test_what_changes_while_the_file_is_worked_through_is_refused_then(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, somying = sheet(world), officer(world)
    for row in rows:
        row["word"] = "confirm"
    read = actions.sheets.check_sheet

    def then_changed(content: bytes, **given: object) -> SheetReport:
        report = read(content, **given)  # type: ignore[arg-type]
        collect(world, "58010202", minutes=5, households=120, piped=95, customers=80)
        return report

    monkeypatch.setattr(actions.sheets, "check_sheet", then_changed)
    monkeypatch.setattr(actions.sheets, "MOST_AT_ONCE", 2)
    report = done(world, somying, as_csv(rows), minutes=6)
    assert set(why(report).values()) == {"409-sheet-stale"} and len(report.wishes) == 4


def test_where_owners_change_meanwhile_each_row_is_told_its_own_outcome(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, somying = sheet(world), officer(world)
    for row in rows:
        row["word"] = "confirm" if row["variable"] == "piped_households" else ""
    read = actions.sheets.check_sheet

    def then_moved(content: bytes, **given: object) -> SheetReport:
        report = read(content, **given)  # type: ignore[arg-type]
        moved(world, rows, of(rows, "58010202"))
        collect(world, "58010203", minutes=5, households=120, piped=95, customers=80)
        return report

    monkeypatch.setattr(actions.sheets, "check_sheet", then_moved)
    everywhere = NewGrant(somying.person_id, Role.VERIFIER, date(2026, 10, 1), agency_id=world.agency["pwa"])
    accounts.grant(everywhere, by=BY, at=AT)
    report = done(world, who_is.who(somying.person_id, on=TODAY), as_csv(rows), minutes=6)
    stale = rows.index(of(rows, "58010203")) + 2
    assert why(report) == {stale: "409-sheet-stale"}
    confirmed = {code for code in VILLAGES
                 if world.record(code).cells["piped_households"].grade is Grade.VERIFIED}  # fmt: skip
    assert confirmed == {"58010201", "58010202"}


def test_what_was_done_is_journaled_though_the_work_stopped_half_way(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, somying = sheet(world), officer(world)
    of(rows, "58010201")["word"] = "confirm"
    of(rows, "58010202")["own_value"] = "66"

    def stopped(*given: object, **more: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(actions.sheets, "enter", stopped)
        with pytest.raises(RuntimeError):
            done(world, somying, as_csv(rows))
    assert world.record().cells["piped_households"].grade is Grade.VERIFIED
    told = Entry.objects.filter(kind="sheet.applied").order_by("pk")
    assert [(one.body["done"], one.body["refused"]) for one in told] == [(1, 0)]
    assert done(world, somying, as_csv(sheet(world))).wishes == ()
    assert [(one.body["done"], one.body["refused"]) for one in told.all()] == [(1, 0), (0, 0)]


def test_dangerous_texts_leave_as_text_and_too_many_rows_do_not_come_in(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [tuple("=cmd()" if name == "village" else "x" for name in COLUMNS)]
    table = read_table(sheet_xlsx(rows), required=NEEDED, optional=("village",))
    assert table.rows[0]["village"] == "'=cmd()"
    monkeypatch.setattr(sheets, "MOST_ROWS", 5)
    with pytest.raises(Problem) as caught:
        looked(world, officer(world), sheet(world))
    assert caught.value.kind.code == "413-sheet-rows"


def test_the_sheet_is_narrowed_and_bounded_as_the_queue_is(world: World) -> None:
    check(*(world.record(code) for code in VILLAGES))
    office = world.office["pwa"]
    assert len(sheets.sheet_rows(office, on=TODAY, key=KEY, most=3)) == 3
    inside = sheets.sheet_rows(office, on=TODAY, key=KEY, within=[world.area["58010203"]])
    assert {row[0] for row in inside} == {"58010203"}
    assert sheets.sheet_rows(office, on=TODAY, key=KEY, dataset="health") == []
    assert queries.count_office_queue(office, on=TODAY).total() == (6, 3)
