"""One tambon's posts as an officer works on them: who, until when, which villages, what happened before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tambon.accounts import queries as accounts
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.workforce import queries as workforce
from tambon.workforce.rules.states import (
    ABSENCE_REASONS,
    END_REASONS,
    SHARE_ENDS,
    AbsenceReason,
    EndReason,
    ShareEnd,
)
from tambon.workforce.rules.views import WHYS, PostHistory, PostLine, Unassigned, Worker

HAND_BACK = (ShareEnd.CANNOT_REACH, ShareEnd.TOO_MANY, ShareEnd.CONFLICT, ShareEnd.OTHER)


@dataclass(frozen=True)
class PostCard:
    """A post with its villages of today, its person and what can be said about the contract's days."""

    line: PostLine
    villages: list[AreaView]
    person: tuple[str, str] | None
    stand_in: tuple[str, str] | None
    served: int  # per cent of the contract's days that are over
    last_day: date | None
    history: list[dict[str, Any]]


def tambon_page(programme: str, tambon: AreaView, *, on: date) -> dict[str, Any]:
    """What the page shows. ``others`` are the district's other posts, which may take villages over."""
    lines = workforce.list_posts(programme, under=tambon.id, on=on)
    held = workforce.villages_of_posts([one.id for one in lines], on=on)
    nobody = workforce.list_unassigned(programme, under=tambon.id, on=on)
    planned = workforce.plan_sharing(programme, tambon.id, on=on)
    history = workforce.history_of([one.id for one in lines])
    ids = {v for villages in held.values() for v in villages} | {one.village_id for one in nobody}
    ids |= {v for one in history.values() for move in one.moves for v in move.village_ids}
    places = areas.views(ids | set(planned.held), on=on)
    names = accounts.names(_people(lines, history))
    neighbours = _neighbours(programme, tambon, on)
    return {
        "cards": [_card(one, held, places, names, history[one.id], on) for one in lines],
        "nobody": [_nobody(one, places) for one in nobody],
        "loose": [place for one in nobody if one.post_id is None and (place := places.get(one.village_id))],
        "moving": len(planned.moving),
        "sharing": [
            (one.number, len(planned.wanted.get(one.id, []))) for one in lines if one.id in planned.wanted
        ],
        "others": [one for one in neighbours if one["line"].tambon_id != tambon.id],
        "substitutes": [one for one in neighbours if one["line"].worker],
        "hand_back": [(one.value, *SHARE_ENDS[one]) for one in HAND_BACK],
        "end_reasons": [(one.value, *END_REASONS[one]) for one in EndReason],
        "absence_reasons": [(one.value, *ABSENCE_REASONS[one]) for one in AbsenceReason],
    }


def _card(
    line: PostLine,
    held: dict[int, list[int]],
    places: dict[int, AreaView],
    names: dict[int, tuple[str, str]],
    history: PostHistory,
    on: date,
) -> PostCard:
    worker = line.worker
    villages = [places[v] for v in held.get(line.id, []) if v in places]
    return PostCard(
        line=line,
        villages=sorted(villages, key=lambda one: one.code),
        person=names.get(worker.person_id) if worker else None,
        stand_in=names.get(worker.substitute_id) if worker and worker.substitute_id else None,
        served=_served(worker, on),
        last_day=worker.until - timedelta(days=1) if worker and worker.until else None,
        history=_events(history, places, names),
    )


def _served(worker: Worker | None, on: date) -> int:
    if worker is None or worker.until is None:
        return 0
    days = (worker.until - worker.since).days
    return max(0, min(100, round(100 * ((on - worker.since).days + 1) / days)))


def _events(
    history: PostHistory, places: dict[int, AreaView], names: dict[int, tuple[str, str]]
) -> list[dict[str, Any]]:
    """Contracts, absences and moves of villages, the latest first."""
    events: list[tuple[date, dict[str, Any]]] = []
    for one in history.tenures:
        if one.since is None:
            continue
        person = names.get(one.person_id)
        events.append((one.since, {"sort": "began", "person": person, "number": one.number}))
        if one.end_reason and one.until:
            reason = END_REASONS[EndReason(one.end_reason)]
            events.append((one.until, {"sort": "ended", "person": person, "reason": reason}))
        for away in one.absences:
            told = {"sort": "away", "person": person, "reason": ABSENCE_REASONS[AbsenceReason(away.reason)]}
            events.append((away.since, told | {"back": away.until}))
    for move in history.moves:
        villages = [places[v] for v in move.village_ids if v in places]
        why = SHARE_ENDS[ShareEnd(move.reason)] if move.reason else None
        moved = {"sort": "left" if why else "came", "villages": villages, "reason": why, "note": move.note}
        events.append((move.day, moved))
    events.sort(key=lambda pair: pair[0], reverse=True)
    return [{"day": day, **event} for day, event in events]


def _people(lines: list[PostLine], history: dict[int, PostHistory]) -> set[int]:
    found = {tenure.person_id for one in history.values() for tenure in one.tenures}
    for line in lines:
        if line.worker is not None:
            found |= {line.worker.person_id, line.worker.substitute_id or line.worker.person_id}
    return found


def _nobody(one: Unassigned, places: dict[int, AreaView]) -> dict[str, Any]:
    reason = SHARE_ENDS[ShareEnd(one.end_reason)] if one.end_reason else None
    return {
        "village": places.get(one.village_id),
        "why": WHYS[one.why],
        "reason": reason,
        "note": one.end_note,
    }


def _neighbours(programme: str, tambon: AreaView, on: date) -> list[dict[str, Any]]:
    """The posts of the tambon's district, each with its tambon."""
    above = [a for a in areas.list_ancestors(tambon.id, on=on) if a.kind is Kind.DISTRICT]
    lines = workforce.list_posts(programme, under=(above[-1] if above else tambon).id, on=on)
    tambons = areas.views({one.tambon_id for one in lines}, on=on)
    return [{"line": one, "tambon": tambons.get(one.tambon_id)} for one in lines]
