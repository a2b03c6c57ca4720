"""What readers doubt about published values: kept, read by a person, answered by the owner's office."""

from __future__ import annotations

import hmac
from base64 import b32encode
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, Who, demand
from tambon.accounts.rules.signin import network, wider_network
from tambon.areas import queries as areas
from tambon.journal.actions import record
from tambon.lib.days import thai_day
from tambon.lib.text import BLOT
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.models import Claim, Record
from tambon.records.rules import ClaimKind, NewClaim, RecordView
from tambon.verification import counter_problems as problems
from tambon.verification import problems as verdict_problems
from tambon.verification import queries
from tambon.verification.models import Challenge, Returned
from tambon.verification.queries.signing import highest_over
from tambon.verification.rules.challenging import (
    BLOTTED,
    DAY,
    MOST_ANSWER,
    MOST_IN_ALL,
    MOST_OF_A_VALUE,
    MOST_OF_A_WIDER,
    MOST_OF_ONE,
    MOST_OF_ONE_VALUE_BY_ONE,
    Asked,
    Outcome,
    Refusal,
    State,
    demand_move,
    demand_true,
    is_published,
    read_said,
)

ASKER = "anyone"  # how the journal calls whoever asks: nobody knows who it was
_LOCK = "the counter's challenges"
_CODE = 20  # characters of base32: 100 bits


@dataclass(frozen=True)
class _Cell:
    record: RecordView
    claim_id: int
    claim_ref: str
    office: int | None


@transaction.atomic
def challenge(asked: Asked, *, address: str, at: datetime) -> str:
    """Keeps the doubt until a person has read it; the code by which its asker finds the answer comes back.

    The same form sent again gives the same code and keeps nothing twice. Raises 422 for what may not be said
    and 429 when the address, the value or the whole counter had its share of the day.
    """
    said = read_said(asked.said)
    code = _code(asked.ref)
    with connection.cursor() as cursor:  # one after the other: a thousand at once are counted too
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [_LOCK])
    if Challenge.objects.filter(ref=asked.ref).exists():
        return code
    day = thai_day(at)
    hashed, wider = _hashed(network(address), day), _hashed(wider_network(address), day)
    _demand_room(asked, hashed, wider, at)
    row = Challenge.objects.create(
        ref=asked.ref,
        secret_hash=sha256(code.encode()).digest(),
        release=asked.release,
        dataset=asked.dataset,
        period=asked.period,
        area_id=asked.area_id,
        variable=asked.variable,
        published=asked.published,
        said=said,
        proposed=asked.proposed,
        lang=asked.lang,
        address=hashed,
        wider=wider,
        made_at=at,
    )
    body: dict[str, Any] = {"dataset": asked.dataset, "area": asked.area_id, "variable": asked.variable}
    _journal("made", row, body, by=ASKER, at=at)
    return code


@transaction.atomic
def pass_on(who: Who, ref: UUID, *, on: date, at: datetime) -> str:
    """A moderator has read it: it becomes a claim about the value that stands there now, whose reference
    comes back, and waits for the owner's office.

    Raises 403 outside the moderator's area, 404, and 409 when it was dealt with or the value is gone.
    """
    row = _locked(ref)
    _demand_moderator(who, row, on=on)
    demand_move(row.state, State.OPEN)
    cell = _cell(row, on=on)
    claim = NewClaim(
        kind=ClaimKind.CHALLENGE,
        dataset=row.dataset,
        area_id=row.area_id,
        period=row.period,
        values={} if row.proposed is None else {row.variable: row.proposed},
        about={row.variable: cell.claim_ref},
        observed_on=thai_day(row.made_at),
        by=f"challenge:{row.ref}",
        evidence=f"challenge:{row.ref}",
    )
    (made,) = records.make_claims([claim], at=at)
    row.claim_ref, row.office_id = UUID(made), cell.office
    _moderate(row, who, State.OPEN, at)
    body = {"claim": made, "office": cell.office}
    _journal("passed_on", row, body, by=who.actor, at=at)
    return made


@transaction.atomic
def refuse(who: Who, ref: UUID, *, reason: Refusal, on: date, at: datetime) -> None:
    """A moderator does not pass it on, for one of the reasons; what must not be kept is gone with that.

    Raises 403, 404, 409 as `pass_on`.
    """
    row = _locked(ref)
    _demand_moderator(who, row, on=on)
    demand_move(row.state, State.REFUSED)
    row.refusal = reason.value
    if reason in BLOTTED:
        row.said, row.proposed = BLOT, None
    _moderate(row, who, State.REFUSED, at)
    body = {"reason": reason.value}
    _journal("refused", row, body, by=who.actor, at=at)


@transaction.atomic
def answer(who: Who, ref: UUID, *, outcome: Outcome, text: str, on: date, at: datetime) -> None:
    """The owner's office answers with a sentence that everybody will read.

    Raises 403 for who does not own the value there that day or sent it from the field themselves, 409 when it
    was answered, and 422 for an outcome that what is held belies or a sentence that may not be published.
    """
    row = _locked(ref)
    cell = _cell(row, on=on)
    there = areas.reached_from([row.area_id], on=on)[row.area_id]
    thing = Thing(there, cell.office, accounts.agency_ids([cell.office]).get(cell.office))
    demand(who, Verb.CONFIRM, thing)
    own = queries.count_own_answers(who.actor, [(cell.claim_id, row.variable)])
    if own:
        raise verdict_problems.own_answer(count=own)
    demand_move(row.state, State.ANSWERED)
    said = read_said(text, most=MOST_ANSWER)
    open_return = Returned.objects.filter(
        record_id=cell.record.id, variable=row.variable, closed_at__isnull=True
    )
    same = is_published(row.published, cell.record.values[row.variable])
    signed = highest_over(row.dataset, row.period, row.area_id, on=on) if same else None
    level = signed.level if signed else None
    demand_true(outcome, same=same, returned=open_return.exists(), signed=level)
    row.state, row.outcome, row.answer = State.ANSWERED.value, outcome.value, said
    row.answered_at, row.answered_by, row.office_id = at, who.actor, cell.office
    row.save()
    body = {"outcome": outcome.value, "office": cell.office, "answer": sha256(said.encode()).hexdigest()}
    _journal("answered", row, body, by=who.actor, at=at)


