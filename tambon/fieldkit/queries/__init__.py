"""One worker's work: what the phone holds and what waits, now."""

from tambon.fieldkit.queries.kit import forms_for, villages_csv
from tambon.fieldkit.queries.month import month_report, month_reports
from tambon.fieldkit.queries.returned import return_forms, returned_to
from tambon.fieldkit.queries.work import (
    Glance,
    Standing,
    WorkerDay,
    choose_contract,
    glance,
    work_for,
    work_of,
)

__all__ = [
    "Glance",
    "Standing",
    "WorkerDay",
    "choose_contract",
    "forms_for",
    "glance",
    "month_report",
    "month_reports",
    "return_forms",
    "returned_to",
    "villages_csv",
    "work_for",
    "work_of",
]
