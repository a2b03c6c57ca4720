"""The one sentence every answer is made of: an area with its own code and its name on a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import connection

from tambon.areas.rules import OWN_SCHEME, AreaView, By, Kind, Scheme

_OTHER_SCHEMES = " ".join(
    f"WHEN '{kind}' THEN '{scheme}'" for kind, scheme in OWN_SCHEME.items() if scheme is not Scheme.DOPA
)
_DURING = re.compile(r"\bduring\b")
VIEW_COLUMNS = "a.id, a.public_id, a.kind, c.code, n.th, n.en, a.synthetic"
VIEW_TABLES = f"""
    areas_area a
    JOIN areas_areacode c ON c.area_id = a.id AND c.during @> %(on)s::date
         AND c.scheme = CASE a.kind {_OTHER_SCHEMES} ELSE '{Scheme.DOPA}' END
    JOIN areas_areaname n ON n.area_id = a.id AND n.during @> %(on)s::date
"""


def rows(sql: str, parameters: Mapping[str, Any], by: By = By.LAW) -> list[tuple[Any, ...]]:
    """The rows of a question whose text says ``during``; by the list, that reads ``listed``."""
    if by is By.LIST:
        sql = _DURING.sub("listed", sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def view(row: tuple[Any, ...]) -> AreaView:
    """An AreaView from the VIEW_COLUMNS at the front of a row."""
    number, public_id, kind, code, th, en, synthetic = row[:7]
    return AreaView(number, public_id, Kind(kind), code, th, en, synthetic)
