"""What several questions about the workforce share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection

# Who is in charge of a contract's post on a day: its own contract, or while its person is absent the
# substitute's, if that one is in force and present; else null. What `rules.charge` says, for one day.
CHARGE = """
    LEFT JOIN workforce_absence away ON away.contract_id = contract.id AND away.during @> %(on)s::date
    LEFT JOIN workforce_contract stand_in ON stand_in.id = away.substitute_id
         AND stand_in.during @> %(on)s::date
         AND NOT EXISTS (SELECT 1 FROM workforce_absence too
                         WHERE too.contract_id = stand_in.id AND too.during @> %(on)s::date)
"""
IN_CHARGE = "CASE WHEN away.id IS NULL THEN contract.id ELSE stand_in.id END"
# The posts in an area on a day, with their tambon's code for the order.
POSTS_UNDER = """
    areas_lineage line
    JOIN workforce_post post ON post.tambon_id = line.descendant_id AND post.during @> %(on)s::date
    JOIN plan_programme programme ON programme.id = post.programme_id
    LEFT JOIN areas_areacode code ON code.area_id = post.tambon_id AND code.scheme = 'dopa'
         AND code.during @> %(on)s::date
"""
UNDER = """
    line.ancestor_id = %(area)s AND line.kind = 'tambon' AND line.hierarchy = 'administrative'
    AND line.during @> %(on)s::date
"""


def rows(sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
