"""Which lists the registry was made from, and from which day it knows a kind completely."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from tambon.areas.models import Change, Edition
from tambon.areas.rules import EditionView, Kind


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


def find_last_change(*, on: date) -> date | None:
    """The last day up to that one on which a change of areas came into force; None before the first."""
    day = Coalesce("legal_day", "list_day")
    found: date | None = Change.objects.filter(
        Q(legal_day__lte=on) | Q(legal_day=None, list_day__lte=on)
    ).aggregate(last=Max(day))["last"]
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
    )
