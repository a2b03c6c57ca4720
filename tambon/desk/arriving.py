"""From a person who has shown who they are to a session, by way of the second factor where there is one."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from tambon.accounts import queries
from tambon.lib.problem import Problem
from tambon.pages import language


def enter(request: HttpRequest, person_id: int, next_page: str = "") -> HttpResponse:
    """Leads on: to the code of the second factor, or signed in to the page that was asked for."""
    user = queries.get_user(person_id)
    target = next_page if is_ours(request, next_page) else reverse("desk:home")
    answer: HttpResponse = perform_login(request, user, email_verification="none", redirect_url=target)
    return answer


def sign_in_page(request: HttpRequest, next_page: str, problem: Problem | None = None) -> HttpResponse:
    """The sign-in form, with the reason of a refusal and its status."""
    context = {
        "next": next_page if is_ours(request, next_page) else "",
        "username": request.POST.get("username", ""),
        "ministries": list_ministries(request),
        "problem": problem.say(language.of(request)) if problem else None,
    }
    return render(request, "desk/sign_in.html", context, status=problem.kind.status if problem else 200)


def list_ministries(request: HttpRequest) -> list[tuple[str, str]]:
    """(id, name in the page's language) of each ministry with whose accounts people sign in."""
    name = f"name_{language.of(request)}"
    return [(app["provider_id"], app["settings"][name]) for app in settings.MINISTRIES]


def ministry_name(request: HttpRequest, ministry: str) -> str:
    return dict(list_ministries(request)).get(ministry, ministry)


def is_ours(request: HttpRequest, address: str) -> bool:
    """Whether the address is a page of this very server."""
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
