"""What the rules ask, at the desk: lists, explaining, accepting, leads, and the manual of all checks."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from desk_world import FAST, Desk, fresh, post
from django.test import Client
from pytest_django import Settings
from records_world import AT, TODAY

from tambon.records import actions as records
from tambon.records.rules import ClaimKind, Grade, NewClaim
from tambon.verification import actions
from tambon.verification.models import Finding, Lead

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NUMBERS = {"households": 120, "houses": 130, "population_total": 400, "male": 190, "female": 210,
           "age_0_14": 80, "age_15_59": 250, "age_60_up": 70}  # fmt: skip


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


def claim(
    desk: Desk, village: str, period: str = "2026", dataset: str = "water", minutes: int = 0, **values: object
) -> None:
    world = desk.world
    made = NewClaim(
        ClaimKind.FIELD, dataset, world.area[village], period, values, TODAY, f"person:{world.worker}"
    )
    records.make_claims([made], at=AT + timedelta(minutes=minutes))


def run() -> None:
    while actions.check_changed(at=AT) + actions.check_groups(at=AT):
        pass


@pytest.fixture
def asked(desk: Desk) -> tuple[Desk, str]:
    """A desk, and the page of the finding about households that grew fourfold."""
    claim(desk, "58010201", "2025", households=120, piped_households=90)
    claim(desk, "58010201", households=480, piped_households=90)
    run()
    return desk, f"/desk/findings/one/{Finding.objects.get().pk}"


def read(browser: Client, page: str) -> str:
    return browser.get(page).content.decode()


def seen(page: str) -> dict[str, str]:
    """What the page's form tells of what was read."""
    return dict(re.findall(r'name="(basis|explained)" value="(\w+)"', page))


def test_a_finding_is_explained_by_one_and_accepted_by_another(asked: tuple[Desk, str]) -> None:
    desk, page = asked
    worker, malai = desk.browser("malee"), desk.browser("malai")
    basis = Finding.objects.get().basis
    office = f"/desk/findings/office/{desk.world.office['lao']}"
    assert page in read(malai, office) and "รอบก่อน 120 รอบนี้ 480" in read(malai, office)
    assert page not in read(malai, f"{office}?state=explained")
    empty = post(worker, page, {"doing": "explain", "basis": basis, "text": "ก"}, page=page)
    assert empty.status_code == 422 and "อย่างน้อย 5 ตัวอักษร" in empty.content.decode()
    said = {"doing": "explain", "basis": basis, "text": "มีบ้านจัดสรรใหม่ <b>", "evidence": "หนังสือ 12/2569"}
    assert post(worker, page, said, page=page).status_code == 302
    assert post(worker, page, {"doing": "accept", "basis": basis}, page=page).status_code == 403
    assert page in read(malai, f"{office}?state=explained")
    told = read(malai, page)
    assert "มีบ้านจัดสรรใหม่ &lt;b&gt;" in told and "หนังสือ 12/2569" in told and 'value="accept"' in told
    assert post(malai, page, {"doing": "accept", **seen(told)}, page=page).status_code == 302
    assert desk.world.record().cells["households"].grade is Grade.CHECKED
    assert page in read(malai, f"{office}?state=accepted")
    assert 'value="accept"' not in read(malai, page)


def test_a_closed_finding_leads_to_the_values_story_for_whoever_may_see_it(asked: tuple[Desk, str]) -> None:
    desk, page = asked
    claim(desk, "58010201", households=125, piped_households=90, minutes=5)
    run()
    assert Finding.objects.get().closed_at is not None
    led = desk.browser("malai").get(page)
    assert (led.status_code, led["Location"].partition("#")[2]) == (302, "story")
    assert desk.browser("malai").get(led["Location"]).status_code == 200
    assert [desk.browser(name).get(page).status_code for name in ("somying", "boonmi")] == [404, 404]


