"""Sign-offs lock an area; lifting a lock lets what waited behind it count.

What the signer saw is what is locked. Numbers of claims are given before their transactions end, so that a
number alone tells nothing about what was visible: a claim with a lower one may still be on its way. Whoever
locks therefore first waits for all who are speaking about the dataset and period (`hold_claims`); after that
every claim up to the last number is there and told in its record, and whoever speaks next gets a higher one.
Whoever is to sign what they read takes this turn before they read.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tambon.records import problems
from tambon.records.actions.deriving import derive_locked
from tambon.records.actions.held import tell_locked
from tambon.records.actions.turns import hold_claims
from tambon.records.models import Claim, Lock
from tambon.records.queries.locked import lock_by_id
from tambon.records.queries.locks import Locks, under
from tambon.records.queries.owners import Owners

BATCH = 500


@transaction.atomic
def lock_area(*, dataset: str, period: str, area_id: int, ref: UUID, at: datetime) -> int:
    """Locks the dataset's period in the area and below; the last claim that counts there comes back.

    What is offered later waits, visible and late. Raises 409 when the very area is locked already.
    """
    hold_claims(dataset, period)
    if Lock.objects.filter(dataset=dataset, period=period, area_id=area_id, until__isnull=True).exists():
        raise problems.already_locked(dataset=dataset, period=period)
    upto = int(Claim.objects.aggregate(last=Max("id"))["last"] or 0)
    lock = Lock.objects.create(dataset=dataset, period=period, area_id=area_id, upto=upto, since=at, ref=ref)
    tell_locked(lock, at=at)
    return upto


@transaction.atomic
def lift_lock(*, ref: UUID, at: datetime) -> int:
    """Lifts a sign-off's lock and derives what it kept again; how many records changed comes back.

    What was offered after it counts, and the rules and owners that the dictionary has by now.
    What another lock, of an area above or below, still holds up goes on waiting. Raises 404 when no such
    lock is open.
    """
    found = Lock.objects.filter(ref=ref, until__isnull=True).first()
    if found is None:
        raise problems.no_lock()
    hold_claims(found.dataset, found.period)
    if not Lock.objects.filter(pk=found.pk, until__isnull=True).update(until=max(at, found.since)):
        raise problems.no_lock()
    changed, freed = 0, _freed(found)
    for first in range(0, len(freed), BATCH):
        locked = lock_by_id(freed[first : first + BATCH])
        changed += derive_locked(locked, Owners(record.key for record in locked), at=at, anew=True)
    return changed


def _freed(lock: Lock) -> list[int]:
    """The records, by id, that this lock kept as they were, and no tighter one does."""
    kept = under(lock)
    still = Locks(kept.values())
    uptos = {id_: still.upto(key) for id_, key in kept.items()}
    return [id_ for id_, upto in uptos.items() if upto is None or upto > lock.upto]
