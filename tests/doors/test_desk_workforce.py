"""Posts and villages at the desk, through Django's client: what an officer decides, and nobody else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from desk_world import post
from django.http import HttpResponse
from work_world import NOW, AtWork, make_work, stopped  # noqa: F401 - the fixture that stops the clock

from tambon.accounts import queries as accounts
from tambon.workforce import queries as workforce

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGE = "/desk/workforce/580102"


@pytest.fixture
def work(db: None, stopped: Any) -> AtWork:  # noqa: F811
    return make_work()


def sent(work: AtWork, who: str, doing: str, tambon: str = "580102", **fields: Any) -> HttpResponse:
    """The answer to one form of the tambon's page."""
    page = f"/desk/workforce/{tambon}"
    return post(work.browser(who), f"{page}/{doing}", {"programme": "p", **fields}, page="/desk/notices")


def whose(work: AtWork, code: str, days: int = 0) -> str | None:
    return work.world.having(code, on=NOW + timedelta(days=days))


def test_an_officer_with_one_district_lands_in_it(work: AtWork) -> None:
    wichai = work.browser("wichai")
    assert wichai.get("/desk/workforce").url == "/desk/workforce/5801"
    page = wichai.get("/desk/workforce/5801").content.decode()
    assert "3/4" not in page and "2/2" in page and "1/2" in page
    assert page.count("อัตราว่าง") == 2 and "ยังไม่เคยบรรจุ" in page


def test_the_tambon_shows_posts_people_villages_and_what_happened(work: AtWork) -> None:
    page = work.browser("wichai").get(PAGE).content.decode()
    assert page.index("คุณmalee") < page.index("คุณsomchai")
    assert len(re.findall(r'name="village"', page)) == 5
    assert "ได้รับ 3 หมู่บ้าน" in page and "เริ่มสัญญา" in page


def test_villages_are_handed_over_from_a_day(work: AtWork) -> None:
    malee, somchai = work.world.post("580102", 1), work.world.post("580102", 2)
    day = (NOW + timedelta(days=3)).isoformat()
    answer = sent(
        work, "wichai", "villages", post=malee, to=somchai, act="over", on=day,
        village=work.world.villages("58010203"),
    )  # fmt: skip
    assert answer.status_code == 302 and "saved=villages" in answer["Location"]
    assert (whose(work, "58010203", 2), whose(work, "58010203", 3)) == ("malee", "somchai")


def test_a_village_goes_back_with_a_reason_and_is_given_anew(work: AtWork) -> None:
    malee, somchai = work.world.post("580102", 1), work.world.post("580102", 2)
    village = work.world.villages("58010201")
    answer = sent(
        work, "wichai", "villages", post=malee, act="back", reason="cannot_reach", note="สะพานขาด",
        village=village,
    )  # fmt: skip
    assert answer.status_code == 302 and whose(work, "58010201") is None
    page = work.browser("wichai").get(PAGE).content.decode()
    assert "เดินทางไปไม่ได้" in page and "สะพานขาด" in page
    assert sent(work, "wichai", "give", post=somchai, village=village).status_code == 302
    assert whose(work, "58010201") == "somchai"


def test_an_absence_with_a_substitute_and_back_again(work: AtWork) -> None:
    answer = sent(
        work, "wichai", "absence", contract=work.contract["malee"], since=NOW.isoformat(),
        last=(NOW + timedelta(days=4)).isoformat(), reason="sick", substitute=work.contract["somchai"],
    )  # fmt: skip
    assert answer.status_code == 302
    assert (whose(work, "58010201", 4), whose(work, "58010201", 5)) == ("somchai", "malee")
    line = workforce.list_posts("p", under=work.area("580102"), on=NOW)[0]
    assert line.worker is not None and line.worker.absence_id is not None
    assert (
        sent(work, "wichai", "substitute", absence=line.worker.absence_id, substitute="").status_code == 302
    )
    assert whose(work, "58010201") is None
    assert sent(work, "wichai", "back", absence=line.worker.absence_id).status_code in (302, 404)


def test_a_contract_ends_and_the_next_person_takes_over(work: AtWork) -> None:
    last = NOW.isoformat()
    contract = work.contract["malee"]
    assert sent(work, "wichai", "end", contract=contract, last=last, reason="resigned").status_code == 302
    assert (whose(work, "58010201"), whose(work, "58010201", 1)) == ("malee", None)
    refused = sent(work, "wichai", "hire", post=work.world.post("580102", 1), since="2026-12-11")
    assert refused.status_code == 422 and "ชื่อ" in refused.content.decode()
    answer = sent(
        work, "wichai", "hire", post=work.world.post("580102", 1), since="11/12/2569", name_th="คุณใหม่"
    )
    assert answer.status_code == 302
    person = accounts.find_person("580102-1")
    assert person is not None and not person.has_password
    grants = accounts.list_grants(person.id, on=NOW + timedelta(days=1))
    assert {g.area_id for g in grants} == set(work.world.villages("58010201", "58010202", "58010203"))


@pytest.mark.parametrize("who", ["prasert", "malee"])
def test_nobody_decides_outside_their_district(work: AtWork, who: str) -> None:
    assert work.browser(who).get(PAGE).status_code == 403
    for doing in ("share", "give", "villages", "absence", "end", "hire"):
        assert sent(work, who, doing, post=work.world.post("580102", 1)).status_code == 403
    assert sent(work, who, "posts").status_code == 403


