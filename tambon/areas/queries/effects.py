"""What a change does to the tree around it: the areas concerned, the day before and on the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tambon.areas.queries.lookup import views
from tambon.areas.queries.sql import VIEW_COLUMNS, VIEW_TABLES, rows, view
from tambon.areas.rules import AreaView, Hierarchy

_TREE = f"= '{Hierarchy.ADMINISTRATIVE}'"
_BELOW = f"""
    SELECT {VIEW_COLUMNS}, m.parent_id FROM areas_membership m JOIN {VIEW_TABLES} ON a.id = m.child_id
    WHERE m.parent_id = ANY(%(areas)s) AND m.hierarchy {_TREE} AND m.during @> %(on)s::date
    ORDER BY c.code
"""
_ABOVE = f"""
    SELECT {VIEW_COLUMNS}, l.descendant_id FROM {VIEW_TABLES} JOIN areas_lineage l ON l.ancestor_id = a.id
    WHERE l.descendant_id = ANY(%(areas)s) AND l.depth > 0 AND l.hierarchy {_TREE}
      AND l.during @> %(on)s::date
    ORDER BY l.depth DESC
"""


@dataclass(frozen=True, slots=True)
class Branch:
    """One area with what stands above and right below it on a day."""

    area: AreaView
    above: tuple[AreaView, ...]
    below: tuple[AreaView, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """The branches concerned before and after a change, in the order of their codes."""

    day: date
    before: tuple[Branch, ...]
    after: tuple[Branch, ...]


def effect_of(areas: Sequence[int], *, law: date) -> Effect:
    """The branches of these areas on the day before the change and on its legal day.

    Six statements, however many areas a moved province takes along.
    """
    return Effect(law, _branches(areas, law - timedelta(days=1)), _branches(areas, law))


def _branches(areas: Sequence[int], on: date) -> tuple[Branch, ...]:
    found = sorted(views(areas, on=on).values(), key=lambda area: area.code)
    given = {"areas": [area.id for area in found], "on": on}
    above, below = _by_area(rows(_ABOVE, given)), _by_area(rows(_BELOW, given))
    return tuple(Branch(area, tuple(above[area.id]), tuple(below[area.id])) for area in found)


def _by_area(found: list[tuple[Any, ...]]) -> defaultdict[int, list[AreaView]]:
    by_area: defaultdict[int, list[AreaView]] = defaultdict(list)
    for row in found:
        by_area[row[-1]].append(view(row))
    return by_area
