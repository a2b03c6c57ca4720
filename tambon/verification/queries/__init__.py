"""What waits for an office, with everything beside each value that helps to judge it."""

from tambon.verification.queries.challenging import (
    count_by_state,
    count_of_office,
    count_to_read,
    find_by_code,
    get_challenge,
    list_answered,
    list_of_cell,
    list_of_office,
    list_to_read,
    list_without_office,
    record_ids,
)
from tambon.verification.queries.findings import list_open_findings
from tambon.verification.queries.heads import find_link, list_for_head, list_links
from tambon.verification.queries.owning import count_own_answers, owners_of
from tambon.verification.queries.queue import count_office_queue, list_office_queue, list_values
from tambon.verification.queries.said import said_of
from tambon.verification.queries.story import get_story

__all__ = [
    "count_by_state",
    "count_of_office",
    "count_office_queue",
    "count_own_answers",
    "count_to_read",
    "find_by_code",
    "find_link",
    "get_challenge",
    "get_story",
    "list_answered",
    "list_for_head",
    "list_links",
    "list_of_cell",
    "list_of_office",
    "list_office_queue",
    "list_open_findings",
    "list_to_read",
    "list_values",
    "list_without_office",
    "owners_of",
    "record_ids",
    "said_of",
]
