"""Courses: holding one, enrolling people, and saying who came and who passed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from tambon.areas import queries as areas
from tambon.formats import Refusal, read_table
from tambon.formats import problems as format_problems
from tambon.formats.reading import Table
from tambon.journal.actions import record
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem
from tambon.plan import problems as plan_problems
from tambon.plan.models import Programme
from tambon.workforce import training_problems as problems
from tambon.workforce.models import Attendance, Contract, Course
from tambon.workforce.queries.training import get_course, list_attendees
from tambon.workforce.rules.training import (
    HEADINGS,
    Attendee,
    CourseView,
    Mark,
    NewCourse,
    check_course,
    marked,
    read_marks,
)


@dataclass(frozen=True)
class Enrolled:
    new: int
    already: int
    refused: tuple[tuple[int, Problem], ...]  # (contract, why)


@dataclass(frozen=True)
class Marked:
    changed: int
    unchanged: int
    refused: tuple[tuple[int, Problem], ...]  # (contract, why)


@dataclass(frozen=True)
class MarksLoaded:
    changed: int
    unchanged: int
    refused: tuple[Refusal, ...]


@transaction.atomic
def add_course(course: NewCourse, *, by: str, at: datetime) -> CourseView:
    """A course of a programme, looked after by whoever may train in its area.

    Raises ``404-programme-unknown``, ``409-course-code-taken`` or the 422s of `check_course`.
    """
    programme = Programme.objects.filter(code=course.programme).first()
    if programme is None:
        raise plan_problems.unknown_programme(code=course.programme)
    clean = check_course(course, since=programme.during.lower, until=programme.during.upper)
    row, made = Course.objects.get_or_create(
        code=clean.code,
        defaults={
            "programme": programme,
            "area_id": clean.area_id,
            "name_th": clean.name_th,
            "name_en": clean.name_en,
            "place": clean.place,
            "hours": clean.hours,
            "during": (clean.since, clean.until),
        },
    )
    if not made:
        raise problems.course_taken(code=clean.code)
    body = {
        "programme": course.programme,
        "code": clean.code,
        "area": clean.area_id,
        "since": clean.since.isoformat(),
        "until": clean.until.isoformat(),
    }
    record("course.added", subject=f"course:{row.pk}", by=by, at=at, body=body)
    return get_course(clean.code)


@transaction.atomic
def enrol(course: CourseView, *, contract_ids: Collection[int], by: str, at: datetime) -> Enrolled:
    """Enrols the people of these contracts; each stands or is refused on its own.

    Refused is whoever has no contract of the programme on one of the course's days
    (``409-course-without-contract``), or works outside its area.
    """
    wanted = list(dict.fromkeys(contract_ids))
    rows = {row.pk: row for row in Contract.objects.filter(pk__in=wanted).select_related("post__programme")}
    above = areas.reached_from({row.post.tambon_id for row in rows.values()}, on=course.since)
    refused: list[tuple[int, Problem]] = []
    fit: list[int] = []
    for contract_id in wanted:
        problem = _unfit(course, rows.get(contract_id), above)
        refused.append((contract_id, problem)) if problem else fit.append(contract_id)
    known = set(
        Attendance.objects.filter(course_id=course.id, contract_id__in=fit).values_list(
            "contract_id", flat=True
        )
    )
    new = [contract_id for contract_id in fit if contract_id not in known]
    Attendance.objects.bulk_create(
        [Attendance(course_id=course.id, contract_id=contract_id) for contract_id in new],
        ignore_conflicts=True,
        batch_size=2_000,
    )
    if new:
        record("course.enrolled", subject=f"course:{course.id}", by=by, at=at, body={"contracts": new})
    return Enrolled(len(new), len(known), tuple(refused))


@transaction.atomic
def mark(course: CourseView, *, marks: Mapping[int, Mark], by: str, at: datetime) -> Marked:
    """Says of contracts' people whether they came and passed; each stands or is refused on its own.

    Refused: who is not enrolled, who passes without coming, a course that has not begun, and whoever holds
    a certificate, which is to be withdrawn first.
    """
    Course.objects.select_for_update().get(pk=course.id)  # first, as who issues certificates does
    locked = Attendance.objects.filter(course_id=course.id).select_for_update().order_by("id")
    rows = {row.contract_id: row for row in locked}
    people = {one.contract_id: one for one in list_attendees(course.id)}
    refused: list[tuple[int, Problem]] = []
    changed: list[Attendance] = []
    for contract_id, said in marks.items():
        try:
            after = _after(course, people.get(contract_id), said, at)
        except Problem as problem:
            refused.append((contract_id, problem))
            continue
        row = rows[contract_id]
        if (row.came, row.passed) != (after.came, after.passed):
            row.came, row.passed = after.came, after.passed
            changed.append(row)
    Attendance.objects.bulk_update(changed, ["came", "passed"], batch_size=500)
    if changed:
        body = {"marks": [[row.contract_id, row.came, row.passed] for row in changed]}
        record("course.marked", subject=f"course:{course.id}", by=by, at=at, body=body)
    return Marked(len(changed), len(marks) - len(changed) - len(refused), tuple(refused))


@transaction.atomic
def load_marks(course: CourseView, source: bytes | Path, *, by: str, at: datetime) -> MarksLoaded:
    """The marks of a list that somebody filled in (CSV, XLSX or XLS): columns username, came and passed, or
    their Thai headings. Rows are refused one by one; the same file again changes nothing.
    """
    table = _read(source)
    people = list_attendees(course.id)
    cells = [(row.number, row["username"], row["came"], row["passed"]) for row in table.rows]
    found, bad = read_marks(cells, people)
    done = mark(course, marks={contract: said for contract, (_, said) in found.items()}, by=by, at=at)
    raw = {row.number: row.raw for row in table.rows}
    late = [(found[contract][0], problem) for contract, problem in done.refused]
    refused = [Refusal.of(problem, row=number, raw=raw[number]) for number, problem in [*bad, *late]]
    ordered = sorted([*table.refused, *refused], key=lambda refusal: refusal.row)
    return MarksLoaded(done.changed, done.unchanged, tuple(ordered))


def _read(source: bytes | Path) -> Table:
    """The list under our names or under its Thai headings; raises ``422-course-list-headings`` else."""
    for mapping in (None, HEADINGS):
        try:
            return read_table(source, required=list(HEADINGS), mapping=mapping)
        except Problem as problem:
            if problem.kind not in (format_problems.columns_missing, format_problems.mapping_heading_missing):
                raise
    raise problems.headings_missing(wanted=", ".join(HEADINGS.values()))


def _unfit(course: CourseView, row: Contract | None, above: Mapping[int, tuple[int, ...]]) -> Problem | None:
    if row is None:
        return problems.unknown_contract()
    during = row.during
    begins_after = during.lower >= course.until
    ended_before = during.upper is not None and during.upper <= course.since
    if row.post.programme.code != course.programme or begins_after or ended_before:
        return problems.no_contract_then(since=course.since, last=course.last)
    if course.area_id not in above[row.post.tambon_id]:
        return problems.outside_area()
    return None


def _after(course: CourseView, attendee: Attendee | None, said: Mark, at: datetime) -> Mark:
    if attendee is None:
        raise problems.not_enrolled(who="–")
    return marked(attendee, said, since=course.since, on=thai_day(at))
