"""A digest as a mail: Thai first, then English; counts and one link, nothing about persons. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from html import escape

from tambon.lib.days import say_day
from tambon.lib.text import one_or_many
from tambon.notices.rules.waits import Pair

# A mail is tried at once and then so long after the digest was made; after the last try it is given up: by
# then what waits is another thing, and the next digest tells it.
TRY_AFTER = (timedelta(0), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
MOST_TRIES = len(TRY_AFTER)
INTERRUPTED_AFTER = timedelta(hours=1)


class MailFault(StrEnum):
    """Why a mail did not go out: our own codes, since a server's words may hold an address."""

    SENDING = "sending"  # somebody is at it; or was, and the process ended
    SERVER_AWAY = "server_away"  # not reached, too slow, or it does not let us in
    REFUSED_FOR_NOW = "refused_for_now"
    REFUSED = "refused"  # for good: no such mailbox, say
    NO_ADDRESS = "no_address"  # it was taken away meanwhile
    INTERRUPTED = "interrupted"  # may have been sent: not again, since once is what was wished for


FINAL = frozenset({MailFault.REFUSED, MailFault.NO_ADDRESS, MailFault.INTERRUPTED})


def next_try(made_at: datetime, tries: int) -> datetime | None:
    """When the mail may be tried (again); None: it is given up."""
    return made_at + TRY_AFTER[tries] if tries < MOST_TRIES else None


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says, as plain text and as simple HTML."""

    subject: str
    plain: str
    html: str


def write_mail(said: Sequence[Pair], *, on: date, desk: str, wishes: str, synthetic: bool) -> Mail:
    """The mail of a digest: what waits, the desk's address, and how to be told less."""
    mark_th, mark_en = ("ข้อมูลสังเคราะห์ ใช้สาธิตเท่านั้น", "Synthetic data, for demonstration only")
    count = len(said)
    subject = f"งานที่รอท่าน ณ วันที่ {say_day(on, 'th')} · What waits for you"
    if synthetic:
        subject = f"[{mark_th}] {subject}"
    thai = [
        *([mark_th] if synthetic else []),
        f"ณ วันที่ {say_day(on, 'th')} มีเรื่องที่รอท่านในระบบข้อมูลตำบล {count} เรื่อง",
    ]
    english = [
        *([mark_en] if synthetic else []),
        one_or_many(f"On {say_day(on, 'en')} {count} [matter waits|matters wait] for you in Tambon", count),
    ]
    th, en = [one for one, _ in said], [one for _, one in said]
    ends = ("เปิดดูและดำเนินการ", "รับน้อยลงหรือไม่รับอีเมลนี้"), ("Open", "Get this less often, or never")
    plain = "\n\n".join([_plain(thai, th, ends[0], desk, wishes), _plain(english, en, ends[1], desk, wishes)])
    body = _html("th", thai, th, ends[0], desk, wishes) + _html("en", english, en, ends[1], desk, wishes)
    page = (
        f'<!doctype html><html lang="th"><meta charset="utf-8"><title>{escape(subject)}</title><body>{body}'
    )
    return Mail(subject, plain + "\n", page + "</body></html>")


def _plain(head: Sequence[str], said: Sequence[str], ends: Pair, desk: str, wishes: str) -> str:
    lines = [*head, "", *(f"- {one}" for one in said), "", f"{ends[0]}: {desk}", f"{ends[1]}: {wishes}"]
    return "\n".join(lines)


def _html(lang: str, head: Sequence[str], said: Sequence[str], ends: Pair, desk: str, wishes: str) -> str:
    heads = "".join(f"<p>{escape(one)}</p>" for one in head)
    items = "".join(f"<li>{escape(one)}</li>" for one in said)
    open_link = f'<p><a href="{escape(desk)}">{escape(ends[0])}</a></p>'
    less_link = f'<p><small><a href="{escape(wishes)}">{escape(ends[1])}</a></small></p>'
    return f'<div lang="{lang}">{heads}<ul>{items}</ul>{open_link}{less_link}</div>'
