"""Which lists the registry was made from, and from which day it knows a kind completely."""

from __future__ import annotations

from datetime import date

from tambon.areas.models import Area, AreaCode, Edition
from tambon.areas.queries.lookup import get_area
from tambon.areas.queries.tree import count_kinds, list_ancestors
from tambon.areas.rules import AreaFacts, CodeView, EditionView, Kind, Scheme


def list_editions(*, kind: Kind | None = None) -> list[EditionView]:
    """The loaded lists, the oldest day first; with a kind, those about it."""
    found = Edition.objects.order_by("day", "id")
    if kind is not None:
        found = found.filter(kinds__contains=[str(kind)])
    return [_edition(row) for row in found]


def find_known_since(kind: Kind) -> date | None:
    """The day from which the registry knows the kind completely: that of the first list about it, if any."""
    first = Edition.objects.filter(kinds__contains=[str(kind)]).order_by("day").first()
    return first.day if first else None


def describe(code: str, *, on: date, scheme: Scheme = Scheme.DOPA) -> AreaFacts:
    """The area that bears the code on that day, its line, codes and children. Raises ``404-area-unknown``."""
    area = get_area(code, on=on, scheme=scheme)
    codes = AreaCode.objects.filter(area=area.id).order_by("scheme", "during")
    return AreaFacts(
        area=area,
        on=on,
        ancestors=tuple(list_ancestors(area.id, on=on)),
        codes=tuple(
            CodeView(Scheme(row.scheme), row.code, row.during.lower, row.during.upper) for row in codes
        ),
        children=count_kinds(area.id, on=on),
        edition=_edition(Area.objects.select_related("edition").get(pk=area.id).edition),
        known_since=find_known_since(area.kind),
    )


def _edition(row: Edition) -> EditionView:
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
