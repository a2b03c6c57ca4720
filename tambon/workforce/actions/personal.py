"""Personal data: sealed when they come, opened for a reason that is journaled; `erasing` takes them away.

The journal names people by id and fields by name; what was written stands nowhere but in the sealed fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tambon.accounts.rules import Thing, Verb, Who, demand, may
from tambon.journal.actions import record, record_many
from tambon.journal.rules import NewEntry
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem
from tambon.lib.sealing import KEY_ID_BYTES, KeyRing, SealingError, UnknownKey
from tambon.workforce import personal_problems as problems
from tambon.workforce.actions.erasing import lock_writers
from tambon.workforce.models import Personal
from tambon.workforce.queries.personal import (
    kept_fields,
    needed,
    owners_of,
    places_of_need,
    rows_of,
)
from tambon.workforce.rules.personal import FIELDS, LookReason, NewPersonal, PersonalView, read

_BATCH = 1_000


@dataclass(frozen=True)
class PersonalSet:
    """What became of each entry: how many were kept anew, how many stood so already, which were refused."""

    kept: int
    unchanged: int
    refused: tuple[tuple[int, Problem], ...]  # (place in what was given, why)


@dataclass(frozen=True)
class Rotated:
    """How many people's data were sealed again, and whose could not be opened for damage."""

    people: int
    damaged: tuple[int, ...]


def set_personal(
    *,
    person_id: int,
    citizen_id: str | None = None,
    bank_account: str | None = None,
    keys: KeyRing,
    by: str,
    at: datetime,
) -> None:
    """Keeps a person's citizen ID and bank account; what is not given stays as it is.

    Raises ``422-citizen-id``, ``422-bank-account``, ``409-citizen-id-taken`` (without telling whose) or
    ``409-personal-without-contract``.
    """
    entry = NewPersonal(person_id, citizen_id, bank_account)
    for _, problem in set_many_personal([entry], keys=keys, by=by, at=at).refused:
        raise problem


@transaction.atomic
def set_many_personal(entries: Sequence[NewPersonal], *, keys: KeyRing, by: str, at: datetime) -> PersonalSet:
    """The same for many people; each entry stands or is refused on its own. What is the same stays untouched.

    An entry without anything written counts as unchanged.
    """
    lock_writers()
    refused: dict[int, Problem] = {}
    wanted = _readable(entries, refused)
    _refuse_unneeded(wanted, refused, on=thai_day(at))
    _refuse_taken(wanted, refused, keys)
    people = {entry.person_id for entry in wanted.values()}
    held = {row.person_id: row for row in rows_of(people)}
    changes = _changes(wanted.values(), held, keys, at)
    _write([held[person] for person in changes])
    record_many(
        [
            NewEntry("personal.set", f"person:{person}", by, at, {"fields": fields})
            for person, fields in changes.items()
        ]
    )
    unchanged = len(entries) - len(changes) - len(refused)
    return PersonalSet(len(changes), unchanged, tuple(sorted(refused.items(), key=lambda one: one[0])))


@transaction.atomic
def look_at_personal(
    who: Who, person_id: int, *, reason: str, keys: KeyRing, on: date, at: datetime
) -> PersonalView:
    """What is kept of the person, opened for somebody with a need, and the look journaled.

    Raises 403 unless the person's contract lies where ``who`` may see personal data, ``422-personal-reason``,
    ``404-personal-nothing-kept``, ``409-personal-key-missing`` or ``409-personal-damaged``.
    """
    demand_need(who, person_id, on=on)
    if reason not in set(LookReason):
        raise problems.reason_needed()
    row = Personal.objects.filter(person_id=person_id).first()
    fields = kept_fields(row) if row else ()
    if row is None or not fields:
        raise problems.nothing_kept()
    view = PersonalView(person_id, _open(keys, row, "citizen_id"), _open(keys, row, "bank_account"))
    body = {"fields": list(fields), "reason": reason}
    record("personal.seen", subject=f"person:{person_id}", by=who.actor, at=at, body=body)
    return view


def demand_need(who: Who, person_id: int, *, on: date) -> None:
    """Raises 403 unless one of the person's contracts lies where ``who`` may see personal data."""
    places = places_of_need(person_id, on=on) or [Thing()]
    if not any(may(who, Verb.SEE_PERSONAL, place).allowed for place in places):
        demand(who, Verb.SEE_PERSONAL, places[0])


