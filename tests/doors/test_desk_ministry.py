"""Signing in with a ministry's account, against a provider that answers over HTTP, true and lying."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from desk_world import BY, FAST, MADE, PASSWORD, Desk, fresh, post
from django.test import Client
from factors import code_now
from jwt.algorithms import HMACAlgorithm
from jwt.utils import base64url_encode
from oidc_provider import CLIENT, SECRET, Provider, provider
from pytest_django import Settings

from tambon.accounts import actions as accounts
from tambon.accounts import queries
from tambon.accounts.models import Person
from tambon.journal.models import Entry
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def ministry(settings: Settings) -> Iterator[Provider]:
    settings.PASSWORD_HASHERS = FAST
    with provider() as made:
        app = {
            "provider_id": "moi", "name": "Interior", "client_id": CLIENT, "secret": SECRET,
            "settings": {"server_url": made.url, "name_th": "กระทรวงมหาดไทย", "name_en": "Interior"},
        }  # fmt: skip
        settings.MINISTRIES = [app]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        settings.TAMBON_URL = "http://testserver"
        yield made


@pytest.fixture
def desk(desk_once: Desk, ministry: Provider) -> Desk:
    return fresh(desk_once)


def link(desk: Desk, name: str = "kanya", subject: str = "7001") -> int:
    return accounts.link_ministry(desk.people[name], ministry="moi", subject=subject, by=BY, at=MADE)


def to_provider(browser: Client, query: str = "") -> str:
    """The address at the provider to which the button leads."""
    sent = browser.get(f"/desk/oidc/moi{query}")
    assert sent.status_code == 302, sent.content.decode()
    return str(sent["Location"])


def at_provider(address: str) -> str:
    """What the provider sends the browser back to."""
    parts = urlsplit(address)
    caller = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    caller.request("GET", f"{parts.path}?{parts.query}")
    back = caller.getresponse().getheader("Location") or ""
    caller.close()
    return back.removeprefix("http://testserver")


def sign_in(browser: Client, query: str = "") -> Any:
    return browser.get(at_provider(to_provider(browser, query)))


def said(response: Any) -> str:
    assert response.status_code == 403
    return str(response.content.decode())


def is_in(browser: Client) -> bool:
    return browser.get("/desk/").status_code == 200


def test_a_linked_account_signs_in_and_leads_on(desk: Desk, ministry: Provider) -> None:
    link(desk)
    browser = desk.browser()
    assert "เข้าด้วย กระทรวงมหาดไทย" in browser.get("/desk/sign-in").content.decode()
    answer = sign_in(browser, "?" + urlencode({"next": "/desk/progress"}))
    assert (answer.status_code, answer["Location"]) == (302, "/desk/progress")
    assert "คุณkanya" in browser.get("/desk/").content.decode()
    entry = Entry.objects.filter(kind="person.signed_in").latest("id")
    assert (entry.subject, entry.body) == (f"person:{desk.people['kanya']}", {"by": "moi"})
    assert "7001" not in str(list(Entry.objects.values_list("body", flat=True)))


def test_the_way_there_carries_pkce_state_and_nonce_and_nothing_from_the_address(
    desk: Desk, ministry: Provider
) -> None:
    browser = desk.browser()
    query = urlsplit(to_provider(browser, "?scope=admin&auth_params=prompt%3Dnone&process=connect")).query
    names = {pair.partition("=")[0] for pair in query.split("&")}
    assert {"code_challenge", "code_challenge_method", "state", "nonce"} <= names
    assert "admin" not in query and "prompt" not in names
    assert sign_in(browser, "?next=https://evil.example/").status_code == 403  # nobody is linked
    link(desk)
    assert sign_in(desk.browser(), "?next=https://evil.example/")["Location"] == "/desk/"


def test_somebody_unknown_is_told_what_to_do_and_never_made(desk: Desk, ministry: Provider) -> None:
    people = Person.objects.count()
    browser = desk.browser()
    page = said(sign_in(browser))
    assert "กระทรวงมหาดไทย" in page and "7001" in page and "ผูกบัญชี" in page
    assert Person.objects.count() == people and not is_in(browser)


def test_one_person_with_the_verified_email_is_linked_for_good(desk: Desk, ministry: Provider) -> None:
    Person.objects.filter(username="kanya").update(email="Kanya@moi.example")
    ministry.user = {"sub": "7001", "email": "kanya@moi.example", "email_verified": True}
    browser = desk.browser()
    assert sign_in(browser).status_code == 302 and is_in(browser)
    assert Entry.objects.filter(kind="person.ministry_linked").count() == 1
    ministry.user = {"sub": "7001", "email": "other@moi.example", "email_verified": True}
    assert sign_in(desk.browser()).status_code == 302  # by the link, whatever the e-mail is now


def test_an_email_that_only_capitals_make_alike_opens_nothing(desk: Desk, ministry: Provider) -> None:
    """In capitals ſ is an S and ı an I: another mailbox, which somebody else may own and verify."""
    Person.objects.filter(username="kanya").update(email="sirikanya@moi.example")
    for email in ("ſirikanya@moi.example", "sırıkanya@moi.example"):
        ministry.user = {"sub": "7001", "email": email, "email_verified": True}
        assert sign_in(desk.browser()).status_code == 403


@pytest.mark.parametrize("case", ["unverified", "two people", "no email", "closed", "other subject's info"])
def test_no_other_email_opens_anything(desk: Desk, ministry: Provider, case: str) -> None:
    Person.objects.filter(username="kanya").update(email="k@moi.example")
    ministry.user = {"sub": "7001", "email": "k@moi.example", "email_verified": case != "unverified"}
    if case == "two people":
        Person.objects.filter(username="anan").update(email="K@moi.example")
    elif case == "no email":
        ministry.user = {"sub": "7001"}
    elif case == "closed":
        accounts.close_person(desk.people["kanya"], by=BY, at=MADE)
    elif case == "other subject's info":
        ministry.told = {**ministry.user, "sub": "8"}
        ministry.user = {"sub": "7001"}
    browser = desk.browser()
    assert "7001" in said(sign_in(browser)) and not is_in(browser)


def test_user_info_of_the_same_subject_brings_the_email(desk: Desk, ministry: Provider) -> None:
    Person.objects.filter(username="kanya").update(email="k@moi.example")
    ministry.told = {"sub": "7001", "email": "k@moi.example", "email_verified": True}
    assert sign_in(desk.browser()).status_code == 302


def test_a_closed_account_stays_closed(desk: Desk, ministry: Provider) -> None:
    link(desk)
    accounts.close_person(desk.people["kanya"], by=BY, at=MADE)
    assert "ถูกปิดแล้ว" in said(sign_in(desk.browser()))


def test_the_second_factor_is_asked_for_here_too(desk: Desk, ministry: Provider) -> None:
    link(desk)
    secret = accounts.new_factor_secret()
    proof = accounts.Proof(desk.people["kanya"], PASSWORD)
    accounts.set_second_factor(proof, secret=secret, code=code_now(secret), at=datetime.now(UTC))
    browser = desk.browser()
    assert sign_in(browser)["Location"] == "/desk/second-factor/ask"
    assert not is_in(browser)
    browser = desk.browser()
    sign_in(browser)
    assert post(browser, "/desk/second-factor/ask", {"code": code_now(secret, steps=1)}).status_code == 302
    assert is_in(browser)


Lie = Callable[[dict[str, Any]], object]
LIES: dict[str, Lie] = {
    "another issuer": lambda c: c.update(iss="http://127.0.0.1:1"),
    "another audience": lambda c: c.update(aud="somebody"),
    "another client's": lambda c: c.update(aud=[CLIENT, "b"], azp="b"),
    "over": lambda c: c.update(exp=int(time.time()) - 300),
    "without an end": lambda c: c.pop("exp"),
    "another nonce": lambda c: c.update(nonce="0" * 64),
    "without a nonce": lambda c: c.pop("nonce"),
    "without a subject": lambda c: c.pop("sub"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_for_this_is_refused(desk: Desk, ministry: Provider, lie: str) -> None:
    link(desk)
    ministry.lie = LIES[lie]
    browser = desk.browser()
    assert "ไม่สำเร็จ" in said(sign_in(browser)) and not is_in(browser)


def _stranger(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, rsa.generate_private_key(65537, 2048), "RS256", headers={"kid": "k1"})


def _unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, None, "none", headers={"kid": "k1"})


def _unknown_key(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, rsa.generate_private_key(65537, 2048), "RS256", headers={"kid": "k9"})


def _garbage(claims: dict[str, Any]) -> str:
    return "no.token.at-all"


@pytest.mark.parametrize("forger", [_stranger, _unsigned, _unknown_key, _garbage])
def test_a_forged_token_is_refused(
    desk: Desk, ministry: Provider, forger: Callable[[dict[str, Any]], str]
) -> None:
    link(desk)
    ministry.sign = forger
    browser = desk.browser()
    assert "ไม่สำเร็จ" in said(sign_in(browser)) and not is_in(browser)


def test_a_token_signed_with_the_public_key_as_a_password_is_refused(desk: Desk, ministry: Provider) -> None:
    link(desk)
    public = ministry.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )

    def confused(claims: dict[str, Any]) -> str:
        head, body, _ = jwt.encode(claims, "x" * 32, "HS256", headers={"kid": "k1"}).split(".")
        signer = HMACAlgorithm(HMACAlgorithm.SHA256)
        return f"{head}.{body}.{base64url_encode(signer.sign(f'{head}.{body}'.encode(), public)).decode()}"

    ministry.sign = confused
    assert "ไม่สำเร็จ" in said(sign_in(desk.browser()))


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(desk: Desk, ministry: Provider) -> None:
    link(desk)
    back = at_provider(to_provider(desk.browser()))  # an attacker's own answer, given to somebody else
    victim = desk.browser()
    to_provider(victim)
    assert "ไม่สำเร็จ" in said(victim.get(back)) and not is_in(victim)


def test_an_answer_is_taken_once_and_no_other_way_round(desk: Desk, ministry: Provider) -> None:
    link(desk)
    browser = desk.browser()
    back = at_provider(to_provider(browser))
    assert browser.get(back).status_code == 302
    browser.post("/desk/sign-out")
    assert browser.get(back).status_code == 403
    assert browser.get("/desk/oidc/moi/back").status_code == 403
    assert browser.get("/desk/oidc/moi/back?error=access_denied&state=x").status_code == 403


def test_an_issuer_that_is_not_the_server_is_refused(desk: Desk, ministry: Provider) -> None:
    ministry.config = {"issuer": "https://id.example"}
    assert "ไม่สำเร็จ" in said(desk.browser().get("/desk/oidc/moi"))


def test_a_ministry_that_is_away_is_said_and_an_unknown_one_is_none(desk: Desk, settings: Settings) -> None:
    settings.MINISTRIES[0]["settings"]["server_url"] = "http://127.0.0.1:9"
    assert "ไม่สำเร็จ" in said(desk.browser().get("/desk/oidc/moi"))
    assert desk.browser().get("/desk/oidc/none").status_code == 404


def test_a_link_belongs_to_one_person_and_is_ended_again(desk: Desk, ministry: Provider) -> None:
    made = link(desk)
    assert link(desk) == made
    for name, subject in (("anan", "7001"), ("kanya", "7002")):
        with pytest.raises(Problem) as refusal:
            link(desk, name, subject)
        assert refusal.value.kind.code == "409-ministry-account-taken"
    (found,) = queries.list_ministry_links(desk.people["kanya"])
    accounts.end_ministry_link(found.id, by=BY, at=MADE)
    accounts.end_ministry_link(found.id, by=BY, at=MADE)
    assert sign_in(desk.browser()).status_code == 403
    assert Entry.objects.filter(kind="person.ministry_unlinked").count() == 1
