"""Submissions become claims, claims become records: a batch in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import OperationalError, transaction

from tambon.lib.problem import Problem
from tambon.records import problems
from tambon.records.actions.claiming import make_claims
from tambon.records.actions.witnessing import witness
from tambon.records.queries.intake import Intake
from tambon.submissions.actions import Taken, quarantine, take

log = logging.getLogger(__name__)


def process_inbox(*, at: datetime, limit: int = 500) -> int:
    """Takes up to ``limit`` submissions out of the inbox; how many comes back.

    Each makes its claims, or goes to quarantine with the reason; what one of them breaks does not stop the
    others. Raises OperationalError (the database is away, two were in each other's way): nothing was taken
    then.
    """
    try:
        with transaction.atomic():
            taken = take(limit)
            _process(taken, at)
            return len(taken)
    except OperationalError:
        raise
    except Exception:
        log.exception("a batch failed: its submissions are processed one by one")
        return _process_one_by_one(at, limit)


def _process(batch: Sequence[Taken], at: datetime) -> None:
    understood = Intake().understand(batch)
    make_claims([claim for one in understood for claim in one.claims], at=at)
    witness(understood, at=at)
    for one in understood:
        if one.refusal is not None:
            _set_aside(one.taken, one.refusal, at)


def _process_one_by_one(at: datetime, limit: int) -> int:
    with transaction.atomic():
        taken = take(limit)
        for one in taken:
            try:
                with transaction.atomic():
                    _process([one], at)
            except OperationalError:
                raise
            except Exception as fault:
                log.exception("submission %s failed and is set aside", one.ref)
                _set_aside(one, problems.failed(fault=type(fault).__name__), at)
        return len(taken)


def _set_aside(taken: Taken, refusal: Problem, at: datetime) -> None:
    details = {name: str(value) for name, value in refusal.details.items()}
    quarantine(taken.id, refusal.kind.code, details, at)
