"""The SQL that compares a published table with the one it corrects. Pure; its slow twin is in the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tambon.catalogue.shapes import CHANGE_KEYS

TOLD = CHANGE_KEYS  # of each change, in errata.json and errata.csv
HIDDEN = "Q"  # the status of a cell whose value is protected
_PLACE = ("province_code", "district_code", "tambon_code")
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL")


@dataclass(frozen=True)
class Compared:
    """One variable of one table: its columns before and now, {name: type}."""

    dataset: str
    level: str
    variable: str
    before: Mapping[str, str]
    now: Mapping[str, str]

    def select(self, before: str, now: str, *, hides_was: bool) -> str:
        """The rows that differ in value, grade or status, in the columns of `TOLD`, then the areas above.

        Values are JSON texts. A row that only one of the two has differs where it holds a value. What is
        protected now tells no former value, nor does anything with ``hides_was``.
        """
        hidden = "true" if hides_was else f"n.status IS NOT DISTINCT FROM '{HIDDEN}'"
        both = "w.area_id IS NOT NULL AND n.area_id IS NOT NULL"
        place = ", ".join(f"coalesce(n.{name}, w.{name}) AS {name}" for name in _PLACE)
        return f"""WITH w AS ({self._side(before, self.before)}), n AS ({self._side(now, self.now)})
SELECT '{self.dataset}' AS dataset, '{self.level}' AS level,
    coalesce(n.area_id, w.area_id) AS area_id, coalesce(n.area_code, w.area_code) AS area_code,
    coalesce(n.period, w.period) AS period, '{self.variable}' AS variable,
    CASE WHEN NOT ({hidden}) THEN w.value END AS was, n.value AS now,
    CASE WHEN NOT ({hidden}) THEN w.grade END AS was_grade, n.grade AS now_grade,
    w.status AS was_status, n.status AS now_status, {place}
FROM w FULL JOIN n ON w.area_id = n.area_id AND w.period = n.period
WHERE w.value IS DISTINCT FROM n.value OR w.grade IS DISTINCT FROM n.grade
    OR ({both} AND w.status IS DISTINCT FROM n.status)"""

    def _side(self, table: str, columns: Mapping[str, str]) -> str:
        found = {part: f"{self.variable}_{part}" for part in ("grade", "status")}
        parts = ", ".join(
            f"{_quoted(name) if name in columns else 'NULL'}::VARCHAR AS {part}"
            for part, name in found.items()
        )
        keys = ", ".join(f"{name}::VARCHAR AS {name}" for name in ("area_id", "area_code", "period", *_PLACE))
        return f"SELECT {keys}, {self._value(columns)} AS value, {parts} FROM ({table})"

    def _value(self, columns: Mapping[str, str]) -> str:
        """A whole number and a decimal are compared as numbers where the dictionary has changed the type."""
        if self.variable not in columns:
            return "NULL::VARCHAR"
        kinds = {side.get(self.variable, columns[self.variable]) for side in (self.before, self.now)}
        wide = len(kinds) > 1 and all(kind.startswith(_NUMBERS) for kind in kinds)
        name = _quoted(self.variable)
        value = f"{name}::DOUBLE" if wide else name
        return f"CASE WHEN {name} IS NOT NULL THEN to_json({value})::VARCHAR END"


def numbered(groups: Sequence[Sequence[str]]) -> str:
    """The rows of these tables of changes, numbered from 1: group by group, area by area, table by table."""
    columns = ", ".join((*TOLD, *_PLACE))
    parts = [
        f"SELECT {group} AS first, {place} AS place, {columns} FROM {table}"
        for group, tables in enumerate(groups)
        for place, table in enumerate(tables)
    ]
    order = "first, area_code, area_id, period, place"
    return f"SELECT row_number() OVER (ORDER BY {order}) AS n, {columns} FROM ({' UNION ALL '.join(parts)})"


def _quoted(name: str) -> str:
    return f'"{name}"'
