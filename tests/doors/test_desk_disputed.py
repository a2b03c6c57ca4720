"""What an office disputed and nobody settled has a list of its own, to which its notice leads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from desk_world import FAST, Desk, fresh
from pytest_django import Settings
from records_world import AT, TODAY, collect
from test_verification_verdicts import ref

from tambon.accounts import queries as accounts
from tambon.notices import queries as notices
from tambon.notices.rules import WaitKind
from tambon.notices.rules.waits import link
from tambon.verification import actions, queries
from tambon.verification.rules import Reason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


def listed(desk: Desk, page: str, name: str = "somying") -> str:
    answer = desk.browser(name).get(page)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_what_stands_disputed_and_is_not_returned_is_listed_where_the_notice_leads(desk: Desk) -> None:
    first, second = collect(desk.world), collect(desk.world, "58010202")
    officer = accounts.who(desk.people["somying"], on=TODAY)
    for record in (first, second):
        actions.dispute(officer, ref(record), reason=Reason.OTHER, proposed=None, on=TODAY, at=AT)
    waits = notices.waiting_for(desk.people["somying"], on=TODAY)
    (page,) = {link(wait) for wait in waits if wait.kind is WaitKind.DISPUTED}
    assert page == f"{desk.queue()}/disputed"
    cells = [f"/desk/cells/{record.id}/piped_households" for record in (first, second)]
    shown = listed(desk, page)
    assert all(cell in shown for cell in cells) and page in listed(desk, desk.queue())
    assert "/households" not in shown, "another office's value of the same record"

    again = ref(desk.world.record("58010202"))
    due = TODAY + timedelta(days=9)
    later = AT + timedelta(hours=1)
    actions.return_cells(officer, [again], reason=Reason.OTHER, note="", due=due, on=TODAY, at=later)
    shown = listed(desk, page)
    assert cells[0] in shown and cells[1] not in shown
    assert desk.browser("malai").get(page).status_code == 403


def test_the_list_goes_on_page_by_page_and_keeps_to_the_areas(desk: Desk) -> None:
    records = [collect(desk.world), collect(desk.world, "58010202")]
    officer, office = accounts.who(desk.people["somying"], on=TODAY), desk.world.office["pwa"]
    for record in records:
        actions.dispute(officer, ref(record), reason=Reason.OTHER, proposed=None, on=TODAY, at=AT)
    first = queries.list_disputed(office, on=TODAY, limit=1)
    rest = queries.list_disputed(office, on=TODAY, limit=1, after=first.after or 0)
    ids = [row.record_id for page in (first, rest) for row in page.rows]
    assert ids == sorted(record.id for record in records)
    inside = queries.list_disputed(office, on=TODAY, within=[desk.world.area["58010202"]])
    assert [row.record_id for row in inside.rows] == [records[1].id]


def test_the_home_leads_each_role_to_its_pages(desk: Desk) -> None:
    office = desk.world.office["pwa"]
    led = {
        "wichai": ("signing", "findings", "returns", "leads", "heads"),
        "kanya": ("challenges", "signing", "findings"),
        "somying": (f"findings/office/{office}", f"queue/{office}/disputed"),
    }
    for name, pages in led.items():
        home = listed(desk, "/desk/", name).partition("<main")[2].partition("</main>")[0]
        assert [page for page in pages if f'href="/desk/{page}"' not in home] == [], name
    assert "/desk/leads" not in listed(desk, "/desk/", "somying")
