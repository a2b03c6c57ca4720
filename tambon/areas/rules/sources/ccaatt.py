"""DOPA's ``ccaatt``: provinces, districts and tambons in 8 digits, and the day on which a code was retired.

Format: https://stat.bora.dopa.go.th, ทำเนียบท้องที่: CC, AA, TT and MM of two digits, zeros where a level does
not apply; ``*`` after a name marks a retired code; the last row says ``* update`` and the day. The country
has no row. A municipality's registry office stands in the slot of a district and is none: its name says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tambon.areas.rules.abolished import Abolished
from tambon.areas.rules.codes import COUNTRY_CODE, key_of, parent_code
from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.lists import Listed
from tambon.areas.rules.sources import problems
from tambon.areas.rules.sources.found import Found
from tambon.areas.rules.sources.texts import (
    clean_name,
    demand_name,
    is_town_office,
    read_day,
    read_digits,
    town_of,
)
from tambon.formats import Row
from tambon.lib.problem import Problem

COUNTRY = Listed(Kind.COUNTRY, COUNTRY_CODE, "ประเทศไทย", "Thailand")
Towns = Mapping[tuple[str, str], str]
_WHOLE_NUMBER = re.compile(r"([0-9]{8})\.0")  # nothing is lost: no province begins with 0
_UPDATE = re.compile(r"\*\s*update\D*([0-9]{8})", re.IGNORECASE)
_DAY_IN_SHEET = re.compile(r"(25[0-9]{6})")


@dataclass(slots=True)
class Directory:
    """What the file says: the areas that stand, the codes that were retired, the communities of towns."""

    areas: Found = field(default_factory=Found)
    communities: Found = field(default_factory=Found)
    retired: list[Abolished] = field(default_factory=list)
    retired_rows: dict[str, Row] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)  # of municipalities: code and name


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row
    code: str  # 8 digits
    ended: date | None


def day_of(rows: Iterable[Row], sheet: str) -> date | None:
    """The day of the list as its last row or the sheet's name gives it; None when neither does."""
    updates = [found[1] for row in rows if (found := _UPDATE.search(row["code"]))]
    named = _DAY_IN_SHEET.search(sheet)
    text = updates[-1] if updates else named[1] if named else ""
    return read_day(text)


def read_directory(rows: Iterable[Row], *, source: str, towns: Towns) -> Directory:
    """Sorts the rows; ``towns`` are the keys of local governments by province code and name.

    An area whose parent the file does not have is refused, with all that lies below it.
    """
    directory = Directory()
    lines = list(_lines(rows, directory))
    directory.offices = {
        line.code[:4]: town_of(line.row["name_th"])
        for line in lines
        if line.code.endswith("0000") and is_town_office(line.row["name_th"])
    }
    for line in sorted(lines, key=lambda one: one.code):
        _sort(line, directory, source, towns)
    if directory.areas.listed:
        directory.areas.listed.insert(0, COUNTRY)
    return directory


def _lines(rows: Iterable[Row], directory: Directory) -> Iterable[_Line]:
    for row in rows:
        if _is_note(row):
            continue
        try:
            written = _WHOLE_NUMBER.fullmatch(row["code"])
            code = read_digits(written[1] if written else row["code"], 8, "code")
        except Problem as problem:
            directory.areas.refuse(problem, row)
            continue
        try:
            yield _Line(row, code, _ended(row, code))
        except Problem as problem:
            directory.areas.refuse(problem, row, key=_short(code))


def _is_note(row: Row) -> bool:
    """A heading row again, or the row that says the day."""
    return row["code"].startswith("*") or not (row["name_th"] or any(c.isdigit() for c in row["code"]))


def _ended(row: Row, code: str) -> date | None:
    try:
        ended = read_day(row["retired"])
    except Problem:
        raise problems.retired_day(text=row["retired"][:40], code=code) from None
    if ended is None and row["name_th"].endswith("*"):
        raise problems.retired_without_day(code=code)
    return ended


def _sort(line: _Line, directory: Directory, source: str, towns: Towns) -> None:
    office = directory.offices.get(line.code[:4])
    try:
        if office is None:
            _area(line, directory, source)
        elif not line.code.endswith("0000"):
            _community(line, office, directory.communities, towns)
    except Problem as problem:
        found = directory.areas if office is None else directory.communities
        found.refuse(problem, line.row, key=_key(line.code, office))


def _area(line: _Line, directory: Directory, source: str) -> None:
    code = _short(line.code)
    kind = _kind(code)
    if kind is None or "00" in (code[2:4], code[4:6]):
        raise problems.code_shape(code=line.code)
    name = clean_name(kind, code, line.row["name_th"])
    name_en = line.row["name_en"].strip("* ")
    demand_name(code, name, name_en)
    if line.ended is not None:
        _retire(Abolished(kind, code, name, name_en, line.ended, source=source), line.row, directory)
        return
    parent = parent_code(code)
    if parent != COUNTRY_CODE and parent not in directory.areas.rows:
        raise problems.parent_not_in_file(code=code, parent=parent)
    directory.areas.take(Listed(kind, code, name, name_en), line.row)


def _retire(one: Abolished, row: Row, directory: Directory) -> None:
    if one.code in directory.retired_rows:
        raise problems.code_twice(code=one.code, first=directory.retired_rows[one.code].number)
    directory.retired_rows[one.code] = row
    directory.retired.append(one)


def _community(line: _Line, office: str, found: Found, towns: Towns) -> None:
    if line.ended is not None:
        return  # what is known of it ends with the list that no longer names it
    town = towns.get((line.code[:2], office))
    name = clean_name(Kind.COMMUNITY, line.code, line.row["name_th"])
    demand_name(line.code, name)
    if town is None:
        raise problems.town_unknown(office=office, code=line.code)
    found.take(Listed(Kind.COMMUNITY, line.code, name, line.row["name_en"].strip("* "), under=town), line.row)


def _key(code: str, office: str | None) -> str:
    return _short(code) if office is None else key_of(Kind.COMMUNITY, code)


def _short(code: str) -> str:
    """The code of its level: ``58`` for ``58000000``."""
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def _kind(code: str) -> Kind | None:
    return {2: Kind.PROVINCE, 4: Kind.DISTRICT, 6: Kind.TAMBON}.get(len(code))
