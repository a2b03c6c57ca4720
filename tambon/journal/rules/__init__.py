"""What an entry's hash is, how a batch is sealed, and how one entry is proven to be in a seal. Pure."""

from tambon.journal.rules.entries import (
    COLUMNS,
    TABLE,
    EntryView,
    NewEntry,
    content_hash,
    entry_hash,
    new_nonce,
    row,
)
from tambon.journal.rules.faults import (
    Checker,
    Fault,
    Faults,
    Report,
    content_changed,
    content_missing,
    row_unjournaled,
)
from tambon.journal.rules.merkle import Tree, check_inclusion, inclusion_proof, leaf_hash, merkle_root
from tambon.journal.rules.seals import GENESIS, SealProof, SealView, header_leaf

__all__ = [
    "COLUMNS",
    "GENESIS",
    "TABLE",
    "Checker",
    "EntryView",
    "Fault",
    "Faults",
    "NewEntry",
    "Report",
    "SealProof",
    "SealView",
    "Tree",
    "check_inclusion",
    "content_changed",
    "content_hash",
    "content_missing",
    "entry_hash",
    "header_leaf",
    "inclusion_proof",
    "leaf_hash",
    "merkle_root",
    "new_nonce",
    "row",
    "row_unjournaled",
]
