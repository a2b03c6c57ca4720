"""What follows when an office is silent: it is asked, others are told, the value is remarked on."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import connection, transaction

from tambon.journal.actions import record_many
from tambon.journal.rules import NewEntry
from tambon.lib.days import thai_day
from tambon.verification.models import Escalation
from tambon.verification.queries.clock import Silence, list_due_steps
from tambon.verification.rules.clock import RULE, Step

_STEPPING = 0x7EA1_0006  # the advisory lock that keeps two who take steps apart


@transaction.atomic
def take_steps(*, at: datetime) -> Counter[Step]:
    """Takes every step of the rule for silence that is due on the Thai day of ``at``; how many of each.

    Each step of an office, dataset and period is taken once, in order, one a day; a run again takes none. It
    changes no value and no grade: the journal says what is done, and `notices` tells those concerned.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_STEPPING])
    steps = list_due_steps(on=thai_day(at))
    Escalation.objects.bulk_create([_row(one, step, at) for one, step in steps], batch_size=1_000)
    if steps:
        record_many([_entry(one, step, at) for one, step in steps])
    return Counter(step for _, step in steps)


def _row(one: Silence, step: Step, at: datetime) -> Escalation:
    return Escalation(
        office_id=one.office_id, dataset=one.dataset, period=one.period, step=step.value, cells=one.cells,
        at=at,
    )  # fmt: skip


def _entry(one: Silence, step: Step, at: datetime) -> NewEntry:
    body = {
        "dataset": one.dataset, "period": one.period, "cells": one.cells, "since": one.since.isoformat(),
        "rule": RULE.number,
    }  # fmt: skip
    return NewEntry(f"clock.{step.value}", f"office:{one.office_id}", "system", at, body)
