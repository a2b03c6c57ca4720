"""What the base holds about the offices and areas of a file, looked up at once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from tambon.accounts.models import Agency, Office, Territory
from tambon.accounts.rules.cells import demand_columns, wanted
from tambon.accounts.rules.office_judging import (
    Charge,
    JudgedOffices,
    KnownOffice,
    OfficesStanding,
    judge_offices,
)
from tambon.accounts.rules.office_rows import HEADINGS, KEPT, REQUIRED, OfficeRow, read_offices
from tambon.areas import queries as areas
from tambon.formats import Refusal, read_table

_CHARGE = ("agency__code", "area_id", "office__code", "office__name_th", "office__name_en", "during")


@dataclass(frozen=True)
class OfficesReport:
    """What a file of offices brings, or brought. ``changed`` are offices with another name or address."""

    rows: int
    agencies: int
    offices: int
    changed: int
    areas: int
    unchanged: int
    refused: tuple[Refusal, ...] = field(repr=False)
    sha256: str


def check_offices(source: bytes | Path, *, on: date) -> OfficesReport:
    """What `actions.load_offices` would do with the file that day, without doing it."""
    return judge_office_file(source, on=on)[0]


def judge_office_file(source: bytes | Path, *, on: date) -> tuple[OfficesReport, JudgedOffices]:
    """Reads and judges the file. Raises the problems of the whole file."""
    content = source.read_bytes() if isinstance(source, Path) else source
    table = read_table(content, required=(), optional=wanted(HEADINGS))
    demand_columns(table, REQUIRED, HEADINGS)
    read, unread = read_offices(table.rows)
    standing = offices_standing(read, on=on)
    judged = judge_offices(read, standing)
    refused = sorted([*table.refused, *unread, *judged.refused], key=lambda one: one.row)
    report = OfficesReport(
        rows=len(table.rows) + len(table.refused),
        agencies=len(judged.new_agencies.keys() - standing.agencies.keys()),
        offices=sum(1 for one in judged.accepted if one.known is None),
        changed=sum(1 for one in judged.accepted if one.changed),
        areas=sum(len(one.areas) for one in judged.accepted),
        unchanged=judged.unchanged,
        refused=tuple(refused),
        sha256=sha256(content).hexdigest(),
    )
    return report, judged


def offices_standing(given: Sequence[OfficeRow], *, on: date) -> OfficesStanding:
    """The agencies, offices and areas of which the rows speak, and which office has which area when."""
    offices = Office.objects.filter(code__in={row.office for row in given})
    ids = areas.places_by_code({code for row in given for code in row.areas}, on=on)
    agencies = dict(Agency.objects.filter(code__in={row.agency for row in given}).values_list("code", "pk"))
    return OfficesStanding(
        agencies=agencies,
        offices={
            code: KnownOffice(pk, agency, tuple(texts))
            for code, pk, agency, *texts in offices.values_list("code", "pk", "agency__code", *KEPT)
        },
        areas=ids,
        charges=_charges(list(agencies.values()), list(ids.values())),
    )


def _charges(agencies: list[int], area_ids: list[int]) -> dict[tuple[str, int], list[Charge]]:
    found: dict[tuple[str, int], list[Charge]] = defaultdict(list)
    held = Territory.objects.filter(agency_id__in=agencies, area_id__in=area_ids, during__isempty=False)
    for agency, area, office, name_th, name_en, during in held.values_list(*_CHARGE):
        since = during.lower or date.min
        found[agency, area].append(Charge(office, name_th, name_en, since, during.upper))
    return found
