"""What waits for an office, with everything beside each value that helps to judge it."""

from tambon.verification.queries.findings import list_open_findings
from tambon.verification.queries.owning import count_own_answers, owners_of
from tambon.verification.queries.queue import count_office_queue, list_office_queue, list_values
from tambon.verification.queries.returning import (
    find_open_return,
    get_open_return,
    list_chosen,
    list_ended,
    open_returns,
    open_returns_of,
    open_returns_under,
    returns_of_cell,
)
from tambon.verification.queries.story import get_story

__all__ = [
    "count_office_queue",
    "count_own_answers",
    "find_open_return",
    "get_open_return",
    "get_story",
    "list_chosen",
    "list_ended",
    "list_office_queue",
    "list_open_findings",
    "list_values",
    "open_returns",
    "open_returns_of",
    "open_returns_under",
    "owners_of",
    "returns_of_cell",
]
