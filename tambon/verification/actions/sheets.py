"""An office's spreadsheet: taken out, and what came back done in batches."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from django.db import transaction

from tambon.accounts.rules import Who
from tambon.formats import Refusal
from tambon.journal.actions import record
from tambon.lib.problem import Problem
from tambon.records.rules import ClaimKind, GivenVerdict, Outcome
from tambon.verification import problems, queue_problems
from tambon.verification.actions.entering import OwnValue, enter
from tambon.verification.actions.judging import confirm, dispute_all
from tambon.verification.queries.sheets import SheetReport, check_sheet
from tambon.verification.rules import MOST_AT_ONCE
from tambon.verification.rules.sheets import SheetWord, Wish

Do = Callable[[Sequence[Wish]], list[Outcome]]


@transaction.atomic
def note_sheet_taken(who: Who, office_id: int, *, cells: int, at: datetime) -> None:
    """The journal's word that the office's cells left the desk as a file."""
    record("sheet.taken", subject=f"office:{office_id}", by=who.actor, at=at, body={"cells": cells})


def apply_sheet(
    content: bytes, *, who: Who, office_id: int, on: date, at: datetime, key: bytes
) -> SheetReport:
    """Does what the rows ask for; the report tells what was done and what was refused by then. The same file
    again does nothing.

    In batches, each in a transaction of its own with an entry of how far the file has come by then: whatever
    stops the work half-way, what was done stands and is journaled, and the file sent again does the rest.
    Raises as `check_sheet` does.
    """
    report = check_sheet(content, who=who, office_id=office_id, on=on, key=key)
    digest = hashlib.sha256(content).hexdigest()
    note = partial(_note_applied, who, office_id, file=digest, rows=report.rows, at=at)
    ways: list[tuple[SheetWord | None, Do]] = [
        (SheetWord.CONFIRM, partial(_confirm, who, on=on, at=at)),
        (SheetWord.DISPUTE, partial(_dispute, who, on=on, at=at)),
        (None, partial(_enter, who, note=f"sheet {digest[:16]}", on=on, at=at)),
    ]
    done: list[Wish] = []
    refused = list(report.refused)
    for word, do in ways:
        for batch in _batches([wish for wish in report.wishes if wish.word is word]):
            with transaction.atomic():
                for wish, problem in _tried(do, batch):
                    if problem is None:
                        done.append(wish)
                    else:
                        refused.append(Refusal.of(problem, row=wish.number, raw=wish.raw))
                note(done=len(done), refused=len(refused))
    if not report.wishes:
        note(done=0, refused=len(refused))
    refused.sort(key=lambda one: one.row)
    return replace(report, wishes=tuple(done), refused=tuple(refused))


@transaction.atomic
def _note_applied(  # noqa: PLR0913 - what is told of a file is six things
    who: Who, office_id: int, *, file: str, rows: int, done: int, refused: int, at: datetime
) -> None:
    body = {"file": file, "rows": rows, "done": done, "refused": refused}
    record("sheet.applied", subject=f"office:{office_id}", by=who.actor, at=at, body=body)


def _batches(wishes: Sequence[Wish]) -> Iterator[Sequence[Wish]]:
    for start in range(0, len(wishes), MOST_AT_ONCE):
        yield wishes[start : start + MOST_AT_ONCE]


def _tried(do: Do, batch: Sequence[Wish]) -> Iterator[tuple[Wish, Problem | None]]:
    """Each row of the batch with why it was refused; None where it was done."""
    try:
        outcomes = do(batch)
    except Problem as problem:  # who may, and what is owned, can change while the file is worked through
        yield from ((wish, problem) for wish in batch)
        return
    for wish, outcome in zip(batch, outcomes, strict=True):
        yield wish, _REFUSED[outcome]() if outcome in _REFUSED else None


def _impossible() -> Problem:
    """The rule began to ask while the file was worked through."""
    why = "ดูข้อสงสัยข้างค่านี้ในรายการรอตรวจ", "see the rule beside it in your list"
    return problems.impossible(why_th=why[0], why_en=why[1])


_REFUSED: dict[Outcome, Callable[[], Problem]] = {
    Outcome.IMPOSSIBLE: _impossible,
    Outcome.CHANGED: queue_problems.sheet_stale,
    Outcome.NOT_OWNED: queue_problems.sheet_not_owned,
    Outcome.UNKNOWN: problems.unknown_record,
}


def _confirm(who: Who, batch: Sequence[Wish], *, on: date, at: datetime) -> list[Outcome]:
    return [answer.outcome for answer in confirm(who, [wish.cell for wish in batch], on=on, at=at)]


def _dispute(who: Who, batch: Sequence[Wish], *, on: date, at: datetime) -> list[Outcome]:
    verdicts = [
        GivenVerdict(
            wish.cell.record_id, wish.cell.variable, wish.cell.claim_id, ClaimKind.DISPUTE,
            wish.reason.value if wish.reason else "", wish.own, wish.cell.word,
        )
        for wish in batch
    ]  # fmt: skip
    return [answer.outcome for answer in dispute_all(who, verdicts, on=on, at=at)]


def _enter(who: Who, batch: Sequence[Wish], *, note: str, on: date, at: datetime) -> list[Outcome]:
    values = [OwnValue(wish.cell, wish.own) for wish in batch]
    answers = enter(who, values, observed_on=on, note=note, on=on, at=at)
    return [answer.outcome for answer in answers]
