"""Up to which claim records count: what sign-offs have locked, for a batch of records at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from tambon.areas.rules import Hierarchy
from tambon.records.models import Lock
from tambon.records.queries.sql import key_columns, rows
from tambon.records.rules import ORIGINS, Key, LateClaims

_TREE = {"hierarchy": Hierarchy.ADMINISTRATIVE.value}
_OFFERS = [kind.value for kind in ORIGINS]


class Locks:
    """The locks over the records at hand: of their areas and of those above, as each stood when it locked.
    What had ended by then stands where it last stood, and what begins later where it will first.

    Read them after the records' own locks are taken. Where nothing is locked it is one short statement.
    """

    def __init__(self, keys: Iterable[Key]) -> None:
        keys = list(keys)
        self._upto: dict[Key, int] = {}
        parts = sorted({(key.dataset, key.period) for key in keys})
        if not parts:
            return
        datasets, periods = zip(*parts, strict=True)
        ((any_open,),) = rows("any_lock", {"dataset": list(datasets), "period": list(periods)})
        if any_open:
            found = rows("locks_of", {**key_columns(keys), **_TREE})
            self._upto = {Key(*key): upto for *key, upto in found}

    def upto(self, key: Key) -> int | None:
        """The last claim that counts, by the tightest lock over the record; None where none is open."""
        return self._upto.get(key)


def under(lock: Lock) -> dict[int, Key]:
    """{record id: its key} under the lock's area, by id."""
    found = rows("under_lock", _asked(lock))
    return {id_: Key(lock.dataset, lock.period, area) for id_, area in found}


def first_under(lock: Lock) -> list[tuple[int, dict[str, int]]]:
    """(record, {variable: the claim it stands on}) of what is under this lock and no other, by id."""
    return [(id_, claims) for id_, claims in rows("first_under", {**_asked(lock), "lock": lock.pk})]


def _asked(lock: Lock) -> dict[str, object]:
    about = {"dataset": lock.dataset, "period": lock.period, "area": lock.area_id, "since": lock.since}
    return {**about, **_TREE}


def looser_locks(ref: UUID, *, dataset: str, period: str) -> list[UUID]:
    """The other open locks under which records would change if the one with this reference were lifted."""
    asked = {"ref": ref, "dataset": dataset, "period": period, **_TREE}
    return [UUID(found) for (found,) in rows("looser_locks", asked)]


def count_late(dataset: str, *, period: str, area_id: int, on: date) -> LateClaims:
    """What was offered in the area after its locks, and waits."""
    asked = {"dataset": dataset, "period": period, "area": area_id, "on": on, "offers": _OFFERS, **_TREE}
    ((claims, records),) = rows("late_under", asked)
    return LateClaims(claims, records)
