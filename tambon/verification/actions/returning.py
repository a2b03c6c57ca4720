"""An office sends values back to the village, and how that ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, Who, demand, may
from tambon.areas import queries as areas
from tambon.forms import actions as forms
from tambon.journal.actions import record
from tambon.lib.days import thai_day
from tambon.lib.text import tidy
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.queries.locked import lock_by_id
from tambon.records.rules import ClaimKind, GivenVerdict, RecordView
from tambon.verification import problems, queries
from tambon.verification.actions.sampling import mark_judged
from tambon.verification.models import Returned
from tambon.verification.rules import MOST_AT_ONCE, CellRef, Reason
from tambon.verification.rules.challenging import demand_impersonal
from tambon.verification.rules.returning import (
    LONGEST_NOTE,
    OF_VERDICTS,
    Come,
    ReturnAnswer,
    demand_due,
)


@dataclass(frozen=True, slots=True)
class _Word:
    """What the office says with every cell that it sends back."""

    reason: str
    note: str
    due: date
    by: str
    at: datetime


@dataclass(slots=True)
class _Sorted:
    """The cells by the office in whose name they go back, and what came of the others."""

    by_office: dict[int, list[CellRef]] = field(default_factory=lambda: defaultdict(list))
    come: dict[CellRef, Come] = field(default_factory=dict)
    refused: list[Thing] = field(default_factory=list)


@transaction.atomic
def return_cells(  # noqa: PLR0913 - what an officer says with a return is five things
    who: Who, cells: Sequence[CellRef], *, reason: Reason, note: str, due: date, on: date, at: datetime
) -> list[ReturnAnswer]:
    """The officer disputes the values as seen and asks that they are looked at again by the day ``due``.

    Each cell comes back with what came of it, in the order given; what has changed since, was returned
    before or is not the officer's to judge is passed over. Raises 403 when none of them is, or one is the
    officer's own answer, and 422 for a day or a note that cannot be; nothing is returned then.
    """
    cells = list(dict.fromkeys(cells))
    if not cells:
        raise problems.nothing_chosen()
    if len(cells) > MOST_AT_ONCE:
        raise problems.too_many_cells(most=MOST_AT_ONCE)
    demand_due(due, on=on)
    word = _Word(reason.value, _short(note), due, who.actor, at)
    found = _sort_out(who, cells, on=on)
    _pass_over_returned(found)
    made = [
        row for office, group in found.by_office.items() for row in _send_back(office, group, found, word)
    ]
    _journal(found, made, word)
    return [ReturnAnswer(cell, found.come[cell]) for cell in cells]


@transaction.atomic
def withdraw_return(who: Who, return_id: int, *, on: date, at: datetime) -> None:
    """Takes a return back: nobody is asked to look again. The value stays disputed until it is confirmed.

    Raises 404 when no such return stands, and 403 for whoever may not dispute the value, neither for the
    office that owns it now nor for the one that returned it.
    """
    view = queries.get_open_return(return_id, on=on)
    lock_by_id([view.record_id])
    row = Returned.objects.select_for_update().filter(pk=return_id, closed_at__isnull=True).first()
    if row is None:
        raise problems.no_open_return()
    reached = areas.reached_from([view.area.id], on=on)[view.area.id]
    now = queries.owners_of([held.get_record(view.record_id)], on=on).get((view.record_id, row.variable))
    agencies = accounts.agency_ids([now, row.office_id])
    things = [Thing(reached, office, agencies.get(office)) for office in (now, row.office_id) if office]
    if not any(may(who, Verb.DISPUTE, thing).allowed for thing in things):
        demand(who, Verb.DISPUTE, things[0])
    _close([row], at=at, how="withdrawn")
    body = {"return": row.pk}
    record("cells.return_withdrawn", subject=who.actor, by=who.actor, at=at, body=body)


def end_returns(record_ids: Iterable[int], *, at: datetime) -> int:
    """Ends the returns about these records that were answered or confirmed, or whose variable the dictionary
    asks no more; how many comes back.

    In the caller's transaction, which holds the records' locks.
    """
    ids = list(record_ids)
    ended = {one.id: one for one in queries.list_ended(ids)}
    dropped = [pk for pk in queries.list_not_asked(ids) if pk not in ended]
    if not ended and not dropped:
        return 0
    rows = list(Returned.objects.filter(pk__in=ended).order_by("pk"))
    not_asked = list(Returned.objects.filter(pk__in=dropped).order_by("pk"))
    for row in rows:
        row.answer_claim_id = ended[row.pk].answer
    answered = [row for row in rows if row.answer_claim_id is not None]
    confirmed = [row for row in rows if row.answer_claim_id is None]
    _close(answered, at=at, how="answered")
    _close(confirmed, at=at, how="confirmed")
    body = {"answered": [row.pk for row in answered], "confirmed": [row.pk for row in confirmed]}
    body["answers"] = [row.answer_claim_id for row in answered if row.answer_claim_id is not None]
    if not_asked:
        _close(not_asked, at=at, how="not_asked")
        body["not_asked"] = [row.pk for row in not_asked]
    record("returns.ended", subject="returns", by="system", at=at, body=body)
    return len(rows) + len(not_asked)


def _short(note: str) -> str:
    said = demand_impersonal(tidy(note))
    if len(said) > LONGEST_NOTE:
        raise problems.note_too_long(most=LONGEST_NOTE)
    return said


def _sort_out(who: Who, cells: Sequence[CellRef], *, on: date) -> _Sorted:
    """Raises 403 when none of the cells is the person's to judge, or one is the person's own answer."""
    rows = held.views({cell.record_id for cell in cells})
    reached = areas.reached_from({row.area_id for row in rows.values()}, on=on)
    owners = queries.owners_of(rows.values(), on=on)
    agencies = accounts.agency_ids(owners.values())
    found = _Sorted()
    for cell in cells:
        row = rows.get(cell.record_id)
        if row is None or (cell.record_id, cell.variable) not in owners:
            found.come[cell] = Come.UNKNOWN
            continue
        office = owners[cell.record_id, cell.variable]
        thing = Thing(reached[row.area_id], office, agencies.get(office))
        if office is None or not may(who, Verb.DISPUTE, thing).allowed:
            found.come[cell] = Come.NOT_OWNED
            found.refused.append(thing)
            continue
        found.by_office[office].append(cell)
    if not found.by_office:
        demand(who, Verb.DISPUTE, found.refused[0] if found.refused else Thing())
        raise problems.unknown_record()
    mine = [(cell.claim_id, cell.variable) for group in found.by_office.values() for cell in group]
    own = queries.count_own_answers(who.actor, mine)
    if own:
        raise problems.own_answer(count=own)
    return found


def _pass_over_returned(found: _Sorted) -> None:
    """Locks the records, so that of two who return one cell the second sees the first one's return."""
    ids = {cell.record_id for group in found.by_office.values() for cell in group}
    records.await_locks_of(ids)  # the turn comes before records' locks, here as everywhere
    lock_by_id(sorted(ids))
    standing = Returned.objects.filter(record_id__in=ids, closed_at__isnull=True)
    before = set(standing.values_list("record_id", "variable"))
    for office, group in found.by_office.items():
        for cell in group:
            if (cell.record_id, cell.variable) in before:
                found.come[cell] = Come.ALREADY
        found.by_office[office] = [cell for cell in group if cell not in found.come]


