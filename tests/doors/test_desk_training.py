"""Training at the desk: an officer's own courses, ticks, a filled-in list, certificates; nobody else's."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from desk_world import post
from django.test import Client
from work_world import at, stopped  # noqa: F401 - the fixture that stops the clock
from workforce_people import BY, Workforce, make_workforce

from tambon.accounts.queries import get_user
from tambon.workforce.actions.certificates import issue_certificates
from tambon.workforce.actions.training import add_course, enrol, mark
from tambon.workforce.queries import training as queries
from tambon.workforce.rules.training import Mark, NewCourse
from tests.printed import letters_of, pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FIRST, LAST, NEXT = date(2026, 12, 10), date(2026, 12, 11), date(2026, 12, 12)
COURSE = "/desk/training/MHS-69-01"
FORM = {
    "programme": "tst", "code": "mhs-69-02", "name_th": "การใช้แผนที่", "name_en": "Maps", "place": "อำเภอ",
    "hours": "๖", "first": "10 ธ.ค. 2569", "last": "",
}  # fmt: skip


@pytest.fixture
def world(db: None, stopped: Any) -> Workforce:  # noqa: F811
    world = make_workforce()
    course = NewCourse(
        "tst", world.area["5801"], "MHS-69-01", "การสำรวจ", "Surveys", "อำเภอ", 12, FIRST, NEXT
    )
    add_course(course, by=BY, at=at(FIRST))
    return world


def browser(world: Workforce, name: str) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user(world.person[name]))
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, f"{address}: {answer.status_code}"
    assert answer.headers["Cache-Control"] == "private, no-store"
    return answer.content.decode()


def certified(world: Workforce, *names: str) -> list[str]:
    course = queries.get_course("MHS-69-01")
    contracts = [world.contract[name] for name in names]
    enrol(course, contract_ids=contracts, by=BY, at=at(LAST))
    mark(course, marks={one: Mark(came=True, passed=True) for one in contracts}, by=BY, at=at(LAST))
    return issue_certificates(course, by=BY, at=at(LAST))


def test_a_course_is_made_with_days_of_either_era(world: Workforce) -> None:
    wichai = browser(world, "wichai")
    answer = post(wichai, "/desk/training/new", FORM | {"area": world.area["5801"]})
    assert answer.url == "/desk/training/MHS-69-02?done=added"
    made = queries.get_course("MHS-69-02")
    assert (made.since, made.last, made.hours) == (FIRST, FIRST, 6)
    assert "เพิ่มหลักสูตรแล้ว" in page(wichai, answer.url)
    assert "การใช้แผนที่" in page(wichai, "/desk/training")


def test_what_was_typed_stands_there_again_after_a_refusal(world: Workforce) -> None:
    wichai = browser(world, "wichai")
    for field, value, said in (
        ("first", "พรุ่งนี้", "อ่านวันที่ พรุ่งนี้ ไม่ได้"),
        ("hours", "มาก", "จำนวนชั่วโมง"),
        ("code", "ก", "รหัสหลักสูตร"),
        ("last", "9 ธ.ค. 2569", "วันอบรมต้องอยู่ภายในโครงการ"),
    ):
        answer = post(wichai, "/desk/training/new", FORM | {"area": world.area["5801"], field: value})
        assert answer.status_code == 422
        html = answer.content.decode()
        assert said in html
        assert 'value="การใช้แผนที่"' in html
    elsewhere = post(wichai, "/desk/training/new", FORM | {"area": world.area["5802"]})
    assert elsewhere.status_code == 403


@pytest.mark.parametrize(
    ("who", "status"), [("anong", 200), ("wichai", 200), ("prasert", 403), ("malee", 403)]
)
def test_a_course_is_seen_by_whoever_looks_after_its_area(world: Workforce, who: str, status: int) -> None:
    client = browser(world, who)
    number = certified(world, "malee")[0]
    for address in (COURSE, f"{COURSE}/list.csv", f"{COURSE}/certificates.pdf"):
        assert client.get(address).status_code == status, address
    own = who == "malee"
    assert client.get(f"/desk/certificates/{number}.pdf").status_code == (200 if own else status)
    assert ("MHS-69-01" in client.get("/desk/training").content.decode()) is (status == 200)


def test_an_area_is_enrolled_marked_and_given_certificates(world: Workforce, stopped: Any) -> None:  # noqa: F811
    wichai = browser(world, "wichai")
    answer = post(wichai, COURSE, {"doing": "enrol-area", "area": world.area["58"]})
    assert "ลงทะเบียนแล้ว 2 คน" in page(wichai, answer.url)
    malee, somchai = world.contract["malee"], world.contract["somchai"]
    marks = {"doing": "mark", "seen": [malee, somchai], "came": [somchai], "passed": [malee]}
    post(wichai, COURSE, marks)
    said = {one.contract_id: (one.came, one.passed) for one in queries.list_attendees(_course_id())}
    assert said == {malee: (True, True), somchai: (True, False)}
    assert post(wichai, COURSE, {"doing": "issue"}).status_code == 409
    stopped.stopped = at(LAST)
    answer = post(wichai, COURSE, {"doing": "issue"})
    assert "ออกประกาศนียบัตรแล้ว 1 ฉบับ" in page(wichai, answer.url)
    assert pages_of(wichai.get(f"{COURSE}/certificates.pdf").content) == 1
    assert post(wichai, COURSE, {"doing": "mark", "seen": [malee]}).status_code == 200
    assert queries.get_course("MHS-69-01").certificates == 1


def test_a_neighbours_worker_is_refused_by_name_and_nothing_is_done_outside(world: Workforce) -> None:
    wichai = browser(world, "wichai")
    answer = post(wichai, COURSE, {"doing": "enrol", "contract": [world.contract["ploy"]]})
    assert "นอกพื้นที่ของหลักสูตร" in answer.content.decode()
    assert post(wichai, COURSE, {"doing": "enrol"}).status_code == 422
    assert post(browser(world, "prasert"), COURSE, {}, page="/desk/training/new").status_code == 403
    assert queries.list_attendees(_course_id()) == []


def test_the_list_is_downloaded_filled_in_and_sent_back(world: Workforce) -> None:
    wichai = browser(world, "wichai")
    post(wichai, COURSE, {"doing": "enrol-area", "area": world.area["5801"]})
    lines = wichai.get(f"{COURSE}/list.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "ชื่อผู้ใช้,ชื่อ,ตำบล,เข้าอบรม,ผ่าน"
    assert lines[1] == "malee,คุณmalee,ห้วยโป่ง,,"
    filled = "\n".join([lines[0], f"{lines[1][:-1]}ใช่,ใช่", "somchai,,,บางวัน,", "ghost,,,ใช่,ใช่"])
    file = io.BytesIO(filled.encode("utf-8-sig"))
    file.name = "list.csv"
    html = post(wichai, COURSE, {"doing": "load", "file": file}).content.decode()
    assert "บันทึกผลแล้ว เปลี่ยน 1 คน" in html
    assert "แถว 3" in html
    assert "แถว 4" in html
    assert "ghost ไม่ได้ลงทะเบียน" in html
    assert post(wichai, COURSE, {"doing": "load"}).status_code == 422


def test_a_number_is_verified_by_anybody_and_tells_strangers_no_name(world: Workforce) -> None:
    number = certified(world, "malee")[0]
    stranger, malee = browser(world, "ploy"), browser(world, "malee")
    found = stranger.get("/desk/certificates", {"number": " mhs-๖๙-๐๑-๐๐๐๑ "})
    assert found.url == f"/desk/certificates/{number}"
    html = page(stranger, found.url)
    assert "ออกจากระบบนี้จริง" in html
    assert "คุณmalee" not in html
    assert "ค•••" in html
    assert "คุณmalee" in page(malee, found.url)
    assert "ไม่มีประกาศนียบัตรเลขที่" in page(stranger, "/desk/certificates/MHS-69-01-9999", 404)
    assert "ไม่ใช่เลขที่" in page(stranger, "/desk/certificates?number=x")
    assert stranger.get(f"/desk/certificates/{number}.pdf").status_code == 403


def test_a_certificate_is_withdrawn_with_a_reason_and_remembered(
    world: Workforce,
    stopped: Any,  # noqa: F811
) -> None:
    stopped.stopped = at(LAST)
    number = certified(world, "malee")[0]
    address = f"/desk/certificates/{number}"
    wichai = browser(world, "wichai")
    assert post(wichai, address, {}).status_code == 422
    assert post(browser(world, "malee"), address, {"reason": "mistake"}, page="/desk/").status_code == 403
    assert post(wichai, address, {"reason": "wrong_words"}).url == address
    assert "ถูกเพิกถอนเมื่อ 11 ธันวาคม 2569" in page(browser(world, "ploy"), address)
    assert wichai.get(f"{address}.pdf").status_code == 409


def test_a_worker_finds_their_own_certificates(world: Workforce) -> None:
    malee = browser(world, "malee")
    assert "ยังไม่มีประกาศนียบัตร" in page(malee, "/desk/my/certificates")
    number = certified(world, "malee", "somchai")[0]
    html = page(malee, "/desk/my/certificates")
    assert number in html
    assert set(re.findall(r"MHS-69-01-\d+", html)) == {number}
    paper = malee.get(f"/desk/certificates/{number}.pdf")
    assert paper.headers["Content-Type"] == "application/pdf"
    assert "คุณmalee" in letters_of(paper.content)
    assert "ข้อมูลสังเคราะห์" in letters_of(paper.content)


def _course_id() -> int:
    return queries.get_course("MHS-69-01").id


def test_a_list_larger_than_any_course_is_refused_unread(world: Workforce) -> None:
    file = io.BytesIO(b"username,came,passed\n" + b"x" * 5_000_000)
    file.name = "list.csv"
    answer = post(browser(world, "wichai"), COURSE, {"doing": "load", "file": file})
    assert answer.status_code == 413
