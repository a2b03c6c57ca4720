"""Values sent back at the desk: the office sends, sees what is late, takes back; the worker answers there."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from desk_world import FAST, Desk, fresh, post
from pytest_django import Settings
from records_world import collect
from stopped import THEN, stop_the_desk

from tambon.lib.days import thai_day
from tambon.records.models import Claim
from tambon.records.rules import Grade, RecordView
from tambon.verification.models import Returned

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = thai_day(THEN)


@pytest.fixture
def desk(desk_once: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Desk:
    stop_the_desk(monkeypatch)
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


def ref(record: RecordView, variable: str = "piped_households") -> str:
    return f"{record.id}:{variable}:{record.cells[variable].claim_id}"


def address(desk: Desk, office: str = "pwa") -> str:
    return f"{desk.queue(office)}/return"


def words(**more: object) -> dict[str, object]:
    due = TODAY + timedelta(days=7)
    return {"reason": "out_of_date", "note": "นับ <b>มิเตอร์</b>", "due": due.isoformat(), **more}


def give_back(desk: Desk, *cells: str, who: str = "somying", **more: object) -> Any:
    return post(
        desk.browser(who), address(desk), {"cell": list(cells), **words(**more)}, page="/desk/notices"
    )


def read(answer: Any) -> str:
    return str(answer.content.decode())


def test_one_value_goes_back_from_its_own_page(desk: Desk) -> None:
    record, officer = collect(desk.world), desk.browser("somying")
    page = f"/desk/cells/{record.id}/piped_households"
    assert f'action="{address(desk)}"' in read(officer.get(page))
    asked = read(post(officer, address(desk), {"cell": [ref(record)]}, page=page))
    assert f'value="{ref(record)}"' in asked and 'name="due"' in asked and "หมู่บ้านสังเคราะห์" in asked
    answer = post(officer, address(desk), {"cell": [ref(record)], **words()}, page=page)
    assert answer["Location"] == f"/desk/returns?office={desk.world.office['pwa']}&done=1"
    shown = read(officer.get(answer["Location"]))
    assert "ส่งคืนแล้ว 1 ค่า" in shown and "นับ &lt;b&gt;มิเตอร์" in shown and "58010201" in shown
    assert desk.world.record().cells["piped_households"].grade is Grade.DISPUTED
    story = read(officer.get(page))
    assert "รอคำตอบภายใน" in story and f'action="{address(desk)}"' not in story
    assert "ส่งคืนหมู่บ้าน" in read(officer.get(desk.queue()))


def test_of_many_the_stale_one_is_told(desk: Desk) -> None:
    first, second = collect(desk.world), collect(desk.world, "58010202")
    collect(desk.world, "58010202", minutes=5, households=120, piped=95)
    answer = give_back(desk, ref(first), ref(second), ref(first, "households"))
    assert answer["Location"].endswith("&done=1&changed=1&foreign=1")
    shown = read(desk.browser("somying").get(answer["Location"]))
    assert "1 ค่าเปลี่ยนไป" in shown and "ไม่ใช่ของสำนักงานนี้" in shown


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"reason": ""}, 422, "ต้องเลือกเหตุผล"),
        ({"due": "2020-01-01"}, 422, "ตั้งแต่พรุ่งนี้"),
        ({"due": "พรุ่งนี้"}, 422, "ตั้งแต่พรุ่งนี้"),
        ({"note": "ก" * 301}, 422, "ไม่เกิน 300"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(
    desk: Desk, fields: dict[str, str], status: int, said: str
) -> None:
    record = collect(desk.world)
    answer = give_back(desk, ref(record), **fields)
    assert answer.status_code == status and said in read(answer)
    assert f'value="{ref(record)}"' in read(answer)
    assert not Returned.objects.exists()


def test_only_the_owner_sends_back_and_takes_back(desk: Desk) -> None:
    record = collect(desk.world)
    for stranger in ("malai", "wichai", "malee", "boonmi", "anan"):
        assert give_back(desk, ref(record), who=stranger).status_code == 403
        asked = post(desk.browser(stranger), address(desk), {"cell": [ref(record)]}, page="/desk/notices")
        assert asked.status_code == 403 and "58010201" not in read(asked)
    give_back(desk, ref(record))
    number = Returned.objects.get().pk
    for stranger in ("malai", "wichai", "malee"):
        taken = post(desk.browser(stranger), f"/desk/returns/{number}/withdraw", {}, page="/desk/notices")
        assert taken.status_code == 403
    taken = post(desk.browser("somying"), f"/desk/returns/{number}/withdraw", {}, page="/desk/returns")
    assert taken.status_code == 302 and Returned.objects.get().closed_how == "withdrawn"
    assert "ถอนการส่งคืนแล้ว" in read(desk.browser("somying").get(taken["Location"]))


def test_the_officers_of_the_place_see_what_waits_and_what_is_late(desk: Desk) -> None:
    record = collect(desk.world)
    give_back(desk, ref(record))
    assert "58010201" in read(desk.browser("wichai").get("/desk/returns"))
    assert "58010201" not in read(desk.browser("prasert").get("/desk/returns"))
    assert "58010201" in read(desk.browser("kanya").get("/desk/returns?area=TH&lang=en"))
    assert "58010201" not in read(desk.browser("malai").get("/desk/returns"))
    for stranger in ("malee", "boonmi", "anan"):
        assert desk.browser(stranger).get("/desk/returns").status_code == 403
    assert "ไม่มีรายการที่เกินกำหนด" in read(desk.browser("wichai").get("/desk/returns?late=1"))
    Returned.objects.update(due=TODAY - timedelta(days=3))
    late = read(desk.browser("wichai").get("/desk/returns?late=1"))
    assert "เกินกำหนด 3 วัน" in late and "เกินกำหนด 1 ค่า" in late


def test_an_empty_list_says_what_to_do(desk: Desk) -> None:
    page = read(desk.browser("somying").get("/desk/returns"))
    assert "ไม่มีค่าใดรอคำตอบ" in page and f'href="{desk.queue()}"' in page


def test_a_worker_answers_at_the_desk(desk: Desk) -> None:
    record = collect(desk.world)
    give_back(desk, ref(record))
    number, malee = Returned.objects.get().pk, desk.browser("malee")
    page = f"/desk/work/returned/{number}"
    shown = read(malee.get(page))
    assert "ค่าเดิม" in shown and ">90<" in shown and "นับ &lt;b&gt;มิเตอร์" in shown
    assert "ยังไม่มีคำตอบ" in read(post(malee, page, {"value": "", "day": TODAY.isoformat()}))
    both = post(malee, page, {"value": "88", "absent": "unknown", "day": TODAY.isoformat()})
    assert both.status_code == 422
    assert "อ่านคำตอบไม่ได้" in read(post(malee, page, {"value": "ราวร้อย", "day": TODAY.isoformat()}))
    long_ago = post(malee, page, {"value": "88", "day": "2026-01-01"})
    assert long_ago.status_code == 422 and 'value="88"' in read(long_ago)
    answer = post(malee, page, {"value": "๘๘", "day": TODAY.isoformat()})
    assert answer["Location"] == "/desk/work?saved=returned"
    row = Returned.objects.get()
    claim = Claim.objects.get(pk=row.answer_claim_id)
    assert (row.closed_how, claim.values, claim.kind) == ("answered", {"piped_households": 88}, "field")
    assert (claim.evidence, claim.period, claim.by) == (
        f"desk:return:{number}", "2026", f"person:{desk.people['malee']}",
    )  # fmt: skip
    assert malee.get(page).status_code == 404
    for stranger in ("somying", "wichai", "boonmi"):
        assert desk.browser(stranger).get(page).status_code in (403, 404)


def test_nobody_answers_for_another_workers_village(desk: Desk) -> None:
    record = collect(desk.world)
    give_back(desk, ref(record))
    page = f"/desk/work/returned/{Returned.objects.get().pk}"
    for stranger in ("somying", "wichai", "boonmi", "anan"):
        assert desk.browser(stranger).get(page).status_code == 403
        said = {"value": "88", "day": TODAY.isoformat()}
        assert post(desk.browser(stranger), page, said, page="/desk/notices").status_code == 403
    assert Returned.objects.get().closed_at is None


@pytest.mark.parametrize("lang", ["th", "en"])
def test_choices_are_chosen_and_why_there_is_none_too(desk: Desk, lang: str) -> None:
    record = collect(desk.world, households=120, piped=90, drinking="rain")
    cell = ref(record, "main_drinking_source")
    back = post(
        desk.browser("malai"), address(desk, "lao"), {"cell": [cell], **words()}, page="/desk/notices"
    )
    assert back.status_code == 302
    page = f"/desk/work/returned/{Returned.objects.get().pk}"
    malee = desk.browser("malee")
    shown = read(malee.get(f"{page}?lang={lang}"))
    assert len(re.findall(r'<option value="(?:rain|pwa|bought)"', shown)) == 3
    answer = post(malee, page, {"value": "", "absent": "refused", "day": TODAY.isoformat()})
    assert answer.status_code == 302
    assert desk.world.record().values["main_drinking_source"] == {"absent": "refused"}
