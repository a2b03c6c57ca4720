"""Shares follow the registry of areas: what ended or moved away is nobody's, and listed where it is now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tambon.journal.actions import record
from tambon.plan.models import Programme
from tambon.workforce.actions.granting import renew_grants
from tambon.workforce.actions.shares import cut_shares
from tambon.workforce.actions.writing import wait_for_others
from tambon.workforce.queries.sql import rows
from tambon.workforce.rules import ShareEnd

# Shares of places that do not stand on the day, or stand in another tambon than on the share's first day. A
# village that was handed to a neighbouring tambon's post on purpose still stands where it stood.
_STRAYS = """
    SELECT DISTINCT share.programme_id, programme.code, share.village_id
    FROM workforce_villageshare share JOIN plan_programme programme ON programme.id = share.programme_id
    LEFT JOIN areas_lineage line ON line.descendant_id = share.village_id AND line.depth = 1
         AND line.hierarchy = 'administrative' AND line.during @> %(on)s::date
    LEFT JOIN areas_lineage before ON before.descendant_id = share.village_id AND before.depth = 1
         AND before.hierarchy = 'administrative' AND before.during @> lower(share.during)
    WHERE share.during @> %(on)s::date
      AND (line.id IS NULL OR before.ancestor_id IS DISTINCT FROM line.ancestor_id AND before.id IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many villages were taken from their posts, in how many programmes."""

    villages: int
    programmes: int


@transaction.atomic
def keep_with_registry(*, on: date, by: str, at: datetime) -> Kept:
    """Ends on the day the shares of villages that stand no more, or stand in another tambon than when they
    were given; they are listed as unassigned where they are. New villages need nothing: they are listed by
    themselves. ``on`` is today; again changes nothing.
    """
    if not rows(_STRAYS, {"on": on}):
        return Kept(0, 0)
    for whole in Programme.objects.order_by("pk"):  # all before the first grant: nobody waits in a circle
        wait_for_others(whole.pk)
    strays: dict[tuple[int, str], list[int]] = defaultdict(list)
    for programme, code, village in rows(_STRAYS, {"on": on}):
        strays[programme, code].append(village)
    for (programme, code), villages in sorted(strays.items()):
        cut_shares(programme, villages, on=on, reason=ShareEnd.VILLAGE_ENDED, for_good=True)
        body = {"on": on.isoformat(), "villages": sorted(villages), "reason": ShareEnd.VILLAGE_ENDED.value}
        record("workforce.shares_ended", subject=f"programme:{code}", by=by, at=at, body=body)
        renew_grants(villages, by=by, at=at)
    return Kept(sum(map(len, strays.values())), len(strays))
