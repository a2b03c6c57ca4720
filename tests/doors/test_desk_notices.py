"""The desk's notices: what waits, what happened, how often to be told, and letters; each in the own scope."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from desk_world import FAST, Desk, make_desk, post
from django.urls import resolve
from records_world import BY, collect

from tambon.accounts.models import Person
from tambon.lib.days import thai_day
from tambon.notices import actions, queries
from tambon.notices.models import Letter, Message
from tambon.notices.rules import Channel, MessageKind, Role, Wait, WaitKind, link

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOTICES, WISHES, LETTERS = "/desk/notices", "/desk/notices/wishes", "/desk/notices/letters"
HEAD = {
    "number": "มส ๐๑๑๘/๗", "sender": "ที่ว่าการอำเภอ", "address": "ถนน ก", "unit": "กลุ่มงานปกครอง",
    "signer": "นายสมมุติ ใจดี",
    "position": "นายอำเภอ", "telephone": "0 5361 1234",
}  # fmt: skip


@pytest.fixture
def desk(settings: pytest.Item) -> Desk:
    settings.PASSWORD_HASHERS = FAST  # type: ignore[attr-defined]
    desk = make_desk()
    collect(desk.world)
    return desk


def read(client, address: str, status: int = 200) -> str:  # type: ignore[no-untyped-def]
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode())


def test_the_page_tells_what_waits_with_a_link_and_says_so_when_nothing_does(desk: Desk) -> None:
    page = read(desk.browser("somying"), NOTICES)
    assert "มีข้อมูลรอการยืนยัน 1 ค่า ใน 1 หมู่บ้าน" in page and f'href="{desk.queue()}"' in page
    english = read(desk.browser("somying"), f"{NOTICES}?lang=en")
    assert "1 value waits for the office" in english
    empty = read(desk.browser("boonmi"), NOTICES)
    assert "ขณะนี้ไม่มีเรื่องใดรอท่าน" in empty
    assert desk.browser().get(NOTICES).status_code == 302


@pytest.mark.parametrize("kind", WaitKind)
@pytest.mark.parametrize("where", [0, 12])
def test_every_kind_leads_to_a_page_of_the_desk(kind: WaitKind, where: int) -> None:
    assert resolve(link(Wait(kind, 3, where=where))).app_name == "desk"


def test_the_bell_rings_until_it_was_seen(desk: Desk) -> None:
    at, somying = datetime.now(UTC), desk.people["somying"]
    assert 'class="badge"' not in read(desk.browser("somying"), "/desk/")
    details = {"areas": [desk.world.area["58010201"]], "count": 1, "day": "2026-11-22"}
    Message.objects.create(
        person_id=somying, kind=MessageKind.VILLAGES_GIVEN, entry=1, details=details, at=at
    )  # fmt: skip
    client = desk.browser("somying")
    assert '<span class="badge">1<' in read(client, "/desk/")
    page = read(client, NOTICES)
    assert "ท่านได้รับมอบหมาย 1 หมู่บ้าน" in page and "22 พฤศจิกายน 2569" in page
    newest = Message.objects.get().pk
    assert post(client, f"{NOTICES}/seen", {"upto": newest}, page=NOTICES).status_code == 302
    assert 'class="badge"' not in read(client, "/desk/")
    assert "ท่านได้รับมอบหมาย" in read(client, NOTICES)
    assert "ท่านได้รับมอบหมาย" not in read(desk.browser("malai"), NOTICES)


def test_somebody_chooses_how_often_and_where(desk: Desk) -> None:
    client, somying = desk.browser("somying"), desk.people["somying"]
    assert "ยังไม่ได้ตั้งค่าเซิร์ฟเวอร์อีเมล" in read(client, WISHES)
    fields = {"desk": "30", "email": "0", "address": "somying@example.test"}
    assert post(client, WISHES, fields).status_code == 302
    wishes = queries.wishes_of(person_id=somying, roles=[Role.VERIFIER])
    assert wishes == {Channel.DESK: 30, Channel.EMAIL: 0}
    assert Person.objects.get(pk=somying).email == "somying@example.test"
    assert 'value="somying@example.test"' in read(client, WISHES)
    assert post(client, WISHES, {"desk": "5"}).status_code == 422
    answer = post(client, WISHES, {"address": "nobody"})
    assert answer.status_code == 422 and "ที่อยู่อีเมลนี้ใช้ไม่ได้" in answer.content.decode()


def test_an_office_chooses_through_those_who_work_for_it_alone(desk: Desk) -> None:
    office = desk.world.office["pwa"]
    fields = {"office": office, "letter": "30", "desk": "7"}
    assert post(desk.browser("somying"), WISHES, fields).status_code == 302
    assert queries.wishes_of(office_id=office) == {Channel.EMAIL: 7, Channel.LETTER: 30}
    for stranger in ("malai", "wichai", "kanya"):
        assert post(desk.browser(stranger), WISHES, fields).status_code == 403


def test_with_a_mail_server_the_page_does_not_warn(desk: Desk, settings) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_HOST, settings.TAMBON_MAIL_FROM = "m.example.test", "t@example.test"
    assert "ยังไม่ได้ตั้งค่าเซิร์ฟเวอร์อีเมล" not in read(desk.browser("somying"), WISHES)


def test_a_district_writes_letters_and_prints_them(desk: Desk) -> None:
    client, place = desk.browser("wichai"), f"{LETTERS}/5801"
    assert client.get(LETTERS).url == place
    page = read(client, place)
    assert page.count('name="office"') == 2 and "ที่ว่าการอำเภอเมืองแม่ฮ่องสอน" in page
    offices = [desk.world.office["pwa"], desk.world.office["lao"]]
    draft = post(client, place, {**HEAD, "office": offices, "doing": "draft"}, page=place)
    assert draft.content[:5] == b"%PDF-" and Letter.objects.count() == 0
    made = post(client, place, {**HEAD, "office": offices, "doing": "make"}, page=place)
    assert made.status_code == 302 and made.url == f"{place}?made=2"
    assert Letter.objects.count() == 2
    page = read(client, made.url)
    assert "มส 0118/7" in page and "มส 0118/8" in page and 'name="office"' not in page
    today = thai_day(datetime.now(UTC)).isoformat()
    together = client.get(f"{place}/{today}.pdf")
    assert together["Content-Type"] == "application/pdf" and together["Cache-Control"] == "private, no-store"
    one = client.get(f"{LETTERS}/{Letter.objects.first().digest_id}.pdf")  # type: ignore[union-attr]
    assert one.content[:5] == b"%PDF-" and len(one.content) < len(together.content)
    assert client.get(f"{place}/2020-01-01.pdf").status_code == 404
    assert client.get(f"{place}/nonsense.pdf").status_code == 404


def test_what_was_typed_stands_there_again_after_a_refusal(desk: Desk) -> None:
    client, place = desk.browser("wichai"), f"{LETTERS}/5801"
    wrong = {**HEAD, "signer": "", "office": desk.world.office["pwa"], "doing": "make"}
    answer = post(client, place, wrong, page=place)
    page = answer.content.decode()
    assert answer.status_code == 422 and "ยังไม่ได้กรอก ชื่อผู้ลงนาม" in page
    assert 'value="กลุ่มงานปกครอง"' in page and 'value="มส ๐๑๑๘/๗"' in page
    nobody = post(client, place, {**HEAD, "doing": "make"}, page=place)
    assert nobody.status_code == 422 and Letter.objects.count() == 0


def test_letters_are_written_and_read_in_the_own_area_alone(desk: Desk) -> None:
    letter_id = actions.make_letter(
        office_id=desk.world.office["pwa"], from_area=desk.world.area["5801"], number="1",
        head=_head(), by=BY, at=datetime.now(UTC),
    )  # fmt: skip
    today = thai_day(datetime.now(UTC)).isoformat()
    closed = [f"{LETTERS}/5801", f"{LETTERS}/{letter_id}.pdf", f"{LETTERS}/5801/{today}.pdf"]
    for stranger in ("prasert", "somying", "malee", "anan", "boonmi"):
        for address in closed:
            assert desk.browser(stranger).get(address).status_code == 403, (stranger, address)
    for address in closed:
        assert desk.browser("kanya").get(address).status_code == 200
    assert desk.browser("prasert").get(f"{LETTERS}/5802").status_code == 200
    assert desk.browser("prasert").get(f"{LETTERS}/58").status_code == 403
    assert desk.browser("somying").get(LETTERS).status_code == 403
    assert "อำเภอขุนยวม" in read(desk.browser("kanya"), f"{LETTERS}/58")


def test_with_nothing_waiting_the_page_says_that_no_letter_is_needed(desk: Desk) -> None:
    assert "จึงยังไม่ต้องมีหนังสือ" in read(desk.browser("prasert"), f"{LETTERS}/5802")


def _head():  # type: ignore[no-untyped-def]
    from tambon.notices.rules import read_head

    return read_head(HEAD)
