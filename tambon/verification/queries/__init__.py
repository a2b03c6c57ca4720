"""What waits for an office, with everything beside each value that helps to judge it."""

from tambon.verification.queries.findings import list_open_findings
from tambon.verification.queries.handing import (
    count_handed_to,
    handed_over,
    list_between_agencies,
    list_given_by,
    list_handed_to,
    takers_of,
)
from tambon.verification.queries.owning import count_own_answers, own_answers, owners_of
from tambon.verification.queries.queue import count_office_queue, list_office_queue, list_values
from tambon.verification.queries.sheets import SheetReport, check_sheet, sheet_rows
from tambon.verification.queries.story import get_story

__all__ = [
    "SheetReport",
    "check_sheet",
    "count_handed_to",
    "count_office_queue",
    "count_own_answers",
    "get_story",
    "handed_over",
    "list_between_agencies",
    "list_given_by",
    "list_handed_to",
    "list_office_queue",
    "list_open_findings",
    "list_values",
    "own_answers",
    "owners_of",
    "sheet_rows",
    "takers_of",
]
