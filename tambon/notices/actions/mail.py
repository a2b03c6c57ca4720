"""Sending digests by mail, each at most once; tried again with patience, then given up with a code."""

from __future__ import annotations

import logging
import smtplib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import F

from tambon.accounts import queries as accounts
from tambon.notices.models import Digest
from tambon.notices.queries.outbox import Outgoing, list_outgoing, sentences
from tambon.notices.rules import INTERRUPTED_AFTER, MailFault, write_mail

log = logging.getLogger(__name__)
BATCH = 200
REFUSALS = (smtplib.SMTPSenderRefused, smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)


@dataclass(frozen=True)
class Post:
    """Where mail comes from and leads to: the sender's address, and the desk's."""

    sender: str
    url: str

    @property
    def desk(self) -> str:
        return f"{self.url}/desk/notices"

    @property
    def wishes(self) -> str:
        return f"{self.url}/desk/notices/wishes"

    @cached_property
    def synthetic(self) -> bool:
        return accounts.is_demonstration()


def send_mail(*, post: Post, at: datetime, limit: int = BATCH) -> Counter[str]:
    """Tries the mails that are due; {"sent": n, a fault's code: n}.

    A mail is marked before it is handed to the server and again after: what was cut off in between may have
    gone out, and is not sent twice. A server that is away is asked once, and every mail of the batch waits
    longer. Not one transaction: each mail's fate is kept as soon as it is known. The journal already knows
    that the digest was made.
    """
    done: Counter[str] = Counter()
    done[MailFault.INTERRUPTED.value] += _give_up_interrupted(at)
    batch = list_outgoing(at=at, limit=limit)
    if batch:
        done.update(_deliver(batch, post, at))
    for code, count in done.items():
        if count and code != "sent":
            log.warning("mail: %s times %s", count, code)  # never an address, never the server's words
    return +done


def _deliver(batch: list[Outgoing], post: Post, at: datetime) -> Counter[str]:
    done: Counter[str] = Counter()
    connection = EmailBackend()
    try:
        connection.open()
        for one in batch:
            if connection.connection is not None:
                connection.connection.noop()  # raises when the server has hung up on us since the last one
            done[_send(one, connection, post, at)] += 1
    except OSError:  # smtplib's own errors too
        waiting = Digest.objects.filter(pk__in=[one.id for one in batch], sent_at=None, fault__in=_UNTRIED)
        done[MailFault.SERVER_AWAY.value] += waiting.update(
            tries=F("tries") + 1, fault=MailFault.SERVER_AWAY.value
        )
    finally:
        _close(connection)
    return done


_UNTRIED = ("", MailFault.SERVER_AWAY.value, MailFault.REFUSED_FOR_NOW.value)


def _send(one: Outgoing, connection: EmailBackend, post: Post, at: datetime) -> str:
    """What became of it: "sent" or a fault's code. Raises OSError when the server went meanwhile."""
    row = Digest.objects.filter(pk=one.id, sent_at=None, fault__in=_UNTRIED)
    if not one.address:
        row.update(fault=MailFault.NO_ADDRESS.value)
        return MailFault.NO_ADDRESS.value
    if not row.update(fault=MailFault.SENDING.value, tried_at=at):
        return "taken"  # by another sender
    mine = Digest.objects.filter(pk=one.id)
    try:
        connection.send_messages([_message(one, post, connection)])
    except REFUSALS as refusal:
        fault = _judge(refusal)
        mine.update(tries=F("tries") + 1, fault=fault.value)
        return fault.value
    except ValueError:  # no address that a header can hold
        mine.update(tries=F("tries") + 1, fault=MailFault.REFUSED.value)
        return MailFault.REFUSED.value
    except OSError:
        mine.update(fault=MailFault.INTERRUPTED.value)
        raise
    mine.update(sent_at=at, tries=F("tries") + 1, fault="")
    return "sent"


def _judge(refusal: smtplib.SMTPException) -> MailFault:
    """4xx: for now; 5xx: for good (RFC 5321, 4.2.1)."""
    codes = [refusal.smtp_code] if isinstance(refusal, smtplib.SMTPResponseException) else []
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in refusal.recipients.values()]
    return MailFault.REFUSED if codes and all(code >= 500 for code in codes) else MailFault.REFUSED_FOR_NOW


def _message(one: Outgoing, post: Post, connection: EmailBackend) -> EmailMultiAlternatives:
    said = write_mail(
        sentences(one.waits), on=one.day, desk=post.desk, wishes=post.wishes, synthetic=post.synthetic
    )
    headers = {
        "Message-ID": f"<digest-{one.id}@{urlsplit(post.url).hostname}>",
        "List-Unsubscribe": f"<{post.wishes}>",  # RFC 2369
        "Auto-Submitted": "auto-generated",  # RFC 3834: no answer from holidays
    }
    message = EmailMultiAlternatives(
        said.subject, said.plain, post.sender, [one.address], connection=connection, headers=headers
    )
    message.attach_alternative(said.html, "text/html")
    return message


def _give_up_interrupted(at: datetime) -> int:
    left = Digest.objects.filter(fault=MailFault.SENDING.value, tried_at__lt=at - INTERRUPTED_AFTER)
    return left.update(fault=MailFault.INTERRUPTED.value)


def _close(connection: EmailBackend) -> None:
    try:
        connection.close()
    except OSError:
        log.warning("mail: the server did not say goodbye")