def _send_back(office: int, cells: Sequence[CellRef], found: _Sorted, word: _Word) -> list[Returned]:
    """The rows of the cells that were disputed; ``found`` tells what came of each."""
    verdicts = [
        GivenVerdict(
            cell.record_id, cell.variable, cell.claim_id, ClaimKind.DISPUTE, word.reason, seen=cell.word
        )
        for cell in cells
    ]
    answers = records.give_verdicts(verdicts, office=office, by=word.by, at=word.at) if verdicts else []
    mark_judged(answers, office=office, at=word.at)
    for cell, answer in zip(cells, answers, strict=True):
        found.come[cell] = OF_VERDICTS[answer.outcome]
    done = [cell for cell in cells if found.come[cell] is Come.DONE]
    if not done:
        return []
    rows = [
        Returned(
            record_id=cell.record_id, variable=cell.variable, claim_id=cell.claim_id, office_id=office,
            reason=word.reason, note=word.note, due=word.due, made_at=word.at, by=word.by,
        )
        for cell in done
    ]  # fmt: skip
    records.reopen_cells([(cell.record_id, cell.variable) for cell in done], since=thai_day(word.at))
    _keep_forms(held.views({cell.record_id for cell in done}), done, word)
    return Returned.objects.bulk_create(rows, batch_size=1000)


def _keep_forms(rows: dict[int, RecordView], cells: Iterable[CellRef], word: _Word) -> None:
    """Each variable has its short form by the time its first cell is on a phone's list."""
    asked = {(rows[cell.record_id].dataset, cell.variable) for cell in cells}
    forms.publish_returns(asked, by=word.by, at=word.at)


def _close(rows: Sequence[Returned], *, at: datetime, how: str) -> None:
    for row in rows:
        row.closed_at, row.closed_how = max(at, row.made_at), how
    Returned.objects.bulk_update(rows, ["closed_at", "closed_how", "answer_claim_id"], batch_size=1000)
    records.close_cells([(row.record_id, row.variable) for row in rows], until=thai_day(at))


def _journal(found: _Sorted, made: Sequence[Returned], word: _Word) -> None:
    come = Counter(come.value for come in found.come.values())
    body: dict[str, Any] = {**dict(sorted(come.items())), "returns": [row.pk for row in made]}
    if made:
        body["content"] = queries.returns_content(made)
    record("cells.return", subject=word.by, by=word.by, at=word.at, body=body)
