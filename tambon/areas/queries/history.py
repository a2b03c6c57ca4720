"""An area as it was: its version of a day, what came before and after, and the changes that concerned it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from tambon.areas import problems
from tambon.areas.models import Area, AreaCode, Edition
from tambon.areas.queries.editions import edition_view, find_known_since
from tambon.areas.queries.lookup import find_area, views
from tambon.areas.queries.sql import rows
from tambon.areas.queries.tree import count_kinds, list_ancestors
from tambon.areas.rules import (
    OWN_SCHEME,
    AreaFacts,
    AreaView,
    Basis,
    By,
    ChangeKind,
    ChangeView,
    CodeView,
    Scheme,
    Succeeded,
)  # fmt: skip

_BEARERS = """
    SELECT area_id, lower(during), upper(during) FROM areas_areacode
    WHERE code = %(code)s AND scheme = %(scheme)s AND NOT isempty(during) ORDER BY during
"""
_SPAN = """
    SELECT max(lower(during)), min(upper(during)) FROM (
        SELECT during FROM areas_areaname WHERE area_id = %(area)s AND during @> %(on)s::date
        UNION ALL
        SELECT during FROM areas_areacode
        WHERE area_id = %(area)s AND scheme = %(scheme)s AND during @> %(on)s::date
        UNION ALL
        SELECT during FROM areas_membership
        WHERE child_id = %(area)s AND hierarchy = 'administrative' AND during @> %(on)s::date
    ) parts
"""
_CHANGES = """
    SELECT c.id, c.kind, c.legal_day, c.list_day, c.source, c.basis, s.predecessor_id, s.successor_id, s.share
    FROM areas_succession s JOIN areas_change c ON c.id = s.change_id
    WHERE c.id IN (
        SELECT change_id FROM areas_succession WHERE predecessor_id = %(area)s OR successor_id = %(area)s
    )
    ORDER BY COALESCE(c.legal_day, c.list_day), c.id, s.id
"""
_DAY = timedelta(days=1)


def describe(code: str, *, on: date, scheme: Scheme = Scheme.DOPA, by: By = By.LAW) -> AreaFacts:
    """The area of the code on that day, or what became of it.

    Raises ``404-area-unknown`` for a code that no area ever bore.
    """
    area, seen, standing = _bearer(code, on, scheme, by)
    since, until = rows(_SPAN, {"area": area.id, "on": seen, "scheme": str(OWN_SCHEME[area.kind])}, by)[0]
    before, after = _around(area.id, seen, by)
    codes = AreaCode.objects.filter(area=area.id).order_by("scheme", "during")
    return AreaFacts(
        area=area,
        on=on,
        by=by,
        standing=standing,
        since=since,
        until=until,
        predecessors=before,
        successors=after,
        ancestors=tuple(list_ancestors(area.id, on=seen, by=by)),
        codes=tuple(_code(row, by) for row in codes if not _period(row, by).isempty),
        children=count_kinds(area.id, on=seen, by=by),
        edition=edition_view(_edition_of(area)),
        known_since=find_known_since(area.kind),
    )


def list_changes(area_id: int) -> list[ChangeView]:
    """Every change that concerned the area, the oldest first."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows(_CHANGES, {"area": area_id}):
        found.setdefault(row[0], []).append(row)
    return [_change(parts) for parts in found.values()]


def _bearer(code: str, on: date, scheme: Scheme, by: By) -> tuple[AreaView, date, bool]:
    """The area, the day on which it is looked at, and whether it bears the code on the day asked about."""
    area = find_area(code, on=on, scheme=scheme, by=by)
    if area is not None:
        return area, on, True
    bearers = rows(_BEARERS, {"code": code, "scheme": str(scheme)}, by)
    earlier = [row for row in bearers if row[2] is not None and row[2] <= on]
    nearest = earlier[-1] if earlier else bearers[0] if bearers else None
    if nearest is None:
        raise problems.unknown_area(code=code, on=on.isoformat())
    number, since, until = nearest
    seen = until - _DAY if earlier else since
    known = views([number], on=seen, by=by).get(number)
    if known is None:
        raise problems.unknown_area(code=code, on=on.isoformat())
    return known, seen, False


def _around(area: int, seen: date, by: By) -> tuple[tuple[Succeeded, ...], tuple[Succeeded, ...]]:
    """The nearest areas or codes before and after the version of that day."""
    before: tuple[Succeeded, ...] = ()
    after: tuple[Succeeded, ...] = ()
    dated = ((_day_of(change.legal_day, change.list_day, by), change) for change in list_changes(area))
    for day, change in sorted(dated, key=lambda one: one[0]):
        if day <= seen and any(one.public_id for one in change.after if _is(one, area)):
            before = _others(change.before, change.after, area) or before
        elif day > seen and not after and any(_is(one, area) for one in change.before):
            after = _others(change.after, change.before, area)
    return before, after


def _others(wanted: Iterable[Succeeded], other_side: Iterable[Succeeded], area: int) -> tuple[Succeeded, ...]:
    """Without the area itself, unless it bore another code or name then."""
    own = {(one.code, one.name_th) for one in other_side if _is(one, area)}
    return tuple(one for one in wanted if (one.code, one.name_th) not in own)


def _is(one: Succeeded, area: int) -> bool:
    return one.area_id == area


def _change(parts: list[tuple[Any, ...]]) -> ChangeView:
    number, kind, legal, listed, source, basis = parts[0][:6]
    day = legal or listed
    by = By.LAW if legal else By.LIST
    earlier = views({row[6] for row in parts if row[6]}, on=day - _DAY, by=by)
    later = views({row[7] for row in parts if row[7]}, on=day, by=by)
    words = (ChangeKind(kind), legal, listed, source, Basis(basis))
    before = {row[6]: _succeeded(earlier[row[6]], row[8], words) for row in parts if row[6] in earlier}
    after = {row[7]: _succeeded(later[row[7]], row[8], words) for row in parts if row[7] in later}
    return ChangeView(
        number, ChangeKind(kind), legal, listed, source, Basis(basis),
        tuple(before.values()), tuple(after.values()),
    )  # fmt: skip


def _succeeded(area: AreaView, share: Any, words: tuple[Any, ...]) -> Succeeded:
    kind, legal, listed, source, basis = words
    return Succeeded(
        area_id=area.id, code=area.code, public_id=area.public_id, kind=area.kind, name_th=area.name_th,
        name_en=area.name_en, change=kind, share=share, legal_day=legal, list_day=listed, source=source,
        basis=basis,
    )  # fmt: skip


def _day_of(legal: date | None, listed: date | None, by: By) -> date:
    day = (legal or listed) if by is By.LAW else (listed or legal)
    assert day is not None  # noqa: S101 - the table refuses a change without a day
    return day


def _period(row: AreaCode, by: By) -> Any:
    return row.during if by is By.LAW else row.listed


def _code(row: AreaCode, by: By) -> CodeView:
    period = _period(row, by)
    return CodeView(Scheme(row.scheme), row.code, period.lower, period.upper)


def _edition_of(area: AreaView) -> Edition:
    return Area.objects.select_related("edition").get(pk=area.id).edition
