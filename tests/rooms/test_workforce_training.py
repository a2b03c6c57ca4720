"""Courses: who may be enrolled, what a filled-in list may say, and certificates that are numbered once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from workforce_people import AT, BY, UNTIL, Workforce, make_workforce

from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.workforce.actions.certificates import issue_certificates, withdraw_certificate
from tambon.workforce.actions.training import add_course, enrol, load_marks, mark
from tambon.workforce.queries import training as queries
from tambon.workforce.queries.certificates import certificates_pdf
from tambon.workforce.rules.training import CourseView, Mark, NewCourse
from tests.printed import letters_of, pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FIRST, AFTER = date(2026, 12, 10), date(2026, 12, 12)
OVER = datetime(2026, 12, 11, 9, tzinfo=UTC)
PASSED = Mark(came=True, passed=True)


@pytest.fixture
def world() -> Workforce:
    return make_workforce()


@pytest.fixture
def course(world: Workforce) -> CourseView:
    return add_course(new_course(world), by=BY, at=AT)


def new_course(world: Workforce, **other: object) -> NewCourse:
    new = NewCourse(
        "tst", world.area["5801"], "mhs-69-01", "การสำรวจหมู่บ้าน", "Village surveys", "ที่ว่าการอำเภอ", 12,
        FIRST, AFTER,
    )  # fmt: skip
    return replace(new, **other)  # type: ignore[arg-type]


def enrolled(world: Workforce, course: CourseView, *names: str) -> CourseView:
    done = enrol(course, contract_ids=[world.contract[name] for name in names], by=BY, at=AT)
    assert done.refused == ()
    return queries.get_course(course.code)


def passed(world: Workforce, course: CourseView, *names: str) -> CourseView:
    enrolled(world, course, *names)
    done = mark(course, marks={world.contract[name]: PASSED for name in names}, by=BY, at=OVER)
    assert done.refused == ()
    return queries.get_course(course.code)


def refusal(call) -> str:
    with pytest.raises(Problem) as refused:
        call()
    return refused.value.kind.code


def codes(refused) -> list[str]:
    return [problem.kind.code for _, problem in refused]


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"code": "a b"}, "422-course-code"),
        ({"code": "../x"}, "422-course-code"),
        ({"name_th": " "}, "422-course-name"),
        ({"hours": 0}, "422-course-hours"),
        ({"since": date(2026, 9, 30)}, "422-course-days"),
        ({"until": FIRST}, "422-course-days"),
        ({"until": UNTIL + timedelta(days=1)}, "422-course-days"),
        ({"programme": "none"}, "404-programme-unknown"),
    ],
)
def test_a_course_that_cannot_be_is_refused(world: Workforce, other: dict, code: str) -> None:
    assert refusal(lambda: add_course(new_course(world, **other), by=BY, at=AT)) == code


def test_a_code_is_one_courses(world: Workforce, course: CourseView) -> None:
    assert course.code == "MHS-69-01"
    assert refusal(lambda: add_course(new_course(world), by=BY, at=AT)) == "409-course-code-taken"
    assert queries.get_course("mhs-69-01") == course


def test_courses_are_listed_to_whom_their_area_belongs(world: Workforce, course: CourseView) -> None:
    for place, seen in {"TH": True, "58": True, "5801": True, "5802": False, "580102": False}.items():
        assert bool(queries.list_courses([world.area[place]], on=FIRST)) is seen


def test_whoever_has_no_contract_then_or_works_elsewhere_is_not_enrolled(
    world: Workforce, course: CourseView
) -> None:
    ids = [world.contract[name] for name in ("malee", "nok", "ploy")]
    done = enrol(course, contract_ids=[*ids, 10**9], by=BY, at=AT)
    assert (done.new, done.already) == (1, 0)
    assert codes(done.refused) == [
        "409-course-without-contract",
        "409-course-outside-area",
        "404-course-contract-unknown",
    ]
    assert enrol(course, contract_ids=ids[:1], by=BY, at=AT).already == 1
    assert [one.username for one in queries.list_candidates(course, area_id=world.area["58"])] == ["somchai"]
    assert Entry.objects.get(kind="course.enrolled").body == {"contracts": ids[:1]}


def test_marks_that_contradict_are_refused_one_by_one(world: Workforce, course: CourseView) -> None:
    enrolled(world, course, "malee", "somchai")
    malee, somchai, ploy = (world.contract[name] for name in ("malee", "somchai", "ploy"))
    marks = {malee: PASSED, somchai: Mark(came=False, passed=True), ploy: PASSED}
    assert codes(mark(course, marks=marks, by=BY, at=AT).refused) == [
        "409-course-not-begun",
        "409-course-not-begun",
        "404-course-not-enrolled",
    ]
    done = mark(course, marks=marks, by=BY, at=OVER)
    assert (done.changed, codes(done.refused)) == (
        1,
        ["422-course-passed-without-coming", "404-course-not-enrolled"],
    )
    assert mark(course, marks={malee: PASSED}, by=BY, at=OVER).unchanged == 1


def test_a_list_is_read_row_by_row_and_twice_changes_nothing(world: Workforce, course: CourseView) -> None:
    enrolled(world, course, "malee", "somchai")
    content = (
        "ชื่อผู้ใช้,ชื่อ,เข้าอบรม,ผ่าน\r\nmalee,ก,ใช่,ผ่าน\r\nsomchai,ข,มา,อาจจะ\r\nploy,ค,ใช่,ใช่\r\n"
        "Malee ,ก,1,1\r\n,,,\r\nsomchai,ข,✓,ไม่ผ่าน\r\n"
    ).encode()
    done = load_marks(course, content, by=BY, at=OVER)
    assert done.changed == 2
    assert [(one.row, one.code) for one in done.refused] == [
        (3, "422-course-tick"),
        (4, "404-course-not-enrolled"),
        (5, "422-course-named-twice"),
    ]
    again = load_marks(course, content, by=BY, at=OVER)
    assert (again.changed, again.unchanged) == (0, 2)
    assert refusal(lambda: load_marks(course, b"a,b\n1,2\n", by=BY, at=OVER)) == "422-course-list-headings"


def test_certificates_are_numbered_once_and_for_ever(world: Workforce, course: CourseView) -> None:
    passed(world, course, "malee")
    early = datetime(2026, 12, 10, 9, tzinfo=UTC)
    assert refusal(lambda: issue_certificates(course, by=BY, at=early)) == "409-course-not-over"
    assert issue_certificates(course, by=BY, at=OVER) == ["MHS-69-01-0001"]
    assert refusal(lambda: issue_certificates(course, by=BY, at=OVER)) == "409-course-nobody-passed"
    passed(world, course, "somchai")
    assert issue_certificates(course, by=BY, at=OVER) == ["MHS-69-01-0002"]
    withdraw_certificate("MHS-69-01-0002", reason="wrong_words", by=BY, at=OVER)
    assert issue_certificates(course, by=BY, at=OVER) == ["MHS-69-01-0003"]
    gone = queries.find_certificate("MHS-69-01-0002")
    assert gone is not None
    assert (gone.stands, gone.withdrawn_for) == (False, "wrong_words")
    assert [one.number for one in queries.certificates_of(world.person["somchai"])] == ["MHS-69-01-0003"]
    assert queries.find_certificate("MHS-69-01-0004") is None
    said = Entry.objects.filter(kind__startswith="certificate.").order_by("id")
    assert [(one.kind, one.subject) for one in said] == [
        ("certificate.issued", "certificate:MHS-69-01-0001"),
        ("certificate.issued", "certificate:MHS-69-01-0002"),
        ("certificate.withdrawn", "certificate:MHS-69-01-0002"),
        ("certificate.issued", "certificate:MHS-69-01-0003"),
    ]
    assert "malee" not in str([one.body for one in said])


@pytest.mark.parametrize(
    ("reason", "stands"),
    [("not_passed", (True, False)), ("mistake", (None, None)), ("wrong_words", (True, True))],
)
def test_what_a_withdrawal_says_of_the_person(
    world: Workforce, course: CourseView, reason: str, stands: tuple[bool | None, bool | None]
) -> None:
    passed(world, course, "malee")
    (number,) = issue_certificates(course, by=BY, at=OVER)
    held = {world.contract["malee"]: Mark(passed=False)}
    assert codes(mark(course, marks=held, by=BY, at=OVER).refused) == ["409-course-certificate-stands"]
    assert (
        refusal(lambda: withdraw_certificate(number, reason="", by=BY, at=OVER)) == "422-certificate-reason"
    )
    withdraw_certificate(number, reason=reason, by=BY, at=OVER)
    (one,) = queries.list_attendees(course.id)
    assert (one.came, one.passed) == stands
    again = refusal(lambda: withdraw_certificate(number, reason=reason, by=BY, at=OVER))
    assert again == "409-certificate-withdrawn"
    unknown = refusal(lambda: withdraw_certificate("X-0001", reason=reason, by=BY, at=OVER))
    assert unknown == "404-certificate-unknown"


def test_the_paper_says_who_what_and_when_in_thai(world: Workforce, course: CourseView) -> None:
    passed(world, course, "malee", "somchai")
    numbers = issue_certificates(course, by=BY, at=OVER)
    found = queries.certificates(numbers)
    content = certificates_pdf(found, address="https://x.test/desk/certificates/", synthetic=True)
    assert pages_of(content) == 2
    text = letters_of(content)
    for said in (
        "ประกาศนียบัตร", "คุณmalee", "คุณsomchai", "การสำรวจหมู่บ้าน", "Villagesurveys",
        "ระหว่างวันที่๑๐–๑๑ธันวาคมพ.ศ.๒๕๖๙", "รวม๑๒", "ณที่ว่าการอำเภอ", "เลขที่MHS-๖๙-๐๑-๐๐๐๑",
        "https://x.test/desk/certificates/MHS-69-01-0002", "ข้อมูลสังเคราะห์", "10–11December2026",
    ):  # fmt: skip
        assert said in text, said
    real = letters_of(certificates_pdf(found, address="https://x.test/", synthetic=False))
    assert "สังเคราะห์" not in real
    assert "SYNTHETIC" not in real
