"""Writing entries and sealing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from tambon.journal import problems, queries
from tambon.journal.models import Entry, Seal
from tambon.journal.rules import COLUMNS, GENESIS, TABLE, NewEntry, SealView, Tree, header_leaf, row

# Six arrays, however many entries: the statement stays the same, so that it is planned once.
_INSERT = f"""
INSERT INTO {TABLE} ({", ".join(f'"{name}"' for name in COLUMNS)})
SELECT at, kind, subject, "by", body::jsonb, hash
FROM unnest(%s::timestamptz[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bytea[])
    WITH ORDINALITY AS given (at, kind, subject, "by", body, hash, place)
ORDER BY place
"""
_SEALING = 0x7EA1_0001  # the advisory lock that keeps two sealers apart


def record(kind: str, *, subject: str, by: str, at: datetime, body: Mapping[str, Any] | None = None) -> bytes:
    """Writes one entry in the caller's transaction; its 32-byte hash, the receipt, comes back."""
    return record_many([NewEntry(kind, subject, by, at, body or {})])[0]


def record_many(entries: Sequence[NewEntry]) -> list[bytes]:
    """Writes entries in the caller's transaction; their hashes come back in the same order.

    Raises 500 outside a transaction: an entry that could stand without its action would prove nothing.
    """
    if not entries:
        return []
    if not connection.in_atomic_block:
        raise problems.outside_a_transaction(kind=entries[0].kind)
    columns = [list(column) for column in zip(*map(row, entries), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, columns)
    return columns[COLUMNS.index("hash")]


@transaction.atomic
def seal(*, at: datetime) -> SealView | None:
    """Seals every entry older than all running transactions; None when there is none.

    Two sealers follow one another; nobody who writes entries waits. Raises 409 when the database's
    transaction ids lie behind the last seal, which a restore without `begin_era` does.
    """
    _lock()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (horizon,) = cursor.fetchone()
    return _seal_until(queries.current_era(), horizon, at)


@transaction.atomic
def begin_era(*, by: str, at: datetime) -> int:
    """After a restore: seals what the old era left and starts the next, whose number comes back.

    The restored database must not be in use yet: the column's default is altered.
    """
    _lock()
    era = queries.current_era()
    newest = Entry.objects.filter(era=era).aggregate(xid=Max("xid"))["xid"]
    if newest is not None:
        _seal_until(era, newest + 1, at)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE journal_entry ALTER COLUMN era SET DEFAULT {era + 1:d}")
    record("journal.era_began", subject=f"era:{era + 1}", by=by, at=at, body={"after": era})
    return era + 1


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEALING])


def _seal_until(era: int, to_xid: int, at: datetime) -> SealView | None:
    last = queries.last_seal()
    previous = last.root if last else GENESIS
    from_xid = last.to_xid if last and last.era == era else 0
    if to_xid < from_xid:
        raise problems.needs_a_new_era()
    tree = Tree()
    tree.add(header_leaf(previous, era, from_xid, to_xid, at))
    for _, leaf in queries.hashes(era, from_xid, to_xid):
        tree.add(leaf)
    entries = tree.size - 1
    if entries == 0:
        return None
    values = {"era": era, "from_xid": from_xid, "to_xid": to_xid, "entries": entries, "at": at}
    row = Seal.objects.create(**values, previous=previous, root=tree.root())
    return SealView(row.pk, era, from_xid, to_xid, entries, previous, bytes(row.root), at)
