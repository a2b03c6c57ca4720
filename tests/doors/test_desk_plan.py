"""The plan at the desk: many read it, the administrator loads, the centre approves; faults by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from desk_world import post
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from plan_world import BY, LISTED, PLAN_TEXT, PROGRAMME_TEXT, make_country
from stopped import THEN, stop_the_desk

from tambon.accounts import actions as accounts
from tambon.accounts.queries import get_user
from tambon.accounts.rules import NewGrant, Role
from tambon.areas.queries import ids_by_code
from tambon.journal.models import Entry
from tambon.lib.days import thai_day
from tambon.plan import actions, queries
from tambon.plan.models import PlanVersion

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = THEN - timedelta(hours=1)
CODE = "running"
ROLES = {
    "administrator": (Role.ADMINISTRATOR, "TH"),
    "kanya": (Role.CENTRAL, "TH"),
    "province": (Role.ADMINISTRATOR, "58"),  # of one province: not over the programme, which is the country's
    "wichai": (Role.DISTRICT, "5801"),
    "malee": (Role.WORKER, "580102"),
    "anan": (Role.AUDITOR, "TH"),
}


@dataclass(frozen=True)
class Desk:
    people: dict[str, int]

    def browser(self, name: str) -> Client:
        client = Client(enforce_csrf_checks=True)
        client.force_login(get_user(self.people[name]))
        return client


def running_text() -> str:
    """The standard programme's text moved to twelve months of which this is the third."""
    today = thai_day(AT)
    first = today.replace(day=1)
    for _ in range(2):
        first = (first - timedelta(days=1)).replace(day=1)
    last = first.replace(year=first.year + 1) - timedelta(days=1)
    text = PROGRAMME_TEXT.replace("2020-10-01", f"{first}").replace("2021-09-30", f"{last}")
    return text.replace("2020-10-03", f"{first + timedelta(days=2)}").replace(
        "code: tambon-smart-team", f"code: {CODE}"
    )


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    stop_the_desk(monkeypatch)
    make_country()
    accounts.found("demonstration", by=BY, at=AT)
    area = ids_by_code(["TH", "58", "5801", "580102"], on=date(2026, 1, 1))
    people = {}
    for name, (role, code) in ROLES.items():
        people[name] = accounts.add_person(username=name, name_th=f"คุณ{name}", by=BY, at=AT)
        accounts.grant(NewGrant(people[name], role, LISTED, area_id=area[code]), by=BY, at=AT)
    return Desk(people)


@pytest.fixture
def running(desk: Desk) -> Desk:
    actions.load_programme(running_text(), by=BY, at=AT)
    return desk


def load_version(text: str = PLAN_TEXT) -> int:
    return actions.load_plan(programme=CODE, text=text, by=BY, at=AT).number


def text_of(client: Client, address: str) -> str:
    response = client.get(address, headers={"accept-language": "th"})
    assert response.status_code == 200, response.content.decode()[:2000]
    return re.sub(r"\s+", " ", response.content.decode())


def test_an_empty_desk_says_what_to_do(desk: Desk) -> None:
    assert "เริ่มจากตัวอย่าง" in text_of(desk.browser("administrator"), "/desk/plan")
    assert "ผู้ดูแลโครงการต้องสร้างโครงการก่อน" in text_of(desk.browser("wichai"), "/desk/plan")
    assert desk.browser("wichai").get("/desk/plan/1").status_code == 404


@pytest.mark.parametrize(
    ("who", "reads", "loads", "approves"),
    [
        ("administrator", True, True, True),
        ("kanya", True, False, True),
        ("province", True, False, False),
        ("wichai", True, False, False),
        ("malee", True, False, False),
        ("anan", False, False, False),
    ],
)
def test_who_may_read_load_and_approve(
    running: Desk, who: str, reads: bool, loads: bool, approves: bool
) -> None:
    load_version()
    client = running.browser(who)
    pages = ("/desk/plan", "/desk/plan/1")
    assert [client.get(page).status_code == 200 for page in pages] == [reads, reads]
    assert (client.get("/desk/plan/load").status_code == 200) is loads
    assert (client.get("/desk/programmes/new").status_code == 200) is loads
    if not reads:
        return
    page = text_of(client, "/desk/plan/1")
    assert ("อนุมัติและใช้แผนรุ่นนี้" in page) is approves
    answer = post(
        client, "/desk/plan/1", {"programme": CODE}, page="/desk/plan/1"
    )  # the sign-out form's token
    assert (answer.status_code == 302) is approves
    assert (queries.plan_in_force(CODE) is not None) is approves
    kept = post(client, "/desk/plan/load", {"act": "keep", "text": PLAN_TEXT + "\n"}, page="/desk/plan")
    assert (kept.status_code == 302, PlanVersion.objects.count() == 2) == (loads, loads)


def test_a_programme_is_made_from_the_example_and_told_beside_the_registry(desk: Desk) -> None:
    client = desk.browser("administrator")
    example = client.get("/desk/programmes/new?example=1").content.decode()
    assert "code: tambon-smart-team" in example
    done = post(client, "/desk/programmes/new", {"text": running_text().replace("\n", "\r\n")})
    assert done["Location"] == f"/desk/plan?programme={CODE}&kept=new"
    page = text_of(client, "/desk/plan")
    assert "เอกสารระบุ 7,255 ตำบล ทะเบียนพื้นที่มี 3 ตำบล" in page
    assert "2,611,800,000" in page and "90,076,000" in page and "อนุมาน" in page
    assert "ยกเว้น กรุงเทพมหานคร" in page or "ยกเว้น จังหวัดกรุงเทพมหานคร" in page
    again = post(client, "/desk/programmes/new", {"text": running_text()})
    assert again["Location"].endswith("kept=same")
    wrong = post(client, "/desk/programmes/new", {"text": running_text().replace("value: 15000", "value: x")})
    assert wrong.status_code == 422
    assert "ต้องเป็นจำนวนเต็ม" in wrong.content.decode()
    assert queries.get_programme(CODE).wage == 15_000


