"""Written places that no rule could settle are kept for people; what people say of them is remembered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from tambon.areas import problems
from tambon.areas.models import Area, WrittenPlace
from tambon.areas.rules.matching import Match, Written
from tambon.journal import actions as journal

MOST_LETTERS = 400  # of a writing that is kept
# What people settled stays settled; a later run shows the candidates of its own day.
_MEET = """
    INSERT INTO areas_writtenplace AS known
        (written, key, candidates, met, first_met_at, is_nowhere, settled_by)
    SELECT written, key, candidates::jsonb, met, %(at)s, false, ''
    FROM unnest(%(written)s::text[], %(keys)s::text[], %(candidates)s::text[], %(met)s::int[])
         AS new (written, key, candidates, met)
    ON CONFLICT (key) DO UPDATE SET met = known.met + EXCLUDED.met, candidates = EXCLUDED.candidates
        WHERE known.settled_at IS NULL
"""


@transaction.atomic
def keep_unsettled(places: Iterable[tuple[Written, Match]], *, by: str, at: datetime) -> int:
    """Puts what led to no one area on the people's list, each writing once; how many writings there were.

    Those that name no place at all, and those that a person settled, are left out.
    """
    met: dict[str, int] = {}
    kept: dict[str, tuple[str, str]] = {}
    for written, match in places:
        key = written.key
        if match.one is None and match.reason.code not in _NOT_KEPT:
            met[key] = met.get(key, 0) + 1
            kept.setdefault(key, (written.composed[:MOST_LETTERS], _found(match)))
    if kept:
        parameters: dict[str, Any] = {
            "written": [written for written, _ in kept.values()],
            "keys": list(kept),
            "candidates": [found for _, found in kept.values()],
            "met": [met[key] for key in kept],
            "at": at,
        }
        with connection.cursor() as cursor:
            cursor.execute(_MEET, parameters)
        journal.record("areas.places_met", subject="areas:written", by=by, at=at, body={"places": len(kept)})
    return len(kept)


_NOT_KEPT = ("empty", "too-long", "settled-nowhere")


def _found(match: Match) -> str:
    areas = [[one.place.area_id, one.score] for one in match.candidates]
    return json.dumps({"reason": match.reason.code, "areas": areas})


@transaction.atomic
def settle(written_id: int, *, area_id: int | None, by: str, at: datetime) -> None:
    """Says which area a writing means, from now on and everywhere; None: no area of the registry.

    Raises ``404-written-place-unknown``, ``404-area-unknown`` and ``409-written-place-settled``.
    """
    row = _locked(written_id)
    if row.settled_at is not None:
        raise problems.written_place_settled()
    area = Area.objects.filter(pk=area_id).first() if area_id is not None else None
    if area_id is not None and area is None:
        raise problems.unknown_area(code=area_id, on=at.date().isoformat())
    WrittenPlace.objects.filter(pk=row.pk).update(
        area=area, is_nowhere=area is None, settled_by=by, settled_at=at
    )
    body = {"area": area.public_id if area else None}
    journal.record("areas.place_settled", subject=f"written-place:{row.pk}", by=by, at=at, body=body)


@transaction.atomic
def put_back(written_id: int, *, by: str, at: datetime) -> None:
    """Takes back what was said of a writing; it waits again. Raises ``404-written-place-unknown``."""
    row = _locked(written_id)
    if row.settled_at is None:
        return
    WrittenPlace.objects.filter(pk=row.pk).update(area=None, is_nowhere=False, settled_by="", settled_at=None)
    journal.record("areas.place_put_back", subject=f"written-place:{row.pk}", by=by, at=at)


def _locked(written_id: int) -> WrittenPlace:
    row = WrittenPlace.objects.select_for_update().filter(pk=written_id).first()
    if row is None:
        raise problems.written_place_unknown(id=written_id)
    return row
