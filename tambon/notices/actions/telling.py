"""Reading the journal: what happened becomes messages to the people whom it concerns, exactly once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from tambon.journal import queries as journal
from tambon.notices.models import Message, Reading
from tambon.notices.queries.concerned import Place, Told, concerned, list_unread
from tambon.notices.rules import Concern, concerns

LIMIT = 5_000


def read_journal(*, at: datetime, limit: int = LIMIT) -> int:
    """Makes messages of all new entries; how many were made.

    Reads entries that are older than every running transaction, as seals do, since a younger one may still
    appear before them. Goes on in steps, each one transaction that moves the mark with its messages: a reader
    that is killed loses nothing and tells nothing twice; two at once follow one another. Writes no entry of
    its own, or it would have itself to read.
    """
    made = 0
    while True:
        count, more = _read_some(limit)
        made += count
        if not more:
            return made


@transaction.atomic
def _read_some(limit: int) -> tuple[int, bool]:
    """(messages made, whether there is more to read)."""
    Reading.objects.get_or_create(pk=1, defaults={"era": 1, "xid": 0})
    mark = Reading.objects.select_for_update().get(pk=1)
    until = _horizon()
    read = (mark.era, mark.xid)
    if read >= until:
        return 0, False
    entries = list_unread(read, until, limit=limit)
    times = {entry.id: entry.at for entry in entries}
    found = concerned([concern for entry in entries for concern in concerns(entry)])
    told = [_message(*one, at=times[one[0].entry]) for one in _once_each(found)]
    Message.objects.bulk_create(told, batch_size=2_000, ignore_conflicts=True)
    more = len(entries) >= limit
    mark.era, mark.xid = (entries[-1].era, entries[-1].xid + 1) if more else until
    mark.save(update_fields=["era", "xid"])
    return len(told), more


def _horizon() -> Place:
    """Up to where the journal can be read: the place of the oldest transaction that is still running."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (xid,) = cursor.fetchone()
    return journal.current_era(), xid


def _once_each(found: list[Told]) -> list[Told]:
    """Without what is told by a later entry to the same person in the same words.

    Villages shared before a post is filled, and the contract that fills it, tell the same thing.
    """
    latest = {(person, one.kind, _words(details)): (one, person, details) for one, person, details in found}
    return list(latest.values())


def _words(details: dict[str, Any]) -> tuple[object, ...]:
    about = tuple(details.get(name) for name in ("day", "code", "office", "dataset", "period"))
    return frozenset(details.get("areas", ())), *about


def _message(one: Concern, person: int, details: dict[str, Any], *, at: datetime) -> Message:
    return Message(person_id=person, kind=one.kind.value, entry=one.entry, details=details, at=at)
