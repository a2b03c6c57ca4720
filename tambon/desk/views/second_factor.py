"""The second factor: asked for at sign-in, set up, renewed and removed by its owner."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tambon.accounts import actions, problems, queries
from tambon.accounts.rules.totp import enrolment
from tambon.desk.kept import forget, keep, kept
from tambon.desk.who import DeskRequest, signed_in_without_factor
from tambon.formats import qr
from tambon.lib.problem import Problem
from tambon.pages import language

SECRET = "second factor"  # noqa: S105 - the name under which it is kept
ISSUER = "Tambon"


@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Asks whoever has given the first factor for the second; the right code signs them in."""
    if request.method == "GET":
        return render(request, "desk/second_factor/ask.html")
    stage = request._login_stage  # type: ignore[attr-defined]  # set by the decorator
    try:
        actions.use_second_factor(stage.login.user.pk, request.POST.get("code", ""), at=datetime.now(UTC))
    except Problem as problem:
        return _page(request, "ask", {}, problem)
    answer: HttpResponse = stage.exit()
    return answer


@require_GET
@signed_in_without_factor
def own(request: DeskRequest) -> HttpResponse:
    """What the signed-in person has, and the way to set it up or to remove it."""
    return _own(request)


@require_GET
@signed_in_without_factor
def code(request: DeskRequest) -> HttpResponse:
    """The QR code of the secret that is being set up."""
    secret = kept(request, SECRET)
    if secret is None:
        raise problems.no_second_factor()
    address = enrolment(secret, username=request.who.username, issuer=ISSUER)
    return HttpResponse(qr.svg(address), "image/svg+xml")


@sensitive_post_parameters("code", "password")
@require_POST
@signed_in_without_factor
def change(request: DeskRequest, doing: str) -> HttpResponse:
    """Sets it up, renews its recovery codes or removes it; new codes are shown this once."""
    if doing not in DOINGS:
        raise Http404
    try:
        codes = DOINGS[doing](request, actions.Proof(request.who.person_id, request.POST.get("password", "")))
    except Problem as problem:
        return _own(request, problem)
    update_session_auth_hash(request, queries.get_user(request.who.person_id))  # all others end
    if not codes:
        return redirect("desk:second-factor")
    return render(request, "desk/second_factor/codes.html", {"codes": codes, "here": "account"})


def _set(request: DeskRequest, proof: actions.Proof) -> list[str]:
    typed, secret = request.POST.get("code", ""), kept(request, SECRET)
    if secret is None:  # shown longer ago than it is kept: a new one stands on the page that follows
        raise problems.wrong_code()
    codes = actions.set_second_factor(proof, secret=secret, code=typed, at=request.at)
    forget(request, SECRET)
    return codes


def _renew(request: DeskRequest, proof: actions.Proof) -> list[str]:
    return actions.renew_recovery_codes(proof, at=request.at)


def _remove(request: DeskRequest, proof: actions.Proof) -> list[str]:
    actions.remove_second_factor(proof, at=request.at)
    return []


DOINGS = {"set": _set, "renew": _renew, "remove": _remove}


def _own(request: DeskRequest, problem: Problem | None = None) -> HttpResponse:
    person = queries.get_person(request.who.person_id)
    factor = queries.find_factor(person.id)
    context: dict[str, Any] = {"factor": factor, "has_password": person.has_password, "here": "account"}
    if factor is None:
        secret = _secret(request)
        context["secret"] = _groups(secret)
        context["address"] = enrolment(secret, username=person.username, issuer=ISSUER)
        context["must"] = request.confined
    return _page(request, "own", context, problem)


def _secret(request: DeskRequest) -> str:
    """The one being set up stays the same until it is set: whoever mistypes a code need not scan again."""
    secret = kept(request, SECRET) or actions.new_factor_secret()
    keep(request, SECRET, secret)
    return secret


def _groups(secret: str) -> str:
    """For typing where no camera can be used."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], problem: Problem | None = None
) -> HttpResponse:
    said = problem.say(language.of(request)) if problem else None
    status = problem.kind.status if problem else 200
    return render(request, f"desk/second_factor/{name}.html", {**context, "problem": said}, status=status)
