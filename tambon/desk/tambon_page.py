"""One tambon's posts as an officer works on them: who, until when, which villages, what happened before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tambon.accounts import queries as accounts
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.lib.days import day_before
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
    """A post with its villages of today, its person and what can be said about the contract's days.

    ``coming``: absences that have not begun; they can be called off. ``outside``: {village: its tambon} of
    villages that lie in another tambon.
    """

    line: PostLine
    villages: list[AreaView]
    person: tuple[str, str] | None
    stand_in: tuple[str, str] | None
    served: int  # per cent of the contract's days that are over
    last_day: date | None
    coming: list[dict[str, Any]]
    outside: dict[int, AreaView]
    history: list[dict[str, Any]]


def tambon_page(programme: str, tambon: AreaView, *, on: date) -> dict[str, Any]:
    """What the page shows. ``others`` are the district's other posts, which may take villages over;
    ``elsewhere`` the villages of this tambon that one of them has.
    """
    lines = workforce.list_posts(programme, under=tambon.id, on=on)
    held = workforce.villages_of_posts([one.id for one in lines], on=on)
    nobody = workforce.list_unassigned(programme, under=tambon.id, on=on)
    planned = workforce.plan_sharing(programme, tambon.id, on=on)
    history = workforce.history_of([one.id for one in lines])
    ids = {v for villages in held.values() for v in villages} | {one.village_id for one in nobody}
    ids |= {v for one in history.values() for move in one.moves for v in move.village_ids}
    names = accounts.names(_people(lines, history))
    neighbours = _neighbours(programme, tambon, on)
    others = [one for one in neighbours if one["line"].tambon_id != tambon.id]
    own = {one.id for one in areas.list_under(tambon.id, on=on, kind=Kind.VILLAGE)}
    places = areas.views(ids | own | set(planned.held), on=on)
    strangers = {village for villages in held.values() for village in villages} - own
    known = _Known(places, names, _tambons_of(strangers, on), neighbours, on)
    return {
        "cards": [_card(one, held, known, history[one.id]) for one in lines],
        "nobody": [_nobody(one, places) for one in nobody],
        "loose": [place for one in nobody if one.post_id is None and (place := places.get(one.village_id))],
        "moving": len(planned.moving),
        "sharing": [
            (one.number, len(planned.wanted.get(one.id, []))) for one in lines if one.id in planned.wanted
        ],
        "others": others,
        "elsewhere": _elsewhere(others, own, places, on),
        "substitutes": [one for one in neighbours if one["line"].worker],
        "hand_back": [(one.value, *SHARE_ENDS[one]) for one in HAND_BACK],
        "end_reasons": [(one.value, *END_REASONS[one]) for one in EndReason],
        "absence_reasons": [(one.value, *ABSENCE_REASONS[one]) for one in AbsenceReason],
    }


@dataclass(frozen=True)
class _Known:
    """What all cards look things up in."""

    places: dict[int, AreaView]
    names: dict[int, tuple[str, str]]
    tambons: dict[int, AreaView]
    neighbours: list[dict[str, Any]]
    on: date


def _card(line: PostLine, held: dict[int, list[int]], known: _Known, history: PostHistory) -> PostCard:
    worker, names = line.worker, known.names
    villages = [known.places[v] for v in held.get(line.id, []) if v in known.places]
    return PostCard(
        line=line,
        villages=sorted(villages, key=lambda one: one.code),
        person=names.get(worker.person_id) if worker else None,
        stand_in=names.get(worker.substitute_id) if worker and worker.substitute_id else None,
        served=_served(worker, known.on),
        last_day=day_before(worker.until) if worker else None,
        coming=_coming(worker, history, known) if worker else [],
        outside={one.id: known.tambons[one.id] for one in villages if one.id in known.tambons},
        history=_events(history, known.places, names),
    )


def _coming(worker: Worker, history: PostHistory, known: _Known) -> list[dict[str, Any]]:
    """The absences that the contract's person has before them, the first one first."""
    stands_in = {
        one["line"].worker.contract_id: (one["line"].worker.name_th, one["line"].worker.name_en)
        for one in known.neighbours
        if one["line"].worker
    }
    return [
        {
            "id": away.id,
            "since": away.since,
            "last": day_before(away.until),
            "reason": ABSENCE_REASONS[AbsenceReason(away.reason)],
            "stand_in": stands_in.get(away.substitute_id) if away.substitute_id else None,
        }
        for tenure in history.tenures
        if tenure.contract_id == worker.contract_id
        for away in reversed(tenure.absences)
        if away.since > known.on
    ]


def _tambons_of(villages: set[int], on: date) -> dict[int, AreaView]:
    """{village: its tambon}, to tell apart villages of the same number."""
    above = areas.ancestor_ids(villages, on=on) if villages else {}
    found = areas.views({area for way in above.values() for area in way}, on=on)
    tambons = {id_ for id_, one in found.items() if one.kind is Kind.TAMBON}
    return {village: found[t] for village, way in above.items() for t in way if t in tambons}


def _elsewhere(
    others: list[dict[str, Any]], own: set[int], places: dict[int, AreaView], on: date
) -> list[dict[str, Any]]:
    """Villages of this tambon with a post of another one, and whose post it is."""
    posts = {one["line"].id: one for one in others}
    held = workforce.villages_of_posts(posts, on=on)
    found = [
        {"village": places[village], **posts[post]}
        for post, villages in held.items()
        for village in villages
        if village in own and village in places
    ]
    return sorted(found, key=lambda one: one["village"].code)


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
            events.append(
                (
                    one.until,
                    {"sort": "ended", "person": person, "reason": reason, "last": day_before(one.until)},
                )
            )
        for away in one.absences:
            told = {"sort": "away", "person": person, "reason": ABSENCE_REASONS[AbsenceReason(away.reason)]}
            events.append((away.since, told | {"last": day_before(away.until)}))
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
