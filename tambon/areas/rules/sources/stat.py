"""DOPA's yearly ``stat_aNN.xls``: the villages, and the communities of towns, with what was counted in them.

Format: https://stat.bora.dopa.go.th, ``new_stat``: month (YYMM, Buddhist), province, registry office
(4 digits), tambon (6 digits) and village (8 digits), each with its name, then people and houses. Totals bear
0 for what they add up. Codes are whole numbers there (``12.0``), complete or two digits of their own level:
that source is known to write them so, thus the digits are filled up here and nowhere else. A municipality's
office repeats the villages that it shares with the district's. Only the areas are read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from tambon.areas.rules.codes import key_of, parent_code
from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.lists import Listed
from tambon.areas.rules.sources import problems
from tambon.areas.rules.sources.ccaatt import Towns
from tambon.areas.rules.sources.found import Found
from tambon.areas.rules.sources.texts import clean_name, demand_name, is_town_office, last_day_of, town_of
from tambon.formats import Row
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits

_WHOLE = re.compile(r"([0-9]{1,8})(?:\.0+)?")
_TOTAL = frozenset({"", "-", "0", "00", "0.0"})


@dataclass(slots=True)
class Counted:
    """The villages and the communities of towns."""

    villages: Found = field(default_factory=Found)
    communities: Found = field(default_factory=Found)


def month_of(rows: Iterable[Row]) -> date | None:
    """The last day of the month that most rows name; None when none names one."""
    days: Counter[str] = Counter(row["month"] for row in rows if row["month"])
    for text, _ in days.most_common():
        try:
            return last_day_of(text)
        except Problem:
            continue
    return None


def read_counted(
    rows: Iterable[Row], *, month: date | None, tambons: Collection[str], towns: Towns
) -> Counted:
    """Sorts the rows; totals are left out. ``tambons`` are the codes that stand, ``towns`` as in ``ccaatt``.

    ``month`` is the last day of the one that the file is of; None where nobody asks.
    """
    counted = Counted()
    for row in rows:
        if arabic_digits(row["village"]) in _TOTAL:
            continue
        found = counted.communities if is_town_office(row["office_name"]) else counted.villages
        try:
            _demand_month(row, month)
            kind, code = village_code(row)
        except Problem as problem:
            found.refuse(problem, row)
            continue
        found = counted.communities if kind is Kind.COMMUNITY else counted.villages
        _take(row, kind, code, found, _Above(tambons, towns))
    return counted


def village_code(row: Row) -> tuple[Kind, str]:
    """The kind and the 8 digits, from whole codes or from those of each level.

    Raises ``422-source-code-…`` where they cannot be told.
    """
    office, tambon, village = (_whole(row, column) for column in ("office", "tambon", "village"))
    is_town = is_town_office(row["office_name"])
    if len(village) == 8:
        return (Kind.COMMUNITY if is_town and village[:4] == office else Kind.VILLAGE), village
    if is_town and len(tambon) <= 2 and len(village) <= 4:
        serial = village.zfill(4) if len(village) > 2 else tambon.zfill(2) + village.zfill(2)
        return Kind.COMMUNITY, office + serial
    if len(village) > 2:
        raise problems.code_length(code=village, found=len(village), length=8)
    return Kind.VILLAGE, _tambon(office, tambon) + village.zfill(2)


def _tambon(office: str, tambon: str) -> str:
    if len(tambon) == 8 and tambon.endswith("00"):
        return tambon[:6]
    if len(tambon) == 6:
        return tambon
    if len(tambon) > 2 or len(office) != 4:
        raise problems.code_length(code=tambon, found=len(tambon), length=6)
    return office + tambon.zfill(2)


def _whole(row: Row, column: str) -> str:
    text = arabic_digits(row[column])
    found = _WHOLE.fullmatch(text)
    if found is None:
        raise problems.code_characters(code=text[:40]) if text else problems.code_missing(column=column)
    return found[1]


def _demand_month(row: Row, month: date | None) -> None:
    if month is not None and row["month"] and last_day_of(row["month"]) != month:
        shown = f"{(month.year + 543) % 100:02d}{month.month:02d}"
        raise problems.month_differs(text=row["month"][:40], month=shown)


@dataclass(frozen=True, slots=True)
class _Above:
    tambons: Collection[str]
    towns: Towns

    def key(self, row: Row, kind: Kind, code: str) -> str:
        """The key of the parent; empty for a village, whose code says it. A community's is its town, or else
        the tambon that the row names."""
        if kind is Kind.VILLAGE:
            if parent_code(code) not in self.tambons:
                raise problems.parent_unknown(parent=parent_code(code), kind_th="ตำบล", kind_en="tambon")
            return ""
        office = town_of(row["office_name"])
        town = self.towns.get((code[:2], office))
        tambon = _whole(row, "tambon")[:6]
        if town is None and tambon not in self.tambons:
            raise problems.town_unknown(office=office, code=code)
        return town or tambon


def _take(row: Row, kind: Kind, code: str, found: Found, above: _Above) -> None:
    key = key_of(kind, code)
    try:
        if kind is Kind.VILLAGE and code.endswith("00"):
            raise problems.code_shape(code=code)
        name = clean_name(kind, code, row["name_th"])
        demand_name(code, name)
        first = found.rows.get(key)
        if first is None or clean_name(kind, code, first["name_th"]) != name:
            found.take(Listed(kind, code, name, "", under=above.key(row, kind, code)), row)
    except Problem as problem:
        found.refuse(problem, row, key=key)
