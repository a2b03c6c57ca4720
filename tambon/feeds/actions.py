"""Taking what an agency put into its folder: a snapshot a file, each bad row refused alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.spec import VariableSpec
from tambon.dictionary.rules.values import read_value
from tambon.feeds import problems, queries
from tambon.feeds.models import FeedRow, RefusedRow, Snapshot
from tambon.feeds.rules import Agreement, FileName, check_columns, check_name, read_file_name
from tambon.formats.reading import Row, read_csv
from tambon.formats.refusals import Refusal
from tambon.journal.actions import record
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem


@dataclass(frozen=True)
class Pulled:
    """One file taken: how many rows were accepted, and which were refused and why."""

    filename: str
    period: str
    as_of: date
    accepted: int
    refused: tuple[Refusal, ...]


def pull(feed: str, *, folder: Path, by: str, at: datetime) -> list[Pulled]:
    """Takes every file of ``folder/<feed>`` that was not taken before, oldest figures first.

    A file taken before (by its content) is passed over. Raises a Problem for a name, a heading or a number of
    rows that was not agreed; nothing of that file is taken, all of the others is.
    """
    agreement = queries.get_agreement(feed)
    named, faults = _named(agreement, folder / feed, at)
    taken: list[Pulled] = []
    for name, path in sorted(named, key=lambda pair: (pair[0].as_of, pair[1].name)):
        content = path.read_bytes()
        if queries.is_taken(feed, sha256(content).hexdigest()):
            continue
        try:
            taken.append(_take(agreement, name, path.name, content, by=by, at=at))
        except Problem as problem:
            faults.append(problem)
    if faults:
        raise faults[0]
    return taken


def _named(
    agreement: Agreement, folder: Path, at: datetime
) -> tuple[list[tuple[FileName, Path]], list[Problem]]:
    """The feed's files with what their names say, and why other names say nothing."""
    kind = dictionary.get_dataset(agreement.dataset).spec.period_kind
    named: list[tuple[FileName, Path]] = []
    faults: list[Problem] = []
    for path in sorted(folder.glob("*.csv"), key=lambda path: path.name):
        try:
            name = read_file_name(agreement, path.name)
            check_name(name, path.name, dataset=agreement.dataset, period_kind=kind, today=thai_day(at))
            named.append((name, path))
        except Problem as problem:
            faults.append(problem)
    return named, faults


def mark_claimed(row_ids: Iterable[int]) -> None:
    """The rows' claims are made: they wait no more. Called in the transaction that makes the claims."""
    FeedRow.objects.filter(pk__in=list(row_ids)).update(claimed=True)


@transaction.atomic
def _take(
    agreement: Agreement, name: FileName, filename: str, content: bytes, *, by: str, at: datetime
) -> Pulled:
    table = read_csv(content, required=(), optional=())
    check_columns(agreement, list(table.columns), filename)
    count = len(table.rows) + len(table.refused)
    if not agreement.minimum <= count <= agreement.maximum:
        raise problems.bad_row_count(
            filename=filename, rows=count, minimum=agreement.minimum, maximum=agreement.maximum
        )
    rows, refused = _read_rows(agreement, name, table.rows)
    refused += table.refused
    snapshot = Snapshot.objects.create(
        feed=agreement.name, filename=filename, sha256=sha256(content).hexdigest(), period=name.period,
        as_of=name.as_of, taken_at=at, accepted=len(rows), refused=len(refused),
    )  # fmt: skip
    for row in rows:
        row.snapshot = snapshot
    FeedRow.objects.bulk_create(rows, batch_size=2000)
    RefusedRow.objects.bulk_create(
        RefusedRow(
            snapshot=snapshot,
            number=r.row,
            code=r.code,
            reason_th=r.reason_th,
            reason_en=r.reason_en,
            raw=r.raw,
        )
        for r in refused
    )
    body = {"sha256": snapshot.sha256, "accepted": len(rows), "refused": len(refused)}
    record("feed.pulled", subject=f"snapshot:{snapshot.pk}", by=by, at=at, body=body)
    return Pulled(filename, name.period, name.as_of, len(rows), tuple(sorted(refused, key=lambda r: r.row)))


def _read_rows(
    agreement: Agreement, name: FileName, rows: Iterable[Row]
) -> tuple[list[FeedRow], list[Refusal]]:
    rows = list(rows)
    spec = dictionary.get_dataset(agreement.dataset).spec
    variables = {v.name: v for v in spec.variables}
    wanted = {column: variables[variable] for column, variable in agreement.variables.items()}
    codes = {row[agreement.area_column] for row in rows}
    known = areas.ids_by_code(codes, on=name.as_of, kind=Kind(spec.area_kind))
    seen: dict[str, int] = {}
    accepted: list[FeedRow] = []
    refused: list[Refusal] = []
    for row in rows:
        try:
            code = _village(row[agreement.area_column], known, seen, row.number, name.as_of)
            values = _values(row, wanted)
        except Problem as problem:
            refused.append(Refusal.of(problem, row=row.number, raw=row.raw))
            continue
        seen[code] = row.number
        accepted.append(FeedRow(number=row.number, area_id=known[code], values=values))
    return accepted, refused


def _village(code: str, known: dict[str, int], seen: dict[str, int], number: int, on: date) -> str:
    if code not in known:
        raise problems.unknown_village(code=code or "-", on=on.isoformat())
    if code in seen:
        raise problems.repeated_village(code=code, first=seen[code])
    return code


def _values(row: Row, wanted: dict[str, VariableSpec]) -> dict[str, Any]:
    read = {spec.name: read_value(spec, row[column]) for column, spec in wanted.items()}
    values = {name: value for name, value in read.items() if value is not None}
    if not values:
        raise problems.no_figures()
    return values
