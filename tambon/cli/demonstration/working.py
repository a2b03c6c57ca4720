"""What the demonstration's workers did besides answering forms: a training, meetings, reports, their days."""

from __future__ import annotations

from datetime import date, timedelta

from tambon.areas import queries as areas
from tambon.cli.demonstration.people import BY, Terms
from tambon.cli.demonstration.spec import Demonstration
from tambon.cli.demonstration.workforce import morning
from tambon.lib.problem import Problem
from tambon.plan import queries as plan
from tambon.plan.rules import TaskKind
from tambon.workforce import queries as posts
from tambon.workforce import training_problems
from tambon.workforce.actions import certificates, days, training
from tambon.workforce.queries import training as courses
from tambon.workforce.rules.states import DayKind
from tambon.workforce.rules.training import Mark, NewCourse
from tambon.workforce.rules.views import Worker

COURSE = "DEMO-1"
BACK = 24  # so many days before today have entries
DAYS = (DayKind.VILLAGE, DayKind.VILLAGE, DayKind.OFFICE, DayKind.VILLAGE, DayKind.MEETING)


def train(demo: Demonstration, terms: Terms) -> None:
    """An orientation in the first month: most came, nearly all of them passed, and hold certificates."""
    first = terms.since + timedelta(days=9)
    try:
        courses.get_course(COURSE)
        return
    except Problem as problem:
        if problem.kind is not training_problems.unknown_course:
            raise
    province = areas.get_area(demo.province, on=terms.today)
    new = NewCourse(
        demo.programme, province.id, COURSE, "ปฐมนิเทศผู้เก็บข้อมูล (สาธิต)", "Orientation (demonstration)",
        "ศาลากลางจังหวัดแม่ฮ่องสอน (สาธิต)", 18, first, first + timedelta(days=3),
    )  # fmt: skip
    course = training.add_course(new, by=BY, at=morning(terms.since))
    contracts = [one.contract_id for one in posts.list_workers(province.id, on=first)]
    training.enrol(course, contract_ids=contracts, by=BY, at=morning(first))
    marks = {
        contract: Mark(came=bool(place % 12), passed=bool(place % 12 and place % 17))
        for place, contract in enumerate(contracts, start=1)
    }
    over = morning(course.last)
    training.mark(course, marks=marks, by=BY, at=over)
    certificates.issue_certificates(course, by=BY, at=over)


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
