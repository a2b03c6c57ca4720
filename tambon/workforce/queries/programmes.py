"""The programme behind a code, and the tambons in which it works."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tambon.areas import queries as areas
from tambon.areas.models import Area
from tambon.areas.rules import AreaView, Kind
from tambon.plan import problems as plan_problems
from tambon.plan.models import Programme
from tambon.workforce.queries.sql import rows

_PLACES = """
    SELECT place.descendant_id FROM areas_lineage place
    LEFT JOIN areas_areacode code ON code.area_id = place.descendant_id AND code.during @> %(on)s::date
         AND code.scheme = CASE place.kind WHEN 'community' THEN 'municipal' ELSE 'dopa' END
    WHERE place.ancestor_id = %(area)s AND place.kind IN ('village', 'community')
      AND place.hierarchy = 'administrative' AND place.during @> %(on)s::date
    ORDER BY place.kind DESC, code.code, place.descendant_id
"""


def programme_row(code: str) -> Programme:
    """Raises ``404-programme-unknown``."""
    found = Programme.objects.filter(code=code).first()
    if found is None:
        raise plan_problems.unknown_programme(code=code)
    return found


def tambons_of(programme: Programme, *, on: date) -> list[int]:
    """The tambons of the programme's area that day, outside what it leaves out; by id."""
    area_id = (
        programme.area_id or Area.objects.filter(kind=Kind.COUNTRY.value).values_list("pk", flat=True).first()
    )
    if area_id is None:
        return []
    found = set(areas.ids_under(area_id, on=on, kind=Kind.TAMBON))
    for outside in programme.without.values_list("pk", flat=True):
        found -= set(areas.ids_under(outside, on=on, kind=Kind.TAMBON))
    return sorted(found)


def places_of(tambon_id: int, *, on: date) -> list[int]:
    """The ids of the tambon's villages and communities that day, villages first, by code."""
    return [row[0] for row in rows(_PLACES, {"area": tambon_id, "on": on})]


def in_order(village_ids: Sequence[int], *, on: date) -> list[AreaView]:
    """These places by code; one that stands no more is left out."""
    return sorted(areas.views(village_ids, on=on).values(), key=lambda one: one.code)


def codes_of(village_ids: Sequence[int], *, on: date) -> str:
    """Their codes in a sentence."""
    return ", ".join(one.code for one in in_order(village_ids, on=on)[:10]) or "–"
