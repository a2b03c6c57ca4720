"""How often somebody wants to be told, and what they have seen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tambon.journal.actions import record
from tambon.notices.models import Digest, Message, Wish
from tambon.notices.rules import CHOICES, Channel, read_wish


@transaction.atomic
def set_wish(
    *, person_id: int | None = None, office_id: int | None = None, channel: Channel, every_days: int, by: str,
    at: datetime,
) -> None:  # fmt: skip
    """The person or the office is told by this way at most every so many days; 0 is never.

    Raises ``422-wish`` for what is none of the choices. The same wish again changes nothing.
    """
    if every_days not in CHOICES:
        read_wish(str(every_days))
    whose = {"person_id": person_id, "office_id": office_id}
    row, made = Wish.objects.select_for_update().get_or_create(
        **whose, channel=channel.value, defaults={"every_days": every_days}
    )
    if not made and row.every_days == every_days:
        return
    row.every_days = every_days
    row.save(update_fields=["every_days"])
    subject = f"person:{person_id}" if person_id is not None else f"office:{office_id}"
    body = {"channel": channel.value, "every_days": every_days}
    record("notices.wish_set", subject=subject, by=by, at=at, body=body)


@transaction.atomic
def mark_seen(person_id: int, *, upto: int, at: datetime) -> None:
    """The person has seen their messages up to this id, and what they were told at the desk.

    Not journaled: what somebody reads and when is nobody else's affair.
    """
    Message.objects.filter(person_id=person_id, seen_at=None, id__lte=upto).update(seen_at=at)
    shown = Digest.objects.filter(person_id=person_id, channel=Channel.DESK.value, seen_at=None)
    shown.update(seen_at=at)
