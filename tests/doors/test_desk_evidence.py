"""What is seen of other places: the photo of an explanation, the values of the villages around."""

from __future__ import annotations

import re
from datetime import date, timedelta
from hashlib import sha256

import pytest
from desk_world import BY, FAST, MADE, Desk, make_desk, post
from django.template import Context
from pictures import jpeg, scene
from pytest_django import Settings
from records_world import AT, TODAY, collect, xml

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.blobs import kept
from tambon.desk.templatetags.beside import spread
from tambon.dictionary.rules.spec import DataClass
from tambon.host.home import Home
from tambon.records import actions as records
from tambon.records.rules import ClaimKind, NewClaim
from tambon.submissions import actions as submissions
from tambon.submissions.rules import Part
from tambon.verification import actions
from tambon.verification.models import Finding
from tambon.verification.queries import beside
from tambon.verification.rules.beside import Spread

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PHOTO = jpeg(scene(1), place=(19.3, 97.96))
NAME = sha256(PHOTO).hexdigest()


@pytest.fixture
def desk(home: Home, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return make_desk()


def read(answer) -> str:  # type: ignore[no-untyped-def]
    return str(answer.content.decode())


def add(desk: Desk, name: str, role: Role, area: str, office: str | None = None):  # type: ignore[no-untyped-def]
    person = accounts.add_person(username=name, name_th=name, by=BY, at=MADE)
    office_id = desk.world.office[office] if office else None
    new = NewGrant(person, role, date(2026, 10, 1), area_id=desk.world.area[area], office_id=office_id)
    accounts.grant(new, by=BY, at=MADE)
    desk.people[name] = person
    return desk.browser(name)


def send_photo(desk: Desk, home: Home, village: str) -> None:
    with kept(home.blobs).draft() as draft:
        draft.write(PHOTO)
        blob = draft.keep()
    part = Part("a.jpg", blob.sha256, blob.size, "image/jpeg")
    filled = xml(village, households=480, piped=90)
    submissions.receive(xml=filled, person_id=desk.world.worker, at=AT, attachments=[part])
    records.process_inbox(at=AT)


def ask(desk: Desk) -> Finding:
    """The finding about households that grew fourfold in 58010201."""
    for period, households, minutes in (("2025", 120, 0), ("2026", 480, 1)):
        values = {"households": households, "piped_households": 90}
        claim = NewClaim(
            ClaimKind.FIELD, "water", desk.world.area["58010201"], period, values, TODAY,
            f"person:{desk.world.worker}",
        )  # fmt: skip
        records.make_claims([claim], at=AT + timedelta(minutes=minutes))
    while actions.check_changed(at=AT) + actions.check_groups(at=AT):
        pass
    return Finding.objects.get(family="across", closed_at=None)


def explain(desk: Desk, finding: Finding):  # type: ignore[no-untyped-def]
    page = f"/desk/findings/one/{finding.pk}"
    said = {"doing": "explain", "basis": finding.basis, "text": "มีบ้านจัดสรรใหม่", "evidence": NAME}
    return post(desk.browser("malee"), page, said, page=page)


def test_who_decides_opens_the_photo_of_the_explanation(desk: Desk, home: Home) -> None:
    send_photo(desk, home, "58010201")
    finding = ask(desk)
    page = f"/desk/findings/one/{finding.pk}"
    assert desk.browser("malai").get(f"{page}/photo").status_code == 404, "none is given yet"
    assert explain(desk, finding).status_code == 302
    assert f'href="{page}/photo"' in read(desk.browser("malai").get(page))
    for name in ("malai", "malee", "wichai"):
        shown = desk.browser(name).get(f"{page}/photo")
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg"), name
        assert b"secret" not in shown.content and b"Exif" not in shown.content
        assert shown["X-Content-Type-Options"] == "nosniff" and "sandbox" in shown["Content-Security-Policy"]
        assert shown["Cache-Control"] == "private, no-store"
    for name in ("somying", "prasert", "boonmi"):
        assert desk.browser(name).get(f"{page}/photo").status_code == 403, name


def test_a_photo_of_another_village_is_no_evidence(desk: Desk, home: Home) -> None:
    send_photo(desk, home, "58010202")
    refused = explain(desk, ask(desk))
    assert refused.status_code == 422 and "แบบของหมู่บ้านนี้" in read(refused)
    assert "มีบ้านจัดสรรใหม่" in read(refused) and Finding.objects.get(family="across").explained_at is None


def test_a_photo_of_a_personal_form_is_withheld(
    desk: Desk, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_photo(desk, home, "58010201")
    finding = ask(desk)
    explain(desk, finding)
    monkeypatch.setattr(beside, "_classes", lambda names: {key: {DataClass.PERSONAL} for key in names})
    page, malai = f"/desk/findings/one/{finding.pk}", desk.browser("malai")
    assert malai.get(f"{page}/photo").status_code == 404
    assert f"{page}/photo" not in read(malai.get(page)) and "ภาพที่แนบไม่แสดง" in read(malai.get(page))
    refused = explain(desk, finding)
    assert refused.status_code == 422 and "ข้อมูลส่วนบุคคล" in read(refused)


def test_a_village_head_sees_no_single_value_of_another_village(desk: Desk) -> None:
    record = collect(desk.world)
    collect(desk.world, "58010202", households=60, piped=54)
    page = f"/desk/cells/{record.id}/piped_households"
    narrow = {
        "head": add(desk, "head", Role.VILLAGE_HEAD, "58010201"),
        "narrow": add(desk, "narrow", Role.VERIFIER, "58010201", "pwa"),
    }
    alone = re.compile(r"(?<![\w:/-])54(?![\w:/-])")  # not in a token, an address or the name of a cell
    for name, browser in narrow.items():
        shown = read(browser.get(page))
        assert "58010202" not in shown and not alone.search(shown.partition("<h2>")[2]), name
    waiting = read(narrow["narrow"].get(desk.queue())).partition('class="queue"')[2]
    assert not alone.search(waiting)
    wide = {"somying": desk.browser("somying"), "wichai": desk.browser("wichai")}
    wide["tambon"] = add(desk, "tambon", Role.VERIFIER, "580102", "pwa")
    for name, browser in wide.items():
        shown = read(browser.get(page))
        assert "58010202" in shown and "(54–54)" in shown, name
    assert "(54–54)" in read(wide["tambon"].get(desk.queue()))


def test_the_spread_of_three_places_tells_no_single_one() -> None:
    two, three = Spread(40, 50, 60, 2), Spread(40, 45, 60, 3)
    for wide, told in ((None, True), ({7}, True), (frozenset(), False)):
        page = Context({"wide": wide, "lang": "en"})
        assert (spread(page, two, 7) != "–", spread(page, three, 7)) == (told, "median 45 (40–60)")


def test_whoever_explains_chooses_among_the_photos_of_the_place(desk: Desk, home: Home) -> None:
    send_photo(desk, home, "58010202")
    finding = ask(desk)
    page, worker = f"/desk/findings/one/{finding.pk}", desk.browser("malee")
    assert 'name="photo"' not in read(worker.get(page)), "that was another village"
    assert worker.get(f"{page}/{NAME}.jpg").status_code == 404
    send_photo(desk, home, "58010201")
    assert f'name="photo" value="{NAME}"' in read(worker.get(page))
    assert worker.get(f"{page}/{NAME}.jpg")["Content-Type"] == "image/jpeg"
    said = {"doing": "explain", "basis": finding.basis, "text": "มีบ้านจัดสรรใหม่", "photo": NAME}
    assert post(worker, page, said, page=page).status_code == 302
    assert Finding.objects.get(pk=finding.pk).evidence == f"sha256:{NAME}"
    assert desk.browser("boonmi").get(f"{page}/{NAME}.jpg").status_code == 403
