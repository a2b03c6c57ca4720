"""What the journal holds, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Max

from tambon.journal import problems
from tambon.journal.models import Entry, Seal
from tambon.journal.rules import EntryView, SealProof, SealView, Tree

CHUNK = 5_000
_ENTRY = ("id", "era", "xid", "kind", "subject", "by", "at", "body", "hash")
_SEAL = ("id", "era", "from_xid", "to_xid", "entries", "previous", "root", "at")


def last_seal() -> SealView | None:
    """The newest seal, whose root binds everything before it."""
    return next(_views(Seal.objects.order_by("-era", "-to_xid")[:1]), None)


def list_seals() -> Iterator[SealView]:
    """Every seal in its order."""
    return _views(Seal.objects.order_by("era", "from_xid"))


def current_era() -> int:
    """1, and one more after each restore."""
    newest = Entry.objects.aggregate(era=Max("era"))["era"] or 1
    return max(newest, Seal.objects.aggregate(era=Max("era"))["era"] or 1)


def count_entries() -> int:
    """How many entries there are."""
    return Entry.objects.count()


def count_seals() -> int:
    """How many seals there are."""
    return Seal.objects.count()


def oldest_unsealed() -> EntryView | None:
    """The entry that has waited longest for a seal; none when all are sealed."""
    seal = last_seal()
    entries = Entry.objects.all()
    if seal is not None:
        entries = entries.filter(era=seal.era, xid__gte=seal.to_xid) | entries.filter(era__gt=seal.era)
    values = entries.order_by("era", "xid", "id").values_list(*_ENTRY).first()
    return view(values) if values else None


def count_unsealed() -> int:
    """How many visible entries no seal holds yet."""
    seal = last_seal()
    entries = Entry.objects.all()
    if seal is not None:
        entries = entries.filter(era=seal.era, xid__gte=seal.to_xid) | entries.filter(era__gt=seal.era)
    return entries.count()


def list_entries(*, kind: str | None = None, subject: str | None = None) -> Iterator[EntryView]:
    """Entries by id, streamed: all, those of one kind, or those about one subject."""
    found = Entry.objects.order_by("id")
    if kind is not None:
        found = found.filter(kind=kind)
    if subject is not None:
        found = found.filter(subject=subject)
    return (view(values) for values in found.values_list(*_ENTRY).iterator(chunk_size=CHUNK))


def list_about(subjects: Iterable[str], *, kinds: Iterable[str]) -> list[EntryView]:
    """The entries of these kinds about any of the subjects, the oldest first."""
    found = Entry.objects.filter(subject__in=list(subjects), kind__in=list(kinds)).order_by("id")
    return [view(values) for values in found.values_list(*_ENTRY)]


def list_latest(limit: int, *, before: int | None = None) -> list[EntryView]:
    """The newest entries, newest first; ``before`` is the id under which an earlier page starts."""
    found = Entry.objects.order_by("-id")
    if before is not None:
        found = found.filter(id__lt=before)
    return [view(values) for values in found.values_list(*_ENTRY)[:limit]]


def list_entries_in_seal_order() -> Iterator[EntryView]:
    """All entries in the order of seals, streamed."""
    found = Entry.objects.order_by("era", "xid", "id").values_list(*_ENTRY)
    return (view(values) for values in found.iterator(chunk_size=CHUNK))


def hashes(era: int, from_xid: int, to_xid: int) -> Iterator[tuple[int, bytes]]:
    """(id, hash) of the entries that a seal over this range holds, in its order, streamed."""
    found = Entry.objects.filter(era=era, xid__gte=from_xid, xid__lt=to_xid).order_by("xid", "id")
    rows = found.values_list("id", "hash").iterator(chunk_size=CHUNK)
    return ((id_, bytes(hash_)) for id_, hash_ in rows)


def get_proof(receipt: bytes) -> SealProof:
    """The proof that the entry with this hash is in a seal.

    Raises 404 when no entry has it (the table is read through: receipts are proven rarely, entries are
    written often, so there is no index) and 409 when the entry waits for its seal.
    """
    entry = Entry.objects.filter(hash=receipt).order_by("id").first()
    if entry is None:
        raise problems.unknown_receipt(receipt=receipt.hex())
    holding = Seal.objects.filter(era=entry.era, from_xid__lte=entry.xid, to_xid__gt=entry.xid)
    seal = next(_views(holding), None)
    if seal is None:
        raise problems.not_yet_sealed(entry=entry.pk)
    return _prove(entry.pk, receipt, seal)


def view(values: tuple[Any, ...]) -> EntryView:
    id_, era, xid, kind, subject, by, at, body, hash_ = values
    return EntryView(id_, era, xid, kind, subject, by, at, body, bytes(hash_))


def _prove(entry_id: int, receipt: bytes, seal: SealView) -> SealProof:
    rows = hashes(seal.era, seal.from_xid, seal.to_xid)
    before = Entry.objects.filter(era=seal.era, xid__gte=seal.from_xid, xid__lt=seal.to_xid)
    own = Entry.objects.get(pk=entry_id)
    index = 1 + before.filter(xid__lt=own.xid).count() + before.filter(xid=own.xid, id__lt=own.pk).count()
    tree = Tree(target=index)
    tree.add(seal.header_leaf())
    for _, leaf in rows:
        tree.add(leaf)
    tree.root()
    return SealProof(entry_id, receipt, seal.id, index, tree.size, tuple(tree.path), seal.root)


def _views(seals: Any) -> Iterator[SealView]:
    for id_, era, low, high, entries, previous, root, at in seals.values_list(*_SEAL):
        yield SealView(id_, era, low, high, entries, bytes(previous), bytes(root), at)
