"""Does a room's table still equal what the journal says of it? The two halves that every checker needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from tambon.journal.models import Entry
from tambon.journal.rules import EntryView, Fault, content_changed, content_missing

M = TypeVar("M", bound=Model)
Contents = Callable[[list[str]], Mapping[str, tuple[str, str]]]
BATCH = 2_000


def match_contents(entries: Iterable[EntryView], contents: Contents) -> Iterator[Fault]:
    """A fault for each entry whose row is gone or whose content has changed.

    ``contents`` is given a list of subjects and answers {subject: (the row as "table id", content hash of
    the row as it is now)}. A row that is gone is no fault when an entry of a kind that ends in ``.erased``
    says so.
    """
    stream = iter(entries)
    while batch := list(islice(stream, BATCH)):
        yield from _match(batch, contents([entry.subject for entry in batch]))


def list_unjournaled(rows: QuerySet[M], *, kind: str, prefix: str, field: str = "ref") -> QuerySet[M]:
    """The rows of which no entry of this kind tells; an entry's subject is the prefix and the row's field."""
    subject = Concat(Value(prefix), Cast(OuterRef(field), TextField()), output_field=TextField())
    return rows.filter(~Exists(Entry.objects.filter(kind=kind, subject=subject)))


def _match(batch: list[EntryView], found: Mapping[str, tuple[str, str]]) -> Iterator[Fault]:
    erased = _erased([entry.subject for entry in batch if entry.subject not in found])
    for entry in batch:
        if entry.subject in found:
            where, now = found[entry.subject]
            if now != entry.body.get("content"):
                yield content_changed(where, entry)
        elif entry.subject not in erased:
            yield content_missing(entry)


def _erased(subjects: list[str]) -> set[str]:
    if not subjects:
        return set()
    found = Entry.objects.filter(subject__in=subjects, kind__endswith=".erased")
    return set(found.values_list("subject", flat=True))
