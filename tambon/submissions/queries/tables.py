"""A form's submissions, one after another, as they are handed out: filtered, and no more than is asked for.

The statement is one, and its rows come a few hundred at a time: nothing grows with their number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from tambon.lib.days import BANGKOK
from tambon.submissions.rules import Stage

BATCH = 500
_STATE = f"""
CASE WHEN i.submission_id IS NOT NULL THEN '{Stage.INBOX}' WHEN q.id IS NULL THEN '{Stage.CLAIMED}'
     WHEN q.settled_at IS NULL THEN '{Stage.QUARANTINED}'
     WHEN q.outcome = 'set_aside' THEN '{Stage.SET_ASIDE}' ELSE '{Stage.CLAIMED}' END
"""
_TABLES = """
submissions_submission s
LEFT JOIN submissions_inbox i ON i.submission_id = s.id
LEFT JOIN submissions_quarantine q ON q.submission_id = s.id
"""
_ROWS = f"""
SELECT s.id, s.ref, s.instance_id, s.form_version, s.received_at, p.username, {_STATE}, s.deprecates, s.xml,
       (SELECT encode(e.hash, 'hex') FROM journal_entry e
        WHERE e.subject = 'submission:' || s.ref AND e.kind = 'submission.received' ORDER BY e.id LIMIT 1),
       CASE WHEN s.id IN (SELECT submission_id FROM submissions_correction) THEN
           (SELECT jsonb_object_agg(c.field, c.text ORDER BY c.id)::text FROM submissions_correction c
            WHERE c.submission_id = s.id) END,
       CASE WHEN s.id IN (SELECT submission_id FROM submissions_redaction) THEN
           (SELECT jsonb_agg(r.fields ORDER BY r.id)::text FROM submissions_redaction r
            WHERE r.submission_id = s.id) END,
       (SELECT jsonb_agg(a.name ORDER BY a.name)::text FROM submissions_attachment a
        WHERE a.submission_id = s.id AND a.conflict_id IS NULL AND a.erased_at IS NOT NULL), s.person_id
FROM {_TABLES} LEFT JOIN accounts_person p ON p.id = s.person_id
WHERE {{conditions}} ORDER BY s.id DESC
"""
_COUNT = f"""
SELECT count(*), coalesce(max(s.id), 0) FROM {_TABLES} LEFT JOIN accounts_person p ON p.id = s.person_id
WHERE {{conditions}}
"""
_FORMS = """
SELECT s.form_id, count(*), max(s.received_at) FROM submissions_submission s
WHERE {conditions} GROUP BY s.form_id ORDER BY s.form_id
"""
_FILES = f"""
SELECT s.ref, s.instance_id, a.name, a.sha256, a.size, a.content_type, a.erased_at IS NOT NULL
FROM {_TABLES} LEFT JOIN accounts_person p ON p.id = s.person_id
JOIN submissions_attachment a ON a.submission_id = s.id AND a.conflict_id IS NULL
WHERE {{conditions}} ORDER BY s.id DESC, a.id
"""


@dataclass(frozen=True)
class Condition:
    """What must hold of ``s``, a submission, in SQL; other rooms say by it what lies in a place."""

    sql: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Where:
    """Which submissions of a form: received ``since`` to ``last`` (days in Thailand), sent by the person with
    the username, in a state, of a version; and whatever else must hold.
    """

    form_id: str
    since: date | None = None
    last: date | None = None
    sender: str = ""
    state: Stage | None = None
    version: str = ""
    also: tuple[Condition, ...] = ()
    area: str = ""  # the code of the area that one of ``also`` is about; said, not asked

    @property
    def said(self) -> dict[str, str]:
        """What was asked for, for the journal and for addresses."""
        told = {
            "since": self.since, "last": self.last, "sender": self.sender, "state": self.state,
            "version": self.version, "area": self.area,
        }  # fmt: skip
        return {name: str(value) for name, value in told.items() if value}


class Sent(NamedTuple):
    """A submission as it is handed out. ``corrections`` and ``redacted`` are by the path of the answer."""

    id: int
    ref: UUID
    key: str
    version: str
    received_at: datetime
    sender: str
    state: str
    edit_of: str
    xml: bytes
    receipt: str
    corrections: dict[str, str]
    redacted: list[str]
    erased: list[str]
    person_id: int


class SentFile(NamedTuple):
    """A file that came with a submission."""

    ref: UUID
    key: str
    name: str
    sha256: str
    size: int
    content_type: str
    erased: bool


@dataclass(frozen=True)
class FormCount:
    form_id: str
    count: int
    newest: datetime


def stream(where: Where) -> Iterator[Sent]:
    """Every submission, the newest first, through a cursor of the database's own; close it to end early."""
    for row in _stream(_ROWS, where):
        yield _sent(row)


