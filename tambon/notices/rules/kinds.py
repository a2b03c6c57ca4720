"""Ways of telling somebody, and what can be told."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    DESK = "desk"
    EMAIL = "email"
    LETTER = "letter"


class MessageKind(StrEnum):
    """One thing that happened, which one person or office should know."""

    VILLAGES_GIVEN = "villages_given"
    VILLAGES_TAKEN = "villages_taken"
    VILLAGE_HANDED_BACK = "village_handed_back"
    STANDING_IN = "standing_in"
    CONTRACT_ENDED = "contract_ended"
    PLAN_APPROVED = "plan_approved"
    CERTIFICATE_ISSUED = "certificate_issued"
