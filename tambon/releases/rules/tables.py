"""The SQL of a release's tables: a row per area and period, at the records' own level and at each above.

The session holds two tables: ``areas`` (the columns of areas.csv) and ``cells`` (area_id, period, planned,
and for each variable v: v, v_grade, v_origin, v_absent). Status codes are SDMX's CL_OBS_STATUS.
"""

from __future__ import annotations

from tambon.releases.rules.protection import AGGREGATE
from tambon.releases.rules.shape import Dataset, Variable

TYPES = {
    "integer": "BIGINT", "decimal": "DECIMAL(19,6)", "boolean": "BOOLEAN",
    "date": "DATE", "code": "VARCHAR", "codes": "VARCHAR",
}  # fmt: skip

# A decimal is summed as an exact number: a sum of floats depends on the order in which threads add it.
_EXACT = "DECIMAL(19,6)"

_AREA = """a.area_id, a.area_code, a.name_th AS area_name_th, a.name_en AS area_name_en,
    a.province_code, a.district_code, a.tambon_code, c.period"""


def cell_types(variables: list[Variable]) -> dict[str, str]:
    """{column: type} of a freeze's cells file for these variables."""
    columns = {"area_id": "VARCHAR", "period": "VARCHAR", "planned": "BOOLEAN"}
    for variable in frozen_ones(variables):
        columns[variable.name] = TYPES[variable.type]
        columns |= {f"{variable.name}_{part}": "VARCHAR" for part in ("grade", "origin", "absent")}
    return columns


def frozen_ones(variables: list[Variable]) -> list[Variable]:
    """Those that a cells file holds: all but the derived."""
    return [variable for variable in variables if not variable.derived]


def with_shares(cells: str, variables: list[Variable]) -> str:
    """The cells with each share reckoned beside its inputs: no surer than the less sure of the two.

    An input that cannot be true is *reported*; so is a share outside its own bounds, whatever its inputs are.
    Where nothing is there to divide by, a share cannot exist.
    """
    shares = "".join(f",\n    {column}" for v in variables if v.derived for column in _share(v))
    return f"SELECT *{shares}\nFROM ({cells})"


def own_level(variables: list[Variable], *, synthetic: bool) -> str:
    """Every planned or reported area with its values, grades, origins, statuses and reasons of absence."""
    columns = "".join(f",\n    {column}" for variable in variables for column in _own(variable))
    return f"""SELECT {_AREA}, (a.synthetic OR {synthetic}) AS synthetic{columns}
FROM cells c JOIN areas a USING (area_id) ORDER BY a.area_code, c.period"""


def above(dataset: Dataset, level: str, variables: list[Variable], *, synthetic: bool) -> str:
    """The totals of every area of ``level`` that holds a row, each with the counts of cells behind it."""
    totals = "".join(f",\n    {column}" for variable in variables for column in _counts(variable))
    columns = "".join(f",\n    {column}" for variable in variables for column in _total(variable))
    key = "'country'" if level == "country" else f"b.{level}_code"
    found = "a.kind = 'country'" if level == "country" else f"a.kind = '{level}' AND a.area_code = c.up"
    return f"""WITH c AS (
  SELECT {key} AS up, c.period, bool_or(b.synthetic OR {synthetic}) AS synthetic{totals}
  FROM cells c JOIN areas b USING (area_id) WHERE b.kind = '{dataset.level}' GROUP BY ALL)
SELECT {_AREA}, c.synthetic{columns}
FROM c JOIN areas a ON {found}
ORDER BY a.area_code, c.period"""


def by_grade(variables: list[Variable]) -> str:
    """The cells of the own-level table by grade: rows of grade, whether it has a value, cells."""
    parts = [
        f'SELECT "{v.name}_grade" AS grade, {_has(v)} AS present, count(*) AS cells FROM cells '
        f"WHERE {_applies(v)} AND (planned OR {_has(v)}) GROUP BY ALL"
        for v in variables
    ]
    return (
        f"SELECT grade, present, sum(cells)::BIGINT AS cells FROM ({' UNION ALL '.join(parts)}) GROUP BY ALL"
    )


def _own(variable: Variable) -> list[str]:
    name, grade, absent = f'c."{variable.name}"', f'c."{variable.name}_grade"', _reason(variable)
    value = f"{name}::DOUBLE" if variable.type == "decimal" else name
    # The reason is compared as it is stored: DuckDB 2.0 cannot plan a CASE about the same NULL inside this
    # one where no value is missing at all, and would refuse the release of a complete round.
    reason = f'c."{variable.name}_absent"'
    status = (
        f"CASE WHEN {name} IS NOT NULL THEN CASE {grade} "
        "WHEN 'reported' THEN 'V' WHEN 'checked' THEN 'P' WHEN 'disputed' THEN 'U' ELSE 'A' END "
        f"WHEN {reason} = 'not_applicable' THEN 'M' WHEN {reason} = 'unknown' THEN 'O' ELSE 'L' END"
    )
    return [
        f'{value} AS "{variable.name}"',
        f'CASE WHEN {name} IS NOT NULL THEN {grade} END AS "{variable.name}_grade"',
        f'c."{variable.name}_origin"',
        f'{status} AS "{variable.name}_status"',
        f'{absent} AS "{variable.name}_absent"',
    ]


