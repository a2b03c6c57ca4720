"""Certificates: giving them to whoever passed, and taking one back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tambon.journal.actions import record, record_many
from tambon.journal.rules import NewEntry
from tambon.lib.days import thai_day
from tambon.workforce import training_problems as problems
from tambon.workforce.models import Attendance, Course, WithdrawnCertificate
from tambon.workforce.rules.certificates import WithdrawReason, number_of
from tambon.workforce.rules.training import CourseView


@transaction.atomic
def issue_certificates(course: CourseView, *, by: str, at: datetime) -> list[str]:
    """A certificate for each who passed and holds none; the new numbers come back.

    From the course's last day on. Raises ``409-course-not-over`` or ``409-course-nobody-passed``.
    """
    if thai_day(at) < course.last:
        raise problems.not_over(last=course.last)
    held = Course.objects.select_for_update().get(pk=course.id)
    waiting = list(
        Attendance.objects.filter(course_id=course.id, passed=True, certificate__isnull=True)
        .select_for_update(of=("self",))
        .order_by("contract__post__tambon_id", "contract__person__name_th", "contract_id")
    )
    if not waiting:
        raise problems.nobody_passed()
    for running, row in enumerate(waiting, start=held.numbers_given + 1):
        row.certificate, row.issued_at = number_of(course.code, running), at
    held.numbers_given += len(waiting)
    held.save(update_fields=["numbers_given"])
    Attendance.objects.bulk_update(waiting, ["certificate", "issued_at"], batch_size=500)
    entries = [
        NewEntry(
            "certificate.issued",
            f"certificate:{row.certificate}",
            by,
            at,
            {"course": course.id, "contract": row.contract_id},
        )
        for row in waiting
    ]
    record_many(entries)
    return [str(row.certificate) for row in waiting]


@transaction.atomic
def withdraw_certificate(number: str, *, reason: str, by: str, at: datetime) -> None:
    """The certificate counts no more; its number stays known as withdrawn and is given to nobody else.

    Whoever did not pass is marked so; after a mistake nothing is said of them; after wrong words they are
    given another with the next issue. Raises ``404-certificate-unknown``, ``409-certificate-withdrawn`` or
    ``422-certificate-reason``.
    """
    if reason not in set(WithdrawReason):
        raise problems.reason_needed()
    row = Attendance.objects.select_for_update().filter(certificate=number).first()
    if row is None or row.issued_at is None:
        if WithdrawnCertificate.objects.filter(number=number).exists():
            raise problems.withdrawn_already(number=number)
        raise problems.unknown_certificate(number=number[:60])
    WithdrawnCertificate.objects.create(
        number=number, attendance=row, reason=reason, issued_at=row.issued_at, withdrawn_at=at
    )
    row.certificate = row.issued_at = None
    row.came, row.passed = _standing(row, WithdrawReason(reason))
    row.save(update_fields=["certificate", "issued_at", "came", "passed"])
    body = {"course": row.course_id, "contract": row.contract_id, "reason": reason}
    record("certificate.withdrawn", subject=f"certificate:{number}", by=by, at=at, body=body)


def _standing(row: Attendance, reason: WithdrawReason) -> tuple[bool | None, bool | None]:
    match reason:
        case WithdrawReason.WRONG_WORDS:
            return row.came, row.passed
        case WithdrawReason.NOT_PASSED:
            return row.came, False
        case WithdrawReason.MISTAKE:
            return None, None
