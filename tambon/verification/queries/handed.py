"""Whether hand-overs and village heads' links are what the journal says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from hashlib import sha256
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from tambon.journal.queries import list_unjournaled
from tambon.journal.rules import Checker, EntryView, Fault, content_changed, content_missing, row_unjournaled
from tambon.verification.models import HandOver, HeadLink

R = TypeVar("R", bound=Model)
BATCH = 1_000


def handed_body(row: HandOver) -> dict[str, Any]:
    """What is journaled of a hand-over, but for who decides."""
    return {
        "record": row.record_id, "variable": row.variable, "giver": row.giver_id, "taker": row.taker_id,
        "reason": row.reason,
    }  # fmt: skip


def link_body(row: HeadLink) -> dict[str, Any]:
    """What is journaled of a link that is made; its secret is random, so that a hash tells nothing of it."""
    until = row.until.astimezone(UTC).isoformat()
    return {"area": row.area_id, "until": until, "secret": sha256(bytes(row.secret_hash)).hexdigest()}


def _is_handed(row: HandOver, entry: EntryView) -> bool:
    said = handed_body(row).items() <= entry.body.items()
    return said and (row.by, row.made_at) == (entry.by, entry.at)


def _is_answered(row: HandOver, entry: EntryView) -> bool:
    return (row.taken, row.answered_by, row.answered_at) == (entry.body["taken"], entry.by, entry.at)


def _is_made(row: HeadLink, entry: EntryView) -> bool:
    return link_body(row) == entry.body and (row.by, row.made_at) == (entry.by, entry.at)


def _is_ended(row: HeadLink, entry: EntryView) -> bool:
    return row.ended_at == entry.at


def _checker(kind: str, rows: QuerySet[R], field: str, same: Callable[[R, EntryView], bool]) -> Checker:
    """Each entry of the kind has its row as it tells; each of the rows has such an entry."""
    table = rows.model._meta.db_table

    def check(entries: Iterable[EntryView]) -> Iterator[Fault]:
        stream = iter(entries)
        while batch := list(islice(stream, BATCH)):
            keys = [entry.subject.partition(":")[2] for entry in batch]
            found = rows.model._default_manager.filter(**{f"{field}__in": keys})
            by_key = {str(getattr(row, field)): row for row in found}
            for entry, key in zip(batch, keys, strict=True):
                if key not in by_key:
                    yield content_missing(entry)
                elif not same(by_key[key], entry):
                    yield content_changed(f"{table} {by_key[key].pk}", entry)
        prefix = "handover:" if rows.model is HandOver else "headlink:"
        lost = list_unjournaled(rows.all(), kind=kind, prefix=prefix, field=field).order_by("pk")
        for id_ in lost.values_list("pk", flat=True):
            yield row_unjournaled(f"{table} {id_}", kind)

    return check


JOURNAL_CHECKERS: dict[str, Checker] = {
    "cell.handed_over": _checker("cell.handed_over", HandOver.objects.all(), "pk", _is_handed),
    "cell.hand_over_answered": _checker(
        "cell.hand_over_answered", HandOver.objects.exclude(answered_at=None), "pk", _is_answered
    ),
    "headlink.made": _checker("headlink.made", HeadLink.objects.all(), "ref", _is_made),
    "headlink.ended": _checker("headlink.ended", HeadLink.objects.exclude(ended_at=None), "ref", _is_ended),
}
