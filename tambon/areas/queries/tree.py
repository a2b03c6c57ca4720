"""Who stands above and below, read from the lineage."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tambon.areas.queries.sql import VIEW_COLUMNS, VIEW_TABLES, rows, view
from tambon.areas.rules import AreaView, By, Hierarchy, Kind

_CHILDREN = f"""
    SELECT {VIEW_COLUMNS} FROM areas_membership m JOIN {VIEW_TABLES} ON TRUE
    WHERE m.parent_id = %(area)s AND a.id = m.child_id
      AND m.hierarchy = %(hierarchy)s AND m.during @> %(on)s::date
    ORDER BY c.code
"""
_LINE = "l.hierarchy = %(hierarchy)s AND l.during @> %(on)s::date"
_ANCESTORS = f"""
    SELECT {VIEW_COLUMNS} FROM {VIEW_TABLES} JOIN areas_lineage l ON l.ancestor_id = a.id
    WHERE l.descendant_id = %(area)s AND l.depth > 0 AND {_LINE}
    ORDER BY l.depth DESC
"""
_ANCESTOR_IDS = f"""
    SELECT l.descendant_id, array_agg(l.ancestor_id ORDER BY l.depth DESC) FROM areas_lineage l
    WHERE l.descendant_id = ANY(%(areas)s) AND {_LINE}
    GROUP BY l.descendant_id
"""
_LAST_IDS = """
    SELECT l.descendant_id, array_agg(l.ancestor_id ORDER BY l.depth DESC) FROM areas_lineage l
    JOIN (SELECT descendant_id, max(upper(during)) AS ended FROM areas_lineage
          WHERE descendant_id = ANY(%(areas)s) AND hierarchy = %(hierarchy)s AND depth = 0
          GROUP BY descendant_id) last ON last.descendant_id = l.descendant_id
    WHERE l.hierarchy = %(hierarchy)s AND l.during @> last.ended - 1
    GROUP BY l.descendant_id
"""
_REACHED_FROM = """
    SELECT l.descendant_id, array_agg(DISTINCT l.ancestor_id) FROM areas_lineage l
    WHERE l.descendant_id = ANY(%(areas)s) AND l.during @> %(on)s::date
    GROUP BY l.descendant_id
"""
_IDS_UNDER = f"""
    SELECT l.descendant_id FROM areas_lineage l
    WHERE l.ancestor_id = %(area)s AND l.kind = %(kind)s AND {_LINE}
"""
_UNDER = f"""
    SELECT {VIEW_COLUMNS} FROM {VIEW_TABLES} JOIN areas_lineage l ON l.descendant_id = a.id
    WHERE l.ancestor_id = %(area)s AND l.kind = %(kind)s AND {_LINE}
    ORDER BY c.code
"""
_UNDER_ANY = f"""
    SELECT {VIEW_COLUMNS} FROM {VIEW_TABLES} WHERE a.id IN (
        SELECT l.descendant_id FROM areas_lineage l
        WHERE l.ancestor_id = ANY(%(areas)s) AND l.kind = %(kind)s AND {_LINE})
    ORDER BY c.code
"""
_COUNT_BY_ANCESTOR = """
    SELECT up.ancestor_id, count(*) FROM areas_lineage l
    JOIN areas_lineage up ON up.descendant_id = l.descendant_id
         AND up.hierarchy = l.hierarchy AND up.during @> %(on)s::date
    WHERE l.ancestor_id = %(area)s AND l.kind = %(kind)s
      AND l.hierarchy = %(hierarchy)s AND l.during @> %(on)s::date
    GROUP BY up.ancestor_id
"""
_COUNT_UNDER = f"SELECT count(*) FROM ({_IDS_UNDER}) found"
_COUNT = """
    SELECT count(DISTINCT a.id) FROM areas_area a JOIN areas_areacode c ON c.area_id = a.id
    WHERE a.kind = %(kind)s AND c.during @> %(on)s::date
"""
_COUNT_KINDS = f"""
    SELECT l.kind, count(*) FROM areas_lineage l
    WHERE l.ancestor_id = %(area)s AND l.depth > 0 AND {_LINE} GROUP BY l.kind
