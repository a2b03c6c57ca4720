"""Nobody sees or changes at the desk what is not theirs; nothing changes but by a form of our own."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from desk_world import BY, FAST, MADE, Desk, fresh, post
from pytest_django import DjangoAssertNumQueries, Settings
from records_world import collect, send, xml

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.records import actions as records
from tambon.records.models import Claim
from tambon.records.rules import RecordView
from tambon.submissions import queries as submissions

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEE = {
    "/desk/": {"malee", "somying", "malai", "wichai", "prasert", "kanya", "anan", "boonmi"},
    "/desk/progress": {"malee", "somying", "malai", "wichai", "prasert", "kanya"},
    "/desk/quarantine": {"wichai", "prasert", "kanya"},
    "/desk/journal": {"anan"},
}


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


def ref(record: RecordView, variable: str = "piped_households") -> str:
    return f"{record.id}:{variable}:{record.cells[variable].claim_id}"


def odd(desk: Desk) -> UUID:
    """An answer of the worker of 5801 that was set aside: there is no such village."""
    send(desk.world, xml("99999999"))
    from records_world import AT

    records.process_inbox(at=AT)
    return submissions.list_quarantined()[0].ref


@pytest.mark.parametrize(
    "name", ["malee", "somying", "malai", "wichai", "prasert", "kanya", "anan", "boonmi"]
)
def test_each_role_sees_its_own_pages(desk: Desk, name: str) -> None:
    record, visitor = collect(desk.world), desk.browser(name)
    got = {address: visitor.get(address).status_code for address in SEE}
    assert got == {address: 200 if name in people else 403 for address, people in SEE.items()}
    assert visitor.get(desk.queue()).status_code == (200 if name == "somying" else 403)
    cell = visitor.get(f"/desk/cells/{record.id}/piped_households").status_code
    assert cell == (200 if name in ("somying", "wichai", "kanya") else 403)


def test_strangers_see_nothing_and_are_sent_to_sign_in(desk: Desk) -> None:
    record, stranger = collect(desk.world), desk.browser()
    for address in (*SEE, desk.queue(), f"/desk/cells/{record.id}/piped_households"):
        answer = stranger.get(address)
        assert answer.status_code == 302 and answer["Location"].startswith("/desk/sign-in?next=")


@pytest.mark.parametrize("name", ["malee", "malai", "wichai", "prasert", "kanya", "anan", "boonmi"])
def test_nobody_else_confirms_or_disputes(desk: Desk, name: str) -> None:
    record, visitor = collect(desk.world), desk.browser(name)
    before = Claim.objects.count()
    many = post(visitor, f"{desk.queue()}/confirm", {"cell": ref(record)}, page="/desk/")
    one = post(
        visitor,
        f"/desk/cells/{record.id}/piped_households",
        {"cell": ref(record), "verdict": "dispute", "reason": "other"},
        page="/desk/",
    )
    assert (many.status_code, one.status_code, Claim.objects.count()) == (403, 403, before)


def test_one_cell_of_another_office_spoils_the_whole_post(desk: Desk) -> None:
    record, officer = collect(desk.world), desk.browser("somying")
    before = Claim.objects.count()
    cells = {"cell": [ref(record), ref(record, "households")]}
    assert post(officer, f"{desk.queue()}/confirm", cells, page=desk.queue()).status_code == 403
    own_queue = post(officer, f"{desk.queue('lao')}/confirm", {"cell": ref(record)}, page=desk.queue())
    assert (own_queue.status_code, Claim.objects.count()) == (403, before)


def test_a_grant_that_ended_closes_the_desk(desk: Desk) -> None:
    record, officer = collect(desk.world), desk.browser("somying")
    given = {"cell": ref(record)}
    assert officer.get(desk.queue()).status_code == 200
    accounts.end_grant(desk.grants["somying"], on=date(2026, 11, 2), by=BY, at=MADE)
    assert officer.get(desk.queue()).status_code == 403
    assert post(officer, f"{desk.queue()}/confirm", given, page="/desk/").status_code == 403
    assert "ยังไม่มีบทบาท" in officer.get("/desk/").content.decode()


def test_a_grant_narrowed_to_a_tambon_shows_that_tambon(desk: Desk) -> None:
    accounts.grant(
        NewGrant(desk.world.worker, Role.WORKER, date(2026, 10, 1), area_id=desk.world.area["580103"]),
        by=BY, at=MADE,
    )  # fmt: skip
    here, there = collect(desk.world), collect(desk.world, "58010301", households=50, piped=20)
    new = NewGrant(
        desk.people["boonmi"], Role.VERIFIER, date(2026, 10, 1),
        area_id=desk.world.area["580103"], office_id=desk.world.office["pwa"],
    )  # fmt: skip
    accounts.grant(new, by=BY, at=MADE)
    visitor = desk.browser("boonmi")
    for address in (desk.queue(), f"{desk.queue()}?district=5801"):
        page = visitor.get(address).content.decode()
        assert ref(there) in page and ref(here) not in page
        assert "เหลือ 1 ค่า" in page
    assert visitor.get(f"/desk/cells/{here.id}/piped_households").status_code == 403


def test_set_aside_answers_are_settled_in_ones_own_district_only(desk: Desk) -> None:
    waiting = odd(desk)
    neighbour, officer = desk.browser("prasert"), desk.browser("wichai")
    assert str(waiting) not in neighbour.get("/desk/quarantine").content.decode()
    assert str(waiting) in officer.get("/desk/quarantine").content.decode()
    fields = {"submission": str(waiting), "outcome": "set_aside"}
    assert post(neighbour, "/desk/quarantine", fields, page="/desk/").status_code == 403
    assert submissions.count_quarantined() == 1
    assert post(officer, "/desk/quarantine", fields)["Location"] == "/desk/quarantine?settled=1"
    assert submissions.count_quarantined() == 0
    assert post(officer, "/desk/quarantine", fields, page="/desk/").status_code == 409


@pytest.mark.parametrize(
    "fields", [{}, {"submission": "x"}, {"submission": str(UUID(int=0)), "outcome": "again"}]
)
def test_a_settlement_of_nothing_is_not_found(desk: Desk, fields: dict[str, str]) -> None:
    assert post(desk.browser("wichai"), "/desk/quarantine", fields, page="/desk/").status_code == 404


def test_two_contents_under_one_name_are_shown_to_the_district(desk: Desk) -> None:
    content = xml()
    send(desk.world, content)
    send(desk.world, content.replace(b"<households>120<", b"<households>121<"))
    page = desk.browser("wichai").get("/desk/quarantine").content.decode()
    assert "&lt;households&gt;120&lt;" in page and "&lt;households&gt;121&lt;" in page
    assert "&lt;households&gt;" not in desk.browser("prasert").get("/desk/quarantine").content.decode()


def test_a_page_shows_the_beginning_of_an_answer_of_millions_of_bytes(desk: Desk) -> None:
    long = xml("99999999").replace(b"<households>", b"<!--" + b"&" * 3_000_000 + b"--><households>")
    again = long.replace(b"120<", b"121<")
    for content in (long, again):
        send(desk.world, content)
    from records_world import AT

    records.process_inbox(at=AT)
    page = desk.browser("wichai").get("/desk/quarantine").content.decode()
    assert page.count("&amp;&amp;&amp;…</pre>") == 3
    assert len(page) < 400_000


def test_a_neighbours_many_answers_cost_an_officer_no_questions_each(
    desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(40):
        send(desk.world, xml("99999999"))
    from records_world import AT

    records.process_inbox(at=AT)
    assert submissions.count_quarantined() == 40
    officer = desk.browser("prasert")
    with django_assert_max_num_queries(25):
        page = officer.get("/desk/quarantine").content.decode()
    assert "99999999" not in page


def test_every_change_needs_our_own_form(desk: Desk) -> None:
    record, officer = collect(desk.world), desk.browser("somying")
    before = Claim.objects.count()
    cell = f"/desk/cells/{record.id}/piped_households"
    for address in (f"{desk.queue()}/confirm", cell, "/desk/quarantine", "/desk/sign-out"):
        assert officer.post(address, {"cell": ref(record), "verdict": "confirm"}).status_code == 403
    led = officer.get(f"{desk.queue()}/confirm?cell={ref(record)}")
    assert led.status_code == 302 and led["Location"].startswith(f"{desk.queue()}?")
    officer.get(f"{cell}?cell={ref(record)}&verdict=confirm")
    assert Claim.objects.count() == before


@pytest.mark.parametrize(
    "address",
    ["/desk/", "/desk/progress", "/desk/journal", "{queue}"],
    ids=["home", "progress", "journal", "queue"],
)
def test_pages_that_only_show_take_no_post(desk: Desk, address: str) -> None:
    visitor = desk.browser("somying")
    assert post(visitor, address.format(queue=desk.queue()), {}, page="/desk/").status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/desk/nothing-here", "/desk/cells/999999/piped_households", "/desk/cells/99999999999999999999/x",
        "/desk/queue/99999999999999999999", "/desk/cells/1/%F0%9F%98%80",
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_in_words(desk: Desk, address: str) -> None:
    collect(desk.world)
    page = desk.browser("somying").get(address)
    assert page.status_code in (403, 404)
    assert "no-store" in page["Cache-Control"] and "รหัส" in page.content.decode()


def test_odd_numbers_in_addresses_do_no_harm(desk: Desk) -> None:
    officer, auditor = desk.browser("somying"), desk.browser("anan")
    for query in (
        f"after={'9' * 40}-1",
        f"after={'9' * 18}-{'9' * 18}",
        "after=1-²",
        "done=๑&changed=1",
        f"done={'9' * 5000}&changed=0",
        "after=-",
    ):
        assert officer.get(f"{desk.queue()}?{query}").status_code == 200
    for before in ("9" * 40, "๑", "-1", "999999999999999999"):
        assert auditor.get(f"/desk/journal?before={before}").status_code == 200


def test_the_journal_names_nobody(desk: Desk) -> None:
    collect(desk.world)
    page = desk.browser("anan").get("/desk/journal").content.decode()
    assert f"person:{desk.people['anan']}" in page and "malee" not in page and "มาลี" not in page


def test_a_body_larger_than_any_file_of_a_page_is_refused_before_it_is_read(desk: Desk) -> None:
    """Whoever sends it, signed in or not: a form's files would lie on the disk before anybody is asked."""
    read: list[int] = []

    class Body(BytesIO):
        def read(self, size: int = -1, /) -> bytes:
            read.append(size)
            return super().read(size)

    answer = desk.browser().generic(
        "POST", "/desk/sign-in", b"", "multipart/form-data; boundary=x",
        CONTENT_LENGTH="21000001", **{"wsgi.input": Body(b"--x")},
    )  # fmt: skip
    assert answer.status_code == 413 and "21 MB" in answer.content.decode() and not read
