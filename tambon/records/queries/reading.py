"""One record, what was said about it, and what it held before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tambon.records import problems
from tambon.records.models import Changed, Claim, PastValue, Record
from tambon.records.queries.locks import Locks
from tambon.records.queries.sql import rows
from tambon.records.rules import ORIGINS, Cell, ClaimKind, Grade, Key, Origin, held_at, is_late, unpack
from tambon.records.rules.views import ClaimView, Figure, HistoryRow, RecordView

_RECORD = ("id", "dataset", "period", "area_id", "values", "cells", "version")
_CLAIM = (
    "id", "ref", "kind", "values", "about", "reason", "observed_on", "made_at", "by", "agency_id",
    "office_id", "evidence",
)  # fmt: skip
_PAST = ("value", "grade", "origin", "claim_id", "since", "until")


def find_record(dataset: str, *, area_id: int, period: str) -> RecordView | None:
    """The record about that area and period; None before anybody said anything."""
    found = Record.objects.filter(dataset=dataset, area_id=area_id, period=period)
    return next((_view(row) for row in found.values_list(*_RECORD)), None)


def list_of_area(area_id: int) -> list[RecordView]:
    """Every record about the area, the newest period first."""
    found = Record.objects.filter(area_id=area_id).order_by("-period", "dataset")
    return [_view(row) for row in found.values_list(*_RECORD)]


def get_record(record_id: int) -> RecordView:
    """Raises 404 for an unknown record."""
    found = views([record_id])
    if not found:
        raise problems.unknown_record(record=record_id)
    return found[record_id]


def views(record_ids: Iterable[int]) -> dict[int, RecordView]:
    """The records by id; an unknown id is left out."""
    found = Record.objects.filter(pk__in=list(record_ids)).values_list(*_RECORD)
    return {row[0]: _view(row) for row in found}


def list_answers_of(area_id: int, *, dataset: str | None = None, limit: int) -> list[tuple[str, date]]:
    """(evidence, day) of the newest answers from the field about the area, or about one dataset there."""
    found = Claim.objects.filter(area_id=area_id, kind=ClaimKind.FIELD.value)
    if dataset is not None:
        found = found.filter(dataset=dataset)
    return list(found.order_by("-made_at", "-pk").values_list("evidence", "observed_on")[:limit])


def list_claims(record_id: int) -> list[ClaimView]:
    """Everything that was said about the record, in the order in which it was said. Raises 404.

    What waits behind a lock says so (``late``).
    """
    return claims_about(get_record(record_id))


def claims_about(record: RecordView) -> list[ClaimView]:
    """As `list_claims`, for a record that is at hand."""
    key = Key(record.dataset, record.period, record.area_id)
    upto = Locks([key]).upto(key)
    found = Claim.objects.filter(
        area_id=record.area_id, dataset=record.dataset, period=record.period
    ).order_by("made_at", "id")
    return [_claim(row, upto) for row in found.values_list(*_CLAIM)]


def list_figures(record_ids: Iterable[int]) -> dict[tuple[int, str], list[Figure]]:
    """{(record, variable): the newest figure of each source}, the newest first.

    A source is the field, one agency's register or one agency's offices. This is what an officer compares.
    """
    found: dict[tuple[int, str], dict[tuple[str, int | None], Figure]] = {}
    for record_id, claim_id, kind, agency_id, values, observed_on, made_at in rows(
        "offers_of", {"ids": list(record_ids)}
    ):
        origin = ORIGINS[ClaimKind(kind)]
        for variable, value in values.items():
            sources = found.setdefault((record_id, variable), {})
            figure = Figure(claim_id, origin, agency_id, value, observed_on, made_at)
            sources.setdefault((origin, agency_id), figure)  # the statement gives the newest first
    return {cell: list(sources.values()) for cell, sources in found.items()}


def list_history(record_id: int, variable: str) -> list[HistoryRow]:
    """What the cell held, oldest first, what it holds now last. Raises 404 for an unknown record."""
    return history_of(get_record(record_id), variable)


def history_of(record: RecordView, variable: str) -> list[HistoryRow]:
    """As `list_history`, for a record that is at hand."""
    past = PastValue.objects.filter(record_id=record.id, variable=variable).order_by("since", "id")
    found = [_past(row) for row in past.values_list(*_PAST)]
    cell = record.cells.get(variable)
    return [*found, _present(record.values[variable], cell)] if cell else found


def find_held(record_id: int, variable: str, *, moment: datetime) -> HistoryRow | None:
    """What the cell held at that moment; None when nothing."""
    return held_at(reversed(list_history(record_id, variable)), moment)


def list_for_release(dataset: str, *, period: str) -> Iterator[RecordView]:
    """Every record of the dataset and period, by area id, streamed: values, grades and origins."""
    found = Record.objects.filter(dataset=dataset, period=period).order_by("area_id")
    return (_view(row) for row in found.values_list(*_RECORD).iterator(chunk_size=2_000))


def list_changed(limit: int) -> list[int]:
    """Records whose checks wait to run, by id; kept from others until the caller's transaction ends."""
    found = Changed.objects.order_by("record_id").select_for_update(skip_locked=True)
    return list(found.values_list("record_id", flat=True)[:limit])


def count_changed() -> int:
    """How many records wait for their checks."""
    return Changed.objects.count()


def _view(row: tuple[Any, ...]) -> RecordView:
    id_, dataset, period, area_id, values, cells, version = row
    known = {variable: unpack(cell) for variable, cell in cells.items()}
    return RecordView(id_, dataset, period, area_id, values, known, version)


def _claim(row: tuple[Any, ...], upto: int | None) -> ClaimView:
    id_, ref, kind, *rest = row
    view = ClaimView(id_, str(ref), ClaimKind(kind), *rest)
    return replace(view, late=True) if is_late(id_, view.kind, upto) else view


def _past(row: tuple[Any, ...]) -> HistoryRow:
    value, grade, origin, claim_id, since, until = row
    return HistoryRow(value, Grade(grade), Origin(origin), claim_id, since, until)


def _present(value: Any, cell: Cell) -> HistoryRow:
    return HistoryRow(value, cell.grade, cell.origin, cell.claim_id, cell.since, None)
