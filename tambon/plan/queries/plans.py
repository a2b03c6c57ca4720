"""The versions of a programme's plan, the one in force, and the tasks that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from tambon.dictionary import queries as dictionary
from tambon.plan import problems
from tambon.plan.models import PlanVersion, Round
from tambon.plan.queries.programmes import get_calendar, get_programme
from tambon.plan.rules import (
    Calendar,
    Change,
    Plan,
    PlannedRound,
    PlanView,
    ProgrammeView,
    RoundMove,
    TaskView,
    compare,
    read_plan,
    round_moves,
    rounds,
    tasks,
)


@dataclass(frozen=True)
class LoadedPlan:
    """One version with its text and the plan that the text describes for this programme."""

    view: PlanView
    text: str
    plan: Plan


@dataclass(frozen=True)
class Preview:
    """What putting a plan in force would change: tasks and rounds of the plan, and the rounds that stand."""

    plan: Plan
    changes: list[Change]
    moves: list[RoundMove]


def list_plans(programme: str) -> list[PlanView]:
    """Every version of the programme's plan, the newest first."""
    rows = PlanVersion.objects.filter(programme__code=programme).order_by("-number").defer("text")
    versions = list(rows)
    in_force = _number_in_force(versions)
    return [
        PlanView(
            programme, row.number, row.sha256, row.inferred, row.loaded_at, row.approved_at,
            in_force=row.number == in_force, newest=place == 0,
        )
        for place, row in enumerate(versions)
    ]  # fmt: skip


def get_plan(programme: str, number: int) -> LoadedPlan:
    """One version. Raises ``404-plan-unknown``; ``422-plan-text`` where it fits the programme no more."""
    view = _get_view(programme, number)
    return LoadedPlan(view, get_text(programme, number), _plan_of(get_programme(programme), view))


def get_text(programme: str, number: int) -> str:
    """The text of a version as it was loaded. Raises ``404-plan-unknown``."""
    row = PlanVersion.objects.filter(programme__code=programme, number=number).values_list("text", flat=True)
    found = row.first()
    if found is None:
        raise problems.unknown_plan(programme=programme, number=number)
    return found


def plan_in_force(programme: str) -> LoadedPlan | None:
    """The version that was approved last; None while none is."""
    view = next((one for one in list_plans(programme) if one.in_force), None)
    return get_plan(programme, view.number) if view is not None else None


def list_tasks(programme: str) -> list[TaskView]:
    """The tasks of the plan in force by month, due day and code; none while no plan is in force. Three
    statements: each worker's page asks.

    Raises ``404-programme-unknown``.
    """
    calendar = get_calendar(programme)
    found = next((one for one in list_plans(programme) if one.in_force), None)
    if found is None:
        return []
    texts = tuple((one.spec.name, one.number, one.sha256) for one in dictionary.list_datasets())
    return list(_tasks(programme, calendar, found.number, found.sha256, texts))


def tasks_of_month(programme: str, month: str) -> list[TaskView]:
    """Those of one month, written as 2026-12."""
    return [task for task in list_tasks(programme) if task.month == month]


def planned_rounds(programme: str) -> list[PlannedRound]:
    """The rounds that follow from the plan in force, by opening day."""
    held = plan_in_force(programme)
    return rounds(held.plan, get_programme(programme)) if held is not None else []


def check_text(programme: str, text: str) -> Plan:
    """The plan that the text describes for the programme; nothing is kept.

    Raises ``404-programme-unknown``, ``422-plan-text`` with every fault, and what else `read_plan` raises.
    """
    return read_plan(text, calendar=get_programme(programme).calendar, datasets=known_datasets())


def preview(programme: str, plan: Plan, *, on: date) -> Preview:
    """What changes when the plan comes in force on that day, against the one in force.

    Raises the conflicts that approving it would raise for the rounds: see `rules.moves.round_moves`.
    """
    view, held = get_programme(programme), plan_in_force(programme)
    changes = compare(held.plan if held else None, plan, view)
    moves = round_moves(rounds(plan, view), standing_rounds(programme), on=on)
    return Preview(plan, changes, moves)


def standing_rounds(programme: str) -> list[PlannedRound]:
    """The programme's rounds that came from a plan, as they stand."""
    rows = Round.objects.filter(programme__code=programme).exclude(in_plan="")
    return [
        PlannedRound(
            in_plan=row.in_plan,
            code=row.code,
            name_th=row.name_th,
            name_en=row.name_en,
            opens=row.during.lower,
            closes=row.during.upper,
            datasets=tuple(sorted((one.dataset.name, one.period) for one in row.datasets.all())),
        )
        for row in rows.order_by("code").prefetch_related("datasets__dataset")
    ]


def known_datasets() -> dict[str, str]:
    """{dataset: the kind of its periods} of everything in the dictionary."""
    return {one.spec.name: one.spec.period_kind for one in dictionary.list_datasets()}


def _get_view(programme: str, number: int) -> PlanView:
    found = next((one for one in list_plans(programme) if one.number == number), None)
    if found is None:
        raise problems.unknown_plan(programme=programme, number=number)
    return found


def _number_in_force(versions: list[PlanVersion]) -> int | None:
    approved = [(row.approved_at, row.number) for row in versions if row.approved_at is not None]
    return max(approved)[1] if approved else None


def _plan_of(programme: ProgrammeView, view: PlanView) -> Plan:
    kinds = tuple(sorted(known_datasets().items()))
    return _read(programme.code, view.number, view.sha256, programme.calendar, kinds)


@lru_cache(maxsize=64)
def _read(
    programme: str, number: int, sha256: str, calendar: Calendar, kinds: tuple[tuple[str, str], ...]
) -> Plan:
    """Kept in the process: a text never changes, and its sum tells two databases' versions apart."""
    datasets: Mapping[str, str] = dict(kinds)
    return read_plan(get_text(programme, number), calendar=calendar, datasets=datasets)


@lru_cache(maxsize=64)
def _tasks(
    programme: str, calendar: Calendar, number: int, sha256: str, texts: tuple[tuple[str, int, str], ...]
) -> tuple[TaskView, ...]:
    """Kept in the process: the same plan, days and dictionary always make the same tasks. A dataset's task
    delivers what the dictionary calls by a name.
    """
    specs = {name: dictionary.get_dataset(name, number=version).spec for name, version, _ in texts}
    kinds = tuple(sorted((name, spec.period_kind) for name, spec in specs.items()))
    view = replace(get_programme(programme), since=calendar.since, until=calendar.until)
    titles = {name: spec.title for name, spec in specs.items()}
    return tuple(
        replace(task, deliverable_th=titles[task.dataset].th, deliverable_en=titles[task.dataset].en)
        if task.dataset
        else task
        for task in tasks(_read(programme, number, sha256, calendar, kinds), view)
    )
