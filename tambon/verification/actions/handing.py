"""An office says that a cell belongs to another office, and that one, or the administrators, answer.

Between offices of one agency the taker decides: taken, the village is the taker's for its agency from that
day on, in every variable that the agency answers for. Between agencies nothing can be moved from here, since
who answers follows from the dictionary's order of agencies and from both their territories: it is a notice to
the administrators, who close it once they have changed either, or refuse.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from tambon.accounts import actions as accounts
from tambon.accounts import queries as offices
from tambon.accounts.rules import Thing, Verb, Who, demand
from tambon.areas import queries as areas
from tambon.dictionary import queries as dictionary
from tambon.journal.actions import record
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.rules import RecordView
from tambon.verification import queries, queue_problems
from tambon.verification.actions.allowing import by_office_of
from tambon.verification.models import HandOver
from tambon.verification.queries.handed import handed_body
from tambon.verification.rules import CellRef
from tambon.verification.rules.handing import Decides, HandReason, decides


@transaction.atomic
def hand_over(who: Who, cell: CellRef, *, taker: str, reason: HandReason, on: date, at: datetime) -> int:
    """Asks the office with the code ``taker`` to answer for the cell; the hand-over's id comes back.

    Until it is answered the cell stays where it is. Raises 403 outside the person's scope, 422 for an office
    that cannot take it, 409 while the cell waits for another answer.
    """
    (giver_id,) = by_office_of(who, Verb.DISPUTE, [cell], on=on)
    giver, to = offices.office(giver_id), offices.find_office(taker)
    if to is None or to.id == giver.id:
        raise queue_problems.unknown_taker(code=taker[:40] or "–")
    of = held.get_record(cell.record_id)
    chain = dictionary.get_dataset(of.dataset).spec.by_name[cell.variable].owner
    if to.agency_code not in chain:
        raise queue_problems.not_in_the_chain(agencies=", ".join(chain))
    try:
        with transaction.atomic():
            row = HandOver.objects.create(
                record_id=cell.record_id, variable=cell.variable, giver_id=giver.id, taker_id=to.id,
                reason=reason.value, made_at=at, by=who.actor,
            )  # fmt: skip
    except IntegrityError as error:
        raise queue_problems.handed_over_already() from error
    body = {**handed_body(row), "decides": decides(giver, to).value}
    record("cell.handed_over", subject=f"handover:{row.pk}", by=who.actor, at=at, body=body)
    return row.pk


@transaction.atomic
def answer_hand_over(who: Who, hand_over_id: int, *, taken: bool, on: date, at: datetime) -> None:
    """The taker, or between agencies an administrator, takes or refuses it.

    Taken within an agency, the village becomes the taker's from that day, with whatever else the same giver
    handed it there; its records are counted anew at once. Taken between agencies, the taker must answer for
    the cell already. Raises 403, 404, or 409 where it was answered or things have moved since.
    """
    row = _lock(hand_over_id)
    of = held.get_record(row.record_id)
    giver, to = offices.office(row.giver_id), offices.office(row.taker_id)
    reached = areas.reached_from([of.area_id], on=on)[of.area_id]
    by_taker = decides(giver, to) is Decides.TAKER
    if by_taker:
        demand(who, Verb.CONFIRM, Thing(reached, to.id, to.agency_id))
    else:
        demand(who, Verb.ADMINISTER, Thing(reached))
    if taken:
        _take(who, row, of, by_taker=by_taker, on=on, at=at)
    _close([row], taken=taken, by=who.actor, at=at)


@transaction.atomic
def take_back(who: Who, hand_over_id: int, *, on: date, at: datetime) -> None:
    """The giver's office keeps the cell after all. Raises 403, 404, 409."""
    row = _lock(hand_over_id)
    of, giver = held.get_record(row.record_id), offices.office(row.giver_id)
    reached = areas.reached_from([of.area_id], on=on)[of.area_id]
    demand(who, Verb.DISPUTE, Thing(reached, giver.id, giver.agency_id))
    _close([row], taken=False, by=who.actor, at=at)


def _take(who: Who, row: HandOver, of: RecordView, *, by_taker: bool, on: date, at: datetime) -> None:
    owner = queries.owners_of([of], on=on).get((of.id, row.variable))
    if not by_taker:
        if owner != row.taker_id:
            raise queue_problems.territory_stays()
        return
    if owner not in (row.giver_id, row.taker_id):
        raise queue_problems.hand_over_moved()
    before = queries.owners_of([of], on=on - timedelta(days=1)).get((of.id, row.variable))
    if before != row.giver_id and queries.spoke_on(on, office_id=row.giver_id, area_id=of.area_id):
        raise queue_problems.hand_over_today()  # who answers is known by the day: its words would be nobody's
    accounts.hand_area(area_id=of.area_id, office_id=row.taker_id, since=on, by=who.actor, at=at)
    records.retell(of.area_id, at=at)
    others = HandOver.objects.select_for_update().filter(
        giver_id=row.giver_id, taker_id=row.taker_id, record__area_id=of.area_id, answered_at=None
    )
    _close(list(others.exclude(pk=row.pk)), taken=True, by=who.actor, at=at)


def _lock(hand_over_id: int) -> HandOver:
    row = HandOver.objects.select_for_update().filter(pk=hand_over_id).first()
    if row is None:
        raise queue_problems.unknown_hand_over()
    if row.answered_at is not None:
        raise queue_problems.hand_over_answered()
    return row


def _close(rows: list[HandOver], *, taken: bool, by: str, at: datetime) -> None:
    for row in rows:
        row.taken, row.answered_at, row.answered_by = taken, at, by
        row.save(update_fields=["taken", "answered_at", "answered_by"])
        body = {"record": row.record_id, "variable": row.variable, "taken": taken}
        record("cell.hand_over_answered", subject=f"handover:{row.pk}", by=by, at=at, body=body)
