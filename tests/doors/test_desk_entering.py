"""Signing in and out at the desk, and the first password by a link."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from desk_world import BY, FAST, MADE, PASSWORD, Desk, fresh, post, token
from pytest_django import Settings

from tambon.accounts import actions as accounts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


def link(desk: Desk, name: str = "boonmi", *, at: datetime | None = None) -> str:
    made = accounts.make_one_time_link(desk.people[name], by=BY, at=at or datetime.now(UTC))
    return f"/desk/first/{made}"


def test_the_right_password_leads_where_the_person_wanted_to_go(desk: Desk) -> None:
    visitor = desk.browser()
    asked = visitor.get(f"{desk.queue()}?district=5801")
    assert asked.status_code == 302 and asked["Cache-Control"] == "private, no-store"
    page = asked["Location"]
    assert page.startswith("/desk/sign-in?next=")
    fields = {"username": " Somying ", "password": PASSWORD, "next": f"{desk.queue()}?district=5801"}
    answer = post(visitor, "/desk/sign-in", fields, page=page)
    assert (answer.status_code, answer["Location"]) == (302, f"{desk.queue()}?district=5801")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:///x"],
)
def test_nobody_is_led_elsewhere(desk: Desk, elsewhere: str) -> None:
    fields = {"username": "somying", "password": PASSWORD, "next": elsewhere}
    assert post(desk.browser(), "/desk/sign-in", fields)["Location"] == "/desk/"


def test_a_wrong_password_says_so_and_tells_nothing_of_who_exists(desk: Desk) -> None:
    known = post(desk.browser(), "/desk/sign-in", {"username": "somying", "password": "x"})
    unknown = post(desk.browser(), "/desk/sign-in", {"username": "nobody", "password": "x"})
    assert known.status_code == unknown.status_code == 403
    assert "ไม่ถูกต้อง" in known.content.decode() and "ไม่ถูกต้อง" in unknown.content.decode()
    assert "no-store" in known["Cache-Control"]
    assert 'value="x"' not in known.content.decode()


def test_after_ten_failures_even_the_right_password_waits(desk: Desk) -> None:
    visitor = desk.browser()
    given = token(visitor, "/desk/sign-in")
    for _ in range(10):
        visitor.post("/desk/sign-in", {"csrfmiddlewaretoken": given, "username": "somying", "password": "x"})
    fields = {"csrfmiddlewaretoken": given, "username": "somying", "password": PASSWORD}
    answer = visitor.post("/desk/sign-in", fields)
    assert answer.status_code == 429 and "นาที" in answer.content.decode()


def test_the_session_is_a_new_one_after_sign_in_and_gone_after_sign_out(desk: Desk) -> None:
    visitor = desk.browser()
    visitor.cookies["sessionid"] = "chosen-by-somebody-else"
    post(visitor, "/desk/sign-in", {"username": "somying", "password": PASSWORD})
    inside = visitor.cookies["sessionid"]
    assert inside.value != "chosen-by-somebody-else"
    assert inside["httponly"] and inside["samesite"] == "Lax"
    assert visitor.get("/desk/").status_code == 200
    kept = inside.value
    assert post(visitor, "/desk/sign-out", {}, page="/desk/")["Location"] == "/desk/sign-in"
    visitor.cookies["sessionid"] = kept
    assert visitor.get("/desk/").status_code == 302


def test_a_closed_account_is_out_at_once(desk: Desk) -> None:
    visitor = desk.browser("somying")
    assert visitor.get("/desk/").status_code == 200
    accounts.close_person(desk.people["somying"], by=BY, at=MADE)
    assert visitor.get("/desk/")["Location"].startswith("/desk/sign-in")
    assert (
        post(desk.browser(), "/desk/sign-in", {"username": "somying", "password": PASSWORD}).status_code
        == 403
    )


def test_a_new_password_ends_the_sessions_of_the_old_one(desk: Desk) -> None:
    visitor, other = desk.browser("somying"), desk.browser()
    address = link(desk, "somying")
    fields = {"password": "ฟ้าใสฝนซาหลังคาแดง", "again": "ฟ้าใสฝนซาหลังคาแดง"}
    assert post(other, address, fields)["Location"] == "/desk/"
    assert other.get("/desk/").status_code == 200
    assert visitor.get("/desk/").status_code == 302


def test_a_link_sets_the_first_password_once(desk: Desk) -> None:
    address, visitor = link(desk), desk.browser()
    page = visitor.get(address)
    assert "บุญมี" in page.content.decode() and "no-store" in page["Cache-Control"]
    differ = post(visitor, address, {"password": "ฟ้าใสฝนซาหลังคาแดง", "again": "อีกอย่าง"})
    assert differ.status_code == 400 and "ไม่เหมือนกัน" in differ.content.decode()
    weak = post(visitor, address, {"password": "1234567890", "again": "1234567890"})
    assert weak.status_code == 400
    good = {"password": "ฟ้าใสฝนซาหลังคาแดง", "again": "ฟ้าใสฝนซาหลังคาแดง"}
    assert post(visitor, address, good)["Location"] == "/desk/"
    assert visitor.get("/desk/").status_code == 200
    again = desk.browser().get(address)
    assert again.status_code == 403 and "ขอลิงก์ใหม่" in again.content.decode()


def test_a_link_that_is_over_or_replaced_opens_nothing(desk: Desk) -> None:
    over = link(desk, at=datetime.now(UTC) - timedelta(days=8))
    replaced, current = link(desk), link(desk)
    assert [desk.browser().get(one).status_code for one in (over, replaced, current)] == [403, 403, 200]
    assert desk.browser().get("/desk/first/not-a-link").status_code == 403


@pytest.mark.parametrize("address", ["/desk/sign-in", "/desk/sign-out"])
def test_a_form_of_another_site_is_refused(desk: Desk, address: str) -> None:
    answer = desk.browser("somying").post(address, {"username": "somying", "password": PASSWORD})
    assert answer.status_code == 403


def test_signing_out_is_not_a_link(desk: Desk) -> None:
    visitor = desk.browser("somying")
    assert visitor.get("/desk/sign-out").status_code == 405
    assert visitor.get("/desk/").status_code == 200
