"""Values that were sent back to the village: what stands, for whom, and what has come to an end."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, Who, may
from tambon.areas import queries as areas
from tambon.areas.models import Lineage
from tambon.areas.rules import AreaView
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.spec import VariableSpec
from tambon.records import queries as held
from tambon.records.models import Claim
from tambon.verification import problems
from tambon.verification.models import Returned
from tambon.verification.queries.owning import owners_of
from tambon.verification.rules import CellRef
from tambon.verification.rules.returning import ReturnView, sorted_by_day

_ENDED = (Path(__file__).parents[1] / "sql" / "ended_returns.sql").read_text("utf-8")
MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Ended:
    """A return that has come to an end; ``answer`` is the claim that answers it, None: it was confirmed."""

    id: int
    record_id: int
    variable: str
    answer: int | None


def list_ended(record_ids: Iterable[int]) -> list[Ended]:
    """The returns about these records that stand and need not stand any longer. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDED, {"ids": list(record_ids)})
        return [Ended(*row) for row in cursor.fetchall()]


def list_not_asked(record_ids: Iterable[int]) -> list[int]:
    """The returns about these records that stand, of variables that the dictionary has no more."""
    found = _standing().filter(record_id__in=list(record_ids))
    return [
        id_
        for id_, dataset, variable in found.values_list("pk", "record__dataset", "variable")
        if variable not in dictionary.get_dataset(dataset).spec.by_name
    ]


def open_returns(area_ids: Collection[int], *, on: date) -> list[ReturnView]:
    """What stands returned in these very areas, the nearest last day first; no statement for no area."""
    return _views(_standing().filter(record__area_id__in=area_ids), on=on) if area_ids else []


def open_returns_of(
    office_ids: Collection[int], *, on: date, within: Collection[int] | None = None
) -> list[ReturnView]:
    """What these offices returned and nobody has answered, the nearest day first; at most `MOST_SHOWN`.
    ``within`` narrows to areas.
    """
    found = _standing().filter(office_id__in=office_ids)
    if within is not None:
        under = Lineage.objects.filter(ancestor_id__in=list(within), during__contains=on)
        found = found.filter(record__area_id__in=under.values("descendant_id"))
    return _views(_first(found), on=on) if office_ids else []


def open_returns_under(area_id: int, *, on: date) -> list[ReturnView]:
    """What stands returned in the area or below it that day, as `open_returns_of`."""
    line = Lineage.objects.filter(
        descendant_id=OuterRef("record__area_id"), ancestor_id=area_id, during__contains=on
    )
    return _views(_first(_standing().filter(Exists(line))), on=on)


def find_open_return(record_id: int, variable: str, *, on: date) -> ReturnView | None:
    """The return of this cell that stands, or None."""
    found = _views(_standing().filter(record_id=record_id, variable=variable), on=on)
    return found[0] if found else None


def get_open_return(return_id: int, *, on: date) -> ReturnView:
    """The return, as long as it stands; raises ``404-return-unknown``."""
    found = _views(_standing().filter(pk=return_id), on=on)
    if not found:
        raise problems.no_open_return()
    return found[0]


def returns_of_cell(record_id: int, variable: str, *, on: date) -> list[ReturnView]:
    """Every return of one cell, the newest first."""
    rows = Returned.objects.filter(record_id=record_id, variable=variable)
    return sorted(_views(rows, on=on), key=lambda one: one.id, reverse=True)


def _standing() -> QuerySet[Returned]:
    return Returned.objects.filter(closed_at__isnull=True)


def _first(rows: QuerySet[Returned]) -> QuerySet[Returned]:
    return rows.order_by("due", "pk")[:MOST_SHOWN]


def _views(rows: QuerySet[Returned], *, on: date) -> list[ReturnView]:
    """Three statements more, however many; without what is asked no more or lies in no area that day."""
    found = list(rows.select_related("record"))
    if not found:
        return []
    places = areas.views({row.record.area_id for row in found}, on=on)
    claims = Claim.objects.filter(pk__in={row.claim_id for row in found})
    said = dict(claims.values_list("pk", "values"))
    known = {
        name: dictionary.get_dataset(name).spec.by_name for name in {row.record.dataset for row in found}
    }
    views = [
        ReturnView(
            id=row.pk,
            record_id=row.record_id,
            dataset=row.record.dataset,
            period=row.record.period,
            area=places[row.record.area_id],
            variable=known[row.record.dataset][row.variable],
            value=said.get(row.claim_id, {}).get(row.variable),
            held=row.record.values.get(row.variable),
            office_id=row.office_id,
            reason=row.reason,
            note=row.note,
            due=row.due,
            made_at=row.made_at,
            by=row.by,
            closed_at=row.closed_at,
            closed_how=row.closed_how,
        )
        for row in found
        if row.record.area_id in places and row.variable in known[row.record.dataset]
    ]
    return sorted_by_day(views)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A cell that an officer has chosen and may send back, as it stands now."""

    cell: CellRef
    variable: VariableSpec
    area: AreaView
    period: str
    value: Any


def list_chosen(who: Who, cells: Iterable[CellRef], *, on: date) -> list[Chosen]:
    """Those of the cells that the person may send back, in the order given; the others are left out."""
    cells = list(dict.fromkeys(cells))
    rows = held.views({cell.record_id for cell in cells})
    reached = areas.reached_from({row.area_id for row in rows.values()}, on=on)
    places = areas.views({row.area_id for row in rows.values()}, on=on)
    owners = owners_of(rows.values(), on=on)
    agencies = accounts.agency_ids(owners.values())
    specs = {name: dictionary.get_dataset(name).spec for name in {row.dataset for row in rows.values()}}
    found = []
    for cell in cells:
        row, office = rows.get(cell.record_id), owners.get((cell.record_id, cell.variable))
        if row is None or office is None or cell.variable not in row.values or row.area_id not in places:
            continue
        if may(who, Verb.DISPUTE, Thing(reached[row.area_id], office, agencies.get(office))).allowed:
            variable = specs[row.dataset].by_name[cell.variable]
            held_now = row.values[cell.variable]
            found.append(Chosen(cell, variable, places[row.area_id], row.period, held_now))
    return found
