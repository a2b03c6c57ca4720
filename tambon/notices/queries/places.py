"""What waits in areas for whoever looks after them: a whole country's districts in a few statements."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tambon.areas.rules import Kind
from tambon.dictionary import queries as dictionary
from tambon.lib.days import BANGKOK, thai_day
from tambon.notices.queries.sql import rows
from tambon.notices.queries.tasks import tasks_of_areas
from tambon.notices.rules import ENDING_DAYS, SILENT_DAYS, Wait, WaitKind, in_order, is_behind
from tambon.verification.queries.completeness import waits_since
from tambon.verification.rules.clock import RULE

Found = Iterable[tuple[int, Wait]]


def waits_of_areas(wanted: Mapping[int, Collection[WaitKind]], *, on: date) -> dict[int, list[Wait]]:
    """{area id: what waits there}, of the kinds that are wanted there; areas without any are left out."""
    found: dict[int, list[Wait]] = {}
    for kinds, source in SOURCES:
        asked = [area for area, told_of in wanted.items() if not kinds.isdisjoint(told_of)]
        for area, wait in source(asked, on=on) if asked else ():
            if wait.kind in wanted[area]:
                found.setdefault(area, []).append(wait)
    return {area: waits for area, given in found.items() if (waits := in_order(given))}


def villages_missing(scopes: Mapping[int, Iterable[int]], *, on: date) -> Iterator[tuple[int, Wait]]:
    """(key, how many villages of the key's areas are not reported yet) for each dataset of an open round."""
    for key, dataset, reported, expected, _, closes in _reported(scopes, on):
        if reported < expected:
            last = closes - timedelta(days=1)
            missing = expected - reported
            yield key, Wait(WaitKind.VILLAGES_MISSING, missing, of=expected, dataset=dataset, day=last)


def _reported(scopes: Mapping[int, Iterable[int]], on: date) -> list[tuple[Any, ...]]:
    pairs = [(key, area) for key, areas in scopes.items() for area in areas]
    about = [one.spec.name for one in dictionary.list_datasets() if one.spec.area_kind is Kind.VILLAGE]
    if not pairs or not about:
        return []
    given = {"keys": [key for key, _ in pairs], "areas": [area for _, area in pairs]}
    return rows("reported", {**given, "on": on, "datasets": about})


def _villages(areas: list[int], *, on: date) -> Found:
    return villages_missing({area: [area] for area in areas}, on=on)


def _quarantined(areas: list[int], *, on: date) -> Found:
    found = rows("quarantined", {"areas": areas, "on": on})
    return ((area, Wait(WaitKind.QUARANTINED, count, where=area)) for area, count in found)


def _to_read(areas: list[int], *, on: date) -> Found:
    found = rows("challenges_to_read", {"areas": areas, "on": on})
    return (
        (area, Wait(WaitKind.TO_READ, count, day=thai_day(oldest), where=area))
        for area, count, oldest in found
    )


def _posts(areas: list[int], *, on: date) -> Iterator[tuple[int, Wait]]:
    heard = on - timedelta(days=SILENT_DAYS)
    given = {
        "areas": areas, "on": on, "ending": on + timedelta(days=ENDING_DAYS), "heard_day": heard,
        "heard_at": datetime.combine(heard + timedelta(days=1), time(), BANGKOK).astimezone(UTC),
    }  # fmt: skip
    for area, vacant, posts, ending, first_end, silent in rows("posts", given):
        yield area, Wait(WaitKind.VACANT_POSTS, vacant, of=posts, where=area)
        yield area, Wait(WaitKind.CONTRACTS_ENDING, ending, day=first_end, where=area)
        yield area, Wait(WaitKind.SILENT_WORKERS, silent, where=area)


def _unassigned(areas: list[int], *, on: date) -> Found:
    found = rows("unassigned", {"areas": areas, "on": on})
    return ((area, Wait(WaitKind.UNASSIGNED_VILLAGES, count, where=area)) for area, count in found)


def _behind(areas: list[int], *, on: date) -> Iterator[tuple[int, Wait]]:
    inside: dict[int, list[int]] = {}
    for area, district in rows("districts_in", {"areas": areas, "on": on}):
        inside.setdefault(area, []).append(district)
    districts = {district for found in inside.values() for district in found}
    state: dict[str, dict[int, bool]] = {}
    for district, dataset, *numbers in _reported({one: [one] for one in districts}, on):
        state.setdefault(dataset, {})[district] = is_behind(*numbers, on=on)
    for area, found in inside.items():
        for dataset, behind in state.items():
            asked = [behind[district] for district in found if district in behind]
            yield (
                area,
                Wait(WaitKind.DISTRICTS_BEHIND, sum(asked), of=len(asked), dataset=dataset, where=area),
            )


def _unowned(areas: list[int], *, on: date) -> Found:
    found = rows("unowned", {"areas": areas, "on": on})
    return (
        (area, Wait(WaitKind.UNOWNED, int(cells), places=places, dataset=dataset, where=area))
        for area, dataset, cells, places in found
    )


def _handed(areas: list[int], *, on: date) -> Found:
    found = rows("handed_between", {"areas": areas, "on": on})
    return (
        (area, Wait(WaitKind.HANDED_BETWEEN, cells, places=places, day=thai_day(oldest), where=area))
        for area, cells, places, oldest in found
    )


def _silent(areas: list[int], *, on: date) -> Found:
    """Offices of which the province is told: by the rule's own number of days."""
    before = waits_since(RULE.tell, on=on)
    found = rows("silent_offices", {"areas": areas, "on": on, "before": before})
    return (
        (area, Wait(WaitKind.SILENT_OFFICES, int(cells), 0, offices, dataset, thai_day(oldest), area))
        for area, dataset, offices, cells, oldest in found
    )


def _plans(areas: list[int], *, on: date) -> Found:
    ((count,),) = rows("plans_waiting", {"on": on})
    return ((area, Wait(WaitKind.PLANS_TO_APPROVE, count)) for area in areas)


SOURCES: tuple[tuple[frozenset[WaitKind], Callable[..., Found]], ...] = (
    (frozenset({WaitKind.VILLAGES_MISSING}), _villages),
    (frozenset({WaitKind.QUARANTINED}), _quarantined),
    (frozenset({WaitKind.TO_READ}), _to_read),
    (frozenset({WaitKind.VACANT_POSTS, WaitKind.CONTRACTS_ENDING, WaitKind.SILENT_WORKERS}), _posts),
    (frozenset({WaitKind.UNASSIGNED_VILLAGES}), _unassigned),
    (frozenset({WaitKind.DISTRICTS_BEHIND}), _behind),
    (frozenset({WaitKind.UNOWNED}), _unowned),
    (frozenset({WaitKind.HANDED_BETWEEN}), _handed),
    (frozenset({WaitKind.SILENT_OFFICES}), _silent),
    (frozenset({WaitKind.PLANS_TO_APPROVE}), _plans),
    (frozenset({WaitKind.TASKS_DUE, WaitKind.WORKERS_LATE}), tasks_of_areas),
)
