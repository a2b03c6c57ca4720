"""Offices from files: made, changed and charged with areas; overlaps refused with the other office's name."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from workforce_world import AT, BY, World, make_world

from tambon.accounts import actions, loading_problems, queries
from tambon.accounts.models import Agency, Office, Territory
from tambon.journal.queries import list_entries

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADING = (
    "agency",
    "agency_th",
    "office",
    "name_th",
    "name_en",
    "email",
    "addressee",
    "areas",
    "from",
    "until",
)
DAY = date(2026, 11, 22)


@pytest.fixture
def world() -> World:
    made = make_world()
    actions.add_agency(code="pwa", name_th="การประปา", name_en="Waterworks", by=BY, at=AT)
    return made


def row(office: str, areas: str = "", **more: str) -> list[str]:
    given = {"agency": "pwa", "office": office, "name_th": f"สาขา {office}", "areas": areas,
             "from": "1/10/2569", **more}  # fmt: skip
    return [given.get(column, "") for column in HEADING]


def load(*rows: list[str], heading: tuple[str, ...] = HEADING) -> queries.OfficesReport:
    text = io.StringIO()
    csv.writer(text).writerows([heading, *rows])
    content = text.getvalue().encode()
    checked = queries.check_offices(content, on=DAY)
    assert actions.load_offices(content, by=BY, at=AT) == checked
    return checked


def codes(report: queries.OfficesReport) -> dict[int, str]:
    return {one.row: one.code for one in report.refused}


def test_a_file_brings_offices_with_territories_and_again_nothing(world: World) -> None:
    rows = [
        row("pwa-1", "580102, 580103", email="one@example.go.th", addressee="ผู้จัดการ"),
        row("lao-1", "58010201", agency="lao", agency_th="อปท.", until="30 ก.ย. 2570"),
        row("lao-2", "58010202.0 ๕๘๐๑๐๒๐๓", agency="lao"),
        row("pwa-0", **{"from": ""}),
    ]
    report = load(*rows)
    assert (report.agencies, report.offices, report.areas, report.refused) == (1, 4, 5, ())
    office = Office.objects.get(code="pwa-1")
    assert (office.email, office.addressee, office.name_en) == ("one@example.go.th", "ผู้จัดการ", "สาขา pwa-1")
    assert queries.territory(office.pk, on=DAY) == sorted(world.villages("580102", "580103"))
    assert Territory.objects.get(office__code="lao-1").during.upper == date(2027, 10, 1)
    assert Agency.objects.get(code="lao").name_en == "อปท."
    entries = len(list(list_entries()))
    again = load(*rows)
    assert (again.offices, again.changed, again.areas, again.unchanged) == (0, 0, 0, 4)
    assert len(list(list_entries())) == entries
    amended = load(row("pwa-1", email="new@example.go.th"))
    assert (amended.changed, amended.areas) == (1, 0)
    office.refresh_from_db()
    assert (office.email, office.addressee) == ("new@example.go.th", "ผู้จัดการ"), (
        "an empty cell changes nothing"
    )


def test_each_bad_row_is_refused_with_its_reason_and_the_rest_stands(world: World) -> None:
    load(row("pwa-1", "580102", until="30/9/2570"))
    actions.add_agency(code="doe", name_th="การศึกษา", name_en="Education", by=BY, at=AT)
    report = load(
        row("pwa-2", "580103 580102"),  # 2 held by pwa-1
        row("pwa-3", "580103"),  # 3 stands: row 2 brought nothing
        row("pwa-4", "580103"),  # 4 row 3 has it
        row("pwa-5", "580102", **{"from": "1/10/2570"}),  # 5 stands: after the end
        row("pwa-1", "580102", until="31/12/2569"),  # 6 held otherwise
        row("pwa-3", "5802"),  # 7 twice
        row("pwa-1", agency="doe"),  # 8 belongs to another
        row("doe-1", "580102", agency="doe"),  # 9 stands: another agency
        row("x-1", agency="nobody"),  # 10
        row("pwa-6", "999999"),  # 11
        row("pwa-7", "5802", **{"from": ""}),  # 12
        row("pwa 8"),  # 13
        row("pwa-9", name_th=""),  # 14
        row("pwa-10", email="x"),  # 15
        row("pwa-11", "5802", **{"from": "3/4/2026"}),  # 16
    )
    p = loading_problems
    wanted = {
        2: p.territory_overlaps, 4: p.territory_overlaps, 6: p.territory_held, 7: p.office_twice,
        8: p.office_elsewhere, 10: p.agency_unknown, 11: p.area_unknown, 12: p.areas_need_a_day,
        13: p.office_code_unfit, 14: p.name_unfit, 15: p.email_unfit, 16: p.day_ambiguous,
    }  # fmt: skip
    assert codes(report) == {number: kind.code for number, kind in wanted.items()}
    assert (report.offices, report.areas) == (3, 3)
    told = {one.row: one.reason_th for one in report.refused}
    assert "สาขา pwa-1" in told[2] and "580102" in told[2]
    assert "สาขา pwa-3" in told[4]
    assert not Office.objects.filter(code="pwa-2").exists()