def test_what_belongs_elsewhere_is_refused_whatever_the_address_says(work: AtWork) -> None:
    """An officer's own tambon in the address opens no other one's posts."""
    import workforce_world

    other = work.world.area["580201"]
    assert workforce_world.Post.objects.filter(tambon_id=other).count() == 0
    answer = sent(work, "wichai", "villages", post=999_999, to=1, village=[1])
    assert answer.status_code == 404
    answer = sent(work, "wichai", "villages", post=work.world.post("580102", 1), village=["x"])
    assert answer.status_code == 422
    assert sent(work, "wichai", "nothing").status_code == 404
    day = sent(work, "wichai", "end", contract=work.contract["malee"], last="31/2/2569", reason="resigned")
    assert day.status_code == 422 and "วันที่" in day.content.decode()


def test_villages_are_shared_evenly_from_today(work: AtWork) -> None:
    malee, somchai = work.world.post("580102", 1), work.world.post("580102", 2)
    villages = work.world.villages("58010202", "58010203")
    sent(work, "wichai", "villages", post=malee, to=somchai, act="over", village=villages)
    page = work.browser("wichai").get(PAGE).content.decode()
    assert "แบ่งหมู่บ้านให้เท่ากัน" in page and "จะย้าย 2 หมู่บ้าน" in page
    assert sent(work, "wichai", "share").status_code == 302
    assert whose(work, "58010203") == "malee"
    assert "แบ่งหมู่บ้านให้เท่ากัน" not in work.browser("wichai").get(PAGE).content.decode()


def test_an_absence_to_come_is_shown_and_can_be_called_off(work: AtWork) -> None:
    """Else the officer is told that one stands already, and finds none to end."""
    first = NOW + timedelta(days=5)
    somchai = work.contract["somchai"]
    fields = {
        "contract": work.contract["malee"], "since": first.isoformat(), "reason": "leave",
        "last": (first + timedelta(days=2)).isoformat(), "substitute": somchai,
    }  # fmt: skip
    assert sent(work, "wichai", "absence", **fields).status_code == 302
    page = work.browser("wichai").get(PAGE).content.decode()
    assert "ลากิจ · 15 ธันวาคม 2569 – 17 ธันวาคม 2569" in page and "ผู้ทำแทน: คุณsomchai" in page
    again = sent(work, "wichai", "absence", **fields)
    assert again.status_code == 409
    absence = re.search(r'name="absence" value="(\d+)"', page)
    assert absence is not None and "ยกเลิกการลานี้" in page
    assert sent(work, "wichai", "back", absence=absence[1]).status_code == 302
    assert whose(work, "58010201", 6) == "malee"
    assert "ยกเลิกการลานี้" not in work.browser("wichai").get(PAGE).content.decode()


def test_a_refused_form_keeps_what_was_typed_and_says_days_as_officers_write_them(work: AtWork) -> None:
    vacant = work.world.post("580103", 1)
    answer = sent(
        work, "wichai", "hire", tambon="580103", post=vacant, name_th="นางสาวดาว ดอยงาม", since="2020-01-15",
        number="ก 1/2569",
    )  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422 and "สัญญา (15 มกราคม 2563 ถึง" in page and "2020-01-15 ถึง" not in page
    assert 'value="นางสาวดาว ดอยงาม"' in page and 'value="2020-01-15"' in page and 'value="ก 1/2569"' in page
    assert 'href="/desk/workforce/5801"' in page, "the way back to the district"

    malee = work.contract["malee"]
    days = {"since": "2026-12-12", "last": "2026-12-11", "reason": "training"}
    page = sent(work, "wichai", "absence", contract=malee, **days).content.decode()
    assert "วันสุดท้าย 11 ธันวาคม 2569 อยู่ก่อนวันเริ่ม 12 ธันวาคม 2569" in page
    assert 'value="2026-12-12"' in page and '<option value="training" selected>' in page


def test_a_reason_is_chosen_never_presumed(work: AtWork) -> None:
    malee = work.world.post("580102", 1)
    village = work.world.villages("58010201")
    answer = sent(work, "wichai", "villages", post=malee, act="back", reason="", village=village)
    page = answer.content.decode()
    assert answer.status_code == 422 and "ยังไม่ได้เลือกเหตุ" in page and whose(work, "58010201") == "malee"
    assert re.search(rf'name="village" value="{work.area("58010201")}" checked', page), "the tick stays"
    assert page.count('<option value="">โปรดเลือก</option>') >= 5


def test_villages_with_another_tambon_stay_in_sight_of_their_own(work: AtWork) -> None:
    malee, kaew = work.world.post("580102", 1), work.world.post("580103", 2)
    village = work.world.villages("58010203")
    sent(work, "wichai", "villages", post=malee, to=kaew, act="over", on=NOW.isoformat(), village=village)
    own = work.browser("wichai").get(PAGE).content.decode()
    assert "หมู่บ้านของตำบลนี้ที่อัตราของตำบลอื่นดูแล" in own and "คุณkaew" in own
    theirs = work.browser("wichai").get("/desk/workforce/580103").content.decode()
    row = re.search(rf'value="{work.area("58010203")}"[^<]*<span>([^<]*)', theirs)
    assert row is not None and "ตำบลห้วยโป่ง" in row[1]