def _share(variable: Variable) -> list[str]:
    name, top, bottom = variable.name, variable.numerator, variable.denominator
    grades = f'("{top}_grade", "{bottom}_grade")'
    absences = f'("{top}_absent", "{bottom}_absent")'
    value = f'round({variable.scale} * "{top}"::DOUBLE / nullif("{bottom}", 0)::DOUBLE, 6)'
    held = {each: f"'{each}' IN {grades}" for each in ("disputed", "reported", "checked")}
    held["reported"] += "".join(f" OR {outside}" for outside in _outside(variable, value))
    grade = " ".join(f"WHEN {is_so} THEN '{each}'" for each, is_so in held.items())
    never = f"\"{bottom}\" = 0 OR coalesce('not_applicable' IN {absences}, false)"
    absent = (
        f"CASE WHEN {never} THEN 'not_applicable' "
        f'WHEN "{bottom}" IS NULL THEN "{bottom}_absent" WHEN "{top}" IS NULL THEN "{top}_absent" END'
    )
    return [
        f'{value} AS "{name}"',
        f"CASE WHEN ({value}) IS NOT NULL THEN CASE {grade} ELSE 'verified' END END AS \"{name}_grade\"",
        f"CASE WHEN ({value}) IS NOT NULL THEN 'derived' END AS \"{name}_origin\"",
        f'{absent} AS "{name}_absent"',
    ]


def _outside(variable: Variable, value: str) -> list[str]:
    bounds = (("<", variable.minimum), (">", variable.maximum))
    return [f"({value}) {sign} {bound!r}" for sign, bound in bounds if bound is not None]


def _counts(variable: Variable) -> list[str]:
    """The sums and counts over the cells below; only cells whose every input is there enter them."""
    enters = " AND ".join(f'c."{name}" IS NOT NULL' for name in variable.inputs)
    verified = " AND ".join(f"c.\"{name}_grade\" = 'verified'" for name in variable.inputs)
    applies = _applies(variable)
    inside = f"FILTER ({applies} AND {enters})"
    counts = {
        "expected": f"count(*) FILTER ({applies} AND (c.planned OR ({enters})))",
        "reported": f"count(*) {inside}",
        "verified": f"count(*) FILTER ({applies} AND {enters} AND {verified})",
    }
    figures = {part: f"sum({figure}) {inside}" for part, figure in _figures(variable).items()}
    return [f'{sql} AS "{variable.name}_{part}"' for part, sql in {**figures, **counts}.items()]


def _figures(variable: Variable) -> dict[str, str]:
    exact = {name: f'c."{name}"::{_EXACT}' for name in variable.inputs}
    match variable.aggregation:
        case "sum":
            return {"top": f'c."{variable.name}"::{"BIGINT" if variable.type != "decimal" else _EXACT}'}
        case "weighted_mean":
            weight = exact[variable.weight]
            # six decimals of each product, or the sum of a nation's largest products does not fit 38 digits
            return {"top": f"({exact[variable.name]} * {weight})::DECIMAL(38,6)", "bottom": weight}
        case "share":
            return {"top": exact[variable.numerator], "bottom": exact[variable.denominator]}
        case _:
            return {}


def _total(variable: Variable) -> list[str]:
    name = variable.name
    status = (
        f"CASE WHEN c.\"{name}_expected\" = 0 THEN 'M' WHEN c.\"{name}_reported\" = 0 THEN 'L' "
        f"WHEN c.\"{name}_reported\" < c.\"{name}_expected\" THEN 'P' ELSE 'A' END"
    )
    counts = [f'c."{name}_{part}"' for part in ("expected", "reported", "verified")]
    conf = [f"'F' AS \"{name}_conf\""] if variable.protection == AGGREGATE else []
    return [*_value(variable), *counts, f'{status} AS "{name}_status"', *conf]


def _value(variable: Variable) -> list[str]:
    top, bottom = f'c."{variable.name}_top"', f'c."{variable.name}_bottom"'
    match variable.aggregation:
        case "sum":
            kind = "DOUBLE" if variable.type == "decimal" else "BIGINT"
            return [f'{top}::{kind} AS "{variable.name}"']
        case "weighted_mean":
            return [f'round({top}::DOUBLE / nullif({bottom}, 0)::DOUBLE, 6) AS "{variable.name}"']
        case "share":
            ratio = f"{variable.scale} * {top}::DOUBLE / nullif({bottom}, 0)::DOUBLE"
            return [f'round({ratio}, 6) AS "{variable.name}"']
        case _:
            return []


def _has(variable: Variable) -> str:
    return f'"{variable.name}" IS NOT NULL'


def _reason(variable: Variable) -> str:
    name = variable.name
    return f'CASE WHEN c."{name}" IS NULL THEN coalesce(c."{name}_absent", \'not_reported\') END'


def _applies(variable: Variable) -> str:
    return f"\"{variable.name}_absent\" IS DISTINCT FROM 'not_applicable'"
