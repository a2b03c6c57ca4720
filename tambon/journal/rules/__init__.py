"""What an entry's hash is, how a batch is sealed, and how one entry is proven to be in a seal. Pure."""

from tambon.journal.rules.entries import (
    COLUMNS,
    TABLE,
    EntryView,
    Fault,
    NewEntry,
    Report,
    content_hash,
    entry_hash,
    new_nonce,
    row,
)
from tambon.journal.rules.merkle import Tree, check_inclusion, inclusion_proof, leaf_hash, merkle_root
from tambon.journal.rules.seals import GENESIS, SealProof, SealView, header_leaf

__all__ = [
    "COLUMNS",
    "GENESIS",
    "TABLE",
    "EntryView",
    "Fault",
    "NewEntry",
    "Report",
    "SealProof",
    "SealView",
    "Tree",
    "check_inclusion",
    "content_hash",
    "entry_hash",
    "header_leaf",
    "inclusion_proof",
    "leaf_hash",
    "merkle_root",
    "new_nonce",
    "row",
]
