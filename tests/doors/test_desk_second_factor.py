"""The second factor at the desk: set up, asked for, demanded of some, and what ends which session."""

from __future__ import annotations

import re

import pytest
from desk_world import BY, FAST, MADE, PASSWORD, Desk, fresh, post
from django.test import Client
from factors import code_now
from pytest_django import Settings

from tambon.accounts import actions as accounts
from tambon.accounts.models import Deployment
from tambon.formats import qr

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OWN, ASK, SIGN_IN = "/desk/second-factor", "/desk/second-factor/ask", "/desk/sign-in"


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


def secret_on(page: str) -> str:
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
    assert found
    return found[1].replace(" ", "")


def arm(browser: Client) -> tuple[str, list[str]]:
    """Sets the factor up as the page says; (secret, recovery codes)."""
    secret = secret_on(browser.get(OWN).content.decode())
    shown = post(browser, f"{OWN}/set", {"code": code_now(secret), "password": PASSWORD}, page=OWN)
    assert shown.status_code == 200, shown.content.decode()
    return secret, re.findall(r"<li><code>(\d{8})</code>", shown.content.decode())


def sign_in(desk: Desk, username: str = "kanya", **fields: str):  # type: ignore[no-untyped-def]
    browser = desk.browser()
    return browser, post(browser, SIGN_IN, {"username": username, "password": PASSWORD, **fields})


def test_it_is_set_up_by_scanning_and_typing_a_code(desk: Desk) -> None:
    browser = desk.browser("kanya")
    page = browser.get(OWN).content.decode()
    secret = secret_on(page)
    assert f'src="{OWN}/code.svg"' in page and "data:" not in page
    image = browser.get(f"{OWN}/code.svg")
    assert (image["Content-Type"], image["Cache-Control"]) == ("image/svg+xml", "private, no-store")
    assert image.content == qr.svg(f"otpauth://totp/Tambon%3Akanya?secret={secret}&issuer=Tambon")
    wrong = post(browser, f"{OWN}/set", {"code": "000000", "password": PASSWORD}, page=OWN)
    assert wrong.status_code == 403 and secret_on(wrong.content.decode()) == secret
    _, codes = arm(browser)
    assert len(codes) == 10
    assert "รหัสสำรองเหลือ 10" in browser.get(OWN).content.decode()
    assert browser.get(f"{OWN}/code.svg").status_code == 409


def test_the_password_alone_opens_nothing_any_more(desk: Desk) -> None:
    secret, _ = arm(desk.browser("kanya"))
    browser, answer = sign_in(desk, next="/desk/progress")
    assert answer["Location"] == ASK
    assert browser.get("/desk/")["Location"].startswith(SIGN_IN)
    browser, answer = sign_in(desk, next="/desk/progress")
    wrong = post(browser, ASK, {"code": "000000"})
    assert wrong.status_code == 403 and "ใช้ไปแล้ว" in wrong.content.decode()
    used = code_now(secret, steps=1)
    right = post(browser, ASK, {"code": used})
    assert (right.status_code, right["Location"]) == (302, "/desk/progress")
    assert browser.get("/desk/").status_code == 200
    again, _ = sign_in(desk)
    assert post(again, ASK, {"code": used}).status_code == 403  # each code once


def test_a_recovery_code_opens_once(desk: Desk) -> None:
    _, codes = arm(desk.browser("kanya"))
    for status in (302, 403):
        browser, _ = sign_in(desk)
        assert post(browser, ASK, {"code": codes[0]}).status_code == status


def test_nobody_is_asked_who_has_not_given_a_password(desk: Desk) -> None:
    arm(desk.browser("kanya"))
    assert desk.browser().get(ASK)["Location"] == SIGN_IN
    assert desk.browser("kanya").get(ASK).status_code == 302


def test_setting_and_removing_it_end_every_other_session(desk: Desk) -> None:
    other, browser = desk.browser("kanya"), desk.browser("kanya")
    arm(browser)
    assert other.get("/desk/").status_code == 302
    assert browser.get("/desk/").status_code == 200
    third = desk.browser("kanya")
    gone = post(browser, f"{OWN}/remove", {"password": PASSWORD}, page=OWN)
    assert (gone.status_code, gone["Location"]) == (302, OWN)
    assert (third.get("/desk/").status_code, browser.get("/desk/").status_code) == (302, 200)
    assert sign_in(desk)[1]["Location"] == "/desk/"


