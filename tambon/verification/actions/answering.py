"""A worker answers a returned cell at the desk, without a phone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, Who, demand
from tambon.areas import queries as areas
from tambon.journal.actions import record
from tambon.lib.days import thai_day
from tambon.records import actions as records
from tambon.records.rules import ClaimKind, NewClaim
from tambon.verification import problems, queries
from tambon.verification.actions.returning import end_returns
from tambon.verification.models import Returned


@transaction.atomic
def answer_return(who: Who, return_id: int, *, value: Any, visited_on: date, on: date, at: datetime) -> None:
    """The worker's answer about the one cell that was sent back: a value of the variable's type, or why there
    is none. It is a claim from the field like a phone's, and ends the return.

    Raises 404 when no such return stands or it has been answered, 403 for who does not collect there today
    and on the day of the visit, 422 for a day of the visit before the return or after today.
    """
    view = queries.get_open_return(return_id, on=on)
    _demand_collector(who, view.area.id, on=on)
    if not thai_day(view.made_at) <= visited_on <= on:
        raise problems.bad_visit()
    _demand_collector(accounts.who(who.person_id, on=visited_on), view.area.id, on=visited_on)
    _hold(return_id, view.record_id)
    claim = NewClaim(
        kind=ClaimKind.FIELD,
        dataset=view.dataset,
        area_id=view.area.id,
        period=view.period,
        values={view.variable.name: value},
        observed_on=visited_on,
        by=who.actor,
        evidence=f"desk:return:{return_id}",
    )
    if not records.make_claims([claim], at=at):
        raise problems.no_open_return()
    end_returns([view.record_id], at=at)
    record("return.answered", subject=who.actor, by=who.actor, at=at, body={"return": return_id})


def _demand_collector(who: Who, area_id: int, *, on: date) -> None:
    """Raises 403 unless the person collects there that day."""
    demand(who, Verb.COLLECT, Thing(areas.reached_from([area_id], on=on)[area_id]))


def _hold(return_id: int, record_id: int) -> None:
    """Raises 404 when somebody else answered or withdrew the return meanwhile; from here on nobody does."""
    records.await_locks_of([record_id])  # the turn comes before records' locks, here as everywhere
    records.hold([record_id])
    if not Returned.objects.select_for_update().filter(pk=return_id, closed_at__isnull=True).exists():
        raise problems.no_open_return()
