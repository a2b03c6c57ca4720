"""Reads the whole journal once and says whether it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from django.db import connection, transaction

from tambon.journal.queries.reading import list_entries, list_entries_in_seal_order, list_seals
from tambon.journal.rules import GENESIS, Checker, EntryView, Faults, Report, SealView, Tree
from tambon.journal.rules.faults import (
    chain_broken,
    entry_changed,
    entry_outside,
    root_missing,
    seal_broken,
    unguarded,
)

TRIGGERS = ("journal_entry_is_append_only", "journal_seal_is_append_only")


def verify(checkers: Mapping[str, Checker], *, roots: Collection[bytes] = (), most: int = 100) -> Report:
    """Whether entries, seals and chain hold, and whether the database still equals its log.

    Each entry's hash is computed again, each seal's root and header, and the chain. Each checker is then
    given the entries of its kind, by id, and answers with faults. ``roots`` are roots that were published
    with releases: each must still be a seal's, which binds the operator too. One snapshot is read
    throughout, so that work going on beside it does no harm. At most ``most`` faults are kept; all are
    counted.
    """
    faults = Faults(most)
    with _one_snapshot():
        walk = _Walk(faults, set(roots))
        for entry in list_entries_in_seal_order():
            walk.take(entry)
        walk.finish()
        for kind, check in checkers.items():
            for fault in check(list_entries(kind=kind)):
                faults.add(fault)
        for trigger in _missing_triggers():
            faults.add(unguarded(trigger))
    return Report(walk.entries, walk.seals, walk.unsealed, walk.root, tuple(faults.kept), faults.count)


class _Walk:
    """Goes along entries and seals side by side, both in the order of seals, and keeps neither."""

    def __init__(self, faults: Faults, roots: set[bytes]) -> None:
        self.entries = self.seals = self.unsealed = 0
        self.root = b""
        self._faults, self._roots = faults, roots
        self._seals = list_seals()
        self._before: SealView | None = None
        self._open()

    def take(self, entry: EntryView) -> None:
        self.entries += 1
        if not _is_itself(entry):
            self._faults.add(entry_changed(entry))
        place = (entry.era, entry.xid)
        while self._seal is not None and place >= (self._seal.era, self._seal.to_xid):
            self._close(self._seal)
        if self._seal is None:
            self._take_unsealed(entry)
        elif place < (self._seal.era, self._seal.from_xid):
            self._faults.add(entry_outside(entry))
        else:
            self._tree.add(entry.hash)

    def finish(self) -> None:
        while self._seal is not None:
            self._close(self._seal)
        for root in sorted(self._roots):
            self._faults.add(root_missing(root))

    def _take_unsealed(self, entry: EntryView) -> None:
        last = self._before
        if last is not None and (entry.era, entry.xid) < (last.era, last.to_xid):
            self._faults.add(entry_outside(entry))
        else:
            self.unsealed += 1

    def _open(self) -> None:
        self._seal = seal = next(self._seals, None)
        self._tree = Tree()
        if seal is None:
            return
        self._tree.add(seal.header_leaf())
        last = self._before
        expected = (last.root if last else GENESIS, last.to_xid if last and last.era == seal.era else 0)
        if (seal.previous, seal.from_xid) != expected:
            self._faults.add(chain_broken(seal))

    def _close(self, seal: SealView) -> None:
        entries = self._tree.size - 1
        if entries != seal.entries or self._tree.root() != seal.root:
            self._faults.add(seal_broken(seal, entries))
        self.seals += 1
        self.root = seal.root
        self._roots.discard(seal.root)
        self._before = seal
        self._open()


def _is_itself(entry: EntryView) -> bool:
    try:
        return entry.true_hash() == entry.hash
    except (TypeError, ValueError):  # a body that no action can have written
        return False


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """Everything inside is read as of one moment, unless the caller's own transaction decides that."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _missing_triggers() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgname = ANY(%s) AND tgenabled IN ('O', 'A')",
            [list(TRIGGERS)],
        )
        found = {name for (name,) in cursor.fetchall()}
    return [trigger for trigger in TRIGGERS if trigger not in found]
