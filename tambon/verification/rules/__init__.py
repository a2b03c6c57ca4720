"""What a verdict names, why a value can be disputed, and how a queue is shown. Pure."""

from tambon.verification.rules.cells import (
    LONGEST_NOTE,
    MOST_AT_ONCE,
    MOST_ON_A_PAGE,
    OLDEST_SEEN,
    CellRef,
    Reason,
    count_whole,
)

__all__ = [
    "LONGEST_NOTE",
    "MOST_AT_ONCE",
    "MOST_ON_A_PAGE",
    "OLDEST_SEEN",
    "CellRef",
    "Reason",
    "count_whole",
]
