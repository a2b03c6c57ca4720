"""Courses and who came and passed; how a list that somebody filled in is read. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tambon.lib.problem import Problem
from tambon.lib.text import tidy
from tambon.workforce import training_problems as problems

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,31}")
MOST_HOURS = 1000
HEADINGS = {"username": "ชื่อผู้ใช้", "came": "เข้าอบรม", "passed": "ผ่าน"}  # of the list that is filled in
_YES = frozenset({"ใช่", "มา", "เข้า", "ผ่าน", "yes", "y", "true", "1", "1.0", "✓", "✔", "x", "/"})
_NO = frozenset({"ไม่", "ไม่ใช่", "ไม่มา", "ไม่เข้า", "ไม่ผ่าน", "ขาด", "no", "n", "false", "0", "0.0", "-"})


@dataclass(frozen=True)
class NewCourse:
    """A course before it is held. ``until`` is the day after its last."""

    programme: str
    area_id: int
    code: str
    name_th: str
    name_en: str
    place: str
    hours: int
    since: date
    until: date


@dataclass(frozen=True)
class CourseView:
    """A course with how many were enrolled, came, passed, and hold a certificate."""

    id: int
    programme: str
    programme_th: str
    programme_en: str
    area_id: int
    code: str
    name_th: str
    name_en: str
    place: str
    hours: int
    since: date
    until: date
    people: int = 0
    came: int = 0
    passed: int = 0
    certificates: int = 0

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)


@dataclass(frozen=True)
class Attendee:
    """A person enrolled in a course; came and passed are None until somebody says."""

    contract_id: int
    person_id: int
    username: str
    name_th: str
    name_en: str
    tambon_id: int
    came: bool | None
    passed: bool | None
    certificate: str | None
    issued_at: datetime | None


@dataclass(frozen=True)
class Candidate:
    """Somebody under contract on the course's days who is not enrolled yet."""

    contract_id: int
    username: str
    name_th: str
    name_en: str
    tambon_id: int


@dataclass(frozen=True)
class Mark:
    """What is said of an attendee; None leaves what was said before."""

    came: bool | None = None
    passed: bool | None = None


def check_course(course: NewCourse, *, since: date, until: date) -> NewCourse:
    """The course with tidy words. Raises a 422 when its words or days do not fit, or when it lies outside
    ``since`` to the day before ``until``, its programme's days.
    """
    code = tidy(course.code).upper()
    if not _CODE.fullmatch(code):
        raise problems.bad_code()
    if not tidy(course.name_th):
        raise problems.name_needed()
    if not 1 <= course.hours <= MOST_HOURS:
        raise problems.bad_hours()
    if not since <= course.since < course.until <= until:
        raise problems.bad_days(since=since, last=until - timedelta(days=1))
    return NewCourse(
        course.programme,
        course.area_id,
        code,
        tidy(course.name_th),
        tidy(course.name_en),
        tidy(course.place),
        course.hours,
        course.since,
        course.until,
    )


def marked(attendee: Attendee, mark: Mark, *, since: date, on: date) -> Mark:
    """What stands of the attendee after the mark. Raises why it cannot."""
    came = attendee.came if mark.came is None else mark.came
    passed = attendee.passed if mark.passed is None else mark.passed
    if (came, passed) == (attendee.came, attendee.passed):
        return Mark(came, passed)
    if attendee.certificate:
        raise problems.has_certificate(number=attendee.certificate)
    if on < since:
        raise problems.not_begun(since=since)
    if passed and not came:
        raise problems.passed_without_coming()
    return Mark(came, passed)


def read_mark(came: str, passed: str) -> Mark:
    """Two cells of a list: yes, no, or nothing, which leaves what was said. Raises ``422-course-tick``."""
    return Mark(_tick(came, "came"), _tick(passed, "passed"))


def read_marks(
    rows: Sequence[tuple[int, str, str, str]], attendees: Sequence[Attendee]
) -> tuple[dict[int, tuple[int, Mark]], list[tuple[int, Problem]]]:
    """{contract: (row, mark)} of the rows (number, username, came, passed) that can be read, and the others.

    A row may be refused for somebody who is not enrolled, who stood in an earlier row, or for its cells.
    """
    enrolled = {one.username: one.contract_id for one in attendees}
    marks: dict[int, tuple[int, Mark]] = {}
    refused: list[tuple[int, Problem]] = []
    for number, username, came, passed in rows:
        contract = enrolled.get(tidy(username).casefold())
        try:
            if contract is None:
                raise problems.not_enrolled(who=tidy(username)[:60] or "–")
            if contract in marks:
                raise problems.named_twice(who=tidy(username), row=marks[contract][0])
            marks[contract] = number, read_mark(came, passed)
        except Problem as problem:
            refused.append((number, problem))
    return marks, refused


def _tick(cell: str, column: str) -> bool | None:
    text = tidy(cell).casefold()
    if not text:
        return None
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise problems.bad_tick(column=HEADINGS[column])