def stream_files(where: Where) -> Iterator[SentFile]:
    """Every file of these submissions, in their order."""
    for row in _stream(_FILES, where):
        yield SentFile(*row)


def page(where: Where, *, limit: int, before: int | None = None) -> list[Sent]:
    """The newest of them, those before the submission ``before`` where it is given."""
    conditions, parameters = _conditions(where)
    if before is not None:
        conditions, parameters["before"] = f"{conditions} AND s.id < %(before)s", before
    with connection.cursor() as cursor:
        cursor.execute(
            _ROWS.format(conditions=conditions) + " LIMIT %(limit)s", {**parameters, "limit": limit}
        )
        return [_sent(row) for row in cursor.fetchall()]


def count(where: Where) -> tuple[int, int]:
    """How many there are, and the id of the newest of them."""
    conditions, parameters = _conditions(where)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(conditions=conditions), parameters)
        found: tuple[int, int] = cursor.fetchone()
        return found


def count_forms(also: tuple[Condition, ...] = ()) -> list[FormCount]:
    """The forms of which something was sent, by id, with how many and when the newest came."""
    conditions = " AND ".join(["true", *(one.sql for one in also)])
    with connection.cursor() as cursor:
        cursor.execute(_FORMS.format(conditions=conditions), _parameters(also))
        return [FormCount(*row) for row in cursor.fetchall()]


def _stream(sql: str, where: Where) -> Iterator[tuple[Any, ...]]:
    conditions, parameters = _conditions(where)
    with transaction.atomic():
        connection.ensure_connection()
        # the driver's own cursor: the framework's cannot ask for binary rows, which are half as many bytes
        with connection.connection.cursor(name="submissions", binary=True) as cursor:
            cursor.itersize = BATCH
            cursor.execute(sql.format(conditions=conditions), parameters)
            yield from cursor


def _conditions(where: Where) -> tuple[str, dict[str, Any]]:
    asked: dict[str, tuple[str, Any]] = {
        "since": ("s.received_at >= %(since)s", _midnight(where.since)),
        "until": ("s.received_at < %(until)s", _midnight(where.last, days=1)),
        "sender": ("p.username = %(sender)s", where.sender),
        "state": (f"{_STATE} = %(state)s", where.state and where.state.value),
        "version": ("s.form_version = %(version)s", where.version),
    }
    told = {name: one for name, one in asked.items() if one[1]}
    conditions = [
        "s.form_id = %(form)s",
        *(sql for sql, _ in told.values()),
        *(one.sql for one in where.also),
    ]
    values = {name: value for name, (_, value) in told.items()}
    return " AND ".join(conditions), {"form": where.form_id, **values, **_parameters(where.also)}


def _parameters(also: tuple[Condition, ...]) -> dict[str, Any]:
    return {name: value for one in also for name, value in one.parameters.items()}


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    return datetime.combine(day + timedelta(days), time.min, tzinfo=BANGKOK) if day else None


def _sent(row: tuple[Any, ...]) -> Sent:
    id_, ref, key, version, at, sender, state, edit_of, xml, receipt, corrections, redacted, erased, by = row
    return Sent(
        id_, ref, key, version, at, sender or "", state, edit_of or "", bytes(xml), receipt or "",
        json.loads(corrections) if corrections else {},
        [path for paths in json.loads(redacted) for path in paths] if redacted else [],
        json.loads(erased) if erased else [], by,
    )  # fmt: skip
