"""Which claim wins and how sure we are. Pure."""

from __future__ import annotations

from enum import StrEnum


class ClaimKind(StrEnum):
    FIELD = "field"
    REGISTER = "register"
    ENTRY = "entry"
    CONFIRMATION = "confirmation"
    DISPUTE = "dispute"
    CHALLENGE = "challenge"
