"""What people sent, and when: for pages about workers. Reads no answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import connection

from tambon.lib.days import BANGKOK, thai_day
from tambon.submissions.rules import SentDay

_LAST = """
SELECT person.id, last.received_at FROM unnest(%(people)s::bigint[]) AS person (id)
CROSS JOIN LATERAL (
    SELECT s.received_at FROM submissions_submission s WHERE s.person_id = person.id
    ORDER BY s.id DESC LIMIT 1) AS last
"""
_SENT = """
SELECT s.person_id, (s.received_at AT TIME ZONE 'Asia/Bangkok')::date AS day, count(*),
       count(i.submission_id), count(q.id) FILTER (WHERE q.settled_at IS NULL)
FROM submissions_submission s
LEFT JOIN submissions_inbox i ON i.submission_id = s.id
LEFT JOIN submissions_quarantine q ON q.submission_id = s.id
WHERE s.person_id = ANY(%(people)s) AND s.received_at >= %(since)s AND s.received_at < %(until)s
GROUP BY s.person_id, day ORDER BY s.person_id, day
"""


def last_heard(person_ids: Iterable[int]) -> dict[int, date]:
    """{person: the Thai day on which their phone last delivered}, without who never sent. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST, {"people": list(person_ids)})
        return {person: thai_day(at) for person, at in cursor.fetchall()}


def list_sent(person_ids: Iterable[int], *, since: date, until: date) -> list[SentDay]:
    """How many answers came from ``since`` to the day before ``until``, by person and day. One statement."""
    parameters: dict[str, Any] = {
        "people": list(person_ids), "since": _midnight(since), "until": _midnight(until)
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_SENT, parameters)
        return [SentDay(*row) for row in cursor.fetchall()]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=BANGKOK)
