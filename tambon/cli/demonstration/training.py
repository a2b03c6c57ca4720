"""The demonstration's courses: an orientation that is over, with certificates, and one that comes."""

from __future__ import annotations

from datetime import datetime, timedelta

from tambon.areas import queries as areas
from tambon.cli.demonstration.people import BY, Terms
from tambon.cli.demonstration.spec import Demonstration
from tambon.cli.demonstration.workforce import morning
from tambon.lib.problem import Problem
from tambon.lib.sealing import KeyRing
from tambon.lib.thai_id import check_digit
from tambon.workforce.actions.certificates import issue_certificates
from tambon.workforce.actions.personal import set_many_personal
from tambon.workforce.actions.training import add_course, enrol, mark
from tambon.workforce.queries import training as queries
from tambon.workforce.rules.personal import NewPersonal
from tambon.workforce.rules.training import CourseView, Mark, NewCourse

HELD, COMES = "DEMO-01", "DEMO-02"
EACH_STAYS_AWAY, EACH_FAILS = 11, 7  # of so many one


def hold(demo: Demonstration, terms: Terms, *, at: datetime) -> None:
    """Both courses, once: the first was held in the programme's first days for all its workers."""
    if _known(HELD):
        return
    _orientation(demo, terms)
    first = terms.today + timedelta(days=10)
    new = NewCourse(
        demo.programme, areas.get_area(demo.province, on=terms.today).id, COMES,
        "การตรวจสอบความถูกต้องและความครบถ้วนของข้อมูลหมู่บ้าน (สาธิต)",
        "Checking village data for correctness and completeness (demonstration)",
        "ห้องประชุมศาลากลางจังหวัด (สังเคราะห์)", 6, first, first + timedelta(days=1),
    )  # fmt: skip
    add_course(new, by=BY, at=at)


def _orientation(demo: Demonstration, terms: Terms) -> None:
    since = terms.since + timedelta(days=4)
    until = since + timedelta(days=3)
    district = areas.get_area(_district(demo), on=terms.today).id
    new = NewCourse(
        demo.programme, district, HELD, "ปฐมนิเทศผู้เก็บข้อมูลหมู่บ้าน (สาธิต)",
        "Orientation for field workers (demonstration)", "ที่ว่าการอำเภอ (สังเคราะห์)", 18, since, until,
    )  # fmt: skip
    course = add_course(new, by=BY, at=morning(terms.since))
    people = queries.list_candidates(course, area_id=district)
    enrol(course, contract_ids=[one.contract_id for one in people], by=BY, at=morning(since))
    at = morning(until - timedelta(days=1))
    mark(course, marks=_marks(course), by=BY, at=at)
    issue_certificates(course, by=BY, at=at + timedelta(hours=7))


def keep_personal(keys: KeyRing, *, at: datetime) -> None:
    """Made-up IDs, beginning with the 0 that no citizen's has, for the people of the orientation."""
    if not _known(HELD):
        return
    people = queries.list_attendees(queries.get_course(HELD).id)
    entries = [
        NewPersonal(one.person_id, _made_up(number), f"ธนาคารสาธิต {number:010d}")
        for number, one in enumerate(people, start=1)
    ]
    set_many_personal(entries, keys=keys, by=BY, at=at)


def _made_up(number: int) -> str:
    first = f"{number:012d}"
    return first + check_digit(first)


def _district(demo: Demonstration) -> str:
    """The district that has an officer in the demonstration."""
    return next(one.area for one in demo.people if one.role == "district" and one.area)


def _marks(course: CourseView) -> dict[int, Mark]:
    marks: dict[int, Mark] = {}
    for number, one in enumerate(queries.list_attendees(course.id), start=1):
        came = number % EACH_STAYS_AWAY != 0
        marks[one.contract_id] = Mark(came=came, passed=came and number % EACH_FAILS != 0)
    return marks


def _known(code: str) -> bool:
    try:
        queries.get_course(code)
    except Problem:
        return False
    return True
