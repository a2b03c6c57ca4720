"""What follows from a plan in a programme's calendar: tasks with their days, rounds with theirs. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tambon.plan.rules.calendar import Calendar, fiscal_year
from tambon.plan.rules.fitting import round_days
from tambon.plan.rules.plan_text import Plan, PlanRound, PlanTask, TaskKind
from tambon.plan.rules.programme import ProgrammeView


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task of one month. A dataset's task may be worked from ``opens`` on; ``due`` is its last good day."""

    code: str
    month: str  # SDMX: 2026-12
    number: int  # of the month in the programme, from 1
    title_th: str
    title_en: str
    kind: TaskKind
    opens: date
    due: date
    weight: int  # of the month's work, in per cent
    deliverable_th: str  # the meeting or the report; the name of the dataset
    deliverable_en: str
    dataset: str = ""
    period: str = ""
    round: str = ""  # the round's own code, as `plan.queries.get_round` takes it


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """A round that follows from the plan: ``closes`` is outside; a period for each dataset."""

    in_plan: str
    code: str
    name_th: str
    name_en: str
    opens: date
    closes: date
    datasets: tuple[tuple[str, str], ...]

    @property
    def last(self) -> date:
        return self.closes - timedelta(days=1)


def tasks(plan: Plan, programme: ProgrammeView) -> list[TaskView]:
    """Every task of the plan by month, due day and code. The plan must fit the programme: see `read_plan`."""
    planned = {one.in_plan: one for one in rounds(plan, programme)}
    found = [_task(one, planned, programme.calendar) for one in plan.tasks]
    return sorted(found, key=lambda task: (task.number, task.due, task.code))


def rounds(plan: Plan, programme: ProgrammeView) -> list[PlannedRound]:
    """Every round of the plan by opening day."""
    found = [_round(one, programme) for one in plan.rounds]
    return sorted(found, key=lambda one: (one.opens, one.code))


def round_code(programme: str, in_plan: str) -> str:
    """The code under which a plan's round stands among all rounds."""
    return f"{programme}-{in_plan}"


def period_of(rule: str, opens: date) -> str:
    """The SDMX period that a rule gives a round which opens on that day; a written period is itself."""
    by_rule = {"year": str(opens.year), "fiscal_year": str(fiscal_year(opens)), "month": f"{opens:%Y-%m}"}
    return by_rule.get(rule, rule)


def _round(one: PlanRound, programme: ProgrammeView) -> PlannedRound:
    days = round_days(one, programme.calendar)
    if days is None:
        raise ValueError(one.code)
    opens, last = days
    return PlannedRound(
        in_plan=one.code,
        code=round_code(programme.code, one.code),
        name_th=one.name.th,
        name_en=one.name.en,
        opens=opens,
        closes=last + timedelta(days=1),
        datasets=tuple((name, period_of(rule, opens)) for name, rule in sorted(one.datasets.items())),
    )


def _task(task: PlanTask, planned: dict[str, PlannedRound], calendar: Calendar) -> TaskView:
    month, due = calendar.find_month(task.month), calendar.find_day(task.month, task.due)
    if month is None or due is None:
        raise ValueError(task.code)
    asked = task.deliverable
    if task.kind is TaskKind.DATASET:
        within = planned[asked.round or ""]
        dataset, opens, handed = asked.dataset or "", within.opens, None
        period, round_ = dict(within.datasets)[dataset], within.code
    else:
        dataset = period = round_ = ""
        opens, handed = month.since, asked.meeting or asked.report
    return TaskView(
        code=task.code,
        month=month.code,
        number=month.number,
        title_th=task.title.th,
        title_en=task.title.en,
        kind=task.kind,
        opens=opens,
        due=due,
        weight=task.weight,
        deliverable_th=handed.th if handed else dataset,
        deliverable_en=handed.en if handed else dataset,
        dataset=dataset,
        period=period,
        round=round_,
    )