@transaction.atomic
def rotate(*, keys: KeyRing, by: str, at: datetime) -> Rotated:
    """Seals everything under the ring's first key and indexes it anew; afterwards no other key is needed.

    Again changes nothing. Raises ``409-personal-key-missing``, and changes nothing, when something was sealed
    under a key that the ring does not have. What is damaged is left and named.
    """
    lock_writers()
    rows = list(Personal.objects.filter(erased_at__isnull=True).order_by("person_id").select_for_update())
    stale = [row for row in rows if not _is_current(keys, row)]
    _demand_keys(keys, stale)
    turned: list[Personal] = []
    damaged: list[int] = []
    for row in stale:
        try:
            plain = {name: _open(keys, row, name) for name in FIELDS}
        except Problem:
            damaged.append(row.person_id)
            continue
        _seal(keys, row, {name: text for name, text in plain.items() if text is not None})
        turned.append(row)
    _write(turned)
    if turned:
        record("personal.rotated", subject="personal:all", by=by, at=at, body={"people": len(turned)})
    return Rotated(len(turned), tuple(damaged))


def _write(rows: list[Personal]) -> None:
    """Rows as they are now, new or known."""
    Personal.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=[*FIELDS, "citizen_index", "changed_at", "erased_at"],
    )


def _readable(entries: Sequence[NewPersonal], refused: dict[int, Problem]) -> dict[int, NewPersonal]:
    """{place: entry} of the entries that say something and can be kept as they say it."""
    found: dict[int, NewPersonal] = {}
    for place, entry in enumerate(entries):
        try:
            clean = read(entry)
        except Problem as problem:
            refused[place] = problem
            continue
        if clean.citizen_id or clean.bank_account:
            found[place] = clean
    return found


def _refuse_unneeded(wanted: dict[int, NewPersonal], refused: dict[int, Problem], *, on: date) -> None:
    needs = needed({entry.person_id for entry in wanted.values()}, on=on)
    for place, entry in list(wanted.items()):
        if entry.person_id not in needs:
            refused[place] = problems.without_contract()
            del wanted[place]


def _refuse_taken(wanted: dict[int, NewPersonal], refused: dict[int, Problem], keys: KeyRing) -> None:
    """An ID is one person's: of those kept under any key of the ring, and of those given together."""
    indexes = {
        place: keys.indexes(entry.citizen_id, field="citizen_id")
        for place, entry in wanted.items()
        if entry.citizen_id
    }
    asked = [index for several in indexes.values() for index in several]
    owner = owners_of(asked)
    for place, several in indexes.items():
        person = wanted[place].person_id
        known = next((owner[index] for index in several if index in owner), person)
        if known != person:
            refused[place] = problems.citizen_id_taken()
            del wanted[place]
        else:
            owner[several[0]] = person


def _changes(
    wanted: Iterable[NewPersonal], held: dict[int, Personal], keys: KeyRing, at: datetime
) -> dict[int, list[str]]:
    """{person: names of the fields that became another}; the rows in ``held`` are made or changed."""
    changes: dict[int, list[str]] = {}
    for entry in wanted:
        row = held.setdefault(entry.person_id, Personal(person_id=entry.person_id))
        given = {"citizen_id": entry.citizen_id, "bank_account": entry.bank_account}
        new = {name: text for name, text in given.items() if text and not _holds(keys, row, name, text)}
        if new:
            _seal(keys, row, new)
            row.changed_at, row.erased_at = at, None
            changes[entry.person_id] = sorted({*changes.get(entry.person_id, []), *new})
    return changes


def _holds(keys: KeyRing, row: Personal, name: str, text: str) -> bool:
    """Whether the row holds this text already; what cannot be opened is written anew."""
    try:
        return _open(keys, row, name) == text
    except Problem:
        return False


def _seal(keys: KeyRing, row: Personal, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        setattr(row, name, keys.seal(text, owner=f"person:{row.person_id}", field=name))
    if "citizen_id" in texts:
        row.citizen_index = keys.index(texts["citizen_id"], field="citizen_id")


def _open(keys: KeyRing, row: Personal, name: str) -> str | None:
    sealed = getattr(row, name)
    if sealed is None:
        return None
    try:
        return keys.open(bytes(sealed), owner=f"person:{row.person_id}", field=name)
    except UnknownKey as fault:
        raise problems.key_missing(keys=_key_of(sealed), count=len(kept_fields(row))) from fault
    except SealingError as fault:
        raise problems.damaged(person=row.person_id) from fault


def _is_current(keys: KeyRing, row: Personal) -> bool:
    return all(keys.is_current(getattr(row, name)) for name in kept_fields(row))


def _demand_keys(keys: KeyRing, rows: Iterable[Personal]) -> None:
    known = {key.id.hex() for key in keys.keys}
    used = [_key_of(getattr(row, name)) for row in rows for name in kept_fields(row)]
    missing = [key for key in used if key not in known]
    if missing:
        raise problems.key_missing(keys=", ".join(sorted(set(missing))), count=len(missing))


def _key_of(sealed: bytes) -> str:
    return bytes(sealed[1 : 1 + KEY_ID_BYTES]).hex()
