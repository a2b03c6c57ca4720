"""The processor's steps run here and now, and the waterworks' officers confirm a part of what waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from tambon.accounts import queries as who_is
from tambon.records import actions as records
from tambon.verification import actions as verification
from tambon.verification import queries as waiting
from tambon.verification.rules import MOST_AT_ONCE, CellRef, Reason

STEPS = (
    records.process_inbox, records.claim_feed_rows, verification.check_changed, verification.check_groups,
)  # fmt: skip


def process(at: datetime) -> None:
    """Carries everything that waits to the end of its way."""
    for step in STEPS:
        while step(at=at, limit=500):
            pass


def confirm_some(confirmed: Mapping[str, int], today: date, *, at: datetime) -> None:
    """Each officer confirms what has no finding among the queue's first records, and disputes one value."""
    for username, most in confirmed.items():
        person = who_is.find_person(username)
        if person is None:
            continue
        officer = who_is.who(person.id, on=today)
        for office in who_is.offices_of(officer):
            page = waiting.list_office_queue(office.id, limit=most, on=today)
            cells = [
                CellRef.read(cell.ref)
                for row in page.rows
                for cell in row.cells
                if cell.waiting and not cell.findings
            ]
            fine = cells[:MOST_AT_ONCE]
            if fine:
                verification.confirm(officer, fine[:-1], on=today, at=at)
                verification.dispute(
                    officer, fine[-1], reason=Reason.DIFFERS_FROM_REGISTER, proposed=None, on=today, at=at
                )
