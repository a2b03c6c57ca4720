"""What happened to areas, with the codes and names just before and from the day on. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from tambon.areas.rules.published import ChangeRow, CodeRow, NameRow, Period
from tambon.releases.registry.rules.histories import Registry, Row
from tambon.releases.registry.rules.spans import holds

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_CHARACTERS = 12
_FIVE = 5
_Dated = TypeVar("_Dated", CodeRow, NameRow)


def change_rows(registry: Registry) -> list[Row]:
    """Rows of `schema.CHANGES`, a row for each part of a change."""
    parts: dict[int, list[ChangeRow]] = defaultdict(list)
    for row in registry.changes:
        parts[row.change].append(row)
    named = _name_changes(registry, parts.values())
    return [
        (
            change_id, part.kind, part.legal_day, part.list_day, part.source, part.basis,
            *_end(registry, part.predecessor, part, before=True),
            *_end(registry, part.successor, part, before=False),
            part.share,
        )
        for change_id, change in named
        for part in change
    ]  # fmt: skip


def _name_changes(
    registry: Registry, changes: Iterable[Sequence[ChangeRow]]
) -> list[tuple[str, Sequence[ChangeRow]]]:
    """Each change with an id that any home would give it: what it is made of, in 12 characters.

    A second change of exactly the same content gets ``-2`` behind it.
    """
    met: Counter[str] = Counter()
    named = []
    for change in changes:
        change_id = _change_id(registry, change)
        met[change_id] += 1
        more = f"-{met[change_id]}" if met[change_id] > 1 else ""
        named.append((f"{change_id}{more}", change))
    return named


def _change_id(registry: Registry, change: Sequence[ChangeRow]) -> str:
    """``ch-`` and 60 bits of the SHA-256 of kind, days, source, basis and parts, in Crockford's base 32."""
    first = change[0]
    days = [day.isoformat() if day else "" for day in (first.legal_day, first.list_day)]
    ends = sorted(
        ">".join(registry.id_of(end) if end is not None else "" for end in (one.predecessor, one.successor))
        for one in change
    )
    text = "|".join((first.kind, *days, first.source, first.basis, *ends))
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) >> 4
    return "ch-" + "".join(_CROCKFORD[number >> _FIVE * at & 31] for at in reversed(range(_CHARACTERS)))


def _end(registry: Registry, number: int | None, change: ChangeRow, *, before: bool) -> Row:
    """Public id, code, kind and names of one end of a part; all None where there is none."""
    if number is None:
        return (None,) * 5
    area = registry.areas[number]
    code = _near(registry.own_codes(area), change, before=before)
    name = _near(registry.names.get(number, []), change, before=before)
    return (
        area.public_id,
        code.code if code else None,
        area.kind,
        name.th if name else None,
        name.en if name else None,
    )


def _near(rows: Sequence[_Dated], change: ChangeRow, *, before: bool) -> _Dated | None:
    """The row of the last day before the change, or of its day; else the one nearest to it in time.

    By the law's calendar where the legal day is known, else by the list's.
    """
    by_law = change.legal_day is not None
    day = change.legal_day or change.list_day
    if day is None or not rows:
        return rows[0] if rows else None
    asked = day - timedelta(days=1) if before else day
    dated = [(row.periods.law if by_law else row.periods.listed, row) for row in rows]
    held = next((row for period, row in dated if holds(period, asked)), None)
    return held or min(dated, key=lambda one: _distance(one[0], asked))[1]


def _distance(period: Period | None, day: date) -> int:
    """How many days lie between; a calendar in which the row never holds is farthest."""
    if period is None:
        return date.max.toordinal()
    ends = [end for end in period if end is not None]
    return min((abs((end - day).days) for end in ends), default=date.max.toordinal())
