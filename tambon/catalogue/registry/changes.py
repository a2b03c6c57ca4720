"""What happened to areas: one row for each part of a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeVar

from tambon.catalogue.registry.shapes import By, ChangeLine, End, Part, Succeeded

COLUMNS = (
    "change_id", "kind", "legal_day", "list_day", "source", "basis",
    "predecessor_id", "predecessor_kind", "predecessor_code", "predecessor_name_th", "predecessor_name_en",
    "successor_id", "successor_kind", "successor_code", "successor_name_th", "successor_name_en", "share",
)  # fmt: skip
Now = Callable[[str], str | None]  # the code that an area bears today
Key = TypeVar("Key")


class Side(NamedTuple):
    area_id: str
    kind: str
    code: str
    name_th: str
    name_en: str


class Row(NamedTuple):
    change_id: str
    kind: str
    legal_day: date | None
    list_day: date | None
    source: str
    basis: str
    before: Side | None
    after: Side | None
    share: float | None

    def day(self, by: By) -> int:
        """The ordinal of its day in the calendar; of the other one's where only that is known."""
        day = (self.legal_day or self.list_day) if by == "law" else (self.list_day or self.legal_day)
        return day.toordinal() if day else 0

    @property
    def goes_on(self) -> bool:
        """Whether this part only says that an area went on under its code and name."""
        return (
            self.before is not None
            and self.after is not None
            and (self.before.area_id, self.before.code, self.before.name_th)
            == (self.after.area_id, self.after.code, self.after.name_th)
        )


class Changes:
    """Finds what an area came from and what became of it."""

    def __init__(self, rows: Iterable[tuple[Any, ...]], now: Now) -> None:
        """``rows`` hold `COLUMNS`."""
        pool: dict[Any, Any] = {}
        self._rows = [_row(tuple(pool.setdefault(cell, cell) for cell in row)) for row in rows]
        self._now = now
        self._before = _grouped(self._rows, lambda row: row.before and row.before.area_id)
        self._after = _grouped(self._rows, lambda row: row.after and row.after.area_id)
        self._whole = _grouped(self._rows, lambda row: row.change_id)

    def predecessors(self, area_id: str, code: str, ref: int, by: By) -> list[Succeeded]:
        """What became this area under this code in the last change up to the day ``ref``."""
        rows = [self._rows[at] for at in self._after.get(area_id, ())]
        fits = [row for row in rows if _tells(row, row.after, code) and row.day(by) <= ref and row.before]
        last = max((row.day(by) for row in fits), default=0)
        return [_succeeded(row, row.before, self._now) for row in fits if row.before and row.day(by) == last]

    def successors(self, area_id: str, code: str, ref: int, by: By) -> list[Succeeded]:
        """What this area under this code became in the first change after the day ``ref``."""
        rows = [self._rows[at] for at in self._before.get(area_id, ())]
        fits = [row for row in rows if _tells(row, row.before, code) and row.day(by) > ref and row.after]
        first = min((row.day(by) for row in fits), default=0)
        return [_succeeded(row, row.after, self._now) for row in fits if row.after and row.day(by) == first]

    def lines(self, area_id: str) -> list[ChangeLine]:
        """Every change that the area had a part in, oldest first, each whole."""
        numbers = (*self._before.get(area_id, ()), *self._after.get(area_id, ()))
        names = dict.fromkeys(self._rows[at].change_id for at in numbers)
        wholes = [[self._rows[at] for at in self._whole[name]] for name in names]
        wholes.sort(key=lambda rows: (rows[0].day("law"), rows[0].change_id))
        return [self._line(rows) for rows in wholes]

    def end(self, side: Side | None) -> End | None:
        """One end of a change, with the code that the area bears today."""
        return _end(side, self._now) if side else None

    def _line(self, rows: list[Row]) -> ChangeLine:
        first = rows[0]
        parts: list[Part] = [
            {"predecessor": self.end(row.before), "successor": self.end(row.after), "share": row.share}
            for row in rows
        ]
        return {
            "change_id": first.change_id,
            "kind": first.kind,
            "legal_day": first.legal_day,
            "list_day": first.list_day,
            "source": first.source,
            "basis": first.basis,
            "parts": parts,
        }


def _row(cells: tuple[Any, ...]) -> Row:
    change_id, kind, legal_day, list_day, source, basis = cells[:6]
    ends = (_side(cells[6:11]), _side(cells[11:16]))
    return Row(change_id, kind, legal_day, list_day, source or "", basis or "", *ends, cells[16])


def _side(cells: tuple[Any, ...]) -> Side | None:
    return Side(*(cell or "" for cell in cells)) if cells[0] else None


def _tells(row: Row, own: Side | None, code: str) -> bool:
    """Whether the part is about the area under this code, and about more than that it went on."""
    return own is not None and own.code in (code, "") and not row.goes_on


def _end(side: Side, now: Now) -> End:
    return {
        "area_id": side.area_id,
        "kind": side.kind,
        "area_code": side.code,
        "name_th": side.name_th,
        "name_en": side.name_en,
        "now": now(side.area_id),
    }


def _succeeded(row: Row, side: Side, now: Now) -> Succeeded:
    return {
        **_end(side, now),
        "change": row.kind,
        "change_id": row.change_id,
        "share": row.share,
        "legal_day": row.legal_day,
        "list_day": row.list_day,
        "source": row.source,
        "basis": row.basis,
    }


def _grouped(rows: list[Row], key: Callable[[Row], Key | None]) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for number, found in _keyed(rows, key):
        groups[found].append(number)
    return dict(groups)


def _keyed(rows: list[Row], key: Callable[[Row], Key | None]) -> Iterator[tuple[int, Key]]:
    for number, row in enumerate(rows):
        found = key(row)
        if found:
            yield number, found
