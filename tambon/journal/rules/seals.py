"""A seal: the Merkle root over its own header, which names the seal before it, and its entries' hashes.

Leaf 0 is the header's leaf hash; the entries follow in the order of (xid, id). The header's bytes (version
1) are the canonical JSON array ``["tambon/seal/1", previous root in hex, era, from_xid, to_xid, at]``, so
that no column of a seal can be changed without its root telling.

Why transaction ids: a transaction may stay open for long while others commit. ``pg_snapshot_xmin`` is the
oldest one still running; every entry with a lower xid is committed and visible, or will never be. Cutting
there loses nothing, and no sender waits for a chain's lock. A restored database counts transactions from the
start again: that is a new era.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tambon.journal.rules.entries import canonical_json, say_instant
from tambon.journal.rules.merkle import check_inclusion, leaf_hash

VERSION = "tambon/seal/1"
GENESIS = bytes(32)  # what the first seal calls the root before it


@dataclass(frozen=True)
class SealView:
    """A seal as it was read. ``root`` is 32 bytes."""

    id: int
    era: int
    from_xid: int
    to_xid: int
    entries: int
    previous: bytes
    root: bytes
    at: datetime

    def header_leaf(self) -> bytes:
        return header_leaf(self.previous, self.era, self.from_xid, self.to_xid, self.at)


def header_leaf(previous: bytes, era: int, from_xid: int, to_xid: int, at: datetime) -> bytes:
    """The leaf hash of a seal's header: the first leaf of its tree."""
    text = canonical_json([VERSION, previous.hex(), era, from_xid, to_xid, say_instant(at)])
    return leaf_hash(text.encode())


@dataclass(frozen=True)
class SealProof:
    """Where an entry stands in a seal, and the hashes with which anybody can compute the root from it."""

    entry_id: int
    receipt: bytes
    seal_id: int
    index: int  # of the leaf; the header is leaf 0
    size: int
    path: tuple[bytes, ...]
    root: bytes

    def holds(self) -> bool:
        """Whether the receipt, with the path, gives the seal's root."""
        return check_inclusion(self.receipt, self.index, self.size, self.path, self.root)
