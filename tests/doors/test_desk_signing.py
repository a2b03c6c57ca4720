"""The desk's pages of sign-offs and samples: who sees them, what they say, what they change."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from desk_world import BY, FAST, MADE, Desk, make_desk, post
from records_world import check, collect, judge
from stopped import stop_the_desk

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.records import actions as records
from tambon.records.models import Lock
from tambon.verification import actions as verification
from tambon.verification.models import Sample, SampledCell, SignOff

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PLACE = "/desk/signing/water/2026/{}"


@pytest.fixture
def desk(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    stop_the_desk(monkeypatch)
    return make_desk()


def said(desk: Desk, name: str, page: str, lang: str = "en", status: int = 200) -> str:
    answer = desk.browser(name).get(page, headers={"accept-language": lang})
    assert answer.status_code == status, (name, page)
    return answer.content.decode()


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found
    return found[1]


def sign(desk: Desk, name: str, place: str, **fields: Any):  # type: ignore[no-untyped-def]
    while verification.check_changed(at=MADE) + verification.check_groups(at=MADE):
        pass
    page = PLACE.format(place)
    told = seen(said(desk, name, page))
    given = {"act": "sign", "seen": told, "leave": ["missing", "unverified"], **fields}
    return post(desk.browser(name), page, given, page=page)


def test_an_officer_signs_and_opens_again(desk: Desk) -> None:
    check(collect(desk.world, households=120, piped=90))
    index = said(desk, "wichai", "/desk/signing")
    assert "/desk/signing/water/2026/5801" in index and "Not signed" in index
    place = said(desk, "wichai", PLACE.format("580102"))
    assert "It can be signed" in place and "Values without an answer" in place and "still open until" in place
    above = said(desk, "wichai", PLACE.format("5801"))
    assert "Areas below that are not signed" in above and PLACE.format("580102") in above
    answer = sign(desk, "wichai", "580102", note="ครบแล้ว")
    assert answer.status_code == 302 and answer.url.endswith("?signed=1")
    record = collect(desk.world, minutes=90, households=130, piped=90)
    after = said(desk, "wichai", PLACE.format("580102"))
    assert "Waiting behind a sign-off" in after and "ครบแล้ว" in after and "คุณwichai" in after
    story = said(desk, "wichai", f"/desk/cells/{record.id}/households")
    assert "late: waits behind a sign-off" in story and "130" in story
    ref, page = SignOff.objects.get().ref, PLACE.format("580102")
    client = desk.browser("wichai")
    nothing = post(client, page, {"act": "unlock", "ref": ref, "reason": " "}, page=page)
    assert nothing.status_code == 422
    opened = post(client, page, {"act": "unlock", "ref": ref, "reason": "มีแบบส่งช้า"}, page=page)
    assert opened.status_code == 302 and Lock.objects.filter(until=None).count() == 0
    assert desk.world.record().values["households"] == 130
    assert "มีแบบส่งช้า" in said(desk, "wichai", page, "th")


def test_what_stands_in_the_way_has_links_and_hides_the_button(desk: Desk) -> None:
    record = collect(desk.world, households=120, piped=90)
    check(record)
    verdict = judge(record, "piped_households", dispute=True)
    records.give_verdicts([verdict], office=desk.world.office["pwa"], by="person:9", at=MADE)
    page = said(desk, "wichai", PLACE.format("580102"))
    assert "58010201 · Tambon Huai Pong" in page
    assert "It cannot be signed yet" in page and f"/desk/cells/{record.id}/piped_households" in page
    assert 'value="sign"' not in page
    forced = post(
        desk.browser("wichai"), PLACE.format("580102"), {"act": "sign", "seen": "x"}, page="/desk/notices"
    )
    assert forced.status_code == 409 and SignOff.objects.count() == 0


def test_nobody_signs_elsewhere_or_at_another_level(desk: Desk) -> None:
    collect(desk.world, households=120, piped=90)
    for name in ("prasert", "somying", "anan", "boonmi"):
        said(desk, name, PLACE.format("580102"), status=403)
        forced = post(
            desk.browser(name), PLACE.format("580102"), {"act": "sign", "seen": "1.1"}, page="/desk/notices"
        )
        assert forced.status_code == 403
    assert 'value="sign"' not in said(
        desk, "kanya", PLACE.format("580102")
    )  # the centre looks, and signs not
    forced = post(
        desk.browser("kanya"), PLACE.format("580102"), {"act": "sign", "seen": "1.1"}, page="/desk/notices"
    )
    assert forced.status_code == 403 and SignOff.objects.count() == 0
    for name in ("somying", "anan", "boonmi"):
        said(desk, name, "/desk/signing", status=403)
    said(desk, "wichai", PLACE.format("58010201"), status=404)
    said(desk, "wichai", "/desk/signing/nothing/2026/5801", status=404)


def test_a_stale_page_and_what_was_not_said_are_refused_in_words(desk: Desk) -> None:
    collect(desk.world, households=120, piped=90)
    unsaid = sign(desk, "wichai", "580102", leave=[])
    assert unsaid.status_code == 422 and "ทำเครื่องหมาย" in unsaid.content.decode()
    stale = sign(desk, "wichai", "580102", seen="0.0")
    assert stale.status_code == 409
    garbled = post(
        desk.browser("wichai"), PLACE.format("580102"), {"act": "unlock", "ref": "x", "reason": "y"},
        page=PLACE.format("580102"),
    )  # fmt: skip
    assert garbled.status_code == 404


def test_an_office_draws_judges_and_closes_a_sample(desk: Desk) -> None:
    collect(desk.world, households=120, piped=90)
    collect(desk.world, "58010202", households=60, piped=50)
    office = desk.world.office["pwa"]
    page = f"/desk/samples/{office}"
    assert "No sample has been drawn yet" in said(desk, "somying", page)
    client = desk.browser("somying")
    bad = post(client, page, {"what": "water 2026", "share": "0"})
    assert bad.status_code == 422
    drawn = post(client, page, {"what": "water 2026", "share": "๑๐๐"})
    ref = Sample.objects.get().ref
    assert drawn.status_code == 302 and drawn.url == f"/desk/samples/{ref}"
    queue = said(desk, "somying", f"/desk/queue/{office}?sample={ref}")
    cells = re.findall(r'name="cell" value="([^"]+)"', queue)
    assert len(cells) == SampledCell.objects.count() == 2
    open_still = post(client, f"/desk/samples/{ref}", {})
    assert open_still.status_code == 409
    done = post(
        client, f"/desk/queue/{office}/confirm", {"cell": cells, "sample": ref},
        page=f"/desk/queue/{office}?sample={ref}",
    )  # fmt: skip
    assert f"sample={ref}" in done.url
    assert post(client, f"/desk/samples/{ref}", {}).status_code == 302
    closed = said(desk, "somying", f"/desk/samples/{ref}")
    assert Sample.objects.get().seed in closed and "95% interval" in closed and "0.0%" in closed


def test_a_sample_is_closed_early_by_who_has_read_how_many_are_left(desk: Desk) -> None:
    for village in ("58010201", "58010202", "58010203"):
        collect(desk.world, village, households=120, piped=90)
    client, office = desk.browser("somying"), desk.world.office["pwa"]
    post(client, f"/desk/samples/{office}", {"what": "water 2026", "share": "100"})
    page = f"/desk/samples/{Sample.objects.get().ref}"
    assert "Close it and leave 3 without a word" in said(desk, "somying", page)
    confirm_one(desk, page)
    stale = post(client, page, {"leave": "3"})
    told = stale.content.decode()
    assert stale.status_code == 409 and 'role="alert"' in told and Sample.objects.get().closed_at is None
    assert 'name="leave" value="2"' in told and "<details open>" in told
    assert "ปิดโดยเหลือ 2 ค่าที่ไม่ได้ตรวจ" in told
    assert post(client, page, {"leave": "x"}).status_code == 409
    done = post(client, page, {"leave": "2"})
    assert done.status_code == 302 and Sample.objects.get().closed_at is not None
    for lang, words in (("th", "ปิดโดยไม่ได้ตรวจ"), ("en", "Left without a word")):
        closed = said(desk, "somying", page, lang)
        assert re.search(rf"<dt>{words}</dt><dd[^>]*>2</dd>", closed) and 'name="leave"' not in closed
    assert post(client, page, {"leave": "2"}).status_code == 409


def confirm_one(desk: Desk, sample: str) -> None:
    one = SampledCell.objects.order_by("pk").first()
    assert one is not None
    cell = f"{one.record_id}:{one.variable}:{one.claim_id}"
    done = post(desk.browser("somying"), f"{desk.queue()}/confirm", {"cell": [cell]}, page=sample)
    assert done.status_code == 302


def test_samples_are_the_offices_own(desk: Desk) -> None:
    collect(desk.world, households=120, piped=90)
    office = desk.world.office["pwa"]
    post(desk.browser("somying"), f"/desk/samples/{office}", {"what": "water 2026", "share": "100"})
    ref = Sample.objects.get().ref
    narrow = accounts.add_person(username="narrow", name_th="แคบ", by=BY, at=MADE)
    new = NewGrant(
        narrow, Role.VERIFIER, date(2026, 10, 1), area_id=desk.world.area["580102"], office_id=office
    )
    accounts.grant(new, by=BY, at=MADE)
    desk.people["narrow"] = narrow
    for name in ("malai", "wichai", "kanya", "narrow", "boonmi"):
        said(desk, name, f"/desk/samples/{office}", status=403)
        said(desk, name, f"/desk/samples/{ref}", status=403)
    lao = desk.world.office["lao"]
    said(desk, "malai", f"/desk/queue/{lao}?sample={ref}", status=404)


def test_an_office_that_enters_a_value_under_a_sign_off_hears_that_it_waits(desk: Desk) -> None:
    check(collect(desk.world, households=120, piped=90))
    assert sign(desk, "wichai", "580102").status_code == 302
    record = desk.world.record()
    page = f"/desk/cells/{record.id}/piped_households"
    shown = said(desk, "somying", page)
    assert "Signed off on" in shown and "ask the signer of the tambon" in shown
    seen_cell = re.search(r'name="cell" value="([^"]+)"', shown)
    assert seen_cell
    somying = desk.browser("somying")
    given = {"cell": seen_cell[1], "verdict": "enter", "own": "95"}
    came = post(somying, page, given)
    assert came.url.endswith("?saved=waits")
    shown = said(desk, "somying", came.url)
    assert "Kept, but your office" in shown and "Your office's word is kept" not in shown
    assert re.search(r"office that waits: <strong>\s*95", shown)
    entered = {f"own:{seen_cell[1]}": "96", "day": "", "note": ""}
    came = post(somying, f"{desk.queue()}/enter", entered, page=desk.queue())
    assert came.url.endswith("entered=0&beside=0&stale=0&waits=1")
    assert "waiting behind a sign-off: 1" in said(desk, "somying", came.url)


def test_what_stands_in_the_way_is_named_with_its_code_and_tambon(desk: Desk) -> None:
    collect(desk.world, households=80, piped=90)
    while verification.check_changed(at=MADE) + verification.check_groups(at=MADE):
        pass
    page = said(desk, "wichai", PLACE.format("580102"), lang="th")
    assert "58010201 · ตำบลห้วยโป่ง" in page
