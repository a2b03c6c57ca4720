"""Signing in, signing out, and setting a password by a one-time link."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tambon.accounts import actions, problems, queries
from tambon.desk import ministry
from tambon.desk.arriving import enter, sign_in_page
from tambon.desk.devices import known_device, remember_device
from tambon.lib.problem import Problem
from tambon.pages import language, words
from tambon.pages.addresses import address_of


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in form; the right password leads to where the person wanted to go."""
    if request.method == "GET":
        return sign_in_page(request, request.GET.get("next", ""))
    username, next_page = request.POST.get("username", ""), request.POST.get("next", "")
    try:
        person_id = actions.sign_in_check(
            username, request.POST.get("password", ""), at=datetime.now(UTC), address=address_of(request),
            device=known_device(request, username),
        )  # fmt: skip
    except Problem as problem:
        return sign_in_page(request, next_page, problem)
    response = enter(request, person_id, next_page)
    remember_device(request, response, username)
    return response


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
    logout(request)  # whoever was signed in here before is somebody else
    response = enter(request, person_id)
    remember_device(request, response, link.username)
    return response


@never_cache
@require_GET
def to_ministry(request: HttpRequest, ministry_id: str) -> HttpResponse:
    """Leads to the ministry's own sign-in page."""
    return ministry.send_off(request, ministry_id, request.GET.get("next", ""))


@never_cache
@require_GET
def back_from_ministry(request: HttpRequest, ministry_id: str) -> HttpResponse:
    """Takes the ministry's answer."""
    return ministry.take_back(request, ministry_id)