@pytest.mark.parametrize("doing", ["accept", "refuse"])
def test_an_explanation_that_was_not_read_is_shown_first(asked: tuple[Desk, str], doing: str) -> None:
    (desk, page), word = asked, {"doing": doing, "why": "ขอหลักฐาน"}
    worker, malai = desk.browser("malee"), desk.browser("malai")
    first = {"doing": "explain", "basis": Finding.objects.get().basis, "text": "มีบ้านจัดสรรใหม่"}
    post(worker, page, first, page=page)
    old = seen(read(malai, page))
    post(worker, page, {**first, "text": "ไม่รู้ เดาเอา"}, page=page)
    stale = post(malai, page, {**word, **old}, page=page)
    told = stale.content.decode()
    assert stale.status_code == 409 and "ไม่รู้ เดาเอา" in told and "มีบ้านจัดสรรใหม่" not in told
    assert Finding.objects.get().explanation == "ไม่รู้ เดาเอา"
    assert Finding.objects.get().accepted_at is None
    assert post(malai, page, {**word, **seen(told)}, page=page).status_code == 302


def test_who_sees_a_finding_and_who_does_not(asked: tuple[Desk, str]) -> None:
    desk, page = asked
    seen = dict.fromkeys(("malai", "wichai", "kanya", "malee"), 200)
    seen |= dict.fromkeys(("somying", "prasert", "anan", "boonmi"), 403)
    assert {name: desk.browser(name).get(page).status_code for name in seen} == seen
    area = {"wichai": 200, "kanya": 200, "prasert": 403, "malai": 403, "malee": 403, "boonmi": 403}
    assert {name: desk.browser(name).get("/desk/findings/5801").status_code for name in area} == area
    office = f"/desk/findings/office/{desk.world.office['lao']}"
    assert desk.browser("somying").get(office).status_code == 403
    assert page not in read(desk.browser("somying"), f"/desk/findings/office/{desk.world.office['pwa']}")
    assert desk.browser("wichai").get("/desk/findings")["Location"] == "/desk/findings/5801"
    assert desk.browser("malai").get("/desk/findings")["Location"] == office
    assert desk.browser("boonmi").get("/desk/findings").status_code == 403
    assert page in read(desk.browser("kanya"), "/desk/findings/TH")
    assert desk.browser("kanya").get("/desk/findings/one/999999").status_code == 404


def test_an_old_page_changes_nothing(asked: tuple[Desk, str]) -> None:
    desk, page = asked
    malai = desk.browser("malai")
    old = {"doing": "explain", "basis": "0" * 16, "text": "เพราะนับใหม่"}
    assert post(malai, page, old, page=page).status_code == 409
    assert post(malai, page, {"doing": "close"}, page=page).status_code == 422
    assert Finding.objects.get().explanation == ""


def test_a_finding_leads_to_its_page_from_the_value(asked: tuple[Desk, str]) -> None:
    desk, page = asked
    record = desk.world.record()
    assert page in read(desk.browser("malai"), f"/desk/cells/{record.id}/households")


def test_leads_are_for_the_districts_officer_alone(desk: Desk) -> None:
    for village in ("58010201", "58010202"):
        claim(desk, village, dataset="population", **NUMBERS)
    run()
    lead = Lead.objects.get()
    wichai, page = desk.browser("wichai"), "/desk/leads"
    assert (
        "ตัวเลขเหมือนกันทุกข้อ" in read(wichai, page)
        and "คุณ" not in read(desk.browser("prasert"), page).partition("<main")[0][:0]
    )
    for name in ("kanya", "malai", "malee", "anan", "boonmi"):
        assert desk.browser(name).get(page).status_code == 403, name
    assert "ตัวเลขเหมือนกันทุกข้อ" not in read(desk.browser("prasert"), page)
    one = f"/desk/leads/{lead.pk}"
    assert post(desk.browser("prasert"), one, {"note": "ดูแล้ว"}, page=page).status_code == 403
    assert post(wichai, one, {"note": ""}, page=page).status_code == 422
    assert post(wichai, one, {"note": "คุ้มเดียวกัน บ้านเท่ากัน"}, page=page).status_code == 302
    assert "คุ้มเดียวกัน บ้านเท่ากัน" in read(wichai, page)
    assert post(wichai, one, {"note": "อีกครั้ง"}, page=page).status_code == 409


def test_everybody_reads_which_rules_there_are(desk: Desk) -> None:
    thai, english = (
        read(desk.browser("malee"), "/desk/checks"),
        read(desk.browser("anan"), "/desk/checks?lang=en"),
    )
    assert "piped_households &lt;= households" in thai and "water.households ≈ population.households" in thai
    assert "Far from the neighbouring villages" in english and "cannot be true" in english
