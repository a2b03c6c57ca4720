"""A client that asks with a user name and a password, as any OpenRosa client can."""

from __future__ import annotations

import io
import logging
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from factors import code_now
from kit_world import Kit, make_kit
from lxml import etree
from openrosa_live import form, multipart

from tambon.accounts import actions as accounts
from tambon.host.home import Home
from tambon.journal.models import Entry
from tambon.openrosa import door
from tambon.submissions.models import Submission

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PASSWORD = "ปลาทูนึ่งในเข่งใบเล็ก"


@pytest.fixture
def kit(home: Home, settings: Any) -> Kit:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    door.phones = door.Phones()
    door.passwords = door.Passwords(door.phones)
    made = make_kit()
    set_password(made.malee, PASSWORD)
    return made


def set_password(person: int, password: str) -> None:
    at = datetime.now(UTC)
    token = accounts.make_one_time_link(person, by="system", at=at)
    accounts.use_one_time_link(token, password=password, at=at)


def ask(page: str, secret: str = PASSWORD, name: str = "malee", method: str = "GET", **more: Any) -> Any:
    told = b64encode(f"{name}:{secret}".encode()).decode()
    return Client().generic(method, f"/odk/{page}", headers={"Authorization": f"Basic {told}"}, **more)


def said(response: Any) -> str:
    return etree.fromstring(response.content)[0].text or ""


def test_without_a_name_the_client_is_asked_for_one_and_told_why(kit: Kit) -> None:
    for page in ("formList", "formXml", "manifest", "media", "submission"):
        response = Client().get(f"/odk/{page}")
        assert (response.status_code, response["X-OpenRosa-Version"]) == (401, "1.0")
        assert response["WWW-Authenticate"] == 'Basic realm="Tambon", charset="UTF-8"'
        assert "รหัส QR" in said(response) and "password" in said(response)
    assert Client().head("/odk/submission").status_code == 401
    for told in ("", "Basic", "Basic !!", "Digest x", "Basic " + b64encode(b"nobody").decode()):
        assert Client().get("/odk/formList", headers={"Authorization": told}).status_code == 401


def test_only_where_a_password_is_asked_for_is_401(kit: Kit) -> None:
    for path in ("/odk/not-a-token/formList", "/odk/", "/odk/nothing"):
        response = Client().get(path)
        assert (response.status_code, "WWW-Authenticate" in response) == (404, False)


def test_a_password_is_not_taken_where_anybody_on_the_way_could_read_it(kit: Kit) -> None:
    far = {"REMOTE_ADDR": "203.0.113.7"}
    told = b64encode(f"malee:{PASSWORD}".encode()).decode()
    response = Client(**far).get("/odk/formList", headers={"Authorization": f"Basic {told}"})
    assert (response.status_code, "WWW-Authenticate" in response) == (403, False)
    assert "https" in said(response)
    over_tls = Client(**far).get("/odk/formList", headers={"Authorization": f"Basic {told}"}, secure=True)
    assert over_tls.status_code == 200


def test_name_and_password_open_what_the_phones_token_opens(kit: Kit) -> None:
    listed = ask("formList")
    by_token = Client().get(f"/odk/{kit.token}/formList").content.decode()
    assert listed.status_code == 200
    assert listed.content.decode() == by_token.replace(f"/odk/{kit.token}/", "/odk/")
    address = etree.fromstring(listed.content)[0].findtext("{*}downloadUrl") or ""
    assert ask(address.removeprefix(f"{settings.TAMBON_URL}/odk/")).status_code == 200
    assert ask("submission", method="HEAD").status_code == 204
    body, kind = multipart(form("basic"))
    sent = ask("submission", method="POST", data=body, content_type=kind)
    assert (sent.status_code, Submission.objects.get().person_id) == (201, kit.malee)


def test_the_phones_token_stands_for_the_password_with_its_own_name_alone(kit: Kit) -> None:
    assert ask("formList", kit.token, "Malee").status_code == 200
    assert ask("formList", kit.token, "somchai").status_code == 401


def test_a_wrong_password_is_asked_for_again_and_locks_after_ten(kit: Kit) -> None:
    tried = [ask("formList", f"wrong {number}") for number in range(11)]
    assert [one.status_code for one in tried] == [401] * 10 + [429]
    assert int(tried[-1]["Retry-After"]) > 60
    assert ask("formList").status_code == 429
    assert ask("formList", kit.token).status_code == 200  # a token is not guessed, and not locked out
    stranger = ask("formList", name="nobody-of-that-name")
    assert (stranger.status_code, said(stranger)) == (401, said(tried[0]))


def test_a_right_password_is_checked_once_in_a_while_and_never_after_it_changed(kit: Kit) -> None:
    def checked() -> int:
        return Entry.objects.filter(kind="person.signed_in", subject=f"person:{kit.malee}").count()

    assert [ask("formList").status_code for _ in range(12)] == [200] * 12
    assert checked() == 1
    set_password(kit.malee, "ข้าวต้มมัดห่อใบตอง")
    age(door.passwords)
    assert ask("formList").status_code == 401
    assert ask("formList", "ข้าวต้มมัดห่อใบตอง").status_code == 200


def age(passwords: door.Passwords) -> None:
    """As after the ten seconds for which an account is known."""
    for key, one in passwords._proved.items():
        passwords._proved[key] = type(one)(one.phone, one.mark, one.until, 0.0)


def test_a_closed_account_is_let_in_no_more(kit: Kit) -> None:
    assert ask("formList").status_code == 200
    accounts.close_person(kit.malee, by="system", at=datetime.now(UTC))
    age(door.passwords)
    assert ask("formList").status_code == 401


def test_who_has_a_second_step_is_told_to_use_the_phones_token(kit: Kit) -> None:
    assert ask("formList").status_code == 200
    at = datetime.now(UTC)
    secret = accounts.new_factor_secret()
    accounts.set_second_factor(
        accounts.Proof(kit.malee, PASSWORD), secret=secret, code=code_now(secret), at=at
    )
    age(door.passwords)
    response = ask("formList")
    assert (response.status_code, "WWW-Authenticate" in response) == (403, False)
    assert "รหัส QR" in said(response)
    assert ask("formList", "wrong").status_code == 401
    assert ask("formList", kit.token).status_code == 200


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    written = io.StringIO()
    operators = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    before = [each.setStream(written) for each in operators]
    yield written
    for each, stream in zip(operators, before, strict=True):
        if stream:
            each.setStream(stream)


def test_neither_log_nor_journal_nor_memory_holds_the_password(kit: Kit, log: io.StringIO) -> None:
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    try:
        ask("formList"), ask("formList", "a-wrong-one"), ask("no-such-page"), ask("formXml")
    finally:
        root.setLevel(level)
    told = b64encode(f"malee:{PASSWORD}".encode()).decode()
    kept = log.getvalue() + repr(door.passwords) + repr(list(Entry.objects.values("subject", "body", "by")))
    assert not [secret for secret in (PASSWORD, "a-wrong-one", told) if secret in kept]
