"""Absences, and who stands in."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tambon.journal.actions import record
from tambon.lib.days import day_before, thai_day
from tambon.workforce import problems
from tambon.workforce.actions.contracts import locked_contract
from tambon.workforce.actions.granting import renew_grants
from tambon.workforce.actions.writing import in_order, named, not_too_late
from tambon.workforce.models import Absence, Contract
from tambon.workforce.queries.charge import villages_touched
from tambon.workforce.rules import AbsenceReason


@transaction.atomic
def set_absence(  # noqa: PLR0913 - who, when, why and who stands in
    contract_id: int,
    *,
    since: date,
    until: date,
    reason: AbsenceReason,
    substitute: int | None = None,
    by: str,
    at: datetime,
) -> int:
    """The contract's person is away from ``since`` until the day before ``until``; the absence's id.

    ``substitute`` is another contract of the programme, of the same tambon or not; its person has the
    villages meanwhile, from today at the earliest. May be entered up to a month late. Raises
    ``422-workforce-outside-contract``, ``409-already-absent``, ``422-substitute-unfit`` and
    ``422-workforce-day-past``.
    """
    in_order(since, until)
    not_too_late(since, at=at)
    row = locked_contract(contract_id)
    _inside(row, since, until)
    _check_substitute(row, substitute, since, until)
    why = AbsenceReason(reason).value
    with named():
        absence = Absence.objects.create(
            contract=row, substitute_id=substitute, during=DateRange(since, until), reason=why
        )
    body = {
        "contract": contract_id, "since": since.isoformat(), "until": until.isoformat(),
        "substitute": substitute,
    }  # fmt: skip
    record("workforce.absence_set", subject=f"absence:{absence.pk}", by=by, at=at, body=body)
    _renew(contract_id, by=by, at=at)
    return absence.pk


@transaction.atomic
def end_absence(absence_id: int, *, on: date, by: str, at: datetime) -> None:
    """The person is back on the day ``on``; an absence that had not begun by then falls away.

    Raises ``404-absence-unknown``, ``422-workforce-day-past``.
    """
    not_too_late(on, at=at)
    row = _locked(absence_id)
    if row.during.upper <= on:
        return
    if row.during.lower >= on:
        row.delete()
    else:
        row.during = DateRange(row.during.lower, on)
        row.save(update_fields=["during"])
    body = {"contract": row.contract_id, "on": on.isoformat()}
    record("workforce.absence_ended", subject=f"absence:{absence_id}", by=by, at=at, body=body)
    _renew(row.contract_id, by=by, at=at)


@transaction.atomic
def set_substitute(absence_id: int, *, substitute: int | None, by: str, at: datetime) -> int:
    """Another contract stands in from today on, or nobody; the id of the absence from today comes back.

    The days before today keep whom they had. Raises ``404-absence-unknown``, ``422-substitute-unfit``.
    """
    today = thai_day(at)
    row = _locked(absence_id)
    since, until = row.during.lower, row.during.upper
    if until <= today:
        raise problems.unknown_absence()
    _check_substitute(row.contract, substitute, max(since, today), until)
    if since < today:
        row.during = DateRange(since, today)
        row.save(update_fields=["during"])
        row = Absence(contract=row.contract, during=DateRange(today, until), reason=row.reason)
    row.substitute_id = substitute
    with named():
        row.save()
    body = {"contract": row.contract_id, "substitute": substitute}
    record("workforce.substitute_set", subject=f"absence:{row.pk}", by=by, at=at, body=body)
    _renew(row.contract_id, by=by, at=at)
    return row.pk


def _locked(absence_id: int) -> Absence:
    found = Absence.objects.filter(pk=absence_id).first()
    if found is not None:
        locked_contract(found.contract_id)
        found = Absence.objects.select_related("contract__post").filter(pk=absence_id).first()
    if found is None:
        raise problems.unknown_absence()
    return found


def _inside(row: Contract, since: date, until: date) -> None:
    first, last = row.during.lower, row.during.upper
    if since < first or (last is not None and until > last):
        outside = since if since < first else until - timedelta(days=1)
        raise problems.outside_contract(on=outside, since=first, last=day_before(last))


def _check_substitute(row: Contract, substitute: int | None, since: date, until: date) -> None:
    if substitute is None:
        return
    fit = Contract.objects.filter(
        pk=substitute, post__programme_id=row.post.programme_id, during__contains=DateRange(since, until)
    )
    if substitute == row.pk or not fit.exclude(person_id=row.person_id).exists():
        raise problems.bad_substitute()


def _renew(contract_id: int, *, by: str, at: datetime) -> None:
    """Also where the absent person stands in for others."""
    renew_grants(villages_touched([contract_id]), by=by, at=at)
