"""Villages from a list that somebody holds: each row that can stand is loaded, each other one refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from tambon.areas import problems
from tambon.areas.actions.editions import (
    LoadReport,
    apply,
    edition_of,
    fingerprint,
    one_load_at_a_time,
    report,
)
from tambon.areas.actions.writing import read_standing
from tambon.areas.models import Edition
from tambon.areas.rules import Kind, ListSource
from tambon.areas.rules.lists import Changes, Listed, Standing, compare
from tambon.areas.rules.villages import COLUMNS, OPTIONAL_COLUMNS, VillageRows, read_villages
from tambon.formats import Refusal, Row, read_csv
from tambon.lib.problem import Kind as ProblemKind

VillageSource = Path | bytes | Iterable[Mapping[str, str]]


@transaction.atomic
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
    of = ListSource(source, day, licence, credit, synthetic)
    rows, damaged = _rows(villages)
    with one_load_at_a_time():
        standing = read_standing((Kind.TAMBON, Kind.VILLAGE))
        tambons = {code for code, one in standing.items() if one.kind is Kind.TAMBON and one.stands}
        if not tambons:
            raise problems.country_missing()
        found = read_villages(rows, tambons)
        changes = compare(found.listed, standing, of=of, whole=False)
        refused = sorted([*damaged, *found.refused, *_refused(changes, found)], key=lambda one: one.row)
        sha256 = fingerprint(found.listed, of)
        _apply_once(changes, standing, of=of, sha256=sha256, by=by, at=at)
    return report(of, sha256, changes, refused)


def _rows(villages: VillageSource) -> tuple[Iterable[Row], Sequence[Refusal]]:
    if isinstance(villages, Path | bytes):
        table = read_csv(villages, required=COLUMNS, optional=OPTIONAL_COLUMNS)
        return table.rows, table.refused
    return (
        [
            Row(number, dict(cells), ",".join(cells.values()))
            for number, cells in enumerate(villages, start=1)
        ],
        (),
    )


def _refused(changes: Changes, found: VillageRows) -> list[Refusal]:
    """The rows that read well and contradict what the registry holds."""
    return [
        *(_refusal(problems.older_than_known, area, found) for area in changes.older),
        *(_refusal(problems.synthetic_and_real, area, found) for area in changes.other_sort),
    ]


def _refusal(kind: ProblemKind, area: Listed, found: VillageRows) -> Refusal:
    row = found.rows[area.code]
    return Refusal.of(kind(code=area.code), row=row.number, raw=row.raw)


def _apply_once(
    changes: Changes, standing: dict[str, Standing], *, of: ListSource, sha256: str, by: str, at: datetime
) -> None:
    """Nothing is written, and no edition made, when the list says what the registry holds already."""
    if changes.added or changes.renamed or changes.corrected:
        known = Edition.objects.filter(source=of.source, sha256=sha256).first()
        edition = known or edition_of(of, sha256, [Kind.VILLAGE])
        apply(changes, standing, edition=edition, by=by, at=at)
