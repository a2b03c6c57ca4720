"""Courses, who is enrolled, who could be, and certificates."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.workforce import training_problems as problems
from tambon.workforce.models import Attendance, Contract, Course, WithdrawnCertificate
from tambon.workforce.rules.certificates import CertificateView
from tambon.workforce.rules.training import Attendee, Candidate, CourseView

_OF_A_CERTIFICATE = (
    "contract__person_id", "contract__person__name_th", "contract__person__name_en", "course__code",
    "course__name_th", "course__name_en", "course__programme__name_th", "course__programme__name_en",
    "course__place", "course__hours", "course__during", "course__area_id",
)  # fmt: skip


def list_courses(area_ids: Iterable[int], *, on: date) -> list[CourseView]:
    """The courses held for these areas or below them, the newest first."""
    wanted = set(area_ids)
    held = Course.objects.order_by().values_list("area_id", flat=True).distinct()
    reached = [area for area, line in areas.reached_from(held, on=on).items() if wanted.intersection(line)]
    rows = Course.objects.filter(area_id__in=reached)
    return [_course(row) for row in _counted(rows).order_by("-during", "code")]


def get_course(code: str) -> CourseView:
    """Raises ``404-course-unknown``."""
    found = _counted(Course.objects.filter(code=code.upper())).first()
    if found is None:
        raise problems.unknown_course(code=code[:40])
    return _course(found)


def list_attendees(course_id: int) -> list[Attendee]:
    """Everybody enrolled, by tambon and name."""
    rows = Attendance.objects.filter(course_id=course_id).order_by(
        "contract__post__tambon_id", "contract__person__name_th", "contract_id"
    )
    return [
        Attendee(*row)
        for row in rows.values_list(
            "contract_id", "contract__person_id", "contract__person__username", "contract__person__name_th",
            "contract__person__name_en", "contract__post__tambon_id", "came", "passed", "certificate",
            "issued_at",
        )
    ]  # fmt: skip


def list_candidates(course: CourseView, *, area_id: int) -> list[Candidate]:
    """Who of the area, and of the course's own, is under contract on one of its days and not enrolled yet."""
    tambons = set(areas.ids_under(area_id, on=course.since, kind=Kind.TAMBON)) & set(
        areas.ids_under(course.area_id, on=course.since, kind=Kind.TAMBON)
    )
    rows = Contract.objects.filter(
        post__programme__code=course.programme,
        post__tambon_id__in=sorted(tambons),
        during__overlap=(course.since, course.until),
    ).exclude(attendances__course_id=course.id)
    found = rows.order_by("post__tambon_id", "person__name_th", "id").values_list(
        "id", "person__username", "person__name_th", "person__name_en", "post__tambon_id"
    )
    return [Candidate(*row) for row in found]


def certificates_of(person_id: int) -> list[CertificateView]:
    """The certificates that a person holds, the newest first."""
    rows = Attendance.objects.filter(contract__person_id=person_id, certificate__isnull=False)
    return _held(rows.order_by("-issued_at", "-id"))


def certificates(numbers: Collection[str]) -> list[CertificateView]:
    """Those of the certificates that stand, by number."""
    return _held(Attendance.objects.filter(certificate__in=list(numbers)).order_by("certificate"))


def find_certificate(number: str) -> CertificateView | None:
    """The certificate of that number, also one that was withdrawn; None when it was never given."""
    held = certificates([number])
    if held:
        return held[0]
    about = [f"attendance__{name}" for name in _OF_A_CERTIFICATE]
    gone = WithdrawnCertificate.objects.filter(number=number)
    row = gone.values_list("number", "issued_at", "withdrawn_at", "reason", *about).first()
    if row is None:
        return None
    return replace(_certificate(row[0], row[1], row[4:]), withdrawn_at=row[2], withdrawn_for=row[3])


def _held(rows: QuerySet[Attendance]) -> list[CertificateView]:
    found = rows.values_list("certificate", "issued_at", *_OF_A_CERTIFICATE)
    return [_certificate(row[0], row[1], row[2:]) for row in found]


def _certificate(number: Any, issued_at: Any, about: Any) -> CertificateView:
    *words, place, hours, during, area_id = about
    person, name_th, name_en, course, course_th, course_en, programme_th, programme_en = words
    return CertificateView(
        number, person, name_th, name_en, course, course_th, course_en, programme_th, programme_en, place,
        hours, during.lower, during.upper, area_id, issued_at,
    )  # fmt: skip


def _counted(rows: QuerySet[Course]) -> QuerySet[Course]:
    return rows.annotate(
        programme_code=F("programme__code"),
        programme_th=F("programme__name_th"),
        programme_en=F("programme__name_en"),
        people=Count("attendances"),
        came=Count("attendances", filter=Q(attendances__came=True)),
        passed=Count("attendances", filter=Q(attendances__passed=True)),
        certificates=Count("attendances__certificate"),
    )


def _course(row: Any) -> CourseView:
    return CourseView(
        row.pk, row.programme_code, row.programme_th, row.programme_en, row.area_id, row.code, row.name_th,
        row.name_en, row.place, row.hours, row.during.lower, row.during.upper, row.people, row.came,
        row.passed, row.certificates,
    )  # fmt: skip
