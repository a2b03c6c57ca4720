"""Signing in, signing out, and setting a password by a one-time link."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tambon.accounts import actions, problems, queries
from tambon.lib.problem import Problem
from tambon.pages import language, words

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in form; the right password leads to where the person wanted to go."""
    if request.method == "GET":
        return _sign_in_page(request, request.GET.get("next", ""))
    next_page = request.POST.get("next", "")
    try:
        person_id = actions.sign_in_check(
            request.POST.get("username", ""), request.POST.get("password", ""), at=datetime.now(UTC)
        )
    except Problem as problem:
        return _sign_in_page(request, next_page, problem)
    login(request, queries.get_user(person_id), backend=BACKEND)
    return redirect(next_page if _is_ours(request, next_page) else reverse("desk:home"))


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return redirect("desk:sign-in")


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def first(request: HttpRequest, token: str) -> HttpResponse:
    """Sets the password of the person for whom the link was made, once, and signs them in."""
    at = datetime.now(UTC)
    link = queries.find_link(token, at=at)
    name = words.said(link, language.of(request)) if link else ""
    context = {"link": link, "name": name}
    try:
        if link is None:
            raise problems.link_spent()
        if request.method == "GET":
            return render(request, "desk/first.html", context)
        if request.POST.get("password") != request.POST.get("again"):
            raise problems.passwords_differ()
        person_id = actions.use_one_time_link(token, password=request.POST.get("password", ""), at=at)
    except Problem as problem:
        context["problem"] = problem.say(language.of(request))
        return render(request, "desk/first.html", context, status=problem.kind.status)
    login(request, queries.get_user(person_id), backend=BACKEND)
    return redirect("desk:home")


def _sign_in_page(request: HttpRequest, next_page: str, problem: Problem | None = None) -> HttpResponse:
    context = {
        "next": next_page,
        "username": request.POST.get("username", ""),
        "problem": problem.say(language.of(request)) if problem else None,
    }
    return render(request, "desk/sign_in.html", context, status=problem.kind.status if problem else 200)


def _is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
