"""Making letters: a digest with a number, written from an area to an office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from tambon.accounts import queries as accounts
from tambon.formats.printing import SHEETS
from tambon.journal.actions import record
from tambon.lib.days import say_day, thai_day
from tambon.notices import problems
from tambon.notices.models import Digest, Letter
from tambon.notices.queries.letters import Waiter, list_waiters
from tambon.notices.rules import Channel, Letterhead, number_after, read_number

MOST_AT_ONCE = SHEETS // 2  # each has its enclosure
_WRITING = 0x7EA1_0003  # the advisory lock that lets letters be made one after another


@transaction.atomic
def make_letter(
    *, office_id: int, from_area: int, number: str, head: Letterhead, by: str, at: datetime
) -> int:
    """A letter to the office about what waits for its word in the area today; the digest's id comes back.

    Raises ``409-letter-nothing-waits``, ``409-letter-not-wished``, ``409-letter-too-soon``,
    ``409-letter-number-taken`` and ``422-letter-number``.
    """
    _lock()
    said = read_number(number)
    waiter = next(iter(list_waiters(from_area, on=thai_day(at), office_ids=[office_id])), None)
    if waiter is None:
        raise problems.nothing_to_tell(office=accounts.office(office_id).name_th)
    _demand_wished(waiter, at)
    return _write(waiter, from_area, said, head, by=by, at=at)


@transaction.atomic
def make_letters(
    *,
    from_area: int,
    first_number: str,
    head: Letterhead,
    by: str,
    at: datetime,
    office_ids: Iterable[int] | None = None,
) -> list[int]:
    """Letters to all offices for which something waits in the area and that may get one today.

    Numbers count up from the first. Those that had one too lately or want none are left out; the digests' ids
    come back, which are none when there is nobody to write to. Raises ``409-letter-number-taken``,
    ``422-letter-number`` and ``413-letters-too-many``: then no letter is made.
    """  # fmt: skip
    _lock()
    number = read_number(first_number)
    wanted = None if office_ids is None else list(office_ids)
    waiters = [
        one
        for one in list_waiters(from_area, on=thai_day(at), office_ids=wanted)
        if one.may_get_one(thai_day(at))
    ]
    if len(waiters) > MOST_AT_ONCE:
        raise problems.too_many_letters(most=MOST_AT_ONCE)
    return [
        _write(one, from_area, number_after(number, step), head, by=by, at=at)
        for step, one in enumerate(waiters)
    ]


def _write(waiter: Waiter, from_area: int, number: str, head: Letterhead, *, by: str, at: datetime) -> int:
    contents = {"waits": [wait.as_dict() for wait in waiter.waits]}
    before = Letter.objects.filter(digest__office_id=waiter.office_id, from_area_id=from_area)
    try:
        with transaction.atomic():
            digest = Digest.objects.create(
                office_id=waiter.office_id, channel=Channel.LETTER.value, day=thai_day(at), made_at=at,
                contents=contents, number=number,
            )  # fmt: skip
    except IntegrityError as error:
        raise problems.number_taken(number=number) from error
    Letter.objects.create(
        digest=digest, from_area_id=from_area, sender=head.sender, address=head.address, unit=head.unit,
        telephone=head.telephone, signer=head.signer, position=head.position,
        refers_to=before.order_by("-digest_id").first(),
    )  # fmt: skip
    body = {"office": waiter.office_id, "area": from_area, "values": waiter.cells}
    record("notices.letter_made", subject=f"digest:{digest.pk}", by=by, at=at, body=body)
    return digest.pk


def _demand_wished(waiter: Waiter, at: datetime) -> None:
    if waiter.due is None:
        raise problems.not_wished(office=waiter.name_th)
    if waiter.last is not None and not waiter.may_get_one(thai_day(at)):
        last_th, due_th = (say_day(day, "th") for day in (waiter.last, waiter.due))
        last_en, due_en = (say_day(day, "en") for day in (waiter.last, waiter.due))
        raise problems.too_soon(
            office=waiter.name_th, last_th=last_th, last_en=last_en, due_th=due_th, due_en=due_en
        )


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITING])
