"""Making claims, deriving records from them, and grading what they hold."""

from tambon.records.actions.checking import apply_findings, hold
from tambon.records.actions.claiming import make_claims
from tambon.records.actions.deriving import derive_records
from tambon.records.actions.entering import enter_values
from tambon.records.actions.inbox import process_inbox
from tambon.records.actions.judging import give_verdicts
from tambon.records.actions.locking import lift_lock, lock_area
from tambon.records.actions.redacting import redact_claims, redact_submission
from tambon.records.actions.registers import claim_feed_rows
from tambon.records.actions.reopening import close_cells, reopen_cells
from tambon.records.actions.standing import keep_standing, retell
from tambon.records.actions.turns import await_locks_of, hold_claims

__all__ = [
    "apply_findings",
    "await_locks_of",
    "claim_feed_rows",
    "close_cells",
    "derive_records",
    "enter_values",
    "give_verdicts",
    "hold",
    "hold_claims",
    "keep_standing",
    "lift_lock",
    "lock_area",
    "make_claims",
    "process_inbox",
    "redact_claims",
    "redact_submission",
    "reopen_cells",
    "retell",
]
