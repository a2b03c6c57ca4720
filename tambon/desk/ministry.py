"""Signing in with a ministry's account: OpenID Connect, code flow with PKCE, state and nonce.

allauth speaks the protocol; what it leaves open is closed here. The ID token's signature is always checked
against the provider's keys, with asymmetric algorithms alone; its nonce belongs to the state that this
session sent; user info counts only for the same subject. Sources: OpenID Connect Core 1.0 sections 3.1.3.7
and 5.3.2, Discovery 1.0 section 4.3, RFC 7636, RFC 8725.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import UTC, datetime
from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from requests import RequestException

from tambon.accounts import actions, problems
from tambon.desk.arriving import enter, ministry_name, sign_in_page
from tambon.lib.problem import Problem

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
LEEWAY = 60  # seconds between two machines' clocks
CLAIMS = ["iss", "sub", "aud", "exp", "iat", "nonce"]
NEXT = "after-ministry"
FAULTS = (OAuth2Error, RequestException, jwt.PyJWTError, KeyError, ValueError, TypeError, StopIteration)


def send_off(request: HttpRequest, ministry: str, next_page: str) -> HttpResponse:
    """The way to the ministry's sign-in page; the sign-in page with a reason when the ministry is away."""
    provider = _provider(request, ministry)
    provider.oauth2_adapter_class = Ministry
    state = secrets.token_urlsafe(32)
    request.session[NEXT] = next_page
    try:
        answer: HttpResponse = provider.redirect(
            request, AuthProcess.LOGIN, state_id=state, scope=["openid", "email"],
            auth_params={"nonce": _nonce(state)},
        )  # fmt: skip
    except FAULTS:
        return refusal(request, ministry)
    return answer


def take_back(request: HttpRequest, ministry: str) -> HttpResponse:
    """What the ministry answered: the person is signed in, or told why not."""
    _provider(request, ministry)
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(Ministry(request, ministry))(request)
    except Problem as problem:
        return sign_in_page(request, "", problem)
    except FAULTS:
        return refusal(request, ministry)
    return answer


def refusal(request: HttpRequest, ministry: str) -> HttpResponse:
    """The sign-in page with the sentence that signing in there did not succeed."""
    return sign_in_page(request, "", problems.ministry_refused(ministry=ministry_name(request, ministry)))


class Ministry(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One provider in one request."""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        server = self.get_provider().app.settings["server_url"]
        if config["issuer"].rstrip("/") != server.partition("/.well-known/")[0].rstrip("/"):
            raise OAuth2Error("the issuer is not the server that was asked")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return settings.TAMBON_URL + reverse("desk:ministry-back", args=[self.provider_id])

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> None:
        """Ends in the answer to the browser, raised; allauth's own accounts and sign-up are never reached."""
        claims = self._claims(app, kwargs["response"]["id_token"], request.GET["state"])
        if "email" not in claims and self.openid_config.get("userinfo_endpoint"):
            told = self._fetch_user_info(token.token)
            claims = {**told, **claims} if told.get("sub") == claims["sub"] else claims
        try:
            person_id = actions.enter_by_ministry(
                ministry=self.provider_id, subject=str(claims["sub"]), email=str(claims.get("email") or ""),
                email_verified=claims.get("email_verified") in (True, "true"), at=datetime.now(UTC),
            )  # fmt: skip
        except Problem as problem:
            problem.details["ministry"] = ministry_name(request, self.provider_id)
            raise
        raise ImmediateHttpResponse(enter(request, person_id, request.session.pop(NEXT, "")))

    def _claims(self, app: SocialApp, id_token: str, state: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        kid = jwt.get_unverified_header(id_token).get("kid")
        keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        key = next(key for key in keys if kid is None or key.key_id == kid)
        claims: dict[str, Any] = jwt.decode(
            id_token, key.key, algorithms=ALGORITHMS, audience=app.client_id, leeway=LEEWAY,
            issuer=self.openid_config["issuer"], options={"require": CLAIMS},
        )  # fmt: skip
        if not hmac.compare_digest(str(claims["nonce"]).encode(), _nonce(state).encode()):
            raise OAuth2Error("the nonce is another request's")
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("the token was made for another client")
        return claims


def _provider(request: HttpRequest, ministry: str) -> Any:
    try:
        return get_adapter().get_provider(request, provider=ministry)
    except SocialApp.DoesNotExist:
        raise problems.ministry_not_listed(ministry=ministry) from None


def _nonce(state: str) -> str:
    """Bound to the state, which this session keeps and spends: a token of another request has another one."""
    return salted_hmac("tambon ministry", state, algorithm="sha256").hexdigest()
