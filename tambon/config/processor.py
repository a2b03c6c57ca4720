"""The processor: one loop that carries word to the right, from what phones sent to records and their grades.

It stands in a thread of its own beside the job queue: a queue row for each submission would halve the intake,
and a job that never ends would hold up every other job.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import close_old_connections, connection

from tambon.records import actions as records
from tambon.verification import actions as verification

log = logging.getLogger(__name__)
BATCH = 500
IDLE_SECONDS = 0.25
AFTER_A_FAULT_SECONDS = 2.0

STEPS: tuple[Callable[..., int], ...] = (
    records.process_inbox,  # submissions become claims, claims become records
    records.claim_feed_rows,  # what agencies sent becomes claims of their registers
    records.keep_standing,  # a new dictionary or territory: the records that stand on it are told again
    verification.check_changed,  # records that changed are checked and graded again
    verification.check_groups,  # their districts: neighbours, the last round, the agency, other datasets
)


def drain_once(at: datetime) -> int:
    """One batch of every step; how many things were carried on.

    A step that fails stops none of the others: what one agency's row or one record breaks must not keep
    everybody's values unchecked. Raises the first step's fault when all are done.
    """
    carried, faults = 0, []
    for step in STEPS:
        try:
            carried += step(at=at, limit=BATCH)
        except Exception as fault:
            faults.append(fault)
            log.exception("the processor's step %s met a fault", step.__name__)
            if not connection.in_atomic_block:
                connection.close()  # a dead one must not fail the next step too
    if faults:
        raise faults[0]
    return carried


def run(stop: threading.Event) -> None:
    """Drains until told to stop; after a fault (the database away, say) it waits and tries again."""
    while not stop.is_set():
        try:
            if drain_once(datetime.now(UTC)) == 0:
                stop.wait(IDLE_SECONDS)
        except Exception:
            log.warning("the processor tries again in %s seconds", AFTER_A_FAULT_SECONDS)
            close_old_connections()
            connection.close()
            stop.wait(AFTER_A_FAULT_SECONDS)
    connection.close()
