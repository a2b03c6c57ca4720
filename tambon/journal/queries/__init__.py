"""What the journal holds, and whether it holds."""

from tambon.journal.queries.matching import (
    ToldRows,
    first_told,
    list_told,
    list_unjournaled,
    match_contents,
    match_rows,
)
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
    "ToldRows",
    "count_entries",
    "count_seals",
    "count_unsealed",
    "current_era",
    "first_told",
    "get_proof",
    "hashes",
    "last_seal",
    "list_about",
    "list_entries",
    "list_entries_in_seal_order",
    "list_latest",
    "list_seals",
    "list_told",
    "list_unjournaled",
    "match_contents",
    "match_rows",
    "oldest_unsealed",
    "verify",
]
