"""What waits for offices: many in one statement, or one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tambon.lib.days import thai_day
from tambon.notices.queries.places import villages_missing
from tambon.notices.queries.sql import rows
from tambon.notices.rules import LOCAL_GOVERNMENTS, Wait, WaitKind, in_order
from tambon.verification.queries.completeness import waits_since
from tambon.verification.rules.clock import RULE

Asked = tuple[int, int]  # an office's id, and that of the area in which it is asked; 0: everywhere


def waits_of_offices(asked: Iterable[Asked], *, on: date) -> dict[Asked, list[Wait]]:
    """What waits for each office in each area; offices for which nothing waits are left out."""
    pairs = list(dict.fromkeys(asked))
    if not pairs:
        return {}
    before = waits_since(RULE.ask + 1, on=on)
    given = {
        "before": before,
        "on": on,
        "offices": [o for o, _ in pairs],
        "areas": [a or None for _, a in pairs],
    }
    found: dict[Asked, list[Wait]] = {}
    for source in (_to_confirm, _disputed, _challenged, _handed):
        for key, wait in source(given):
            found.setdefault(key, []).append(wait)
    for key, wait in _progress(pairs, on):
        found.setdefault(key, []).append(wait)
    return {key: in_order(waits) for key, waits in found.items()}


def offices_waiting_in(area_ids: Sequence[int], *, on: date) -> list[int]:
    """The offices for whose word something waits in any of the areas, by id."""
    return sorted(office for (office,) in rows("offices_waiting_in", {"areas": list(area_ids), "on": on}))


def _to_confirm(given: dict[str, Any]) -> list[tuple[Asked, Wait]]:
    """What waits, and of it what is past the day on which the rule for silence calls the word due."""
    found = []
    for office, area, dataset, cells, places, oldest, late, late_places in rows("office_waiting", given):
        wait = Wait(WaitKind.TO_CONFIRM, int(cells), 0, places, dataset, thai_day(oldest), office)
        overdue = replace(wait, kind=WaitKind.OVERDUE, count=int(late), places=late_places)
        found += [((office, area), wait), ((office, area), overdue)]
    return found


def _disputed(given: dict[str, Any]) -> list[tuple[Asked, Wait]]:
    return [
        ((office, area), Wait(WaitKind.DISPUTED, int(cells), places=places, dataset=dataset, where=office))
        for office, area, dataset, cells, places in rows("office_disputed", given)
    ]


def _challenged(given: dict[str, Any]) -> list[tuple[Asked, Wait]]:
    found = rows("office_challenged", given)
    return [
        ((office, area), Wait(WaitKind.CHALLENGED, count, day=thai_day(oldest), where=office))
        for office, area, count, oldest in found
    ]


def _handed(given: dict[str, Any]) -> list[tuple[Asked, Wait]]:
    return [
        ((office, area), Wait(
            WaitKind.HANDED_OVER, cells, places=places, day=thai_day(oldest), where=office
        ))
        for office, area, cells, places, oldest in rows("office_handed", given)
    ]  # fmt: skip


def _progress(pairs: list[Asked], on: date) -> list[tuple[Asked, Wait]]:
    """Local governments learn how far their villages are."""
    offices = [office for office, area in pairs if not area]
    territories: dict[int, list[int]] = {}
    given = {"agency": LOCAL_GOVERNMENTS, "offices": offices, "on": on}
    for office, area in rows("local_territories", given):
        territories.setdefault(office, []).append(area)
    return [((office, 0), wait) for office, wait in villages_missing(territories, on=on)]
