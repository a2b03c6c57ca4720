"""What every change of the workforce does: waits for others, and gives the database's refusals a name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from tambon.lib.days import day_before, thai_day
from tambon.lib.problem import Kind, Problem
from tambon.plan import problems as plan_problems
from tambon.workforce import problems
from tambon.workforce.rules.late import MOST_DAYS_LATE, earliest

_NAMES: dict[str, Kind] = {
    "workforce_one_person_in_a_post_at_a_time": problems.post_filled,
    "workforce_one_post_for_a_person_at_a_time": problems.person_engaged,
    "workforce_a_contract_lies_inside_its_programme": problems.contract_outside,
    "workforce_a_programme_holds_its_contracts": plan_problems.programme_left_behind,
    "workforce_one_post_for_a_village_at_a_time": problems.village_taken,
    "workforce_a_share_is_of_its_posts_programme": problems.other_programme,
    "workforce_one_absence_at_a_time": problems.already_absent,
    "workforce_nobody_stands_in_for_themselves": problems.bad_substitute,
}


def refused(error: IntegrityError, **details: Any) -> Problem:
    """The refusal in words for the constraint that the database named."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    return _NAMES.get(name, problems.contradiction)(constraint=name, **details)


@contextmanager
def named(**details: Any) -> Iterator[None]:
    """Rows written inside the block, whose contradictions are raised as this room's problems."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise refused(error, **details) from error


def wait_for_others(programme_id: int) -> None:
    """Two changes of one programme's workforce follow one another: each sees what the other did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"workforce {programme_id}"])


def not_too_late(on: date, *, at: datetime) -> None:
    """Raises ``422-workforce-day-past`` for a day further back than may be entered."""
    first = earliest(thai_day(at))
    if on < first:
        raise problems.too_late(on=on, days=MOST_DAYS_LATE, earliest=first)


def in_order(since: date, until: date | None) -> None:
    """Raises ``422-workforce-days`` unless the end comes after the beginning."""
    if until is not None and until <= since:
        raise problems.days_out_of_order(since=since, last=day_before(until))
