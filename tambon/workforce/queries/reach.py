"""Who looks after a person, contracts counted: a post without villages gives no grant, but has an officer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Held, Reach, Role, Thing
from tambon.areas import queries as areas
from tambon.workforce.models import Contract


def reach_of(person_id: int, *, on: date) -> Reach:
    """What counts of a person's grants and contracts: see `reaches_of`. Raises 404 for nobody."""
    accounts.get_person(person_id)
    return reaches_of([person_id], on=on)[person_id]


def reaches_of(person_ids: Iterable[int], *, on: date) -> dict[int, Reach]:
    """As `accounts.queries.reaches_of`; a contract counts as a worker's grant over the tambon of its post.

    Those that run or come count beside grants that do. Where nothing runs or comes, the last grants count,
    and without any the last contract.
    """
    found = accounts.reaches_of(person_ids, on=on)
    rows = Contract.objects.filter(person_id__in=list(found), during__isempty=False).order_by("-during")
    current: dict[int, list[int]] = {}
    last: dict[int, int] = {}
    for person, tambon, during in rows.values_list("person_id", "post__tambon_id", "during"):
        last.setdefault(person, tambon)
        if during.upper is None or during.upper > on:
            current.setdefault(person, []).append(tambon)
    above = areas.reached_from({*last.values(), *(t for several in current.values() for t in several)}, on=on)
    return {
        person: _with(
            reach,
            [Thing(above[tambon]) for tambon in dict.fromkeys(current.get(person, ()))],
            Thing(above[last[person]]) if person in last else None,
        )
        for person, reach in found.items()
    }


def _with(reach: Reach, current: list[Thing], last: Thing | None) -> Reach:
    works = tuple(Held(Role.WORKER, thing) for thing in current)
    if works:
        return Reach(reach.person_id, works if reach.over else (*reach.held, *works))
    if reach.held or last is None:
        return reach
    return Reach(reach.person_id, (Held(Role.WORKER, last),), over=True)
