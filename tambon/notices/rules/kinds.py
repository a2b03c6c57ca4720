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
    OFFICE_ASKED = "office_asked"
    OFFICE_LATE = "office_late"
    OFFICE_SILENT = "office_silent"


class WaitKind(StrEnum):
    """One sort of thing that waits for somebody; the order is that of a digest."""

    TASKS_LATE = "tasks_late"
    TASKS_DUE = "tasks_due"
    RETURNED = "returned"
    IMPOSSIBLE = "impossible"
    ASKED = "asked"
    NEW_VILLAGES = "new_villages"
    TO_CONFIRM = "to_confirm"
    OVERDUE = "overdue"
    DISPUTED = "disputed"
    CHALLENGED = "challenged"
    HANDED_OVER = "handed_over"
    VILLAGES_MISSING = "villages_missing"
    QUARANTINED = "quarantined"
    TO_READ = "to_read"
    VACANT_POSTS = "vacant_posts"
    UNASSIGNED_VILLAGES = "unassigned_villages"
    WORKERS_LATE = "workers_late"
    SILENT_WORKERS = "silent_workers"
    CONTRACTS_ENDING = "contracts_ending"
    DISTRICTS_BEHIND = "districts_behind"
    SILENT_OFFICES = "silent_offices"
    PLANS_TO_APPROVE = "plans_to_approve"
    UNOWNED = "unowned"
    HANDED_BETWEEN = "handed_between"
