"""What officers look over: answers that were set aside, the journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache, partial
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, demand, may
from tambon.accounts.rules.phones import COLLECTING
from tambon.areas import queries as areas
from tambon.desk.conflict_cards import conflict_cards
from tambon.desk.finding import found_by
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.journal import queries as journal
from tambon.lib.days import thai_day
from tambon.lib.problem import CATALOGUE, Problem
from tambon.pages import language, words
from tambon.submissions import actions as submissions
from tambon.submissions import problems as submission_problems
from tambon.submissions import queries as kept
from tambon.submissions.rules import Outcome

JOURNAL_PAGE = 100
PAGE, BATCH = 30, 200
Row = TypeVar("Row", kept.QuarantinedView, kept.ConflictView)


@require_http_methods(["GET", "POST"])
@signed_in
def quarantine(request: DeskRequest) -> HttpResponse:
    """Answers that were kept and make no claim yet, and contents that came under one id."""
    demand_any(request, Verb.SETTLE_QUARANTINE)
    if request.method == "POST":
        return _settle(request)
    is_mine = scope(request)
    asked = found_by(request, is_mine)
    only = [one["ref"] for one in asked["found"]] if asked["find"] else None
    waiting = _first_in_scope(
        kept.list_quarantined,
        lambda one: (only is None or one.ref in only) and is_mine(one.person_id, one.received_at),
    )
    conflicts = _first_in_scope(
        partial(kept.list_conflicts, of=only),
        lambda one: (
            is_mine(one.person_id, one.received_at) and is_mine(one.first_person_id, one.first_received_at)
        ),
    )
    names = accounts.names({one.person_id for one in waiting})
    lang = language.of(request)
    context = {
        "here": "quarantine",
        "waiting": [_waiting(one, words.said(names[one.person_id], lang), lang) for one in waiting],
        "conflicts": conflict_cards(request, conflicts),
        **asked,
        "settled": "settled" in request.GET,
    }
    return render(request, "desk/quarantine.html", context)


def _first_in_scope(listed: Callable[..., list[Row]], is_mine: Callable[[Row], bool]) -> list[Row]:
    """The first page of what is this officer's, however much of others' stands before it."""
    found: list[Row] = []
    after = 0
    while len(found) < PAGE:
        batch = listed(limit=BATCH, after=after)
        found += filter(is_mine, batch)
        if len(batch) < BATCH:
            break
        after = batch[-1].id
    return found[:PAGE]


def _waiting(one: kept.QuarantinedView, sender: str, lang: str) -> dict[str, Any]:
    kind = CATALOGUE.get(one.code)
    sentence = Problem(kind, one.details).say(lang) if kind else one.code
    raw = _readable(kept.get_beginning(one.ref))
    return {
        "id": one.ref, "sentence": sentence, "sender": sender, "form_id": one.form_id,
        "form_version": one.form_version, "received_at": one.received_at, "xml": raw,
        "deprecates": one.deprecates,
    }  # fmt: skip


def _settle(request: DeskRequest) -> HttpResponse:
    try:
        ref = UUID(request.POST.get("submission", ""))
        outcome = Outcome(request.POST.get("outcome", ""))
    except ValueError:
        raise submission_problems.unknown(ref=request.POST.get("submission", "")[:60]) from None
    one = kept.get_submission(ref)
    if not scope(request)(one.person_id, one.received_at):
        demand(request.who, Verb.SETTLE_QUARANTINE, Thing())
    submissions.settle(ref=ref, outcome=outcome, by=request.who.actor, at=request.at)
    return redirect(f"{reverse('desk:quarantine')}?settled=1")


def scope(request: DeskRequest, verb: Verb = Verb.SETTLE_QUARANTINE) -> Callable[[int, datetime], bool]:
    """Tells whether a sender collected, on the day of sending, somewhere in this officer's area; what else
    they were there does not open their answers from elsewhere.

    Each sender and day is looked up once: a neighbour's thousands must not make this officer wait.
    """

    @cache
    def worked_here(person_id: int, day: date) -> bool:
        grants = accounts.list_grants(person_id, on=day)
        given = [g.area_id for g in grants if g.area_id is not None and g.role in COLLECTING]
        lines = areas.reached_from(given, on=request.today).values()
        return any(may(request.who, verb, Thing(line)).allowed for line in [*lines, ()])

    return lambda person_id, at: worked_here(person_id, thai_day(at))


def _readable(beginning: bytes) -> str:
    """The raw answer as text; three dots stand for what is too long to show."""
    return beginning.decode("utf-8", "replace") + ("…" if len(beginning) == kept.SHOWN else "")


@require_safe
@signed_in
def events(request: DeskRequest) -> HttpResponse:
    """The journal, newest first."""
    demand(request.who, Verb.SEE_JOURNAL, Thing())
    entries = journal.list_latest(JOURNAL_PAGE, before=read_count(request.GET.get("before", "")))
    seal = journal.last_seal()
    context = {
        "here": "journal",
        "entries": entries,
        "before": entries[-1].id if len(entries) == JOURNAL_PAGE else None,
        "seal": {"hex": seal.root.hex(), "at": seal.at} if seal else None,
    }
    return render(request, "desk/journal.html", context)


def demand_any(request: DeskRequest, verb: Verb) -> None:
    """Raises 403 unless one of the person's grants has the verb somewhere."""
    if not request.who.has(verb):
        demand(request.who, verb, Thing())
