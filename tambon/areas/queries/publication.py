"""The registry as it is published: one row per area with the codes of the areas above it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tambon.areas.queries.sql import VIEW_COLUMNS, VIEW_TABLES, rows, view
from tambon.areas.rules import AreaView, Hierarchy, Kind

_ALL = f"""
    SELECT {VIEW_COLUMNS}, m.parent_id FROM {VIEW_TABLES}
    LEFT JOIN areas_membership m
           ON m.child_id = a.id AND m.hierarchy = '{Hierarchy.ADMINISTRATIVE}' AND m.during @> %(on)s::date
"""
_ORDER = {kind: place for place, kind in enumerate(Kind)}
_Areas = dict[int, tuple[AreaView, int | None]]  # by id, with the parent's id
_ABOVE = (Kind.PROVINCE, Kind.DISTRICT, Kind.TAMBON)


def list_for_publication(*, on: date) -> Iterator[dict[str, Any]]:
    """Every area of that day, the country first, then by level and code.

    Each dict has ``public_id``, ``kind``, ``code``, ``name_th``, ``name_en``, ``synthetic``, ``parent_code``
    (None for the country) and ``province_code``, ``district_code``, ``tambon_code`` (its own
    at its own level, None above it).
    """
    found = [(view(row), row[7]) for row in rows(_ALL, {"on": on})]
    areas = {area.id: (area, parent) for area, parent in found}
    for area, parent in sorted(found, key=lambda one: (_ORDER[one[0].kind], one[0].code)):
        yield _published(area, parent, areas)


def _published(area: AreaView, parent: int | None, areas: _Areas) -> dict[str, Any]:
    line = {one.kind: one.code for one in _line(area, areas)}
    return {
        "public_id": area.public_id,
        "kind": str(area.kind),
        "code": area.code,
        "name_th": area.name_th,
        "name_en": area.name_en,
        "parent_code": areas[parent][0].code if parent in areas else None,
        **{f"{kind}_code": line.get(kind) for kind in _ABOVE},
        "synthetic": area.synthetic,
    }


def _line(area: AreaView, areas: _Areas) -> Iterator[AreaView]:
    at: int | None = area.id
    while at in areas:
        one, at = areas[at]
        yield one
