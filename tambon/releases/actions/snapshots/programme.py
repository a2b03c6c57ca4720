"""The programme's figures as a published file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

from tambon.accounts import queries as accounts
from tambon.catalogue.programme import (
    PLACE,
    BudgetLine,
    Month,
    Plan,
    ProgrammeFigures,
    ProgrammeFile,
    StatedFigure,
    Task,
)
from tambon.catalogue.programme_words import DEFINITIONS
from tambon.lib.days import thai_day
from tambon.plan import queries as plan
from tambon.plan.rules import ProgrammeView
from tambon.releases import queries
from tambon.releases.publishing import put
from tambon.releases.rules.figures import counted_on, shown_on
from tambon.releases.rules.publishing_figures import publish_lines


def write_programme(catalogue: Path, file: ProgrammeFile) -> None:
    put(catalogue, PLACE, file.model_dump(mode="json"), at=datetime.fromisoformat(file.at))


def count_programmes(at: datetime) -> ProgrammeFile:
    """The programmes that run that day; else the last one that ran, or the first that will."""
    on = thai_day(at)
    return ProgrammeFile(
        at=at.astimezone(UTC).isoformat(timespec="seconds"),
        synthetic=accounts.is_demonstration(),
        definitions=DEFINITIONS,
        programmes=[_programme(one, on) for one in shown_on(plan.list_programmes(), on)],
    )


def _programme(view: ProgrammeView, on: date) -> ProgrammeFigures:
    day = counted_on(view, on)
    return ProgrammeFigures(
        code=view.code,
        name_th=view.name_th,
        name_en=view.name_en,
        since=view.since.isoformat(),
        until=view.until.isoformat(),
        on=day.isoformat(),
        wage=view.wage,
        posts_per_tambon=view.posts_per_tambon,
        budget=[
            BudgetLine(code=line.code, name_th=line.name_th, name_en=line.name_en, baht=float(line.baht))
            for line in view.budget
        ],
        stated=_stated(view, day),
        plan=_plan(view),
        areas=publish_lines(
            queries.count_programme(view, on=on), queries.withheld_in_programme(view, day=day, on=on)
        ),
    )


def _stated(view: ProgrammeView, day: date) -> list[StatedFigure]:
    """What the papers say, beside the registry; nothing where neither says anything."""
    return [
        StatedFigure(
            figure=one.figure.value,
            label_th=one.label[0],
            label_en=one.label[1],
            stated=one.stated,
            counted=one.real,
            text_th=one.text_th,
            text_en=one.text_en,
        )
        for one in plan.explain_stated(view.code, day)
        if one.stated is not None or one.real is not None
    ]


def _plan(view: ProgrammeView) -> Plan | None:
    """The plan in force, every month of the programme with its tasks in short."""
    held = next((one for one in plan.list_plans(view.code) if one.in_force), None)
    if held is None or held.approved_at is None:
        return None
    by_month = {
        month: list(tasks) for month, tasks in groupby(plan.list_tasks(view.code), lambda one: one.month)
    }
    return Plan(
        number=held.number,
        sha256=held.sha256,
        inferred=held.inferred,
        approved_at=held.approved_at.astimezone(UTC).isoformat(timespec="seconds"),
        months=[
            Month(
                month=month.code,
                tasks=[
                    Task(code=one.code, title_th=one.title_th, title_en=one.title_en, due=one.due.isoformat())
                    for one in by_month.get(month.code, [])
                ],
            )
            for month in view.calendar.months()
        ],
    )
