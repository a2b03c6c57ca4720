"""What waits for whom, what they were told, and how often they want to be."""

from tambon.notices.queries.due import Planned, plan_digests
from tambon.notices.queries.letters import (
    Waiter,
    draft,
    from_area,
    get_letters,
    letters_from,
    list_waiters,
    newest_head,
)
from tambon.notices.queries.offices import offices_waiting_in, waits_of_offices
from tambon.notices.queries.outbox import count_mail, sentences, titles_of
from tambon.notices.queries.reading import (
    PAGE,
    count_new,
    email_of,
    last_letters,
    list_digests,
    list_messages,
    wishes_of,
)
from tambon.notices.queries.sheets import letters_pdf, print_letters
from tambon.notices.queries.waiting import waiting_for, waiting_for_office

__all__ = [
    "PAGE",
    "Planned",
    "Waiter",
    "count_mail",
    "count_new",
    "draft",
    "email_of",
    "from_area",
    "get_letters",
    "last_letters",
    "letters_from",
    "letters_pdf",
    "list_digests",
    "list_messages",
    "list_waiters",
    "newest_head",
    "offices_waiting_in",
    "plan_digests",
    "print_letters",
    "sentences",
    "titles_of",
    "waiting_for",
    "waiting_for_office",
    "waits_of_offices",
    "wishes_of",
]
