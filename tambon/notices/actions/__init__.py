"""Everything that tells somebody something, and how often they want to be told."""

from tambon.notices.actions.digests import make_digests, sweep_digests
from tambon.notices.actions.letters import make_letter, make_letters
from tambon.notices.actions.mail import Post, send_mail
from tambon.notices.actions.telling import read_journal
from tambon.notices.actions.wishes import mark_seen, set_wish

__all__ = [
    "Post",
    "make_digests",
    "make_letter",
    "make_letters",
    "mark_seen",
    "read_journal",
    "send_mail",
    "set_wish",
    "sweep_digests",
]
