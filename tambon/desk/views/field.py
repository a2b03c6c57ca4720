"""A worker's own page: what to do today, what a day was, which meeting was held; and the month's report.

A person's contract is their own: it is found by who is signed in, never by an id in an address or a form, so
no grant is asked, and a worker whose villages were all handed over still has the page.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from tambon.accounts.rules import Verb
from tambon.desk import problems
from tambon.desk.field_page import shown
from tambon.desk.field_words import DAY_CHOICES, calendar
from tambon.desk.months import Month, month_page, months_of
from tambon.desk.who import DeskRequest, signed_in
from tambon.dictionary.rules.values import read_day
from tambon.fieldkit import queries as fieldkit
from tambon.fieldkit.queries import WorkerDay
from tambon.lib.problem import Problem
from tambon.lib.text import tidy
from tambon.verification import queries as verification
from tambon.verification.rules.findings import FindingLine, State
from tambon.workforce import queries as workforce
from tambon.workforce.actions.days import report_task, take_back_task, write_day
from tambon.workforce.queries.days import list_days
from tambon.workforce.rules.days import first_open, month_of
from tambon.workforce.rules.states import DayKind
from tambon.workforce.rules.views import ContractView

MOST_FINDINGS = 20


@require_safe
@signed_in
def work(request: DeskRequest) -> HttpResponse:
    """What the signed-in worker has to do."""
    return page(request)


def page(
    request: DeskRequest, day: WorkerDay | None = None, *, problem: Problem | None = None
) -> HttpResponse:
    """The worker's page, with what was refused. Raises ``404-desk-no-contract`` for who never had one."""
    day = day or fieldkit.work_for(request.who.person_id, on=request.today)
    if day is None:
        raise problems.no_contract()
    context = {
        "here": "work",
        **shown(day),
        **_writing(request, day),
        "impossible": _impossible_of(request),
        "findings": _asked_of(request),
        "months": months_of(day.contract, today=request.today),
        "problem": problem,
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "desk/field/work.html", context, status=problem.kind.status if problem else 200)


def _impossible_of(request: DeskRequest) -> tuple[FindingLine, ...]:
    """What the person's villages said that cannot be true."""
    return verification.list_to_send_again(request.who.areas_for(Verb.COLLECT), on=request.today)


def _asked_of(request: DeskRequest) -> tuple[FindingLine, ...]:
    """What the rules ask about the person's villages, and nobody has explained."""
    mine = request.who.areas_for(Verb.COLLECT)
    if not mine:
        return ()
    page = verification.list_findings_in(
        mine, on=request.today, state=State.ASKED, limit=MOST_FINDINGS, explainable=True
    )
    return page.lines


@require_POST
@signed_in
def save_day(request: DeskRequest) -> HttpResponse:
    """What a day was."""
    try:
        day = _posted_day(request)
        write_day(
            contract_id=_own(request, day).id,
            day=day,
            kind=request.POST.get("kind", ""),
            note=request.POST.get("note", ""),
            by=request.who.actor,
            at=request.at,
        )
    except Problem as problem:
        return page(request, problem=problem)
    return _back(day=day.isoformat(), saved="day")


@require_POST
@signed_in
def save_task(request: DeskRequest) -> HttpResponse:
    """That a meeting was held or a report handed in; or that this was said by mistake."""
    task = request.POST.get("task", "")
    try:
        if "mistake" in request.POST:
            contract = _own(request, request.today)
            take_back_task(contract_id=contract.id, task=task, by=request.who.actor, at=request.at)
            return _back(saved="taken-back")
        day = _posted_day(request)
        report_task(
            contract_id=_own(request, day).id, task=task, day=day, note=request.POST.get("note", ""),
            by=request.who.actor, at=request.at,
        )  # fmt: skip
    except Problem as problem:
        return page(request, problem=problem)
    return _back(saved="task")


@require_safe
@signed_in
def month(request: DeskRequest, month: Month) -> HttpResponse:
    """The worker's own month, by the contract that reaches into it (the later one of two)."""
    since, until = month_of(month.first)
    own = workforce.list_contracts(request.who.person_id)
    mine = [one for one in own if one.since < until and (one.until is None or one.until > since)]
    if not mine:
        raise problems.no_contract()
    context = month_page(mine[0], month, on=request.today)
    return render(request, "desk/field/month.html", {"here": "work", "own": True, **context})


def _own(request: DeskRequest, day: date) -> ContractView:
    """The contract of that day; else the nearest one, whose action says what is wrong with the day."""
    own = workforce.list_contracts(request.who.person_id)
    contract = fieldkit.choose_contract(own, on=day)
    if contract is None:
        raise problems.no_contract()
    return contract


def _writing(request: DeskRequest, day: WorkerDay) -> dict[str, Any]:
    """The month as a calendar, and the day about which the worker writes: the one asked for, or today."""
    asked = _asked_day(request) or request.today
    contract = day.contract
    since, until = month_of(asked)
    entries = list_days([contract.id], since=since, until=until).get(contract.id, [])
    month = calendar(
        since, entries, since=contract.since, until=contract.until or date.max, today=request.today
    )
    writing = next((one for one in month.days if one.day == asked and one.open), None)
    sent = day.sent_today if asked == request.today else 0
    kind = writing.kind if writing and writing.kind else (DayKind.VILLAGE.value if sent else "")
    before = (since.replace(day=1)).isoformat() if since > first_open(request.today) else ""
    return {
        "calendar": month,
        "writing": writing,
        "chosen": request.POST.get("kind") or kind,
        "note": request.POST.get("note") or (writing.note if writing else ""),
        "choices": DAY_CHOICES,
        "sent": sent,
        "earlier": first_open(request.today).isoformat() if before else "",
        "later": request.today.isoformat() if asked.replace(day=1) < request.today.replace(day=1) else "",
    }


def _asked_day(request: DeskRequest) -> date | None:
    said = request.POST.get("day") or request.GET.get("day", "")
    try:
        return read_day(tidy(said)[:40]) if said else None
    except ValueError:
        return None


def _posted_day(request: DeskRequest) -> date:
    said = tidy(request.POST.get("day", ""))[:40]
    try:
        return read_day(said)
    except ValueError:
        raise problems.day_unreadable(text=said) from None


def _back(**query: str) -> HttpResponse:
    return redirect(f"{reverse('desk:work')}?{urlencode(query)}")