def test_removing_wants_the_password(desk: Desk) -> None:
    browser = desk.browser("kanya")
    arm(browser)
    assert post(browser, f"{OWN}/remove", {"password": "x"}, page=OWN).status_code == 403
    assert sign_in(desk)[1]["Location"] == ASK


def test_what_is_no_doing_does_nothing(desk: Desk) -> None:
    browser = desk.browser("kanya")
    arm(browser)
    assert post(browser, f"{OWN}/other", {"password": PASSWORD}, page=OWN).status_code == 404
    assert sign_in(desk)[1]["Location"] == ASK


def test_a_secret_that_is_kept_no_more_is_shown_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = desk.browser("kanya")
    old = secret_on(browser.get(OWN).content.decode())
    monkeypatch.setattr("tambon.desk.kept.SECONDS", -1)
    late = post(browser, f"{OWN}/set", {"code": code_now(old), "password": PASSWORD}, page=OWN)
    assert late.status_code == 403 and secret_on(late.content.decode()) != old


def test_a_new_set_of_recovery_codes(desk: Desk) -> None:
    browser = desk.browser("kanya")
    _, old = arm(browser)
    shown = post(browser, f"{OWN}/renew", {"password": PASSWORD}, page=OWN).content.decode()
    new = re.findall(r"<li><code>(\d{8})</code>", shown)
    assert len(new) == 10 and not set(new) & set(old)


@pytest.fixture
def real(desk: Desk) -> Desk:
    """The same world, as if it were no demonstration."""
    Deployment.objects.update(kind="real")
    return desk


def test_in_a_real_home_some_roles_see_nothing_before_they_have_one(real: Desk) -> None:
    browser = real.browser("kanya")
    for page in ("/desk/", "/desk/progress", "/desk/areas", "/desk/quarantine"):
        assert browser.get(page)["Location"] == OWN, page
    page = browser.get(OWN).content.decode()
    assert "บทบาทของท่านต้องเปิด" in page
    assert 'href="/desk/areas"' not in page
    arm(browser)
    assert browser.get("/desk/").status_code == 200
    assert real.browser("somying").get("/desk/").status_code == 200


def test_the_home_may_ask_it_of_others_or_of_nobody(real: Desk, settings: Settings) -> None:
    settings.SECOND_FACTOR = ("verifier",)
    assert real.browser("kanya").get("/desk/").status_code == 200
    assert real.browser("somying").get("/desk/")["Location"] == OWN


@pytest.mark.parametrize("ending", ["closed", "reset", "link"])
def test_a_session_ends_with_the_account_and_with_its_secrets(desk: Desk, ending: str) -> None:
    browser, kanya = desk.browser("kanya"), desk.people["kanya"]
    assert browser.get("/desk/").status_code == 200
    if ending == "closed":
        accounts.close_person(kanya, by=BY, at=MADE)
    elif ending == "reset":
        accounts.reset_access(kanya, by=BY, at=MADE)
    else:
        token = accounts.make_one_time_link(kanya, by=BY, at=MADE)
        accounts.use_one_time_link(token, password=PASSWORD + "2", at=MADE)
    assert browser.get("/desk/")["Location"].startswith(SIGN_IN)


def test_a_device_that_knows_the_person_is_let_in_while_strangers_are_locked_out(desk: Desk) -> None:
    browser, _ = sign_in(desk)
    cookie = browser.cookies["tambon-device"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/desk/")
    browser.get("/desk/")
    for _ in range(10):
        post(desk.browser(), SIGN_IN, {"username": "kanya", "password": "x"})
    assert post(desk.browser(), SIGN_IN, {"username": "kanya", "password": PASSWORD}).status_code == 429
    browser.cookies.pop("sessionid")
    assert post(browser, SIGN_IN, {"username": "kanya", "password": PASSWORD}).status_code == 302
    forged = desk.browser()
    forged.cookies["tambon-device"] = cookie.value.replace(":", "x:", 1)
    assert post(forged, SIGN_IN, {"username": "kanya", "password": PASSWORD}).status_code == 429
