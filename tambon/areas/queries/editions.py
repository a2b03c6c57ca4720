"""Which lists the registry was made from, and from which day it knows a kind completely."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.db import connection
from django.db.models import Max

from tambon.areas.models import Edition
from tambon.areas.rules import EditionView, Kind

_LAST_CHANGE = """
    SELECT GREATEST(max(lower(during)) FILTER (WHERE lower(during) <= %(on)s),
                    max(upper(during)) FILTER (WHERE upper(during) <= %(on)s))
    FROM areas_membership
"""


def list_editions(*, kind: Kind | None = None) -> list[EditionView]:
    """The loaded lists that still count, the oldest day first; with a kind, those about it."""
    found = Edition.objects.filter(undoes=None, undone_by=None).order_by("day", "id")
    if kind is not None:
        found = found.filter(kinds__contains=[str(kind)])
    return [edition_view(row) for row in found]


def find_known_since(kind: Kind) -> date | None:
    """The day from which the registry knows the kind completely: that of the first list about it, if any."""
    first = Edition.objects.filter(kinds__contains=[str(kind)], undone_by=None).order_by("day").first()
    return first.day if first else None


def tree_mark(*, on: date) -> str:
    """A short text: another one after every edition, and from each day on that changes who lies in whom."""
    newest = newest_edition()
    return f"{newest} {_last_change(newest, on)}"


@lru_cache(maxsize=4)
def _last_change(newest: int, on: date) -> date | None:
    """The last day up to that one on which a place in a tree began or ended; one edition, one answer."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST_CHANGE, {"on": on})
        found: date | None = cursor.fetchone()[0]
    return found


def newest_edition() -> int:
    """The id of the newest edition, a compensating one included; 0 before the first."""
    return Edition.objects.aggregate(newest=Max("id"))["newest"] or 0


def edition_view(row: Edition) -> EditionView:
    return EditionView(
        id=row.pk,
        source=row.source,
        day=row.day,
        sha256=row.sha256,
        licence=row.licence,
        credit=row.credit,
        synthetic=row.synthetic,
        kinds=tuple(Kind(kind) for kind in row.kinds),
        note=row.note,
    )
