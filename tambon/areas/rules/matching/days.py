"""From an area that bore a name at some time to the area that stands on the day asked about. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from tambon.areas.rules.kinds import Basis
from tambon.areas.rules.matching import reasons
from tambon.areas.rules.matching.gazetteer import Gazetteer, Spot
from tambon.areas.rules.matching.places import Followed, NamedPlace, Reason

FORMER, SUCCEEDED, PERHAPS, ENDED = 95, 85, 60, 40  # the most that each is worth


class Hit(NamedTuple):
    """A place that the writing may mean, before the day was asked about."""

    spot: Spot
    score: int
    reason: Reason


class Lead(NamedTuple):
    """An area of the day to which the writing leads. ``certain``: only other leads speak against it."""

    place: NamedPlace
    score: int
    reason: Reason
    certain: bool


def on_the_day(gazetteer: Gazetteer, hits: Iterable[Hit], on: date) -> list[Lead]:
    """One lead for each area, the best first; places that stand on the day come alone."""
    hits = list(hits)
    leads = [Lead(hit.spot.place, hit.score, hit.reason, True) for hit in hits if hit.spot.stands(on)]
    if not leads:
        leads = [
            Lead(lead.place, min(lead.score, hit.score), lead.reason, lead.certain)
            for hit in hits
            for lead in led(gazetteer, hit.spot.place.area_id, on)
        ]
    return best_of(leads)


def best_of(leads: Iterable[Lead]) -> list[Lead]:
    """Each area once, with its best lead; by score, then by code."""
    found: dict[int, Lead] = {}
    for lead in sorted(leads, key=lambda one: (-one.score, not one.certain, one.place.code)):
        found.setdefault(lead.place.area_id, lead)
    return list(found.values())


def led(gazetteer: Gazetteer, area_id: int, on: date) -> list[Lead]:
    """The area as it is on the day; where it does not stand then, what followed it or was before it."""
    row = gazetteer.row(area_id, on)
    if row is not None:
        return [Lead(row, FORMER, reasons.former, True)]
    rows = gazetteer.rows.get(area_id, [])
    if not rows:
        return []
    is_over = all(one.until is not None and one.until <= on for one in rows)
    found = list(_walk(gazetteer, area_id, on, is_over))
    areas = {place.area_id: place for place, _ in found}
    if not areas:
        return [Lead(max(rows, key=_latest), ENDED, reasons.ended, False)]
    if is_over and len(areas) == 1 and all(sure for _, sure in found):
        return [Lead(place, SUCCEEDED, reasons.succeeded, True) for place in areas.values()]
    return [Lead(place, PERHAPS, reasons.perhaps_succeeded, False) for place in areas.values()]


def _walk(gazetteer: Gazetteer, area_id: int, on: date, forwards: bool) -> Iterator[tuple[NamedPlace, bool]]:
    """The areas of the day reached over successions, each with whether every step is sure."""
    links = gazetteer.after if forwards else gazetteer.before
    waiting, seen = [(area_id, True)], {area_id}
    while waiting:
        at, sure = waiting.pop()
        for link in links.get(at, ()):
            following = link.successor_id if forwards else link.predecessor_id
            if following in seen:
                continue
            seen.add(following)
            is_sure = sure and _is_sure(link)
            row = gazetteer.row(following, on)
            if row is None:
                waiting.append((following, is_sure))
            else:
                yield row, is_sure


def _is_sure(link: Followed) -> bool:
    """A successor that was found by its name alone is a guess of the list's makers."""
    return link.basis is not Basis.NAME


def _latest(row: NamedPlace) -> date:
    return row.until or date.max
