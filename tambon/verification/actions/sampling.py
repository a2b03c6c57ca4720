"""Drawing a sample, judging it, closing it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, Who, demand
from tambon.journal.actions import record
from tambon.records import queries as held
from tambon.records.rules import Answer, ClaimKind, Outcome, is_waiting
from tambon.verification import problems
from tambon.verification.models import Sample, SampledCell
from tambon.verification.queries import sampling as queries
from tambon.verification.queries.owning import owners_of
from tambon.verification.queries.sampled import closing_body, drawn_body
from tambon.verification.queries.sql import run
from tambon.verification.rules.sampling import THOUSAND, Drawn, Judged, NewSample, draw

_JUDGED = {ClaimKind.CONFIRMATION: Judged.CONFIRMED, ClaimKind.DISPUTE: Judged.DISPUTED}


@transaction.atomic
def draw_sample(who: Who, new: NewSample, *, on: date, at: datetime) -> UUID:
    """Draws a sample of what waits for the office, with a seed that nobody chose.

    Raises 403 unless the person confirms for the whole office, 422 for a share outside 1 to 1000, 409 while
    another sample of the dataset's period is open or when nothing waits.
    """
    demand_sampler(who, new.office_id)
    if not 1 <= new.share <= THOUSAND:
        raise problems.bad_share(most=THOUSAND)
    seed = secrets.token_hex(16)
    waiting = queries.candidates(new.office_id, new.dataset, new.period, on=on)
    drawn, population = draw(waiting, seed=seed, share=new.share)
    if not drawn:
        raise problems.nothing_drawn()
    row = Sample(
        ref=uuid4(), office_id=new.office_id, dataset=new.dataset, period=new.period, seed=seed,
        share=new.share, population=population, drawn_at=at, by=who.actor,
    )  # fmt: skip
    _keep(row, drawn)
    body = drawn_body(queries.get_sample(row.ref), row.pk)
    record("sample.drawn", subject=f"sample:{row.ref}", by=who.actor, at=at, body=body)
    return row.ref


def _keep(row: Sample, drawn: list[Drawn]) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as fault:
        raise problems.sample_open() from fault
    SampledCell.objects.bulk_create(
        (
            SampledCell(
                sample=row, record_id=one.candidate.record_id, variable=one.candidate.variable,
                claim_id=one.candidate.claim_id, why=one.why.value,
            )
            for one in drawn
        ),
        batch_size=2_000,
    )  # fmt: skip


def mark_judged(answers: Iterable[Answer], *, office: int, at: datetime) -> None:
    """Tells the office's open samples what it said of the very values that were drawn.

    In the caller's transaction, which holds the records' locks; a sample that is being closed is waited for,
    and takes nothing once it is.
    """
    done = [one.verdict for one in answers if one.outcome is Outcome.DONE]
    if done:
        columns: dict[str, Any] = {
            "record": [one.record_id for one in done],
            "variable": [one.variable for one in done],
            "claim": [one.claim_id for one in done],
            "judged": [_JUDGED[one.kind].value for one in done],
        }
        run("mark_judged", {**columns, "office": office, "at": at})


@transaction.atomic
def close_sample(who: Who, *, ref: UUID, on: date, at: datetime, leave: int = 0) -> None:
    """Closes the sample; its error rate and interval are published where the office is more than one person.

    A drawn value that another has replaced meanwhile, or that another office answers for now, counts as
    changed. ``leave``: how many are left without a word, as the person saw it; that is published with the
    rate, which such a choice may bend. Raises 403, 404, and 409 when it is closed or more or fewer values
    are still to be judged.
    """
    sample = queries.get_sample(ref)
    demand_sampler(who, sample.office_id)
    row = Sample.objects.select_for_update().get(ref=ref)  # from here on no word is marked in it
    if row.closed_at is not None:
        raise problems.sample_closed()
    _set_changed_aside(row, on=on, at=at)
    waiting = row.cells.filter(judged__isnull=True).count()
    if waiting != leave:
        raise problems.sample_waits(count=waiting)
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    body = closing_body(queries.get_sample(ref))
    record("sample.closed", subject=f"sample:{ref}", by=who.actor, at=at, body=body)


def demand_sampler(who: Who, office_id: int) -> None:
    """Raises 403 unless the person confirms for the office, in its whole territory."""
    agency = accounts.agency_ids([office_id]).get(office_id)
    demand(who, Verb.CONFIRM, Thing((), office_id, agency))


def _set_changed_aside(row: Sample, *, on: date, at: datetime) -> None:
    unjudged = list(row.cells.filter(judged__isnull=True))
    records = held.views({one.record_id for one in unjudged})
    owners = owners_of(records.values(), on=on)
    changed = []
    for one in unjudged:
        record_ = records[one.record_id]
        cell = record_.cells.get(one.variable)
        stands = cell is not None and cell.claim_id == one.claim_id
        mine = owners.get((one.record_id, one.variable)) == row.office_id
        if cell is None or not (stands and mine and is_waiting(record_.values[one.variable], cell)):
            changed.append(one.pk)
    still = SampledCell.objects.filter(pk__in=changed, judged__isnull=True)
    still.update(judged=Judged.CHANGED.value, judged_at=at)
