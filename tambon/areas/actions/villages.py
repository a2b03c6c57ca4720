"""Villages from a list that somebody holds: each row that can stand is loaded, each other one refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from tambon.areas import problems
from tambon.areas.actions.editions import LoadReport, one_load_at_a_time
from tambon.areas.actions.lists import Progress
from tambon.areas.actions.sources.given import Given
from tambon.areas.actions.sources.parts import Part, load_part
from tambon.areas.actions.writing import read_standing
from tambon.areas.rules import Kind, ListSource
from tambon.areas.rules.sources.listing import read_places
from tambon.areas.rules.villages import COLUMNS, OPTIONAL_COLUMNS, read_villages
from tambon.formats import Refusal, Row, read_csv

VillageSource = Path | bytes | Iterable[Mapping[str, str]]


def load_villages(  # noqa: PLR0913 - a list is worth nothing without its terms
    villages: VillageSource,
    *,
    source: str,
    day: date,
    licence: str,
    credit: str,
    synthetic: bool,
    by: str,
    at: datetime,
) -> LoadReport:
    """Loads a part of the village list: a CSV (path or bytes), or dicts with the columns of one.

    Villages the list does not name stay as they are. The same list again changes nothing, and takes in
    rows that were refused before and can stand now. Raises ``409-areas-not-loaded`` and the problems of the
    whole file.
    """
    rows, damaged = _rows(villages)
    of = ListSource(source, day, licence, credit, synthetic)
    return load_village_rows(Given("villages", rows, of, damaged=tuple(damaged)), by=by, at=at)


@transaction.atomic
def load_village_rows(given: Given, *, by: str, at: datetime, progress: Progress | None = None) -> LoadReport:
    """As `load_villages`, of rows that were read, with the villages' places where the rows give them."""
    with one_load_at_a_time():
        standing = read_standing((Kind.TAMBON, Kind.VILLAGE))
        tambons = {code for code, one in standing.items() if one.kind is Kind.TAMBON and one.stands}
        if not tambons:
            raise problems.country_missing()
        found = read_villages(given.rows, tambons)
        places = read_places(found)
        part = Part(Kind.VILLAGE, found, standing, given.of, given.whole, given.damaged, places)
        return load_part(part, by=by, at=at, progress=progress)


def _rows(villages: VillageSource) -> tuple[Sequence[Row], Sequence[Refusal]]:
    if isinstance(villages, Path | bytes):
        table = read_csv(villages, required=COLUMNS, optional=(*OPTIONAL_COLUMNS, "latitude", "longitude"))
        return table.rows, table.refused
    return (
        [
            Row(number, dict(cells), ",".join(cells.values()))
            for number, cells in enumerate(villages, start=1)
        ],
        (),
    )
