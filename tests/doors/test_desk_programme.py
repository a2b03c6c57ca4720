"""The programme at the desk: live, down to the tambon, and only where one looks after workers."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from workforce_world import AT, BY, World, make_world

from tambon.accounts import actions as accounts
from tambon.accounts.queries import get_user
from tambon.accounts.rules import NewGrant, Role
from tambon.dictionary import actions as dictionary
from tambon.plan import actions as plan
from tambon.workforce import actions as workforce
from tambon.workforce.models import Post
from tambon.workforce.rules import EndReason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def text_of(client: Client, path: str, lang: str = "en", status: int = 200) -> str:
    response = client.get(path, headers={"Accept-Language": lang}, follow=True)
    assert response.status_code == status, path
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def browser(person: int) -> Client:
    client = Client()
    client.force_login(get_user(person))
    return client


@pytest.fixture
def world() -> World:
    world = make_world()
    today = date.today()
    dictionary.load_standard(by=BY, at=AT)
    plan.make_programme(
        code="now", name_th="โครงการปัจจุบัน", name_en="Current programme", since=today.replace(day=1),
        until=date(today.year + 2, 1, 1), area_id=world.area["58"], by=BY, at=AT,
    )  # fmt: skip
    return world


def test_a_district_officer_sees_tambons_vacancies_and_nobody_elses(world: World) -> None:
    today = date.today()
    workforce.make_posts(programme="now", on=today, by=BY, at=AT)
    post = Post.objects.get(programme__code="now", tambon_id=world.area["580102"], number=1)
    gone = Post.objects.get(programme__code="now", tambon_id=world.area["580103"], number=2)
    workforce.make_contract(post_id=post.pk, person_id=world.people["malee"], since=today, by=BY, at=AT)
    left = workforce.make_contract(
        post_id=gone.pk, person_id=world.people["dao"], since=today.replace(day=1),
        until=today + timedelta(days=30), by=BY, at=AT,
    )  # fmt: skip
    if today.day > 1:
        workforce.end_contract(left, on=today, reason=EndReason.RESIGNED, by=BY, at=AT)
    officer = browser(world.people["wichai"])
    said = text_of(officer, "/desk/programme/5801?programme=now")
    for part in ("Current programme", "Tambon Huai Pong", "Tambon Pha Bong", "Vacant posts", "never filled"):
        assert part in said, part
    if today.day > 1:
        assert "vacant since" in said and "Resigned" in said
    assert "Khun Yuam" not in said
    thai = text_of(officer, "/desk/programme/5801?programme=now", "th")
    assert "ตำบลห้วยโป่ง" in thai and "อัตราที่ว่าง" in thai
    assert "outside the area" in text_of(officer, "/desk/programme/5802", status=403)
    assert "outside the area" in text_of(officer, "/desk/programme/58", status=403)


def test_the_only_area_opens_by_itself_and_strangers_do_not_enter(world: World) -> None:
    officer = browser(world.people["wichai"])
    assert officer.get("/desk/programme").headers["Location"] == "/desk/programme/5801"
    assert "/desk/programme" in officer.get("/desk/").content.decode()
    worker = browser(world.people["malee"])
    assert worker.get("/desk/programme").status_code == 403
    assert "/desk/programme" not in worker.get("/desk/").content.decode()
    assert Client().get("/desk/programme/5801").status_code == 302


def test_a_whole_country_goes_down_by_links(world: World) -> None:
    central = accounts.add_person(username="kanya", name_th="กัญญา", by=BY, at=AT)
    accounts.grant(NewGrant(central, Role.CENTRAL, date(2026, 1, 1), area_id=world.area["TH"]), by=BY, at=AT)
    workforce.make_posts(programme="now", on=date.today(), by=BY, at=AT)
    html = browser(central).get("/desk/programme/TH?programme=now").content.decode()
    assert 'href="/desk/programme/58?programme=now"' in html
    below = browser(central).get("/desk/programme/58?programme=now").content.decode()
    assert 'href="/desk/programme/5801?programme=now"' in below and "580102" not in below
