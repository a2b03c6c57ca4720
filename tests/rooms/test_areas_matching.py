"""Matching asked of the registry: its history, its two calendars, what people settled, what waits."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tambon.areas import actions, queries
from tambon.areas.actions import matching as settling
from tambon.areas.models import WrittenPlace
from tambon.areas.queries import matching
from tambon.areas.rules import By, Kind, ListSource
from tambon.areas.rules.lists import Listed
from tambon.areas.rules.matching import Match, Written
from tambon.journal.models import Entry
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = datetime(2026, 11, 22, tzinfo=UTC)
DAY, LATER, TODAY = date(2026, 10, 23), date(2027, 10, 1), date(2026, 11, 22)
LIST = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
    Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
    Listed(Kind.TAMBON, "580106", "ห้วยผา", "Huai Pha"),
    Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam"),
    Listed(Kind.TAMBON, "580201", "ห้วยผา", "Huai Pha"),
]
VILLAGES = [
    {"code": "58010601", "name_th": "บ้านห้วยผา", "name_en": ""},
    {"code": "58010602", "name_th": "บ้านแม่สุยะ", "name_en": ""},
]
OPEN = "ต.ห้วยผา"


def load(listed: list[Listed], day: date = DAY) -> None:
    actions.load_list(listed, of=ListSource("list", day, "CC0-1.0", "us"), by="system", at=AT)


def load_villages() -> None:
    actions.load_villages(
        VILLAGES,
        source="villages",
        day=DAY,
        licence="CC0-1.0",
        credit="us",
        synthetic=False,
        by="system",
        at=AT,
    )


@pytest.fixture
def world() -> None:
    load(LIST)


def code(text: str, on: date = TODAY, by: By = By.LAW) -> tuple[str | None, str]:
    found = matching.match(text, on=on, by=by)
    return (found.one.place.code if found.one else None, found.reason.code)


def keep(*texts: str) -> int:
    places = [Written(text) for text in texts]
    answers = list(matching.match_all(places, on=TODAY))
    return settling.keep_unsettled(zip(places, answers, strict=True), by="system", at=AT)


def waiting(within: list[int] | None = None) -> list[str]:
    return [one.written for one in matching.list_waiting(limit=10, on=TODAY, within=within)]


def area(of: str) -> int:
    return queries.get_area(of, on=TODAY).id


def test_the_village_once_it_is_loaded_and_the_tambon_before(world) -> None:
    text = "ม.๑ บ้านห้วยผา ตำบลห้วยผา อ.เมือง"
    assert code(text) == ("580106", "tambon-without-villages")
    load_villages()
    assert code(text) == ("58010601", "exact")
    assert code("ม.๑ บ้านห้วยผา ตำบลห้วยผา") == (None, "several")  # the other tambon's villages are not known
    found = matching.match(text, on=TODAY).one
    assert found and found.place.public_id == queries.get_area("58010601", on=TODAY).public_id
    assert found.full_en.endswith("Mueang Mae Hong Son District, Mae Hong Son Province")


def test_a_former_name_leads_to_the_area_of_the_day(world) -> None:
    renamed = [one if one.code != "580102" else Listed(one.kind, one.code, "โป่งใหม่", "") for one in LIST]
    load(renamed, LATER)
    assert code("ต.ห้วยโป่ง") == ("580102", "only-one")
    assert code("ต.โป่งใหม่") == ("580102", "former")
    assert code("ต.ห้วยโป่ง", LATER) == ("580102", "former")
    assert code("ต.โป่งใหม่", LATER, By.LIST) == ("580102", "only-one")


def test_what_the_list_dropped_is_told_with_its_name(world) -> None:
    load([one for one in LIST if one.code != "580102"], LATER)
    found = matching.match("ต.ห้วยโป่ง อ.เมือง จ.แม่ฮ่องสอน", on=LATER)
    assert (found.one, found.reason.code) == (None, "ended")
    assert [one.place.code for one in found.candidates] == ["580102"]


def test_an_empty_registry_finds_nothing() -> None:
    assert code(OPEN) == (None, "nothing")


def test_what_stays_open_waits_once_for_a_person(world) -> None:
    assert keep(OPEN, "ต. ห้วยผา", "zzzz", "-", "ต.ห้วยโป่ง") == 2
    assert (waiting(), matching.count_waiting()) == ([OPEN, "zzzz"], 2)
    one = matching.list_waiting(limit=1, on=TODAY)[0]
    assert (one.met, one.reason.code) == (2, "several")
    assert [choice.area.code for choice in one.choices] == ["580106", "580201"]
    assert one.choices[1].full_th == "ตำบลห้วยผา อำเภอขุนยวม จังหวัดแม่ฮ่องสอน"
    keep(OPEN)
    assert matching.get_waiting(one.id, on=TODAY).met == 3
    assert [row.written for row in matching.list_waiting(limit=10, after=one.id, on=TODAY)] == ["zzzz"]


def test_what_a_person_settles_is_used_first_from_then_on(world) -> None:
    keep(OPEN, "zzzz")
    first, second = matching.list_waiting(limit=10, on=TODAY)
    settling.settle(first.id, area_id=area("580201"), by="person:1", at=AT)
    settling.settle(second.id, area_id=None, by="person:1", at=AT)
    assert code("ต ห้วยผา") == ("580201", "settled")
    assert code("ต.ห้วย\u200bผา จ.แม่ฮ่องสอน") == (None, "several")  # another writing
    assert code("ZZZZ") == (None, "settled-nowhere")
    assert list(m.reason.code for m in matching.match_all([Written(OPEN)], on=TODAY)) == ["settled"]
    assert (waiting(), keep(OPEN, "zzzz")) == ([], 0)
    settled = matching.list_settled(limit=10, on=TODAY)
    assert {one.area.area.code if one.area else None for one in settled} == {"580201", None}
    kinds = [entry.kind for entry in Entry.objects.order_by("id")]
    assert kinds[-3:] == ["areas.places_met", "areas.place_settled", "areas.place_settled"]
    assert all("ห้วยผา" not in str(entry.body) for entry in Entry.objects.all())


def test_a_person_can_take_back_and_nobody_settles_over_another(world) -> None:
    keep(OPEN)
    one = matching.list_waiting(limit=1, on=TODAY)[0]
    settling.settle(one.id, area_id=area("580201"), by="person:1", at=AT)
    assert refused(one.id, area("580106")) == "409-written-place-settled"
    settling.put_back(one.id, by="person:1", at=AT)
    settling.put_back(one.id, by="person:1", at=AT)
    assert (waiting(), code(OPEN)) == ([OPEN], (None, "several"))
    assert refused(one.id, 10**9) == "404-area-unknown"
    assert refused(10**9, None) == "404-written-place-unknown"
    assert Entry.objects.filter(kind="areas.place_put_back").count() == 1


def refused(written: int, chosen: int | None) -> str:
    with pytest.raises(Problem) as caught:
        settling.settle(written, area_id=chosen, by="person:2", at=AT)
    return caught.value.kind.code


def test_part_of_the_country_sees_what_can_only_be_its_own(world) -> None:
    keep(OPEN, "zzzz", "ต.ห้วยโป้ง")
    assert waiting([area("TH")]) == [OPEN, "ต.ห้วยโป้ง"]
    assert waiting([area("5801")]) == ["ต.ห้วยโป้ง"]
    assert waiting([area("5801"), area("5802")]) == [OPEN, "ต.ห้วยโป้ง"]
    assert waiting([]) == []
    settling.settle(matching.list_waiting(limit=1, on=TODAY)[0].id, area_id=area("580201"), by="p", at=AT)
    assert len(matching.list_settled(limit=5, on=TODAY, within=[area("TH")])) == 1
    assert matching.list_settled(limit=5, on=TODAY, within=[area("5801")]) == []


def test_an_old_answer_of_a_person_follows_the_area(world) -> None:
    keep(OPEN)
    settling.settle(WrittenPlace.objects.get().pk, area_id=area("580201"), by="p", at=AT)
    load([one for one in LIST if one.code != "580201"], LATER)
    assert code(OPEN) == ("580201", "settled")
    assert code(OPEN, LATER) == (None, "ended")


def test_nothing_to_keep_writes_nothing() -> None:
    before = Entry.objects.count()
    assert settling.keep_unsettled([], by="system", at=AT) == 0
    assert settling.keep_unsettled([(Written(""), Match(None, 0, code_of_empty()))], by="system", at=AT) == 0
    assert Entry.objects.count() == before


def code_of_empty():  # type: ignore[no-untyped-def]
    return matching.match("", on=TODAY).reason
