"""Variables of rows as tables of their own: one row of the answer is one row of the table. Pure.

Class free alone, and of its columns only those whose type may leave: no free text, no photo. The session
holds ``areas`` and ``child_cells`` (the columns of the freeze's file).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tambon.catalogue.shapes import AREA_COLUMNS
from tambon.releases.rules.shape import PUBLISHED_TYPES, Dataset, Variable
from tambon.releases.rules.tables import TYPES

ROWS = "rows"
FREE = "free"
NUMBER = "row_number"
PARTS = ("grade", "origin", "status")
FROZEN = {
    "area_id": "VARCHAR",
    "period": "VARCHAR",
    NUMBER: "INTEGER",
    "grade": "VARCHAR",
    "origin": "VARCHAR",
}
TAKEN = frozenset((*AREA_COLUMNS, NUMBER, *PARTS))
_AREA = """a.area_id, a.area_code, a.name_th AS area_name_th, a.name_en AS area_name_en,
    a.province_code, a.district_code, a.tambon_code, c.period"""


def child_tables(dataset: Dataset) -> list[Variable]:
    """The variables that are published as tables of their own, in the dictionary's order."""
    return [v for v in dataset.variables if v.type == ROWS and v.protection == FREE and as_variables(v)]


def as_variables(rows: Variable) -> list[Variable]:
    """The columns that may leave, each described as a variable is; they share its class and owner."""
    same: dict[str, Any] = {
        "protection": rows.protection, "owner": rows.owner,
        "owner_th": rows.owner_th, "owner_en": rows.owner_en,
    }  # fmt: skip
    return [Variable(**column, **same) for column in rows.columns if column["type"] in PUBLISHED_TYPES]


def frozen_types(rows: Variable) -> dict[str, str]:
    """{column: type} of the freeze's file of this variable."""
    return {**FROZEN, **{column.name: TYPES[column.type] for column in as_variables(rows)}}


def frozen_rows(
    rows: Variable, area_id: str, period: str, cell: dict[str, Any] | None
) -> Iterator[list[Any]]:
    """A line for each row of the answer, numbered from 1, in the order of `frozen_types`."""
    body = cell or {}
    for number, row in enumerate(body.get("value") or (), start=1):
        values = [row.get(column.name) for column in as_variables(rows)]
        yield [area_id, period, number, body.get("grade"), body.get("origin"), *values]


def child_table(rows: Variable, *, synthetic: bool) -> str:
    """SQL of the table: the area as in every table, the row's number, how sure the answer is, the columns."""
    columns = "".join(f",\n    {_value(column)}" for column in as_variables(rows))
    status = (
        "CASE c.grade WHEN 'reported' THEN 'V' WHEN 'checked' THEN 'P' WHEN 'disputed' THEN 'U' ELSE 'A' END"
    )
    return f"""SELECT {_AREA}, (a.synthetic OR {synthetic}) AS synthetic,
    c.{NUMBER}, c.grade, c.origin, {status} AS status{columns}
FROM child_cells c JOIN areas a USING (area_id) ORDER BY a.area_code, a.area_id, c.period, c.{NUMBER}"""


def taken_columns(dataset: Dataset) -> Iterable[str]:
    """``variable.column`` of each column that is called as one of those that every child table has."""
    return [
        f"{v.name}.{each.name}"
        for v in child_tables(dataset)
        for each in as_variables(v)
        if each.name in TAKEN
    ]


def _value(column: Variable) -> str:
    kind = "::DOUBLE" if column.type == "decimal" else ""
    return f'c."{column.name}"{kind} AS "{column.name}"'
