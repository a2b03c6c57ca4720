"""The editor of areas at the desk: each change as a form, its effect first; then saved, waiting or undone."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from desk_world import BY, FAST, MADE, Desk, fresh, post
from django.test import Client
from pytest_django import Settings

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.areas import queries
from tambon.areas.models import Draft, Edition
from tambon.areas.queries.problems_queue import Oddity, count_oddities
from tambon.areas.rules import Kind
from tambon.host.home import Home
from tambon.releases.publishing import alone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2027, 1, 1)
WHEN = {"legal_day": "2570-01-01", "list_day": "", "source": "ประกาศ", "note": "ทดลอง"}
SPLIT = WHEN | {
    "goes_on": "1", "own_share": "60", "parts": "1", "code-1": "580104", "name_th-1": "ห้วยใหม่",
    "name_en-1": "Huai Mai", "share-1": "๔๐", "child-58010202": "1", "child-58010203": "1",
}  # fmt: skip
FORMS = {
    "rename": {"name_th": "ห้วยชื่อใหม่", "name_en": "Other"},
    "recode": {"to": "๕๘๐๑๐๙"},
    "move": {"parent": "5802", "to": ""},
    "split": SPLIT,
    "merge": {"others": "580103", "code": "580102", "name_th": "", "name_en": ""},
    "create": {"kind": "village", "code": "58010209", "name_th": "บ้านใหม่", "name_en": ""},
}


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


@pytest.fixture
def central(desk: Desk) -> Client:
    return desk.browser("kanya")


def do(client: Client, doing: str, fields: dict[str, object], code: str = "580102", **more: object):  # type: ignore[no-untyped-def]
    """Looks at the effect, then saves or keeps it as the page says."""
    address = f"/desk/areas/{code}/{doing}"
    shown = post(client, address, {**WHEN, **fields, "act": "preview"})
    if shown.status_code != 200:
        return shown
    seen = re.search(r'name="seen" value="(\d+)"', shown.content.decode())
    assert seen, shown.content.decode()
    return post(client, address, {**WHEN, **fields, "act": "save", "seen": seen[1], **more})


def codes_under(code: str, day: date = DAY) -> list[str]:
    return [one.code for one in queries.list_children(queries.get_area(code, on=day).id, on=day)]


def test_a_split_is_seen_before_it_is_saved_and_then_stands(central: Client) -> None:
    editions = Edition.objects.count()
    shown = post(central, "/desk/areas/580102/split", {**SPLIT, "act": "preview"})
    text = shown.content.decode()
    assert shown.status_code == 200 and Edition.objects.count() == editions
    assert "580104" in text and "รหัสเดิม 58010202" in text and "1 มกราคม 2570" in text
    saved = do(central, "split", SPLIT)
    edition = Edition.objects.latest("id")
    assert saved["Location"] == f"/desk/areas/editions/{edition.pk}?saved=1"
    assert codes_under("580102") == ["58010201"] and codes_under("580104") == ["58010402", "58010403"]
    assert codes_under("580102", date(2026, 12, 31)) == ["58010201", "58010202", "58010203"]
    assert queries.get_area("580104", on=DAY).synthetic
    after = queries.describe("580102", on=date(2026, 12, 31)).successors
    assert {one.code: one.share for one in after} == {"580104": Decimal("0.4")}
    assert {(one.legal_day, one.list_day) for one in after} == {(DAY, DAY)}  # empty is the same day
    assert count_oddities(on=DAY)[Oddity.WITHOUT_SHARE] == 0
    page = central.get(saved["Location"]).content.decode()
    assert "หลังการเผยแพร่ครั้งถัดไป" in page and "คุณkanya" in page and "580104" in page


@pytest.mark.parametrize("doing", FORMS)
def test_every_change_opens_shows_its_effect_and_is_saved(central: Client, doing: str) -> None:
    opened = central.get(f"/desk/areas/580102/{doing}")
    assert opened.status_code == 200 and "22/11" not in opened.content.decode()
    saved = do(central, doing, FORMS[doing])
    assert saved.status_code == 302, saved.content.decode()
    assert central.get(saved["Location"]).status_code == 200
    assert Edition.objects.latest("id").note == "ทดลอง"
    assert central.get("/desk/areas/580102?on=2027-01-01").status_code == 200


def test_an_area_without_anything_inside_is_abolished(central: Client) -> None:
    refused = do(central, "abolish", {}, code="580102")
    assert refused.status_code == 409 and "ยังมีพื้นที่ย่อย" in refused.content.decode()
    assert do(central, "abolish", {}, code="580201").status_code == 302
    assert queries.find_area("580201", on=DAY) is None
    assert "58" in central.get("/desk/areas/580201?on=2027-02-01").content.decode()


def test_the_next_free_code_is_suggested_and_a_new_part_comes_with_a_button(central: Client) -> None:
    first = central.get("/desk/areas/580102/split").content.decode()
    assert 'name="code-1" value="580104"' in first
    more = post(central, "/desk/areas/580102/split", {**SPLIT, "act": "more"}).content.decode()
    assert 'name="code-2" value="580105"' in more and 'name="name_th-1" value="ห้วยใหม่"' in more


@pytest.mark.parametrize(
    ("doing", "fields", "status", "beside"),
    [
        ("rename", {"name_th": "", "name_en": ""}, 422, "name_th"),
        ("recode", {"to": "580103"}, 409, "to"),
        ("recode", {"to": "5801"}, 422, "to"),
        ("move", {"parent": "9999"}, 409, "parent"),
        ("move", {"parent": "580103"}, 422, "parent"),
        ("merge", {"code": "580102"}, 422, "others"),
        ("rename", {"name_th": "ก", "legal_day": "32/1/2570"}, 422, "legal_day"),
        ("rename", {"name_th": "ก", "legal_day": ""}, 422, "legal_day"),
        ("split", SPLIT | {"code-1": "580103"}, 409, "code-1"),
        ("split", SPLIT | {"name_th-1": ""}, 422, "name_th-1"),
        ("split", SPLIT | {"share-1": "มาก"}, 422, "share-1"),
        ("split", SPLIT | {"share-1": "0"}, 422, "share-1"),
        ("split", SPLIT | {"share-1": "70"}, 422, ""),
        ("split", {k: v for k, v in SPLIT.items() if k not in ("goes_on", "own_share")}, 422, ""),
        ("create", {"kind": "village", "code": "58010201", "name_th": "ก"}, 409, "code"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    central: Client, doing: str, fields: dict[str, object], status: int, beside: str
) -> None:
    editions = Edition.objects.count()
    answer = do(central, doing, fields)
    text = answer.content.decode()
    assert (answer.status_code, Edition.objects.count()) == (status, editions)
    assert 'id="problem"' in text and 'class="change"' in text
    if beside:
        assert f'href="#{beside}"' in text


def test_what_was_typed_stands_in_the_fields_again(central: Client) -> None:
    split = {**SPLIT, "name_th-1": "", "act": "preview"}
    again = post(central, "/desk/areas/580102/split", split).content.decode()
    for name, text in (
        ("own_share", "60"),
        ("share-1", "๔๐"),
        ("source", "ประกาศ"),
        ("legal_day", "2027-01-01"),
    ):
        assert re.search(f'name="{name}" value="{text}"', again), name
    assert re.search(r'name="goes_on" value="1" checked', again)
    assert re.search(r'name="child-58010202" value="1" checked', again)
    assert re.search(r'name="child-58010201" value="" checked', again)
    merge = {**WHEN, "others": "580103", "code": "1", "act": "edit"}
    assert re.search(
        'value="580103" checked', post(central, "/desk/areas/580102/merge", merge).content.decode()
    )


def test_an_effect_that_is_old_is_shown_anew_before_it_is_saved(central: Client) -> None:
    seen = Edition.objects.latest("id").pk
    do(central, "rename", {"name_th": "อื่น"}, code="580103")
    fields = {**WHEN, "name_th": "ใหม่", "name_en": "", "act": "save", "seen": str(seen)}
    stale = post(central, "/desk/areas/580102/rename", fields)
    assert stale.status_code == 409 and "ทะเบียนเปลี่ยนไป" in stale.content.decode()
    assert queries.get_area("580102", on=DAY).name_th == "ห้วยโป่ง"


def test_a_draft_waits_for_a_second_person(desk: Desk, central: Client) -> None:
    kept = do(central, "split", SPLIT, act="draft")
    draft = Draft.objects.get()
    assert kept["Location"] == f"/desk/areas/drafts/{draft.pk}?kept=1"
    assert queries.find_area("580104", on=DAY) is None
    assert f"/desk/areas/drafts/{draft.pk}" in central.get("/desk/areas").content.decode()
    second = desk.browser(administrator(desk))
    page = second.get(f"/desk/areas/drafts/{draft.pk}").content.decode()
    assert "คุณkanya" in page and "580104" in page and "ทดลอง" in page
    do(central, "rename", {"name_th": "อื่น"}, code="580103")
    old = post(second, f"/desk/areas/drafts/{draft.pk}", {"act": "apply", "seen": str(draft.base)})
    assert old.status_code == 409 and "โปรดดูผลของร่าง" in old.content.decode()
    seen = Edition.objects.latest("id").pk
    done = post(second, f"/desk/areas/drafts/{draft.pk}", {"act": "apply", "seen": str(seen)})
    assert done.status_code == 302 and codes_under("580104") == ["58010402", "58010403"]
    assert second.get(f"/desk/areas/drafts/{draft.pk}").status_code == 404


def test_a_draft_is_set_aside(central: Client) -> None:
    do(central, "split", SPLIT, act="draft")
    address = f"/desk/areas/drafts/{Draft.objects.get().pk}"
    assert post(central, address, {"act": "aside"}).status_code == 302
    assert central.get(address).status_code == 404


def test_an_edition_is_undone_with_a_reason(central: Client) -> None:
    do(central, "split", SPLIT)
    edition = Edition.objects.latest("id")
    address = f"/desk/areas/editions/{edition.pk}/undo"
    assert post(central, address, {"reason": " "}).status_code == 422
    done = post(central, address, {"reason": "พิมพ์ผิด"})
    undone = Edition.objects.latest("id")
    assert done["Location"] == f"/desk/areas/editions/{undone.pk}?saved=1"
    assert (undone.undoes_id, undone.note) == (edition.pk, "พิมพ์ผิด")
    assert queries.find_area("580104", on=DAY) is None
    again = post(central, address, {"reason": "อีก"})
    assert again.status_code == 409 and "ถูกยกเลิกไปแล้ว" in again.content.decode()
    assert "พิมพ์ผิด" in central.get("/desk/areas/editions").content.decode()


def administrator(desk: Desk, place: str = "TH") -> str:
    area = queries.get_area(place, on=date(2026, 11, 22)).id
    desk.people["adisorn"] = accounts.add_person(username="adisorn", name_th="อดิศร", by=BY, at=MADE)
    grant = NewGrant(desk.people["adisorn"], Role.ADMINISTRATOR, date(2026, 10, 1), area_id=area)
    accounts.grant(grant, by=BY, at=MADE)
    return "adisorn"


def test_one_who_administers_a_district_stays_inside_it(desk: Desk) -> None:
    client = desk.browser(administrator(desk, "5801"))
    assert do(client, "rename", {"name_th": "ใหม่"}).status_code == 302
    edition = Edition.objects.latest("id").pk
    assert client.get("/desk/areas/580201/rename").status_code == 403
    outside = post(client, "/desk/areas/580102/move", {**WHEN, "parent": "5802", "act": "preview"})
    assert outside.status_code == 403
    undone = post(client, f"/desk/areas/editions/{edition}/undo", {"reason": "ก"}, page="/desk/")
    published = post(client, "/desk/areas/publish", {}, page="/desk/")
    assert (undone.status_code, published.status_code) == (403, 403)
    assert 'class="doings"' not in client.get("/desk/areas/580201").content.decode()


@pytest.mark.parametrize("name", ["malee", "somying", "wichai", "prasert", "anan", "boonmi"])
def test_nobody_else_edits_areas(desk: Desk, name: str) -> None:
    client, editions = desk.browser(name), Edition.objects.count()
    assert '/desk/areas"' not in client.get("/desk/").content.decode()
    for address in ("", "/580102", "/580102/split", "/editions", "/editions/1", "/problems/without-parent"):
        assert client.get(f"/desk/areas{address}").status_code == 403
    fields = {**WHEN, "name_th": "ก", "act": "save", "seen": "0"}
    for address in ("580102/rename", "editions/1/undo", "publish"):
        assert post(client, f"/desk/areas/{address}", fields, page="/desk/").status_code == 403
    assert Edition.objects.count() == editions


def test_what_stands_is_published_once_and_by_one_at_a_time(central: Client, home: Home) -> None:
    made = post(central, "/desk/areas/publish", {}, page="/desk/areas")
    assert re.fullmatch(r"/desk/areas\?published=\d{4}-\d\d-\d\d\.1", made["Location"])
    assert (home.catalogue / "areas" / "latest.json").exists()
    assert "หน้าสาธารณะแสดงฉบับนี้แล้ว" in central.get(made["Location"]).content.decode()
    assert post(central, "/desk/areas/publish", {}, page="/desk/areas")["Location"].endswith("already=1")
    with alone(home.catalogue / "areas"):
        assert post(central, "/desk/areas/publish", {}, page="/desk/areas").status_code == 409


def test_what_nobody_can_have_typed_is_no_failure(central: Client) -> None:
    odd: dict[str, object] = {
        "name_th": "ก\0ข",
        "kind": "planet",
        "code": "\0",
        "parts": "9" * 30,
        "share-1": "sNaN",
    }
    for doing in (*FORMS, "abolish"):
        answer = post(central, f"/desk/areas/580102/{doing}", {**WHEN, **odd, "act": "preview"})
        assert answer.status_code in (200, 409, 422), doing
    for address in (
        "?q=%00",
        "?q=%25",
        "/580102?on=x",
        "/problems/without-parent?after=%00",
        "/editions?before=x",
    ):
        assert central.get(f"/desk/areas{address}").status_code == 200
    for address in (
        "/999999",
        "/580102/destroy",
        "/TH/split",
        "/problems/x",
        "/drafts/9",
        "/editions/999999999",
    ):
        assert central.get(f"/desk/areas{address}").status_code == 404


def test_problems_and_search_lead_to_areas(central: Client) -> None:
    listed = central.get("/desk/areas/problems/without-villages").content.decode()
    assert 'href="/desk/areas/580201"' in listed and "ขุนยวม" in listed
    assert central.get("/desk/areas?q=๕๘๐๒๐๑")["Location"] == "/desk/areas/580201"
    assert 'href="/desk/areas/580102"' in central.get("/desk/areas?q=huai").content.decode()
    for which in ("without-parent", "not-in-list", "without-share", "without-boundary", "centroid-outside"):
        assert central.get(f"/desk/areas/problems/{which}").status_code == 200


def test_a_post_of_another_page_changes_nothing(central: Client) -> None:
    fields = {**WHEN, "name_th": "ก", "act": "save", "seen": str(Edition.objects.latest("id").pk)}
    assert central.post("/desk/areas/580102/rename", fields).status_code == 403
    assert queries.count(Kind.TAMBON, on=DAY) == 3
