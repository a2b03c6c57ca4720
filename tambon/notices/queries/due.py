"""Whose digest is due on a day, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from tambon.notices.models import Digest, Wish
from tambon.notices.queries.offices import waits_of_offices
from tambon.notices.queries.recipients import list_office_ids, list_people, office_emails
from tambon.notices.queries.waiting import waits_of_people
from tambon.notices.rules import (
    LONGEST_WISH,
    Channel,
    Recipient,
    Wait,
    default_for_office,
    default_for_person,
    is_due,
)

Addressee = tuple[int | None, int | None]  # a person or an office
AUTOMATIC = (Channel.DESK, Channel.EMAIL)


@dataclass(frozen=True, slots=True)
class Planned:
    """A digest that is due: for a person or an office, by one way."""

    person_id: int | None
    office_id: int | None
    channel: Channel
    waits: tuple[Wait, ...]


def plan_digests(*, on: date) -> list[Planned]:
    """Every digest that is due that day and has something to tell; set-based, whatever their number."""
    wishes, last = _wishes(), last_days(on=on)
    return [*_for_people(wishes, last, on), *_for_offices(wishes, last, on)]


def last_days(*, on: date) -> dict[tuple[Addressee, Channel], date]:
    """The day of the newest digest by each way, of those that can still hold back the next."""
    since = on - timedelta(days=LONGEST_WISH)
    found = Digest.objects.filter(day__gte=since).values_list("person_id", "office_id", "channel")
    rows = found.annotate(last=Max("day")).order_by()
    return {((person, office), Channel(channel)): day for person, office, channel, day in rows}


def _wishes() -> dict[tuple[Addressee, Channel], int]:
    found = Wish.objects.values_list("person_id", "office_id", "channel", "every_days")
    return {((person, office), Channel(channel)): days for person, office, channel, days in found}


Wishes = Mapping[tuple[Addressee, Channel], int]
Last = Mapping[tuple[Addressee, Channel], date]


def _for_people(wishes: Wishes, last: Last, on: date) -> Iterator[Planned]:
    def due(one: Recipient, channel: Channel) -> bool:
        key = ((one.person_id, None), channel)
        wished = wishes.get(key, default_for_person(one.roles, channel))
        can = channel is not Channel.EMAIL or bool(one.email)
        return can and is_due(last.get(key), wished, on=on)

    ways = ((one, [way for way in AUTOMATIC if due(one, way)]) for one in list_people(on=on))
    asked = [(one, channels) for one, channels in ways if channels]
    waits = waits_of_people([one for one, _ in asked], on=on)
    for one, channels in asked:
        if one.person_id in waits:
            told = tuple(waits[one.person_id])
            yield from (Planned(one.person_id, None, channel, told) for channel in channels)


def _for_offices(wishes: Wishes, last: Last, on: date) -> Iterator[Planned]:
    emails = office_emails()

    def due(office: int, channel: Channel) -> bool:
        key = ((None, office), channel)
        can = channel is not Channel.EMAIL or office in emails
        return can and is_due(last.get(key), wishes.get(key, default_for_office(channel)), on=on)

    asked = {office: [way for way in AUTOMATIC if due(office, way)] for office in list_office_ids()}
    offices: Sequence[int] = [office for office, channels in asked.items() if channels]
    for (office, _), waits in waits_of_offices([(one, 0) for one in offices], on=on).items():
        yield from (Planned(None, office, channel, tuple(waits)) for channel in asked[office])
