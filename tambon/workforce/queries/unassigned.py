"""Villages that nobody has on a day, and why."""

from __future__ import annotations

from collections import Counter
from datetime import date

from tambon.workforce.queries.counts import lines_of
from tambon.workforce.queries.sql import CHARGE, rows
from tambon.workforce.rules.views import Unassigned, Why

# Villages and communities of the programme's tambons in an area, the share that has each, and who fills its
# post. The programme works in its area (the country where none is named), without some areas.
_FROM = f"""
    FROM plan_programme programme
    JOIN areas_lineage place ON place.ancestor_id = %(area)s AND place.kind IN ('village', 'community')
         AND place.hierarchy = 'administrative' AND place.during @> %(on)s::date
    JOIN areas_lineage parent ON parent.descendant_id = place.descendant_id AND parent.depth = 1
         AND parent.hierarchy = 'administrative' AND parent.during @> %(on)s::date
    LEFT JOIN workforce_villageshare share ON share.village_id = place.descendant_id
         AND share.programme_id = programme.id AND share.during @> %(on)s::date
    LEFT JOIN workforce_contract contract ON contract.post_id = share.post_id
         AND contract.during @> %(on)s::date
    {CHARGE}
    WHERE programme.code = %(programme)s
      AND (share.id IS NULL OR contract.id IS NULL OR (away.id IS NOT NULL AND stand_in.id IS NULL))
      AND (programme.area_id IS NULL OR EXISTS (
           SELECT 1 FROM areas_lineage inside WHERE inside.descendant_id = place.descendant_id
           AND inside.ancestor_id = programme.area_id AND inside.hierarchy = 'administrative'
           AND inside.during @> %(on)s::date))
      AND NOT EXISTS (
           SELECT 1 FROM plan_programme_without left_out
           JOIN areas_lineage outside ON outside.ancestor_id = left_out.area_id
                AND outside.descendant_id = place.descendant_id AND outside.hierarchy = 'administrative'
                AND outside.during @> %(on)s::date
           WHERE left_out.programme_id = programme.id)
"""
_WHY = "CASE WHEN share.id IS NULL THEN 'no_post' WHEN contract.id IS NULL THEN 'vacant' ELSE 'absent' END"
_LIST = f"""
    SELECT found.*, COALESCE(last.end_reason, ''), COALESCE(last.end_note, '') FROM (
        SELECT place.descendant_id AS village, parent.ancestor_id AS tambon, {_WHY} AS why,
               share.post_id AS post, programme.id AS programme {_FROM}) found
    LEFT JOIN LATERAL (
        SELECT ended.end_reason, ended.end_note FROM workforce_villageshare ended
        WHERE ended.village_id = found.village AND ended.programme_id = found.programme
          AND found.post IS NULL AND ended.end_reason <> ''
          AND (isempty(ended.during) OR upper(ended.during) <= %(on)s::date)
        ORDER BY ended.id DESC LIMIT 1) last ON TRUE
    LEFT JOIN areas_areacode code ON code.area_id = found.village AND code.during @> %(on)s::date
         AND code.scheme IN ('dopa', 'municipal')
    ORDER BY code.code
"""
_COUNT = f"SELECT parent.ancestor_id, {_WHY}, count(*) {_FROM} GROUP BY 1, 2"


def list_unassigned(programme: str, *, under: int, on: date) -> list[Unassigned]:
    """The villages and communities of the area that nobody has that day, by code, each with why.

    One whose post lost it says how it was lost. One statement.
    """
    found = rows(_LIST, {"programme": programme, "area": under, "on": on})
    return [
        Unassigned(village, tambon, Why(why), post, reason, note)
        for village, tambon, why, post, _, reason, note in found
    ]


def count_unassigned(programme: str, *, under: int, on: date) -> dict[int, Counter[Why]]:
    """{area, of every level with such villages: how many of them for each reason}. Two statements."""
    found = rows(_COUNT, {"programme": programme, "area": under, "on": on})
    lines = lines_of({row[0] for row in found}, on=on)
    counted: dict[int, Counter[Why]] = {}
    for tambon, why, number in found:
        for area in lines[tambon]:
            counted.setdefault(area, Counter())[Why(why)] += number
    return counted
