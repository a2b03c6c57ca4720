"""What has ended changes no more, and nobody lies in what does not stand."""

from __future__ import annotations

from datetime import date

from django.db import connection

from tambon.areas import problems
from tambon.areas.models import Edition

_END = """
    SELECT GREATEST(max(upper(during)), max(upper(listed))) FROM areas_areacode
    WHERE area_id = %s HAVING NOT bool_or(upper_inf(during) AND upper_inf(listed))
"""
_OUTSIDE = """
    SELECT c.code, GREATEST(lower(life.during), lower(life.listed), m.since)
    FROM (SELECT *, GREATEST(lower(during), lower(listed)) AS since FROM areas_membership
          WHERE edition_id = %s) m
    JOIN LATERAL (
        SELECT COALESCE(range_agg(p.during), '{}') AS during, COALESCE(range_agg(p.listed), '{}') AS listed
        FROM areas_areacode p WHERE p.area_id = m.parent_id
    ) life ON NOT (m.during <@ life.during AND m.listed <@ life.listed)
    JOIN areas_areacode c ON c.area_id = m.parent_id
    ORDER BY c.during DESC, c.scheme LIMIT 1
"""


def find_end(area: int) -> date | None:
    """The day from which the area stands no more in either calendar; None while it stands."""
    with connection.cursor() as cursor:
        cursor.execute(_END, [area])
        found = cursor.fetchone()
    return found[0] if found else None


def demand_standing_parents(edition: Edition) -> None:
    """Raises ``409-area-change-order`` when the edition lays an area under one on a day it does not stand."""
    with connection.cursor() as cursor:
        cursor.execute(_OUTSIDE, [edition.pk])
        found = cursor.fetchone()
    if found is not None:
        raise problems.change_before_area(code=found[0], day=found[1].isoformat())
