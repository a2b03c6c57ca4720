"""Which rows of a file of offices stand beside the others and beside what the base holds. Pure.

Of one agency, one office is responsible for an area on a day: the first row that says so, or what stands in
the base, keeps it. A row that would take it away is refused with the other office's name. An empty cell
leaves what is known of an office.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tambon.accounts import loading_problems as problems
from tambon.accounts.rules.cells import last_day, overlap
from tambon.accounts.rules.office_rows import KEPT, OfficeRow
from tambon.formats import Refusal
from tambon.lib.problem import Problem


@dataclass(frozen=True, slots=True)
class KnownOffice:
    id: int
    agency: str
    texts: tuple[str, ...]  # as `KEPT` names them


@dataclass(frozen=True, slots=True)
class Charge:
    """An office has an area for a time."""

    office: str
    name_th: str
    name_en: str
    since: date
    until: date | None


@dataclass(slots=True)
class OfficesStanding:
    """What the base holds about the agencies, offices and areas of a file."""

    agencies: Mapping[str, int] = field(default_factory=dict)
    offices: Mapping[str, KnownOffice] = field(default_factory=dict)
    areas: Mapping[str, int] = field(default_factory=dict)
    charges: dict[tuple[str, int], list[Charge]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class NewOffice:
    """A row that stands: ``areas`` are those that it brings, ``texts`` what the office's row is to hold."""

    row: OfficeRow
    known: KnownOffice | None
    texts: tuple[str, ...]
    areas: tuple[int, ...]

    @property
    def changed(self) -> tuple[str, ...]:
        """Which texts of an office that was known become others."""
        if self.known is None:
            return ()
        pairs = zip(KEPT, self.known.texts, self.texts, strict=True)
        return tuple(name for name, old, new in pairs if old != new)

    @property
    def stands(self) -> bool:
        """Whether all that the row says is so already."""
        return self.known is not None and not self.areas and not self.changed


@dataclass(slots=True)
class JudgedOffices:
    accepted: list[NewOffice] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)

    @property
    def new_agencies(self) -> dict[str, OfficeRow]:
        """{code: the first row that names it}, of agencies that the base lacks."""
        return {one.row.agency: one.row for one in reversed(self.accepted) if one.row.agency_th}


def judge_offices(rows: Iterable[OfficeRow], standing: OfficesStanding) -> JudgedOffices:
    """Each row accepted, known or refused with its reason."""
    found = JudgedOffices()
    seen: dict[str, int] = {}
    named: set[str] = set()
    for row in rows:
        try:
            if row.office in seen:
                raise problems.office_twice(code=row.office, first=seen[row.office])
            new = _one(row, standing, named)
        except Problem as problem:
            found.refused.append(Refusal.of(problem, row=row.number, raw=row.raw))
            continue
        seen[row.office] = row.number
        named.add(row.agency)
        _remember(new, standing)
        if new.stands:
            found.unchanged += 1
        else:
            found.accepted.append(new)
    return found


def _one(row: OfficeRow, standing: OfficesStanding, named: set[str]) -> NewOffice:
    if row.agency not in standing.agencies and row.agency not in named and not row.agency_th:
        raise problems.agency_unknown(code=row.agency)
    known = standing.offices.get(row.office)
    if known is not None and known.agency != row.agency:
        raise problems.office_elsewhere(code=row.office, agency=known.agency)
    said: tuple[str, ...] = row.name_th, row.name_en, row.email, row.addressee, row.address
    if known is None:
        texts = said[0], said[1] or said[0], *said[2:]
    else:
        texts = tuple(new or old for new, old in zip(said, known.texts, strict=True))
    return NewOffice(row, known, texts, _areas(row, standing))


def _areas(row: OfficeRow, standing: OfficesStanding) -> tuple[int, ...]:
    """The areas that the office does not have yet on those days."""
    found = []
    for code in row.areas:
        area = standing.areas.get(code)
        if area is None:
            raise problems.area_unknown(code=code[:40])
        if not _has(row, code, standing.charges.get((row.agency, area), [])):
            found.append(area)
    return tuple(dict.fromkeys(found))


def _has(row: OfficeRow, code: str, charges: Iterable[Charge]) -> bool:
    days = row.since, row.until
    for one in charges:
        if one.office == row.office and (one.since, one.until) == days:
            return True
        if not overlap((one.since, one.until), days):
            continue
        if one.office == row.office:
            raise problems.territory_held(area=code, since=one.since, until=last_day(one.until))
        raise problems.territory_overlaps(
            area=code, office=one.office, name_th=one.name_th, name_en=one.name_en
        )
    return False


def _remember(new: NewOffice, standing: OfficesStanding) -> None:
    row = new.row
    for area in new.areas:
        charge = Charge(row.office, new.texts[0], new.texts[1], row.since, row.until)
        standing.charges.setdefault((row.agency, area), []).append(charge)
