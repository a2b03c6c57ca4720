"""What the demonstration's workers did besides answering forms: meetings, reports, their days."""

from __future__ import annotations

from datetime import date, timedelta

from tambon.areas import queries as areas
from tambon.cli.demonstration.people import BY, Terms
from tambon.cli.demonstration.spec import Demonstration
from tambon.cli.demonstration.workforce import morning
from tambon.plan import queries as plan
from tambon.plan.rules import TaskKind
from tambon.workforce import queries as posts
from tambon.workforce.actions import days
from tambon.workforce.rules.states import DayKind
from tambon.workforce.rules.views import Worker

BACK = 24  # so many days before today have entries
DAYS = (DayKind.VILLAGE, DayKind.VILLAGE, DayKind.OFFICE, DayKind.VILLAGE, DayKind.MEETING)


def report(demo: Demonstration, terms: Terms) -> None:
    """Meetings held and reports handed in, a day or two before they were due; some were forgotten."""
    province = areas.get_area(demo.province, on=terms.today)
    tasks = [t for t in plan.list_tasks(demo.programme) if t.kind is not TaskKind.DATASET]
    for number, worker in enumerate(posts.list_workers(province.id, on=terms.today), start=1):
        for place, task in enumerate(task for task in tasks if task.due < terms.today):
            day = task.due - timedelta(days=number % 3)
            if (number + place) % 9 and worker.since <= day:
                days.report_task(
                    contract_id=worker.contract_id, task=task.code, day=day, note="", by=BY, at=morning(day)
                )


def write_days(demo: Demonstration, terms: Terms) -> None:
    """The workers of the district whose people have passwords wrote what they did, but not every day."""
    with_password = {f"worker{number}" for number in range(1, demo.workers_with_password + 1)}
    province = areas.get_area(demo.province, on=terms.today)
    for worker in posts.list_workers(province.id, on=terms.today):
        if worker.username in with_password:
            _write_days(worker, terms.today)


def _write_days(worker: Worker, today: date) -> None:
    for back in range(BACK, 0, -1):
        day = today - timedelta(days=back)
        chance = (day.toordinal() * 7 + worker.contract_id * 3) % 11
        if day.weekday() < 5 and worker.since <= day and chance > 2:
            days.write_day(
                contract_id=worker.contract_id, day=day, kind=DAYS[chance % len(DAYS)].value, note="",
                by=BY, at=morning(day) + timedelta(hours=8),
            )  # fmt: skip
