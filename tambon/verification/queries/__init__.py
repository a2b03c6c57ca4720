"""What waits for an office, with everything beside each value that helps to judge it."""

from tambon.verification.queries.answers import challenge_content, finding_content
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
from tambon.verification.queries.clock import Silence, due_in, due_of, list_silent, list_steps, median_days
from tambon.verification.queries.completeness import NOBODY, by_area, by_office, by_person, expected_by_office
from tambon.verification.queries.disputed import list_disputed
from tambon.verification.queries.findings import list_impossible, list_open_findings
from tambon.verification.queries.handing import (
    count_handed_to,
    handed_over,
    list_between_agencies,
    list_given_by,
    list_handed_to,
    spoke_on,
    takers_of,
)
from tambon.verification.queries.heads import find_link, list_for_head, list_links
from tambon.verification.queries.listing import (
    count_to_send_again,
    find_closed,
    get_finding,
    list_findings_in,
    list_findings_of_office,
    list_leads,
    list_to_send_again,
)
from tambon.verification.queries.owned import OwnedArea, owned_areas
from tambon.verification.queries.owning import count_own_answers, own_answers, owners_of
from tambon.verification.queries.pictures import photo_of, photos_of
from tambon.verification.queries.proof import JOURNAL_CHECKERS
from tambon.verification.queries.queue import count_office_queue, list_office_queue, list_values
from tambon.verification.queries.returning import (
    find_open_return,
    get_open_return,
    list_chosen,
    list_ended,
    list_not_asked,
    open_returns,
    open_returns_of,
    open_returns_under,
    returns_of_cell,
)
from tambon.verification.queries.said import said_of
from tambon.verification.queries.sent_back import returns_content
from tambon.verification.queries.sheets import SheetReport, check_sheet, sheet_rows
from tambon.verification.queries.story import find_story, get_story
from tambon.verification.queries.telling import Telling

__all__ = [
    "JOURNAL_CHECKERS",
    "NOBODY",
    "OwnedArea",
    "SheetReport",
    "Silence",
    "Telling",
    "by_area",
    "by_office",
    "by_person",
    "challenge_content",
    "check_sheet",
    "count_by_state",
    "count_handed_to",
    "count_of_office",
    "count_office_queue",
    "count_own_answers",
    "count_to_read",
    "count_to_send_again",
    "due_in",
    "due_of",
    "expected_by_office",
    "find_by_code",
    "find_closed",
    "find_link",
    "find_open_return",
    "find_story",
    "finding_content",
    "get_challenge",
    "get_finding",
    "get_open_return",
    "get_story",
    "handed_over",
    "list_answered",
    "list_between_agencies",
    "list_chosen",
    "list_disputed",
    "list_ended",
    "list_findings_in",
    "list_findings_of_office",
    "list_for_head",
    "list_given_by",
    "list_handed_to",
    "list_impossible",
    "list_leads",
    "list_links",
    "list_not_asked",
    "list_of_cell",
    "list_of_office",
    "list_office_queue",
    "list_open_findings",
    "list_silent",
    "list_steps",
    "list_to_read",
    "list_to_send_again",
    "list_values",
    "list_without_office",
    "median_days",
    "open_returns",
    "open_returns_of",
    "open_returns_under",
    "own_answers",
    "owned_areas",
    "owners_of",
    "photo_of",
    "photos_of",
    "record_ids",
    "returns_content",
    "returns_of_cell",
    "said_of",
    "sheet_rows",
    "spoke_on",
    "takers_of",
]