def test_a_plan_is_checked_kept_read_and_approved(running: Desk) -> None:
    administrator = running.browser("administrator")
    checked = post(administrator, "/desk/plan/load", {"act": "check", "text": PLAN_TEXT})
    assert "อ่านได้ครบ" in checked.content.decode()
    assert not PlanVersion.objects.exists()
    file = SimpleUploadedFile("plan.yml", b"\xef\xbb\xbf" + PLAN_TEXT.encode())
    kept = post(administrator, "/desk/plan/load", {"act": "keep", "text": "ignored", "file": file})
    assert kept["Location"] == f"/desk/plan/1?programme={CODE}&loaded=1"
    assert queries.get_text(CODE, 1) == PLAN_TEXT
    central = running.browser("kanya")
    page = text_of(central, "/desk/plan/1")
    view = queries.list_plans(CODE)[0]
    assert view.sha256 in page and "แผนอนุมาน" in page and "เปิดรอบใหม่" in page
    done = post(central, "/desk/plan/1", {"programme": CODE})
    assert done["Location"] == f"/desk/plan?programme={CODE}&approved=1"
    entry = Entry.objects.get(kind="plan.approved")
    assert (entry.by, entry.body["sha256"]) == (f"person:{running.people['kanya']}", view.sha256)
    page = text_of(running.browser("malee"), "/desk/plan")
    assert page.count('aria-current="date"') == 1
    assert "เดือนที่ 3 จาก 12" in page
    assert "เก็บข้อมูลประชากรครบทุกหมู่บ้าน" in page
    assert "This month" in running.browser("malee").get("/desk/plan?lang=en").content.decode()


def test_every_fault_is_shown_with_its_line_and_what_stands_there(running: Desk) -> None:
    text = PLAN_TEXT.replace("due: 16", "due: <b>16</b>").replace(
        "dataset: water, round: second", "dataset: x, round: second"
    )
    for act in ("check", "keep"):
        answer = post(running.browser("administrator"), "/desk/plan/load", {"act": act, "text": text})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "พบข้อผิด 2 แห่ง" in page
        assert "due: &lt;b&gt;16&lt;/b&gt;" in page and "<b>16" not in page
    assert not PlanVersion.objects.exists()
    for bad in ("", "a: [", "\x00", "- x"):
        answer = post(running.browser("administrator"), "/desk/plan/load", {"act": "keep", "text": bad})
        assert answer.status_code == 422
    large = SimpleUploadedFile("plan.yml", b"a" * 900_000)
    answer = post(running.browser("administrator"), "/desk/plan/load", {"act": "check", "file": large})
    assert answer.status_code == 422


def test_going_back_to_an_older_version_is_said_to_be_that(running: Desk) -> None:
    client = running.browser("kanya")
    load_version()
    post(client, "/desk/plan/1", {"programme": CODE})
    load_version(PLAN_TEXT.replace("due: 16", "due: 17"))
    page = text_of(client, "/desk/plan/2")
    assert "16 " in page and "เลื่อนกำหนดส่งงาน" in page
    post(client, "/desk/plan/2", {"programme": CODE})
    page = text_of(client, "/desk/plan/1")
    assert "ย้อนกลับไปใช้รุ่นที่ 1" in page
    refused = post(client, "/desk/plan/1", {"programme": CODE})
    assert refused.status_code == 409
    done = post(client, "/desk/plan/1", {"programme": CODE, "older": "1"})
    assert done.status_code == 302
    held = queries.plan_in_force(CODE)
    assert held is not None
    assert held.view.number == 1


def test_a_plan_that_open_rounds_do_not_allow_is_told_before_anybody_approves(running: Desk) -> None:
    client = running.browser("kanya")
    load_version()
    post(client, "/desk/plan/1", {"programme": CODE})
    load_version(PLAN_TEXT.replace("from: { month: 3 }", "from: { month: 3, day: 5 }"))
    page = text_of(client, "/desk/plan/2")
    assert "เปิดแล้วตั้งแต่" in page and "อนุมัติและใช้แผนรุ่นนี้" not in page
    assert post(client, "/desk/plan/2", {"programme": CODE}).status_code == 409


def test_the_menu_and_another_programme_lead_to_the_page(running: Desk) -> None:
    actions.load_programme(PROGRAMME_TEXT, by=BY, at=AT)
    client = running.browser("wichai")
    assert 'href="/desk/plan"' in text_of(client, "/desk/")
    assert "programme=tambon-smart-team" in text_of(client, "/desk/plan")
    page = text_of(client, "/desk/plan?programme=tambon-smart-team")
    assert "1 ตุลาคม 2563" in page and "3 ตุลาคม 2563" in page
    assert client.get("/desk/plan?programme=none").status_code == 404
    assert 'href="/desk/plan"' not in text_of(running.browser("anan"), "/desk/")
