"""What was sent, at the desk: each sees what concerns their own places, on pages and in files alike."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from desk_world import Desk, make_desk
from django.test import Client
from records_world import AT, send, xml

from tambon.journal import queries as journal
from tambon.records import actions as records

pytestmark = pytest.mark.django_db
UNCLAIMED = (
    b'<data id="fish" version="1"><catch>7</catch><meta><instanceID>uuid:fish</instanceID></meta></data>'
)


@pytest.fixture
def desk(db: None) -> Desk:
    """Two claims of 5801 and, of malee, a form that was never published here and so claims nothing."""
    desk = make_desk()
    send(desk.world, xml("58010201", households=120), at=AT)
    send(desk.world, xml("58010202", households=80), at=AT)
    send(desk.world, UNCLAIMED, at=AT)
    records.process_inbox(at=AT)
    return desk


def keys(client: Client, form: str, query: str = "") -> list[str]:
    """The areas or answers in the zip's own table, by the path of what no version asks for."""
    answer = client.get(f"/desk/submissions/{form}.zip{query}")
    assert answer.status_code == 200 and answer.streaming
    archive = ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    rows = csv.DictReader(io.StringIO(archive.read(f"{form}.csv").decode("utf-8-sig"), newline=""))
    return sorted(row["other_answers"] for row in rows)


def test_an_officer_sees_what_was_claimed_about_the_own_district_and_no_other(desk: Desk) -> None:
    wichai, prasert, kanya = (desk.browser(name) for name in ("wichai", "prasert", "kanya"))
    assert len(keys(wichai, "water")) == len(keys(kanya, "water")) == 2
    assert keys(prasert, "water") == []
    assert len(keys(wichai, "fish")) == 1, "nothing is claimed: who sent it works in the district"
    page = wichai.get("/desk/submissions").content.decode()
    assert 'href="/desk/submissions/water"' in page and 'href="/desk/submissions/fish"' in page
    assert "ยังไม่มีแบบที่ส่งมาจากพื้นที่ของคุณ" in prasert.get("/desk/submissions").content.decode()
    assert prasert.get("/desk/submissions/fish").status_code == 404


def test_a_claim_decides_not_where_else_its_sender_works(desk: Desk) -> None:
    from tambon.accounts import actions as accounts
    from tambon.accounts.rules import NewGrant, Role
    from tambon.areas.queries import ids_by_code

    there = ids_by_code(["580201"], on=AT.date())["580201"]
    since = datetime(2026, 11, 1, tzinfo=UTC).date()
    accounts.grant(NewGrant(desk.world.worker, Role.WORKER, since, area_id=there), by="system", at=AT)
    assert keys(desk.browser("prasert"), "water") == []
    assert len(keys(desk.browser("prasert"), "fish")) == 1


def test_who_may_see_no_area_is_refused(desk: Desk) -> None:
    for name in ("somying", "anan", "malee", "boonmi"):
        client = desk.browser(name)
        for where in ("", "/water", "/water.zip", "/water.xlsx", "/water.ndjson"):
            assert client.get(f"/desk/submissions{where}").status_code == 403, (name, where)
    assert list(journal.list_entries(kind="submissions.exported")) == []
    assert desk.browser().get("/desk/submissions/water.zip").status_code == 302


def test_a_page_is_filtered_and_its_downloads_with_it(desk: Desk) -> None:
    wichai = desk.browser("wichai")
    page = wichai.get("/desk/submissions/water").content.decode()
    assert page.count("<details>") == 2 and "อ่านแล้ว" in page and "malee" in page
    one = wichai.get("/desk/submissions/water?area=58010202&sender=malee").content.decode()
    assert one.count("<details>") == 1 and "58010202" in one
    assert "/desk/submissions/water.zip?sender=malee&amp;area=58010202" in one
    (only,) = keys(wichai, "water", "?sender=malee&area=58010202")
    assert "58010202" in only
    entry = list(journal.list_entries(kind="submissions.exported"))[-1]
    assert entry.by == f"person:{desk.people['wichai']}" and entry.body["count"] == 1
    assert entry.body["filters"] == {"sender": "malee", "area": "58010202"}
    none = wichai.get("/desk/submissions/water?state=quarantined").content.decode()
    assert "ไม่มีแบบที่ตรงกับตัวกรอง" in none
    assert wichai.get("/desk/submissions/water?area=99").status_code == 404
    assert "กักไว้" in wichai.get("/desk/submissions/fish").content.decode()


def test_each_kind_of_file_says_what_it_is_and_stays_out_of_caches(desk: Desk) -> None:
    wichai = desk.browser("wichai")
    for kind, begins in (("zip", b"PK"), ("xlsx", b"PK"), ("ndjson", b"{")):
        answer = wichai.get(f"/desk/submissions/water.{kind}")
        assert b"".join(answer.streaming_content).startswith(begins)
        assert f".{kind}" in answer["Content-Disposition"] and answer["Content-Disposition"].isascii()
        assert answer["Cache-Control"] == "private, no-store"


def test_the_page_with_the_photos_is_reached_from_the_list_and_leads_back(desk: Desk) -> None:
    wichai = desk.browser("wichai")
    own = re.findall(r'href="(/desk/quarantine/[0-9a-f-]{36})"', page_of(wichai, "/desk/submissions/water"))
    assert len(own) == 2
    assert 'href="/desk/submissions/water"' in page_of(wichai, own[0])


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())
