"""Making digests: of everybody at once, each at most as often as they chose."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from tambon.journal.actions import record
from tambon.notices import queries
from tambon.notices.models import Digest
from tambon.notices.queries.due import Planned
from tambon.notices.rules import LONGEST_WISH, Channel

_MAKING = 0x7EA1_0002  # the advisory lock that keeps two makers apart
_INSERT = """
INSERT INTO notices_digest (person_id, office_id, channel, day, made_at, contents, tries, fault)
SELECT person, office, channel, %s::date, %s::timestamptz, contents, 0, ''
FROM jsonb_to_recordset(%s::jsonb) AS planned (person bigint, office bigint, channel text, contents jsonb)
"""
KEPT_DAYS = LONGEST_WISH + 30


@transaction.atomic
def make_digests(*, on: date, at: datetime) -> Counter[Channel]:
    """Makes every digest that is due that day and has something to tell; how many by each way.

    Two makers follow one another, and the second finds nothing due. A run again changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MAKING])
    planned = queries.plan_digests(on=on)
    _insert(planned, on, at)
    made = Counter(one.channel for one in planned)
    if planned:
        body = {channel.value: count for channel, count in made.items()}
        record("notices.digests_made", subject=f"day:{on.isoformat()}", by="system", at=at, body=body)
    return made


@transaction.atomic
def sweep_digests(*, on: date, at: datetime) -> int:
    """Removes digests that can hold back no other any more; letters are kept. How many went."""
    old = Digest.objects.filter(day__lt=on - timedelta(days=KEPT_DAYS)).exclude(channel=Channel.LETTER.value)
    count, _ = old.delete()
    if count:
        record(
            "notices.digests_swept", subject=f"day:{on.isoformat()}", by="system", at=at, body={"n": count}
        )
    return count


def _insert(planned: list[Planned], on: date, at: datetime) -> None:
    """All digests in one statement of one document: row by row, sixty thousand take four times as long."""
    rows = [
        {
            "person": one.person_id,
            "office": one.office_id,
            "channel": one.channel.value,
            "contents": {"waits": [wait.as_dict() for wait in one.waits]},
        }
        for one in planned
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [on, at, json.dumps(rows)])
