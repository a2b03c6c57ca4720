"""Which kinds of notice there are, their sentences, and when the next may go out. Pure."""

from tambon.accounts.rules import Role
from tambon.notices.rules.concerning import READERS, Concern, Whom, concerns
from tambon.notices.rules.happenings import MessageView, tell
from tambon.notices.rules.kinds import Channel, MessageKind, WaitKind
from tambon.notices.rules.letters import (
    FIELDS,
    Letterhead,
    LetterView,
    number_after,
    read_head,
    read_number,
    sheet,
)
from tambon.notices.rules.mailing import (
    FINAL,
    INTERRUPTED_AFTER,
    MOST_TRIES,
    TRY_AFTER,
    Mail,
    MailFault,
    next_try,
    write_mail,
)
from tambon.notices.rules.scopes import LOCAL_GOVERNMENTS, TOLD_OF, Held, Recipient, is_behind
from tambon.notices.rules.views import DigestView
from tambon.notices.rules.waits import (
    AHEAD_DAYS,
    ENDING_DAYS,
    NEW_DAYS,
    SILENT_DAYS,
    Wait,
    in_order,
    link,
    read_wait,
    sentence,
    summed,
)
from tambon.notices.rules.wishes import (
    CHOICES,
    LONGEST_WISH,
    default_for_office,
    default_for_person,
    is_due,
    next_due,
    read_wish,
)

__all__ = [
    "AHEAD_DAYS",
    "CHOICES",
    "ENDING_DAYS",
    "FIELDS",
    "FINAL",
    "INTERRUPTED_AFTER",
    "LOCAL_GOVERNMENTS",
    "LONGEST_WISH",
    "MOST_TRIES",
    "NEW_DAYS",
    "READERS",
    "SILENT_DAYS",
    "TOLD_OF",
    "TRY_AFTER",
    "Channel",
    "Concern",
    "DigestView",
    "Held",
    "LetterView",
    "Letterhead",
    "Mail",
    "MailFault",
    "MessageKind",
    "MessageView",
    "Recipient",
    "Role",
    "Wait",
    "WaitKind",
    "Whom",
    "concerns",
    "default_for_office",
    "default_for_person",
    "in_order",
    "is_behind",
    "is_due",
    "link",
    "next_due",
    "next_try",
    "number_after",
    "read_head",
    "read_number",
    "read_wait",
    "read_wish",
    "sentence",
    "sheet",
    "summed",
    "tell",
    "write_mail",
]
