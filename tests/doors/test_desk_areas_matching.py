"""The page on which people settle what was written: who sees what, what is kept, and what is refused."""

from __future__ import annotations

import pytest
from desk_world import BY, FAST, MADE, PASSWORD, SINCE, Desk, fresh, post
from django.test import Client
from pytest_django import Settings

from tambon.accounts import actions as accounts
from tambon.accounts.queries import get_user
from tambon.accounts.rules import NewGrant, Role
from tambon.areas.actions.matching import keep_unsettled, settle
from tambon.areas.models import WrittenPlace
from tambon.areas.queries import get_area, match, match_all
from tambon.areas.rules.matching import Written

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGE = "/desk/areas/matching"
TODAY = MADE.date()
UNCLEAR, WRONG, MISSPELT = "ขุนยวม แม่ฮ่องสอน", "zzzz", "ต.ห้วยโป้ง"


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


def administrator(code: str) -> Client:
    name = f"admin{code.lower()}"
    person = accounts.add_person(username=name, name_th="ผู้ดูแล", by=BY, at=MADE)
    area = get_area(code, on=TODAY).id
    accounts.grant(NewGrant(person, Role.ADMINISTRATOR, SINCE, area_id=area), by=BY, at=MADE)
    accounts.set_demonstration_password(person, password=PASSWORD, by=BY, at=MADE)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(get_user(person))
    return browser


def keep(*texts: str) -> None:
    places = [Written(text) for text in texts]
    answers = match_all(places, on=TODAY)
    keep_unsettled(zip(places, answers, strict=True), by=BY, at=MADE)


def number(text: str) -> int:
    return WrittenPlace.objects.get(written=text).pk


def shown(browser: Client, address: str = PAGE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def meant(text: str) -> str | None:
    one = match(text, on=TODAY).one
    return one.place.code if one else None


def test_an_empty_list_says_how_to_fill_it(desk: Desk) -> None:
    page = shown(administrator("TH"))
    assert "tambon areas match FILE" in page and "ไม่มีข้อความใดรอคนตัดสิน" in page
    assert 'href="/desk/areas" aria-current="true"' in page


def test_a_person_chooses_and_it_is_remembered(desk: Desk) -> None:
    keep(UNCLEAR, WRONG)
    browser = administrator("TH")
    page = shown(browser)
    assert UNCLEAR in page and "อำเภอขุนยวม จังหวัดแม่ฮ่องสอน" in page and "ตำบลขุนยวม อำเภอขุนยวม" in page
    chosen = get_area("580201", on=TODAY).id
    answer = post(browser, PAGE, {"written": number(UNCLEAR), "choice": chosen})
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?saved=1")
    assert meant("ขุนยวม  แม่ฮ่องสอน") == "580201"
    post(browser, PAGE, {"written": number(WRONG), "choice": "nowhere"})
    page = shown(browser, f"{PAGE}?saved=1")
    assert "บันทึกแล้ว" in page and "ไม่ใช่พื้นที่ใดในทะเบียน" in page and "ตำบลขุนยวม" in page
    post(browser, PAGE, {"written": number(UNCLEAR), "choice": "back"})
    assert meant(UNCLEAR) is None


@pytest.mark.parametrize("address", ["580201", "๕๘๐๒๐๑", "ต.ขุนยวม อ.ขุนยวม จ.แม่ฮ่องสอน"])
def test_an_area_that_is_not_among_the_choices_is_written(desk: Desk, address: str) -> None:
    keep(WRONG)
    browser = administrator("TH")
    answer = post(browser, PAGE, {"written": number(WRONG), "address": address, "choice": ""})
    assert (answer.status_code, meant(WRONG)) == (302, "580201")


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"choice": ""}, 422, "ยังไม่ได้เลือกพื้นที่"),
        ({"choice": "9" * 30}, 422, "ยังไม่ได้เลือกพื้นที่"),
        ({"address": "ต.ขุนยวม อ.ไม่มี จ.ไหน"}, 422, "ไม่พบพื้นที่เดียวที่ตรงกับ"),
        ({"address": "999999"}, 404, "ไม่พบพื้นที่รหัส 999999"),
        ({"choice": "nowhere", "written": "0"}, 404, "ไม่มีข้อความหมายเลข 0"),
    ],
)
def test_a_word_that_cannot_be_kept_is_explained(
    desk: Desk, fields: dict[str, str], status: int, said: str
) -> None:
    keep(WRONG)
    answer = post(administrator("TH"), PAGE, {"written": number(WRONG), **fields})
    page = answer.content.decode()
    assert (answer.status_code, said in page) == (status, True)
    assert fields.get("address", "") in page


def test_two_people_do_not_overwrite_each_other(desk: Desk) -> None:
    keep(WRONG)
    browser = administrator("TH")
    settle(number(WRONG), area_id=None, by=BY, at=MADE)
    answer = post(browser, PAGE, {"written": number(WRONG), "choice": get_area("5801", on=TODAY).id})
    assert answer.status_code == 409 and meant(WRONG) is None


def test_part_of_the_country_settles_its_own_alone(desk: Desk) -> None:
    keep(UNCLEAR, WRONG, MISSPELT)
    browser = administrator("5801")
    page = shown(browser)
    assert MISSPELT in page and UNCLEAR not in page and WRONG not in page
    khun_yuam, huai_pong = (get_area(code, on=TODAY).id for code in ("5802", "580102"))
    for fields in (
        {"written": number(UNCLEAR), "choice": khun_yuam},
        {"written": number(WRONG), "choice": "nowhere"},
        {"written": number(MISSPELT), "choice": khun_yuam},
        {"written": number(MISSPELT), "address": "5802"},
    ):
        assert post(browser, PAGE, fields).status_code == 403
    assert post(browser, PAGE, {"written": number(MISSPELT), "choice": huai_pong}).status_code == 302
    assert meant(MISSPELT) == "580102"


def test_only_editors_of_areas_come_here(desk: Desk) -> None:
    keep(WRONG)
    for name in ("malee", "somying", "wichai", "anan", "boonmi"):
        assert desk.browser(name).get(PAGE).status_code == 403
    assert WRONG in shown(desk.browser("kanya"))
    assert PAGE in desk.browser("kanya").get("/desk/areas").content.decode()
    assert desk.browser().get(PAGE)["Location"].startswith("/desk/sign-in?next=")
    without_token = administrator("TH").post(PAGE, {"written": number(WRONG), "choice": "nowhere"})
    assert without_token.status_code == 403 and meant(WRONG) is None
    assert WrittenPlace.objects.get().settled_at is None


def test_long_lists_come_in_pages_and_in_english(desk: Desk) -> None:
    keep(*(f"zzzz{n:02}" for n in range(25)))
    browser = administrator("TH")
    first = shown(browser, f"{PAGE}?lang=en")
    assert "zzzz19" in first and "zzzz20" not in first and "25 writings wait in all" in first
    after = number("zzzz19")
    second = shown(browser, f"{PAGE}?after={after}&lang=en")
    assert f"?after={after}" in first and "zzzz20" in second and "zzzz19" not in second
