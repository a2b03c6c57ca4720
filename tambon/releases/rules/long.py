"""The SQL of the long table: a row per variable, area and period, in the words of SDMX. Pure.

The session holds a table per level, ``made_<level>``. Only what these hold is told: a variable that a level
does not publish has no observation there. A number is in OBS_VALUE, a yes is 1 and a no is 0, as its totals
count; a code or a date is in OBS_TEXT.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tambon.releases.rules.shape import LEVELS, NUMBERS, Dataset, Variable

FREE = "F"  # SDMX CL_CONF_STATUS: free


@dataclass(frozen=True)
class Column:
    """A column of the long table: its name, DuckDB's type and what it holds."""

    name: str
    type: str
    th: str
    en: str


COLUMNS = (
    Column("REF_AREA", "VARCHAR", "รหัสพื้นที่", "the area's code (SDMX: reference area)"),
    Column("AREA_LEVEL", "VARCHAR", "ระดับของพื้นที่", "level of the area"),
    Column("TIME_PERIOD", "VARCHAR", "งวด", "period (SDMX)"),
    Column("INDICATOR", "VARCHAR", "ตัวแปร", "variable, as the dictionary names it"),
    Column("OBS_VALUE", "DOUBLE", "ค่าที่เป็นตัวเลข (ใช่ = 1)", "value that is a number (yes is 1)"),
    Column("OBS_TEXT", "VARCHAR", "ค่าที่เป็นรหัสหรือวันที่", "value that is a code or a date"),
    Column("OBS_STATUS", "VARCHAR", "สถานะของค่า", "SDMX CL_OBS_STATUS"),
    Column("CONF_STATUS", "VARCHAR", "สถานะการปกปิด", "SDMX CL_CONF_STATUS: F free, N and D withheld"),
    Column("UNIT_MEASURE", "VARCHAR", "หน่วย", "unit, as the dictionary names it"),
    Column("GRADE", "VARCHAR", "ระดับความเชื่อมั่น", "grade, at the records' own level"),
    Column("ORIGIN", "VARCHAR", "ที่มาของค่า", "where the value comes from, at the records' own level"),
    Column("OBS_EXPECTED", "BIGINT", "จำนวนค่าที่ควรมี", "of a total: cells that should be in it"),
    Column("OBS_REPORTED", "BIGINT", "จำนวนค่าที่รายงานแล้ว", "of a total: cells that are in it"),
    Column("OBS_VERIFIED", "BIGINT", "จำนวนค่าที่เจ้าของยืนยันแล้ว", "of a total: cells that their owner confirmed"),
    Column("SYNTHETIC", "BOOLEAN", "ข้อมูลสมมติ", "made up for a demonstration, describes no real place"),
    Column("AREA_ID", "VARCHAR", "รหัสถาวรของพื้นที่", "the area's public id, which is never used again"),
)
KEY = ("INDICATOR", "AREA_ID", "TIME_PERIOD")
_ADDS_UP = (*NUMBERS, "boolean")


def observations(dataset: Dataset, columns: Mapping[str, Collection[str]]) -> list[str]:
    """The queries whose rows, one after the other, are the long table: by variable, level from the country
    down, area and period. None without a value to tell.

    ``columns`` are {level: names of the columns of its table}.
    """
    queries = []
    for variable in sorted(dataset.variables, key=lambda each: each.name):
        parts = [
            _part(variable, level, own=level == dataset.level, has=columns[level])
            for level in LEVELS
            if level in columns and variable.name in columns[level]
        ]
        if parts:
            names = ", ".join(f'"{each.name}"' for each in COLUMNS)
            order = 'rank, "REF_AREA", "AREA_ID", "TIME_PERIOD"'
            queries.append(f"SELECT {names} FROM ({' UNION ALL '.join(parts)}) ORDER BY {order}")
    return queries


def _part(variable: Variable, level: str, *, own: bool, has: Collection[str]) -> str:
    cells = _cells(variable, level, own=own, has=has)
    listed = ", ".join(f'{cells[each.name]}::{each.type} AS "{each.name}"' for each in COLUMNS)
    return f'SELECT {LEVELS.index(level)} AS rank, {listed} FROM "made_{level}"'


def _cells(variable: Variable, level: str, *, own: bool, has: Collection[str]) -> dict[str, str]:
    """{column of the long table: SQL over the level's table}."""
    name = variable.name
    number = not own or variable.type in _ADDS_UP
    conf = f"{name}_conf"
    return {
        "REF_AREA": "area_code",
        "AREA_LEVEL": f"'{level}'",
        "TIME_PERIOD": "period",
        "INDICATOR": f"'{name}'",
        "OBS_VALUE": f'"{name}"' if number else "NULL",
        "OBS_TEXT": "NULL" if number else f'"{name}"',
        "OBS_STATUS": f'"{name}_status"',
        "CONF_STATUS": f'"{conf}"' if conf in has else f"'{FREE}'",
        "UNIT_MEASURE": "'" + variable.unit.replace("'", "''") + "'" if variable.unit else "NULL",
        "GRADE": f'"{name}_grade"' if own else "NULL",
        "ORIGIN": f'"{name}_origin"' if own else "NULL",
        "OBS_EXPECTED": "NULL" if own else f'"{name}_expected"',
        "OBS_REPORTED": "NULL" if own else f'"{name}_reported"',
        "OBS_VERIFIED": "NULL" if own else f'"{name}_verified"',
        "SYNTHETIC": "synthetic",
        "AREA_ID": "area_id",
    }
