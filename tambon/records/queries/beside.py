"""What stands beside values: the round before, the places around, and who said what is held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tambon.areas.rules import Hierarchy, Kind
from tambon.records.queries.sql import rows
from tambon.records.rules import ClaimKind


@dataclass(frozen=True, slots=True)
class LastRound:
    """What an area held in its newest earlier period."""

    period: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place of the same tambon, and what it holds in the same period."""

    area_id: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stated:
    """The claim whose value stands in a cell; ``variables`` are all that it spoke of."""

    kind: ClaimKind
    by: str
    observed_on: date
    evidence: str
    dataset: str
    variables: tuple[str, ...]


def list_last_rounds(record_ids: Iterable[int]) -> dict[int, LastRound]:
    """{record: the round before}; a record without one is left out. One statement."""
    found = rows("last_round", {"ids": list(record_ids)})
    return {id_: LastRound(period, values) for id_, period, values in found}


def list_neighbours(
    record_ids: Iterable[int], variables: Iterable[str], *, on: date
) -> dict[int, list[Neighbour]]:
    """{record: the places of its tambon with these variables}, its own among them; by area id.

    One statement, which opens each place once however many records of its tambon were asked for.
    """
    parameters = {
        "ids": list(record_ids), "variables": sorted(set(variables)), "on": on, "tambon": Kind.TAMBON.value,
        "village": Kind.VILLAGE.value, "hierarchy": Hierarchy.ADMINISTRATIVE.value,
    }  # fmt: skip
    found: dict[int, list[Neighbour]] = {}
    for ids, area_id, values in rows("neighbours", parameters):
        place = Neighbour(area_id, values or {})
        for id_ in ids:
            found.setdefault(id_, []).append(place)
    return found


def list_stated(claim_ids: Iterable[int]) -> dict[int, Stated]:
    """{claim: what it is}. One statement."""
    found = rows("said_of", {"ids": sorted(set(claim_ids))})
    return {
        id_: Stated(ClaimKind(kind), by, seen, evidence, dataset, tuple(variables))
        for id_, kind, by, seen, evidence, dataset, variables in found
    }
