"""What the journal holds, and whether it holds."""

from tambon.journal.queries.matching import list_unjournaled, match_contents
from tambon.journal.queries.reading import (
    count_entries,
    count_seals,
    count_unsealed,
    current_era,
    get_proof,
    hashes,
    last_seal,
    list_about,
    list_entries,
    list_entries_in_seal_order,
    list_latest,
    list_seals,
    oldest_unsealed,
)
from tambon.journal.queries.verifying import verify

__all__ = [
    "count_entries",
    "count_seals",
    "count_unsealed",
    "current_era",
    "get_proof",
    "hashes",
    "last_seal",
    "list_about",
    "list_entries",
    "list_entries_in_seal_order",
    "list_latest",
    "list_seals",
    "list_unjournaled",
    "match_contents",
    "oldest_unsealed",
    "verify",
]