@transaction.atomic
def forget_addresses(*, at: datetime) -> int:
    """Blanks the hashes of the addresses of earlier Thai days; how many comes back."""
    today = thai_day(at)
    kept = Challenge.objects.filter(address__isnull=False, made_at__lt=at).only("pk", "made_at")
    old = [row.pk for row in kept if thai_day(row.made_at) < today]
    Challenge.objects.filter(pk__in=old).update(address=None, wider=None)
    if old:
        body = {"count": len(old)}
        record("challenge.addresses_forgotten", subject="challenges", by="system", at=at, body=body)
    return len(old)


@transaction.atomic
def follow_owners(*, on: date, at: datetime) -> int:
    """Open challenges go to the office that owns the value today; how many went elsewhere comes back."""
    rows = list(Challenge.objects.select_for_update().filter(state=State.OPEN.value).order_by("pk"))
    ids = queries.record_ids(rows)
    owners = queries.owners_of(held.views(ids.values()).values(), on=on)
    moved = []
    for row in rows:
        record_id = ids.get((row.dataset, row.period, row.area_id))
        office = owners.get((record_id, row.variable)) if record_id else row.office_id
        if office != row.office_id:
            row.office_id = office
            moved.append(row)
    Challenge.objects.bulk_update(moved, ["office"])
    if moved:
        body = {"count": len(moved)}
        record("challenge.owners_followed", subject="challenges", by="system", at=at, body=body)
    return len(moved)


def _journal(what: str, row: Challenge, body: dict[str, Any], *, by: str, at: datetime) -> None:
    body |= {"content": queries.challenge_content(row)}
    record(f"challenge.{what}", subject=f"challenge:{row.ref}", by=by, at=at, body=body)


def _locked(ref: UUID) -> Challenge:
    row = Challenge.objects.select_for_update(of=("self",)).filter(ref=ref).first()
    if row is None:
        raise problems.unknown_challenge()
    return row


def _demand_moderator(who: Who, row: Challenge, *, on: date) -> None:
    demand(who, Verb.MODERATE, Thing(areas.reached_from([row.area_id], on=on)[row.area_id]))


def _moderate(row: Challenge, who: Who, state: State, at: datetime) -> None:
    row.state, row.moderated_at, row.moderated_by = state.value, at, who.actor
    row.save()


def _cell(row: Challenge, *, on: date) -> _Cell:
    """What is held there now, and stays so until the transaction ends; raises 409 where nothing is."""
    same = Record.objects.filter(dataset=row.dataset, area_id=row.area_id, period=row.period)
    records.await_locks_of(same.values_list("pk", flat=True))  # the turn comes before the record's lock
    locked = same.select_for_update().values_list("pk", flat=True).first()
    found = held.get_record(locked) if locked else None
    if found is None or row.variable not in found.cells:
        raise problems.challenge_gone()
    claim_id = found.cells[row.variable].claim_id
    ref = str(Claim.objects.values_list("ref", flat=True).get(pk=claim_id))
    return _Cell(found, claim_id, ref, queries.owners_of([found], on=on).get((found.id, row.variable)))


def _demand_room(asked: Asked, address: bytes, wider: bytes, at: datetime) -> None:
    today = Challenge.objects.filter(made_at__gt=at - DAY)
    if today.filter(address=address).count() >= MOST_OF_ONE:
        raise problems.too_many_challenges(most=MOST_OF_ONE)
    if today.filter(wider=wider).count() >= MOST_OF_A_WIDER:
        raise problems.too_many_challenges(most=MOST_OF_A_WIDER)
    if today.count() >= MOST_IN_ALL:
        raise problems.counter_full()
    same: dict[str, Any] = {
        "dataset": asked.dataset, "area_id": asked.area_id, "period": asked.period,
        "variable": asked.variable,
    }  # fmt: skip
    unread = Challenge.objects.filter(state=State.WAITING.value, **same)
    if unread.filter(address=address).count() >= MOST_OF_ONE_VALUE_BY_ONE:
        raise problems.said_already()
    if unread.count() >= MOST_OF_A_VALUE:
        raise problems.enough_about_a_value(most=MOST_OF_A_VALUE)


def _hashed(network_: str, day: date) -> bytes:
    """A network's hash under a key of the day: it tells two askers of one day apart, and nothing else."""
    key = salted_hmac("tambon counter's day", day.isoformat(), algorithm="sha256").digest()
    return hmac.new(key, network_.encode(), sha256).digest()


def _code(ref: UUID) -> str:
    """The asker's code, from the form's reference under the home's key: a form sent twice shows it twice."""
    digest = salted_hmac("tambon challenge's code", str(ref), algorithm="sha256").digest()
    return b32encode(digest).decode().lower()[:_CODE]
