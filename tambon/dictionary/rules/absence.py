"""Why a value is not there: never a bare blank, never a zero. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    NOT_ASKED = "not_asked"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    REFUSED = "refused"


@dataclass(frozen=True)
class AbsenceReason:
    """``obs_status`` is the code of SDMX's CL_OBS_STATUS (cross-domain code list, 2.2) that comes nearest."""

    code: Reason
    th: str
    en: str
    obs_status: str


ABSENCE_REASONS: dict[str, AbsenceReason] = {
    reason.code: reason
    for reason in (
        AbsenceReason(Reason.NOT_ASKED, "ยังไม่ได้ถาม", "Not asked yet", "L"),  # data exist, not collected
        AbsenceReason(Reason.UNKNOWN, "ไม่มีใครทราบ", "Nobody knows", "O"),  # missing value
        AbsenceReason(Reason.NOT_APPLICABLE, "ไม่เกี่ยวข้องกับหมู่บ้านนี้", "Does not apply here", "M"),  # cannot exist
        AbsenceReason(Reason.REFUSED, "ไม่ยินดีให้ข้อมูล", "Would not say", "L"),
    )
}


def absent(reason: Reason) -> dict[str, str]:
    """The JSON value that stands for an absence: ``{"absent": "refused"}``."""
    return {"absent": reason.value}
