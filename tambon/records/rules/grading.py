"""How sure we are of the value that won. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tambon.lib.days import thai_day
from tambon.records.rules.cells import Cell
from tambon.records.rules.checks import is_impossible
from tambon.records.rules.kinds import ClaimKind, Grade
from tambon.records.rules.resolution import Offer, Resolution


@dataclass(frozen=True, slots=True)
class Verdict:
    """An office's word on one claim's value of one cell. ``owned``: it owned the variable there that day."""

    ref: str
    kind: ClaimKind
    claim_id: int
    made_at: datetime
    owned: bool
    id: int


def grade(held: Resolution, verdicts: Iterable[Verdict], weight: int | None) -> Grade:
    """The grade of the value held.

    Only verdicts of the office that owned the variable in that area on the day of the verdict count, and of
    those the latest. It makes the value *verified* when it confirms the winning claim, or an earlier one
    since which every claim says the same: a second report of the very value that was confirmed changes
    nothing, and a different value ends the confirmation for good, for a confirmation names a claim; so does
    one that was redacted since. It makes the value *disputed* when it disputes the winning claim itself: who
    looks again and repeats the value has answered, and the office is asked again.

    What cannot be true is not verified, whoever confirmed it and when: the confirmation rests, and the value
    waits for its owner again. Once the rules let it be, what was confirmed counts as before.

    Without such a verdict: *checked* when the automatic rules ran on this value and found nothing to ask
    (``weight`` 0), else *reported* (``weight`` None: they have not run; above 0: how much they doubt).
    """
    latest = _latest(held, verdicts)
    if latest is not None:
        if latest.kind is ClaimKind.CONFIRMATION:
            return Grade.REPORTED if is_impossible(weight) else Grade.VERIFIED
        if latest.claim_id == held.winner.claim_id:
            return Grade.DISPUTED
    return _by_weight(weight)


def answer_to(
    held: Resolution, verdicts: Iterable[Verdict], offers: Iterable[Offer]
) -> tuple[int, datetime] | None:
    """The first claim that answers the dispute of the value held, though that value still wins, and when it
    was made: what the field or an office said later than the dispute and saw on its day or later. The office
    is asked again then. None: nobody answered yet. For disputed values.
    """
    dispute = _latest(held, verdicts)
    if dispute is None:
        return None
    day = thai_day(dispute.made_at)
    answers = (
        (offer.made_at, offer.ref, offer.claim_id)
        for offer in offers
        if offer.kind is not ClaimKind.REGISTER
        and offer.made_at > dispute.made_at
        and offer.observed_on >= day
    )
    first = min(answers, default=None)
    return (first[2], first[0]) if first else None


def _latest(held: Resolution, verdicts: Iterable[Verdict]) -> Verdict | None:
    """The owner's newest word on the value held."""
    latest: Verdict | None = None
    for verdict in verdicts:
        if (
            verdict.owned
            and verdict.claim_id in held.agreeing
            and (verdict.id > held.after or verdict.kind is not ClaimKind.CONFIRMATION)
            and (latest is None or _after(verdict, latest))
        ):
            latest = verdict
    return latest


def regrade(cell: Cell, weight: int, at: datetime) -> Cell:
    """The cell after the automatic rules ran over its value: what `grade` would say, without the claims.

    The owner's verdicts come before what the rules find, so a verified or disputed cell only takes note,
    unless it cannot be true; whether a confirmation rested where it can be true again, only the claims tell
    (`may_wake`). The first run over a value leaves ``since`` as it is: history has no gap and no entry for
    that moment.
    """
    kept = cell.grade is Grade.VERIFIED and not is_impossible(weight)
    if kept or cell.grade is Grade.DISPUTED:
        return replace(cell, weight=weight)
    graded = _by_weight(weight)
    first = cell.weight is None and cell.grade is not Grade.VERIFIED
    stays = first or graded is cell.grade
    return replace(cell, grade=graded, weight=weight, since=cell.since if stays else max(at, cell.since))


def may_wake(cell: Cell, weight: int) -> bool:
    """Whether a confirmation of the value may count again: it could not be true, and can now."""
    return cell.grade is Grade.REPORTED and is_impossible(cell.weight) and not is_impossible(weight)


def _by_weight(weight: int | None) -> Grade:
    return Grade.CHECKED if weight == 0 else Grade.REPORTED


def _after(one: Verdict, other: Verdict) -> bool:
    return (one.made_at, one.ref) > (other.made_at, other.ref)
