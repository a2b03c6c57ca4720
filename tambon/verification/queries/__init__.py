"""What waits for an office, with everything beside each value that helps to judge it."""

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
from tambon.verification.queries.story import get_story

__all__ = [
    "JOURNAL_CHECKERS",
    "count_office_queue",
    "count_own_answers",
    "get_finding",
    "get_story",
    "list_findings_in",
    "list_findings_of_office",
    "list_leads",
    "list_office_queue",
    "list_open_findings",
    "list_values",
    "owners_of",
]
