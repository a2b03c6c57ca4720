"""How allauth behaves here: nobody signs up, and no other door than ours takes a password."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from tambon.desk.ministry import refusal


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nobody: `accounts.actions.sign_in_check` alone judges passwords, and counts them."""


class Ministries(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False

    def on_authentication_error(self, request: HttpRequest, provider: Any, **told: object) -> None:
        """Whatever went wrong between us and the ministry is said on our own sign-in page."""
        raise ImmediateHttpResponse(refusal(request, provider.app.provider_id))
