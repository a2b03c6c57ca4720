"""A reader at the counter: without an account or a cookie, with limits, and words shown safely."""

from __future__ import annotations

import json

import pytest
from counter_world import Counter, encoded, form_of, make_counter
from desk_world import BY, FAST, MADE, SINCE, post
from django.test import Client
from pytest_django import Settings
from records_world import AT, TODAY
from test_verification_challenging import asked

from tambon.accounts import actions as account_actions
from tambon.accounts import queries as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.counter import guard
from tambon.host.home import Home
from tambon.records.models import Claim
from tambon.releases import actions as releases
from tambon.verification.actions import challenging
from tambon.verification.models import Challenge
from tambon.verification.rules.challenging import MOST_OF_ONE, Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NASTY = "<script>alert(1)</script> {{ x }} \0 ๙๐"


@pytest.fixture
def counter(home: Home, settings: Settings) -> Counter:
    settings.PASSWORD_HASHERS = FAST
    return make_counter()


@pytest.fixture
def reader() -> Client:
    return Client(enforce_csrf_checks=True)


def read(answer) -> str:  # type: ignore[no-untyped-def]
    return str(answer.content.decode())


def send(counter: Counter, reader: Client, **fields: object):  # type: ignore[no-untyped-def]
    more = {key[1:]: fields.pop(key) for key in list(fields) if key.startswith("_")}
    address = str(more.pop("address", counter.address()))
    form = fields.pop("form", None) or form_of(reader, counter.address())
    said = {"form": form, "said": "ประปามีแค่แปดสิบหลัง", **fields}
    return reader.post(address, **encoded(said), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("origin", ["http://[", "null", "http://example.org", "//"])
def test_an_origin_of_elsewhere_is_refused_however_it_is_written(
    counter: Counter, reader: Client, origin: str
) -> None:
    assert send(counter, reader, _headers={"Origin": origin}).status_code == 403


def test_a_doubt_is_sent_read_answered_and_published(counter: Counter, reader: Client, home: Home) -> None:
    page = reader.get(counter.address())
    assert page.status_code == 200 and "90" in read(page) and "Sec-" not in str(page.headers)
    assert page["Cache-Control"] == "no-store" and "script-src 'self'" in page["Content-Security-Policy"]
    assert "ข้อมูลสังเคราะห์" in read(page)
    sent = send(counter, reader, proposed="๘๐", said=NASTY)
    assert sent.status_code == 302 and sent["Location"].startswith("/counter/challenge/")
    assert reader.cookies == {} and not sent.cookies
    told = read(reader.get(sent["Location"]))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told and "<script>alert" not in told
    one = Challenge.objects.get()
    assert (one.proposed, one.published, one.state) == (80, 90, "waiting") and "\0" not in one.said

    kanya, somying = counter.desk.browser("kanya"), counter.desk.browser("somying")
    where = f"/desk/challenges/{one.ref}"
    listed = read(kanya.get("/desk/challenges"))
    assert str(one.ref) in listed and "<script>alert" not in listed
    assert somying.get("/desk/challenges").status_code == 403
    assert post(kanya, where, {"doing": "pass"}).status_code == 302
    queue = read(somying.get(counter.desk.queue()))
    assert "มีข้อทักท้วง 1 เรื่อง" in queue and "ผู้อ่านทักท้วง" in queue and "<strong>80</strong>" in queue
    office = counter.desk.world.office["pwa"]
    assert str(one.ref) in read(somying.get(f"/desk/challenges/office/{office}"))
    story = read(somying.get(f"/desk/cells/{counter.record.id}/piped_households"))
    assert "&lt;script&gt;" in story and "<script>alert" not in story and "ผู้อ่านทักท้วง" in story
    refused = post(somying, where, {"doing": "answer", "outcome": "corrected", "text": "แก้แล้ว ขอบคุณ"})
    assert refused.status_code == 422 and "แก้แล้ว ขอบคุณ" in read(refused)
    done = post(somying, where, {"doing": "answer", "outcome": "stands", "text": "นับใหม่แล้ว 90 หลังถูกต้อง"})
    assert done.status_code == 302
    answered = read(reader.get(sent["Location"]))
    assert "นับใหม่แล้ว 90 หลังถูกต้อง" in answered
    before = reader.get("/areas/58010201")["ETag"]
    releases.refresh_snapshots(at=one.made_at)
    published = json.loads((home.catalogue / "snapshots" / "challenges.json").read_text("utf-8"))
    assert published["counts"] == {"waiting": 0, "refused": 0, "open": 0, "answered": 1}
    assert published["answered"][0]["answer"] == "นับใหม่แล้ว 90 หลังถูกต้อง" and "script" not in str(published)
    for address in ("/areas/58010201", "/datasets/water"):
        shown = reader.get(address)
        assert "นับใหม่แล้ว 90 หลังถูกต้อง" in read(shown) and shown["ETag"] != before


def test_the_portal_leads_to_the_counter_where_there_is_one(
    counter: Counter, reader: Client, settings: Settings
) -> None:
    for address in ("/areas/58010201", "/datasets/water"):
        settings.TAMBON_URL = "https://collect.example.test"
        page = read(reader.get(address))
        link = f"https://collect.example.test/counter/challenge?release={counter.release}&amp;dataset=water"
        assert link in page and "variable=piped_households" in page
        settings.TAMBON_URL = ""
        assert "/counter/challenge" not in read(reader.get(address))
    assert "/counter/" not in read(reader.get("/areas/580102"))


@pytest.mark.parametrize(
    "other",
    [
        {"dataset": "nothing"}, {"area": "99999999"}, {"area": "580102"}, {"variable": "nothing"},
        {"variable": "piped_households_grade"}, {"period": "1999"}, {"release": "2020.1"},
        {"area": "58010203"}, {"dataset": "\0"}, {"release": "../../x"}, {"area": "' OR 1=1 --"},
        {"variable": "x" * 5000}, {"period": ""},
    ],
)  # fmt: skip
def test_what_was_not_published_cannot_be_questioned(
    counter: Counter, reader: Client, other: dict[str, str]
) -> None:
    answer = reader.get(counter.address(**other))
    assert answer.status_code == 404 and "ไม่พบค่านี้ในฉบับเผยแพร่" in read(answer)
    assert answer["Cache-Control"] == "no-store"


def test_other_sites_and_forged_forms_are_refused(counter: Counter, reader: Client) -> None:
    form = form_of(reader, counter.address())
    refused = [
        send(counter, reader, form=form, _headers={"Sec-Fetch-Site": "cross-site"}),
        send(counter, reader, form=form, _headers={"Sec-Fetch-Site": "same-site"}),
        send(counter, reader, form=form, _headers={"Origin": "https://evil.example"}),
        send(counter, reader, form=form, _headers={"Origin": "null"}),
        send(counter, reader, form="forged"),
        send(counter, reader, form=form[:-2] + "zz"),
        send(counter, reader, form="\0"),
        send(counter, reader, form=guard.form_token("village", ["x"])),
    ]
    assert {answer.status_code for answer in refused} == {403}
    assert reader.post(counter.address(), **encoded({"said": "ไม่มีแบบฟอร์ม"})).status_code == 403
    assert Challenge.objects.count() == 0
    own = send(
        counter, reader, form=form, _headers={"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    )
    assert own.status_code == 302


def test_a_form_of_another_value_does_not_fit(counter: Counter, reader: Client) -> None:
    other = counter.address(variable="households")
    assert send(counter, reader, _address=other).status_code == 403


def test_a_form_that_was_open_too_long_keeps_what_was_written(
    counter: Counter, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = form_of(reader, counter.address())
    monkeypatch.setattr(guard, "FORM_LIFE", -1)
    answer = send(counter, reader, form=form)
    assert answer.status_code == 409 and "ประปามีแค่แปดสิบหลัง" in read(answer)


def test_a_replayed_form_is_one_challenge(counter: Counter, reader: Client) -> None:
    form = form_of(reader, counter.address())
    first, again = (send(counter, reader, form=form)["Location"] for _ in range(2))
    assert first == again and Challenge.objects.count() == 1


def test_large_bodies_files_and_odd_content_are_refused_unread(counter: Counter, reader: Client) -> None:
    assert send(counter, reader, said="ก" * 60_000).status_code == 413
    multipart = reader.post(counter.address(), {"said": "x"})
    assert multipart.status_code == 415
    plain = reader.post(counter.address(), data="said=x", content_type="text/plain")
    assert plain.status_code == 415
    assert send(counter, reader, said="ก" * 1001).status_code == 422
    many = reader.post(counter.address(), **encoded({f"f{n}": "1" for n in range(4000)}))
    assert many.status_code == 400
    assert reader.put(counter.address()).status_code == 405 and Challenge.objects.count() == 0


def test_personal_data_are_refused_with_a_sentence(counter: Counter, reader: Client) -> None:
    for fields in ({"said": "ติดต่อฉันที่ 081 234 5678 ครับ"}, {"proposed": "a@example.org"}):
        answer = send(counter, reader, **fields)
        assert answer.status_code == 422 and "โปรดลบออก" in read(answer)
    assert send(counter, reader, proposed="สามสิบ").status_code == 422
    assert Challenge.objects.count() == 0


def test_one_address_has_its_limit_and_others_pass(counter: Counter, reader: Client) -> None:
    found = []
    for _ in range(MOST_OF_ONE + 3):
        found.append(send(counter, reader, said="ค่านี้ผิดแน่นอน").status_code)
        Challenge.objects.update(state="refused", moderated_at=Challenge.objects.first().made_at)  # type: ignore[union-attr]
    assert found == [302] * MOST_OF_ONE + [429] * 3
    assert send(counter, reader, _REMOTE_ADDR="192.0.2.55").status_code == 302


def test_a_code_that_nobody_has_opens_nothing(counter: Counter, reader: Client) -> None:
    for code in ("abc", "x" * 300, "%00", "aaaaa-bbbbb-ccccc-ddddd"):
        assert reader.get(f"/counter/challenge/{code}").status_code == 404
    found = reader.get("/counter/?code=AAAA%20bbbb")
    assert found.status_code == 302 and reader.get("/counter/").status_code == 200


def test_who_may_not_read_or_answer_sees_nothing(counter: Counter, reader: Client) -> None:
    send(counter, reader)
    one = Challenge.objects.get()
    office = counter.desk.world.office["pwa"]
    for name in ("malai", "wichai", "prasert", "anan", "boonmi", "malee"):
        browser = counter.desk.browser(name)
        assert browser.get(f"/desk/challenges/{one.ref}").status_code == 403, name
        assert browser.get("/desk/challenges").status_code == 403, name
        assert browser.get(f"/desk/challenges/office/{office}").status_code == 403, name
    kanya = counter.desk.browser("kanya")
    where = f"/desk/challenges/{one.ref}"
    assert post(kanya, where, {"doing": "refuse"}).status_code == 422
    assert kanya.post(where, {"doing": "pass"}).status_code == 403  # without our form's token
    assert post(kanya, where, {"doing": "refuse", "reason": "abuse"}).status_code == 302
    assert not Claim.objects.filter(kind="challenge").exists()
    assert kanya.get("/desk/challenges/00000000-0000-0000-0000-000000000000").status_code == 404


def test_the_page_of_a_code_names_an_office_of_several_people_alone(counter: Counter, reader: Client) -> None:
    new, somying = asked(counter), counter.who("somying")
    code = challenging.challenge(new, address="203.0.113.9", at=AT)
    challenging.pass_on(counter.who("kanya"), new.ref, on=TODAY, at=AT)
    text = "นับใหม่แล้ว ค่าเดิมถูกต้อง"
    challenging.answer(somying, new.ref, outcome=Outcome.STANDS, text=text, on=TODAY, at=AT)
    typed = code.replace("-", "").upper()
    page = read(reader.get(f"/counter/challenge/{typed[:5]} {typed[5:]}"))
    office = accounts.office(counter.desk.world.office["pwa"]).name_th
    told = page.partition(text)[2].partition("</section>")[0]
    assert "สำนักงานเจ้าของข้อมูล" in told and office not in told
    grouped = "-".join(typed.lower()[at : at + 5] for at in range(0, len(typed), 5))
    assert f"<code>{grouped}</code>" in page and "/counter/</span>" in page

    second = account_actions.add_person(username="somsri", name_th="สมศรี", by=BY, at=MADE)
    new = NewGrant(second, Role.VERIFIER, SINCE, office_id=counter.desk.world.office["pwa"])
    account_actions.grant(new, by=BY, at=MADE)
    told = read(reader.get(f"/counter/challenge/{code}")).partition(text)[2].partition("</section>")[0]
    assert office in told and "สำนักงานเจ้าของข้อมูล" not in told
