"""Keeping records true when what they stand on changes: the dictionary, territories, the tree of areas."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tambon.dictionary import queries as dictionary
from tambon.lib.days import thai_day
from tambon.records.actions.deriving import derive_locked
from tambon.records.actions.turns import await_locks_of
from tambon.records.models import Record, Standing
from tambon.records.queries.locked import Locked, lock_by_id
from tambon.records.queries.owners import Owners
from tambon.records.queries.sql import run
from tambon.records.queries.standing import ground_of


@transaction.atomic
def keep_standing(*, at: datetime, limit: int = 500) -> int:
    """Tells records again whose dictionary or owners changed, up to ``limit``; how many comes back.

    A new version of a dataset, a territory that begins or ends on the Thai day of ``at``, and a new edition
    of the areas and a change of theirs that comes into force by then each send all records of a dataset
    through: values that are asked no more leave (history and claims keep them), every office's counts are
    made anew, and the automatic rules run again. So does a version of this program that counts otherwise.
    """
    ground = ground_of(thai_day(at))
    done = dict(Standing.objects.filter(done=True).values_list("dataset", "basis"))
    for name, number in dictionary.list_numbers():
        basis = f"{number} {ground}"
        if done.get(name) != basis and (found := _continue(name, basis, at, limit)):
            return found
    return 0


@transaction.atomic
def retell(area_id: int, *, at: datetime) -> int:
    """Tells the records of one area again at once, as `keep_standing` comes round to do; how many there are.

    For who has just changed what they stand on and waits for it at the desk.
    """
    ids = list(Record.objects.filter(area_id=area_id).values_list("id", flat=True))
    return len(_tell(ids, at))


def _tell(ids: list[int], at: datetime) -> list[Locked]:
    """Whoever signs meanwhile waits: what they read must not become something else under their lock."""
    await_locks_of(ids)  # the turn comes before records' locks, here as everywhere
    locked = lock_by_id(ids)
    derive_locked(locked, Owners(record.key for record in locked), at=at, recount=True)
    return locked


def _continue(dataset: str, basis: str, at: datetime, limit: int) -> int:
    Standing.objects.get_or_create(dataset=dataset, defaults={"basis": basis})
    standing = Standing.objects.select_for_update(skip_locked=True).filter(dataset=dataset).first()
    if standing is None or (standing.done and standing.basis == basis):
        return 0
    if standing.basis != basis:
        standing.basis, standing.upto = basis, 0
    waiting = Record.objects.filter(dataset=dataset, id__gt=standing.upto).order_by("id")
    ids = list(waiting.values_list("id", flat=True)[:limit])
    if ids:
        _tell(ids, at)
        run("await_checks", {"ids": ids})
    standing.upto, standing.done = max(ids, default=standing.upto), len(ids) < limit
    standing.save()
    return len(ids)