"""
_ADMINISTRATIVE = str(Hierarchy.ADMINISTRATIVE)


def list_children(
    area_id: int, *, on: date, hierarchy: Hierarchy = Hierarchy.ADMINISTRATIVE, by: By = By.LAW
) -> list[AreaView]:
    """The areas directly below, ordered by code."""
    found = rows(_CHILDREN, {"area": area_id, "on": on, "hierarchy": str(hierarchy)}, by)
    return [view(row) for row in found]


def list_ancestors(
    area_id: int, *, on: date, hierarchy: Hierarchy = Hierarchy.ADMINISTRATIVE, by: By = By.LAW
) -> list[AreaView]:
    """The areas above, the country first, without the area itself."""
    found = rows(_ANCESTORS, {"area": area_id, "on": on, "hierarchy": str(hierarchy)}, by)
    return [view(row) for row in found]


def ancestor_ids(area_ids: Iterable[int], *, on: date) -> dict[int, tuple[int, ...]]:
    """For each area the ids of its line: the country first, the area itself last. Unknown ids have none."""
    parameters = {"areas": list(area_ids), "on": on, "hierarchy": _ADMINISTRATIVE}
    return {area: tuple(line) for area, line in rows(_ANCESTOR_IDS, parameters)}


def last_ancestor_ids(area_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """As `ancestor_ids`, of areas that ended: each as it stood on its last day."""
    parameters = {"areas": list(area_ids), "hierarchy": _ADMINISTRATIVE}
    return {area: tuple(line) for area, line in rows(_LAST_IDS, parameters)}


def ids_under(
    area_id: int, *, on: date, kind: Kind, hierarchy: Hierarchy = Hierarchy.ADMINISTRATIVE
) -> list[int]:
    """The ids of the areas of one kind in the area, itself included when it is of that kind. In no order."""
    parameters = {"area": area_id, "on": on, "kind": str(kind), "hierarchy": str(hierarchy)}
    return [row[0] for row in rows(_IDS_UNDER, parameters)]


def list_under(
    area_id: int, *, on: date, kind: Kind, hierarchy: Hierarchy = Hierarchy.ADMINISTRATIVE
) -> list[AreaView]:
    """The areas of one kind in the area, itself included when it is of that kind; ordered by code."""
    parameters = {"area": area_id, "on": on, "kind": str(kind), "hierarchy": str(hierarchy)}
    return [view(row) for row in rows(_UNDER, parameters)]


def list_under_any(area_ids: Iterable[int], *, on: date, kind: Kind) -> list[AreaView]:
    """The areas of one kind in any of the areas, each once, ordered by code. One statement."""
    parameters = {"areas": list(area_ids), "on": on, "kind": str(kind), "hierarchy": _ADMINISTRATIVE}
    return [view(row) for row in rows(_UNDER_ANY, parameters)]


def count(kind: Kind, *, on: date, under: int | None = None, by: By = By.LAW) -> int:
    """How many areas of the kind stand on that day, in the whole registry or in the area ``under``."""
    parameters = {"area": under, "on": on, "kind": str(kind), "hierarchy": _ADMINISTRATIVE}
    found = rows(_COUNT if under is None else _COUNT_UNDER, parameters, by)
    return int(found[0][0])


def count_kinds(area_id: int, *, on: date, by: By = By.LAW) -> dict[Kind, int]:
    """How many areas of each kind lie below the area."""
    parameters = {"area": area_id, "on": on, "hierarchy": _ADMINISTRATIVE}
    return {Kind(kind): number for kind, number in rows(_COUNT_KINDS, parameters, by)}


def count_by_ancestor(area_id: int, *, on: date, kind: Kind) -> dict[int, int]:
    """Of the areas of one kind in ``area_id``: how many lie in each area of every level."""
    parameters = {"area": area_id, "on": on, "kind": str(kind), "hierarchy": _ADMINISTRATIVE}
    return dict(rows(_COUNT_BY_ANCESTOR, parameters))


def reached_from(area_ids: Iterable[int], *, on: date) -> dict[int, tuple[int, ...]]:
    """{area: itself and every area above it, in all hierarchies}: what a grant over any of them reaches.

    An area that stands in no tree that day is reached from itself alone.
    """
    wanted = list(dict.fromkeys(area_ids))
    found = {area: tuple(above) for area, above in rows(_REACHED_FROM, {"areas": wanted, "on": on})}
    return {area: found.get(area, (area,)) for area in wanted}
