"""The words of this room: kinds of claims, grades, origins, and what SDMX calls them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from tambon.dictionary.rules.absence import ABSENCE_REASONS
from tambon.dictionary.rules.spec import DataClass


class ClaimKind(StrEnum):
    """What sort of statement a claim is. The first three carry values; the others speak about claims."""

    FIELD = "field"  # a worker's answer
    REGISTER = "register"  # a row of an agency's own database
    ENTRY = "entry"  # an office's own statement, such as the value it proposes when it disputes one
    CONFIRMATION = "confirmation"
    DISPUTE = "dispute"
    CHALLENGE = "challenge"  # somebody doubts a value: whoever reads what is published, or the village's head
    WITNESS = "witness"  # the village's head says so too; lifts no grade


VERDICTS = frozenset({ClaimKind.CONFIRMATION, ClaimKind.DISPUTE})


class Grade(StrEnum):
    """How sure we are of a value."""

    REPORTED = "reported"  # somebody said so; the automatic rules have not run yet, or ask a question
    CHECKED = "checked"  # the automatic rules pass
    VERIFIED = "verified"  # the office that owns the value confirmed it
    DISPUTED = "disputed"  # the office that owns the value says that it is wrong


class Origin(StrEnum):
    """Where the value that we hold came from."""

    FIELD = "field"
    REGISTER = "register"
    OFFICE = "office"


ORIGINS = {
    ClaimKind.FIELD: Origin.FIELD,
    ClaimKind.REGISTER: Origin.REGISTER,
    ClaimKind.ENTRY: Origin.OFFICE,
}

# SDMX cross-domain code list CL_OBS_STATUS (sdmx.org): A normal, P provisional, V unvalidated, U low
# reliability.
OBS_STATUS = {Grade.VERIFIED: "A", Grade.CHECKED: "P", Grade.REPORTED: "V", Grade.DISPUTED: "U"}
# CL_CONF_STATUS: F free, N not for publication, C confidential. The class *aggregate* is published from a
# level up only, so its single values are not.
CONF_STATUS = {
    DataClass.FREE: "F",
    DataClass.AGGREGATE: "N",
    DataClass.OFFICIAL: "N",
    DataClass.PERSONAL: "C",
}


def absence(value: Any) -> str | None:
    """The reason in ``{"absent": reason}``; None for a value that is there."""
    return value["absent"] if isinstance(value, dict) and "absent" in value else None


def obs_status(value: Any, grade: Grade) -> str:
    """The value's SDMX OBS_STATUS: by its grade, or by the reason for its absence."""
    reason = absence(value)
    return OBS_STATUS[grade] if reason is None else ABSENCE_REASONS[reason].obs_status
