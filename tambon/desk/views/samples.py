"""Samples of an office: drawing one, what was found, closing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tambon.accounts import queries as accounts
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.dictionary import queries as dictionary
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits
from tambon.pages import language
from tambon.verification import actions
from tambon.verification.actions.sampling import demand_sampler
from tambon.verification.queries import sampling as queries
from tambon.verification.rules.sampling import NewSample, SampleView


@require_http_methods(["GET", "POST"])
@signed_in
def office(request: DeskRequest, office_id: int) -> HttpResponse:
    """The office's samples, and what another can be drawn from. Raises 403 unless the person confirms for
    the office in its whole territory.
    """
    demand_sampler(request.who, office_id)
    problem = None
    if request.method == "POST":
        try:
            return redirect("desk:sample", ref=_draw(request, office_id))
        except Problem as refused:
            problem = refused
    drawable = [
        (f"{name} {period}", dictionary.get_dataset(name).spec.title, period, count)
        for name, period, count in queries.list_drawable(office_id)
    ]
    context = {
        "here": "queue",
        "office": accounts.office(office_id),
        "samples": [_line(one) for one in queries.list_samples(office_id)],
        "drawable": drawable,
        "given": {"what": request.POST.get("what", ""), "share": request.POST.get("share", "5")},
        "problem": problem.say(language.of(request)) if problem else None,
    }
    status = problem.kind.status if problem else 200
    return render(request, "desk/samples/office.html", context, status=status)


def _draw(request: DeskRequest, office_id: int) -> UUID:
    dataset, _, period = request.POST.get("what", "").partition(" ")
    percent = read_count(arabic_digits(request.POST.get("share", "").strip())) or 0
    new = NewSample(office_id, dataset, period, percent * 10)
    return actions.draw_sample(request.who, new, on=request.today, at=request.at)


@require_http_methods(["GET", "POST"])
@signed_in
def sample(request: DeskRequest, ref: UUID) -> HttpResponse:
    """One sample: its seed, how far it is judged, what was found. Raises 403, 404."""
    found = queries.get_sample(ref)
    demand_sampler(request.who, found.office_id)
    problem = None
    if request.method == "POST":
        try:
            leave = read_count(request.POST.get("leave", "")) or 0
            actions.close_sample(request.who, ref=ref, on=request.today, at=request.at, leave=leave)
            return redirect(f"{reverse('desk:sample', args=[ref])}?closed=1")
        except Problem as refused:
            problem = refused
    context = {
        "here": "queue",
        "office": accounts.office(found.office_id),
        **_line(found),
        "told": "closed" in request.GET,
        "problem": problem.say(language.of(request)) if problem else None,
    }
    status = problem.kind.status if problem else 200
    return render(request, "desk/samples/sample.html", context, status=status)


def _line(found: SampleView) -> dict[str, Any]:
    interval = found.result.interval
    return {
        "sample": found,
        "title": dictionary.get_dataset(found.dataset).spec.title,
        "percent": f"{found.share / 10:g}",
        "rate": None if found.result.rate is None else f"{found.result.rate:.1%}",
        "low": None if interval is None else f"{interval[0]:.1%}",
        "high": None if interval is None else f"{interval[1]:.1%}",
    }
