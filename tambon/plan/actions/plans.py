"""Loading a plan's text as a version, and putting a version in force."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from tambon.journal import actions as journal
from tambon.plan import problems, queries
from tambon.plan.actions.programmes import lock_planning
from tambon.plan.actions.rounds import keep_plan_rounds
from tambon.plan.models import PlanVersion
from tambon.plan.rules import PlanView, RoundMove, rounds


@dataclass(frozen=True)
class LoadedVersion:
    """What a load came to; ``new`` is False where the same text was loaded before."""

    number: int
    sha256: str
    new: bool


@dataclass(frozen=True)
class ApprovedPlan:
    """What an approval came to: what became of each round; ``already`` where the version was in force."""

    number: int
    sha256: str
    already: bool
    rounds: tuple[RoundMove, ...]


@transaction.atomic
def load_plan(*, programme: str, text: str, by: str, at: datetime) -> LoadedVersion:
    """Keeps the text as the programme's next version; the same text is the version that it was.

    Nothing is in force by it. Raises ``404-programme-unknown``, and ``422-plan-text`` with every fault: then
    nothing is kept.
    """
    plan = queries.check_text(programme, text)
    lock_planning()
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    held = queries.list_plans(programme)
    same = next((one for one in held if one.sha256 == sha256), None)
    if same is not None:
        return LoadedVersion(same.number, sha256, new=False)
    number = held[0].number + 1 if held else 1
    PlanVersion.objects.create(
        programme_id=queries.get_programme(programme).id,
        number=number,
        sha256=sha256,
        text=text,
        inferred=plan.inferred,
        loaded_at=at,
    )
    body = {"number": number, "sha256": sha256}
    journal.record("plan.loaded", subject=f"programme:{programme}", by=by, at=at, body=body)
    return LoadedVersion(number, sha256, new=True)


@transaction.atomic
def approve_plan(*, programme: str, number: int, by: str, at: datetime, older: bool = False) -> ApprovedPlan:
    """Puts a version in force, with the rounds that follow from it; in force already, it changes nothing.

    ``older`` says that going back to a version before the newest one is meant. Raises ``404-plan-unknown``,
    ``409-plan-older``, ``422-plan-text`` where the text fits the programme no more, and the conflicts of
    `keep_plan_rounds`.
    """
    lock_planning()
    held = queries.get_plan(programme, number)
    if held.view.in_force:
        return ApprovedPlan(number, held.view.sha256, already=True, rounds=())
    newest = queries.list_plans(programme)[0].number
    if number != newest and not older:
        raise problems.older_plan(number=number, newest=newest)
    view = queries.get_programme(programme)
    approved_at = _after_all_others(queries.list_plans(programme), at)
    PlanVersion.objects.filter(programme_id=view.id, number=number).update(approved_at=approved_at)
    body = {"number": number, "sha256": held.view.sha256}
    journal.record("plan.approved", subject=f"programme:{programme}", by=by, at=at, body=body)
    moves = keep_plan_rounds(view, rounds(held.plan, view), by=by, at=at)
    return ApprovedPlan(number, held.view.sha256, already=False, rounds=tuple(moves))


def _after_all_others(held: Iterable[PlanView], at: datetime) -> datetime:
    """The version approved last is in force. Who waited for another approval had looked at the clock before
    it, and clocks go back; so an approval is later than all before it, by a trifle if need be."""
    others = [one.approved_at for one in held if one.approved_at is not None]
    return max([at, *(other + timedelta(microseconds=1) for other in others)])
