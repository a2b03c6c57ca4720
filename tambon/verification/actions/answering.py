"""A worker answers a returned cell at the desk, without a phone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from tambon.accounts.rules import Thing, Verb, Who, demand
from tambon.areas import queries as areas
from tambon.journal.actions import record
from tambon.lib.days import thai_day
from tambon.records import actions as records
from tambon.records.rules import ClaimKind, NewClaim
from tambon.verification import problems, queries
from tambon.verification.actions.returning import end_returns


@transaction.atomic
def answer_return(who: Who, return_id: int, *, value: Any, visited_on: date, on: date, at: datetime) -> None:
    """The worker's answer about the one cell that was sent back: a value of the variable's type, or why there
    is none. It is a claim from the field like a phone's, and ends the return.

    Raises 404 when no such return stands, 403 for who does not collect there, 422 for a day of the visit
    before the return or after today.
    """
    view = queries.get_open_return(return_id, on=on)
    demand(who, Verb.COLLECT, Thing(areas.reached_from([view.area.id], on=on)[view.area.id]))
    if not thai_day(view.made_at) <= visited_on <= on:
        raise problems.bad_visit()
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
    records.make_claims([claim], at=at)
    end_returns([view.record_id], at=at)
    record("return.answered", subject=who.actor, by=who.actor, at=at, body={"return": return_id})
