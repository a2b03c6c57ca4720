"""Whether what people decided is what the journal says, for ``tambon verify-journal``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from tambon.journal.queries import list_unjournaled, match_contents
from tambon.journal.rules import Checker, EntryView, Fault, content_hash, row_unjournaled
from tambon.records.models import Lock
from tambon.verification.models import SignOff
from tambon.verification.queries import answers, asked, handed, sent_back
from tambon.verification.queries.sampled import check_closed, check_drawn
from tambon.verification.queries.signing import get_signing, views_of
from tambon.verification.rules.signing import LockSeen, Signed, lifted_bytes, made_bytes


def made_content(ref: UUID) -> bytes:
    """What the journal vouches for of the sign-off as it is stored now."""
    return made_bytes(get_signing(ref), _locks([ref]).get(ref))


def lifted_content(ref: UUID) -> bytes:
    """The same of its unlock."""
    return lifted_bytes(get_signing(ref))


def check_signed(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each entry has its row and its lock, unchanged; each row has its entry."""
    yield from match_contents(entries, _made)
    for id_ in _without("signoff.made").values_list("pk", flat=True):
        yield row_unjournaled(f"verification_signoff {id_}", "signoff.made")
    signed = SignOff.objects.filter(ref=OuterRef("ref"))
    for id_ in Lock.objects.filter(~Exists(signed)).order_by("pk").values_list("pk", flat=True):
        yield row_unjournaled(f"records_lock {id_}", "signoff.made")


def check_lifted(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """The same of what was opened again."""
    yield from match_contents(entries, _lifted)
    opened = _without("signoff.lifted").filter(unlocked_at__isnull=False)
    for id_ in opened.values_list("pk", flat=True):
        yield row_unjournaled(f"verification_signoff {id_}", "signoff.lifted")


def _without(kind: str) -> QuerySet[SignOff]:
    return list_unjournaled(SignOff.objects.all(), kind=kind, prefix="signoff:").order_by("pk")


def _made(subjects: list[str]) -> dict[str, tuple[str, str]]:
    refs = [UUID(subject.removeprefix("signoff:")) for subject in subjects]
    locks = _locks(refs)
    return {
        f"signoff:{one.ref}": (where, content_hash(nonce, made_bytes(one, locks.get(one.ref))))
        for where, nonce, one in _stored(refs)
    }


def _lifted(subjects: list[str]) -> dict[str, tuple[str, str]]:
    refs = [UUID(subject.removeprefix("signoff:")) for subject in subjects]
    return {
        f"signoff:{one.ref}": (where, content_hash(nonce, lifted_bytes(one)))
        for where, nonce, one in _stored(refs)
    }


def _stored(refs: list[UUID]) -> Iterator[tuple[str, bytes, Signed]]:
    rows = SignOff.objects.filter(ref__in=refs)
    views = views_of(rows)
    for pk, ref, nonce in rows.values_list("pk", "ref", "nonce"):
        yield f"verification_signoff {pk}", bytes(nonce), views[ref]


def _locks(refs: Iterable[UUID]) -> dict[UUID, LockSeen]:
    found = Lock.objects.filter(ref__in=list(refs))
    names = ("dataset", "period", "area_id", "upto", "since", "until")
    return {ref: LockSeen(*rest) for ref, *rest in found.values_list("ref", *names)}


JOURNAL_CHECKERS: dict[str, Checker] = {
    "signoff.made": check_signed,
    "signoff.lifted": check_lifted,
    **answers.JOURNAL_CHECKERS,
    **asked.JOURNAL_CHECKERS,
    **handed.JOURNAL_CHECKERS,
    **sent_back.JOURNAL_CHECKERS,
    "sample.drawn": check_drawn,
    "sample.closed": check_closed,
}
