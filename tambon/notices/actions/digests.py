"""Making digests: of everybody at once, each at most as often as they chose."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from tambon.journal.actions import record
from tambon.notices import queries
from tambon.notices.models import Digest
from tambon.notices.queries.due import Planned
from tambon.notices.rules import LONGEST_WISH, Channel

_MAKING = 0x7EA1_0002  # the advisory lock that keeps two makers apart
KEPT_DAYS = LONGEST_WISH + 30


@transaction.atomic
def make_digests(*, on: date, at: datetime) -> Counter[Channel]:
    """Makes every digest that is due that day and has something to tell; how many by each way.

    Two makers follow one another, and the second finds nothing due. A run again changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MAKING])
    planned = queries.plan_digests(on=on)
    Digest.objects.bulk_create((_row(one, on, at) for one in planned), batch_size=2_000)
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


def _row(one: Planned, on: date, at: datetime) -> Digest:
    contents = {"waits": [wait.as_dict() for wait in one.waits]}
    return Digest(
        person_id=one.person_id, office_id=one.office_id, channel=one.channel.value, day=on, made_at=at,
        contents=contents,
    )  # fmt: skip
