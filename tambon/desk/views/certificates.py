"""Certificates: is a number genuine, one's own, one on paper, and taking one back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, demand, may
from tambon.areas import queries as areas
from tambon.desk.views.training_course import pdf_response, verify_address
from tambon.desk.who import DeskRequest, signed_in
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.workforce import training_problems as problems
from tambon.workforce.actions.certificates import withdraw_certificate
from tambon.workforce.queries import training as queries
from tambon.workforce.queries.certificates import certificates_pdf
from tambon.workforce.rules.certificates import WITHDRAW_REASONS, CertificateView, WithdrawReason, read_number


@require_safe
@signed_in
def look_up(request: DeskRequest) -> HttpResponse:
    """A field for the number that stands on a paper."""
    written = request.GET.get("number", "")[:60]
    number = read_number(written)
    if number:
        return redirect("desk:certificate", number)
    context = {"here": "training", "written": written, "unreadable": bool(written.strip())}
    return render(request, "desk/training/look_up.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def certificate(request: DeskRequest, number: str) -> HttpResponse:
    """Whether the number is genuine; whoever looks after the course may take it back.

    Whoever neither trains there nor is the person sees the first letters of the name alone: enough to
    compare with a paper in hand, not to collect names by counting numbers up.
    """
    found = queries.find_certificate(read_number(number))
    if found is None:
        context = {"here": "training", "written": number[:60], "unknown": True}
        return render(request, "desk/training/look_up.html", context, status=404)
    problem = None
    if request.method == "POST":
        demand(request.who, Verb.TRAIN, _scope(found, request))
        try:
            reason = request.POST.get("reason", "")
            withdraw_certificate(found.number, reason=reason, by=request.who.actor, at=request.at)
            return redirect("desk:certificate", found.number)
        except Problem as refused:
            problem = refused
    return _page(request, found, problem)


@require_safe
@signed_in
def paper(request: DeskRequest, number: str) -> HttpResponse:
    """One certificate as a PDF, for its person and for whoever looks after the course."""
    found = queries.find_certificate(read_number(number))
    if found is None:
        raise problems.unknown_certificate(number=number[:60])
    if found.person_id != request.who.person_id:
        demand(request.who, Verb.TRAIN, _scope(found, request))
    if not found.stands:
        raise problems.withdrawn_already(number=found.number)
    content = certificates_pdf([found], address=verify_address(), synthetic=accounts.is_demonstration())
    return pdf_response(content, f"{found.number}.pdf")


@require_safe
@signed_in
def mine(request: DeskRequest) -> HttpResponse:
    """The certificates of whoever asks."""
    found = queries.certificates_of(request.who.person_id)
    return render(request, "desk/training/mine.html", {"here": "mine", "certificates": found})


def _page(request: DeskRequest, found: CertificateView, problem: Problem | None) -> HttpResponse:
    may_train = may(request.who, Verb.TRAIN, _scope(found, request)).allowed
    is_known = may_train or found.person_id == request.who.person_id
    context: dict[str, Any] = {
        "here": "training",
        "found": found,
        "address": reverse("desk:certificates"),
        "name": (found.name_th, found.name_en or found.name_th)
        if is_known
        else (_masked(found.name_th), _masked(found.name_en or found.name_th)),
        "is_known": is_known,
        "may_withdraw": may_train and found.stands,
        "reasons": [(reason.value, said) for reason, said in WITHDRAW_REASONS.items()],
        "withdrawn_for": WITHDRAW_REASONS[WithdrawReason(found.withdrawn_for)] if not found.stands else None,
        "problem": problem.say(language.of(request)) if problem else None,
    }
    status = problem.kind.status if problem else 200
    return render(request, "desk/training/certificate.html", context, status=status)


def _scope(found: CertificateView, request: DeskRequest) -> Thing:
    return Thing(areas.reached_from([found.area_id], on=request.today)[found.area_id])


def _masked(name: str) -> str:
    """``มะลิ ใจดี`` as ``ม••• ใ•••``."""
    return " ".join(f"{word[0]}•••" for word in name.split())
