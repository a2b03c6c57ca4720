"""What one person sees: messages, digests, wishes, and how much is new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Max, Q

from tambon.accounts.models import Person
from tambon.notices.models import Digest, Message, Wish
from tambon.notices.rules import (
    Channel,
    DigestView,
    MessageKind,
    MessageView,
    Role,
    default_for_office,
    default_for_person,
    read_wait,
)

PAGE = 30
_NEW = """
SELECT (SELECT count(*) FROM notices_message m WHERE m.person_id = %(person)s AND m.seen_at IS NULL)
     + (SELECT count(*) FROM (SELECT FROM notices_digest d
        WHERE d.person_id = %(person)s AND d.channel = 'desk' AND d.seen_at IS NULL LIMIT 1) unseen)
WHERE NOT EXISTS (
    SELECT FROM notices_wish w WHERE w.person_id = %(person)s AND w.channel = 'desk' AND w.every_days = 0)
"""


def count_new(person_id: int) -> int:
    """What the bell shows: messages not seen yet, and one for a digest not seen yet; one statement.

    Nothing for whoever wishes to be told nothing at the desk.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEW, {"person": person_id})
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def list_messages(person_id: int, *, limit: int = PAGE, before: int | None = None) -> list[MessageView]:
    """What happened that concerns the person, newest first; ``before`` is where an earlier page starts."""
    found = Message.objects.filter(person_id=person_id).order_by("-id")
    if before is not None:
        found = found.filter(id__lt=before)
    rows = found.values_list("id", "kind", "details", "at", "seen_at")[:limit]
    return [
        MessageView(id_, MessageKind(kind), details, at, seen is None)
        for id_, kind, details, at, seen in rows
    ]


def list_digests(
    *, person_id: int | None = None, office_id: int | None = None, limit: int = PAGE
) -> list[DigestView]:
    """What the person or the office was told, by all ways, newest first."""
    found = Digest.objects.filter(_whose(person_id, office_id)).order_by("-day", "-id")
    return [_view(row) for row in found[:limit]]


def wishes_of(
    *, person_id: int | None = None, office_id: int | None = None, roles: Iterable[Role] = ()
) -> dict[Channel, int]:
    """{way: at most every so many days}, 0 for never; by wish, and by default where there is none.

    An office's desk is that of its people, and a person is not written letters, so these are left out. So is
    an office's wish for letters while it has none: then officers may write as they see fit.
    """
    found = Wish.objects.filter(_whose(person_id, office_id))
    wished = {Channel(channel): days for channel, days in found.values_list("channel", "every_days")}
    if person_id is not None:
        held = tuple(roles)
        ways = {way: default_for_person(held, way) for way in (Channel.DESK, Channel.EMAIL)}
    else:
        ways = {way: default_for_office(way) for way in (Channel.EMAIL, *(wished.keys() & {Channel.LETTER}))}
    return {way: wished.get(way, default) for way, default in ways.items()}


def last_letters(office_ids: Iterable[int]) -> dict[int, date]:
    """{office id: the day of its newest letter}; offices without one are left out."""
    found = Digest.objects.filter(office_id__in=list(office_ids), channel=Channel.LETTER.value)
    return dict(found.values_list("office_id").annotate(last=Max("day")).order_by())


def email_of(person_id: int) -> str:
    """The person's own address, empty without one."""
    return Person.objects.filter(pk=person_id).values_list("email", flat=True).first() or ""


def _whose(person_id: int | None, office_id: int | None) -> Q:
    return Q(office=office_id) if person_id is None else Q(person=person_id)


def _view(row: Digest) -> DigestView:
    waits = tuple(read_wait(told) for told in row.contents["waits"])
    return DigestView(row.pk, Channel(row.channel), row.day, row.number or "", waits, row.sent_at, row.fault)
