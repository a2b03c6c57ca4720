"""In whose name a person speaks of cells, and whether they may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, Who, demand
from tambon.areas import queries as areas
from tambon.records import queries as held
from tambon.verification import problems, queries


class OfCell(Protocol):
    """What speaks of one cell as it was seen."""

    @property
    def record_id(self) -> int: ...
    @property
    def variable(self) -> str: ...
    @property
    def claim_id(self) -> int: ...


T = TypeVar("T", bound=OfCell)
A = TypeVar("A")


def by_office_of(who: Who, verb: Verb, said: Iterable[T], *, on: date) -> dict[int, list[T]]:
    """What is said, by the office in whose name it is.

    Raises 403 when one lies outside the person's scope, or is about what the same person sent from the field.
    """
    said = list(said)
    rows = held.views({one.record_id for one in said})
    reached = areas.reached_from({r.area_id for r in rows.values()}, on=on)
    owners = queries.owners_of(rows.values(), on=on)
    agencies = accounts.agency_ids(owners.values())
    grouped: dict[int, list[T]] = defaultdict(list)
    for one in said:
        if one.record_id not in rows:
            raise problems.unknown_record()
        office = owners.get((one.record_id, one.variable))
        there = reached[rows[one.record_id].area_id]
        demand(who, verb, Thing(there, office, agencies.get(office)))
        if office is None:
            raise problems.unknown_record()
        grouped[office].append(one)
    own = queries.count_own_answers(who.actor, {(one.claim_id, one.variable) for one in said})
    if own:
        raise problems.own_answer(count=own)
    return grouped


def as_asked(
    said: Sequence[T], by_office: Mapping[int, Sequence[T]], answers: Mapping[int, Sequence[A]]
) -> list[A]:
    """The answers, which were given office by office, in the order in which the cells were named.

    Of a cell that was named twice the first answer comes first: one cell is of one office.
    """
    come: dict[tuple[int, str], list[A]] = defaultdict(list)
    for office, group in by_office.items():
        for one, answer in zip(group, answers[office], strict=True):
            come[one.record_id, one.variable].append(answer)
    turn = {cell: iter(found) for cell, found in come.items()}
    return [next(turn[one.record_id, one.variable]) for one in said]
