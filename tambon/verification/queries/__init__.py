"""What waits for an office, with everything beside each value that helps to judge it."""

from tambon.verification.queries.clock import (
    Silence,
    due_in,
    due_of,
    list_silent,
    list_steps,
    median_days,
)
from tambon.verification.queries.completeness import (
    NOBODY,
    by_area,
    by_office,
    by_person,
    expected_by_office,
)
from tambon.verification.queries.findings import list_open_findings
from tambon.verification.queries.listing import (
    get_finding,
    list_findings_in,
    list_findings_of_office,
    list_leads,
)
from tambon.verification.queries.owning import count_own_answers, owners_of
from tambon.verification.queries.proof import JOURNAL_CHECKERS
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
    "JOURNAL_CHECKERS",
    "NOBODY",
    "Silence",
    "by_area",
    "by_office",
    "by_person",
    "count_office_queue",
    "count_own_answers",
    "due_in",
    "due_of",
    "expected_by_office",
    "find_open_return",
    "get_finding",
    "get_open_return",
    "get_story",
    "list_chosen",
    "list_ended",
    "list_findings_in",
    "list_findings_of_office",
    "list_leads",
    "list_office_queue",
    "list_open_findings",
    "list_silent",
    "list_steps",
    "list_values",
    "median_days",
    "open_returns",
    "open_returns_of",
    "open_returns_under",
    "owners_of",
    "returns_of_cell",
]
