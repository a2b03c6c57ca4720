"""Lines of code that read exactly what a dataset's page shows.

The addresses name the release, so that results stay the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from tambon.catalogue import Area, Dataset, Page, Variable
from tambon.public.selecting import Selection

BESIDE_OWN = ("", "_grade", "_status", "_absent", "_conf")  # a hidden value is not a missing one
BESIDE_TOTAL = ("", "_reported", "_expected", "_status", "_conf")
TEXTS = (
    "area_code",
    "province_code",
    "district_code",
    "tambon_code",
    "period",
)

PANDAS = """import pandas as pd

df = pd.read_parquet(
    {parquet},
    columns={columns},{filters}
){graded}"""
POLARS = """import polars as pl

df = (
    pl.scan_parquet({parquet}){filters}
    .select({columns})
    .collect()
){graded}"""
DUCKDB = """SELECT {columns}
FROM read_parquet({parquet}){filters}
ORDER BY area_code, period;"""
R = """library(readr)

# codes are text, never numbers
df <- read_csv({csv}, col_types = cols(
  {texts}
))"""
CURL = "curl -o {name}.csv {csv}"
EXCEL = """let
    Source = Csv.Document(
        Web.Contents({csv}),
        [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]
    ),
    Headed = Table.PromoteHeaders(Source, [PromoteAllScalars = true]),
    Typed = Table.TransformColumnTypes(Headed, {{types}}, "en-US")
in
    Typed"""


@dataclass(frozen=True)
class Chosen:
    """What the code reads: ``parquet`` is the whole level's file, ``csv`` the selection."""

    parquet: str
    csv: str
    own: bool
    variables: tuple[Variable, ...]
    held: tuple[str, ...]  # columns of these variables that the file has
    equal: tuple[tuple[str, str], ...]
    grade: str | None

    def columns(self) -> list[str]:
        beside = BESIDE_OWN if self.own else BESIDE_TOTAL
        columns = (f"{v['name']}{part}" for v in self.variables for part in beside)
        return ["area_code", "area_name_th", "period", *(each for each in columns if each in self.held)]

    def names(self) -> list[str]:
        return [v["name"] for v in self.variables]


def chosen(base: str, found: Dataset, selection: Selection, area: Area | None, page: Page) -> Chosen:
    """What is to be read of the selection, whose release is named, from the addresses of ``base``."""
    level = page.level
    known = {v["name"]: v for v in found["variables"]}
    stem = f"{base}/data/{selection.release}/data/{found['name']}/{level}"
    equal = _within(area, level) if area else ()
    if selection.period:
        equal = (*equal, ("period", selection.period))
    return Chosen(
        parquet=f"{stem}.parquet",
        csv=rows_address(base, found, selection, "csv"),
        own=level == found["level"],
        variables=tuple(known[name] for name in selection.variables if name in known),
        held=page.columns,
        equal=equal,
        grade=selection.grade if level == found["level"] else None,
    )


def rows_address(
    base: str, found: Dataset, selection: Selection, form: str, *, limit: int | None = None
) -> str:
    """The selection's rows by the API, from this very release: of a table's file all of them, unlimited."""
    asked = selection.of_api(format=form, limit=limit)
    return f"{base}/api/v1/datasets/{found['name']}/rows?{asked}"


def snippets(read: Chosen, name: str) -> list[tuple[str, str]]:
    """(tool, code) pairs."""
    types = [(text, "type text") for text in TEXTS]
    types += [(v["name"], "type number") for v in read.variables if _is_number(v, read)]
    said = {
        "{name}": name,
        "{csv}": _quoted(read.csv),
        "{texts}": ", ".join(f'{text} = "c"' for text in TEXTS),
        "{{types}}": "{" + ", ".join(f"{{{_quoted(one)}, {kind}}}" for one, kind in types) + "}",
    }
    return [
        ("Python (pandas)", _pandas(read)),
        ("Python (Polars)", _polars(read)),
        ("DuckDB", _duckdb(read)),
        ("R", _filled(R, said)),
        ("Excel (Power Query)", _filled(EXCEL, said)),
        ("curl", _filled(CURL, {**said, "{csv}": f"'{read.csv}'"})),
    ]


def _is_number(variable: Variable, read: Chosen) -> bool:
    return variable["type"] in ("integer", "decimal") and variable["name"] in read.held


def _within(area: Area, level: str) -> tuple[tuple[str, str], ...]:
    if area["kind"] == "country" and level != "country":
        return ()
    if area["kind"] == level or area["kind"] not in ("province", "district", "tambon"):
        return (("area_id", area["area_id"]),)
    return ((f"{area['kind']}_code", area["area_code"]),)


def _pandas(read: Chosen) -> str:
    tests = ", ".join(f'("{column}", "==", {_quoted(value)})' for column, value in read.equal)
    graded = ""
    if read.grade:
        graded = (
            f"\n# only the values of this grade\nnames = {json.dumps(read.names())}\nfor name in names:\n"
            f'    df[name] = df[name].where(df[name + "_grade"] == {_quoted(read.grade)})\n'
            'df = df.dropna(how="all", subset=names)'
        )
    said = {
        "{parquet}": _quoted(read.parquet),
        "{columns}": _listed(read.columns()),
        "{filters}": f"\n    filters=[{tests}]," if tests else "",
        "{graded}": graded,
    }
    return _filled(PANDAS, said)


def _polars(read: Chosen) -> str:
    tests = ", ".join(f'pl.col("{column}") == {_quoted(value)}' for column, value in read.equal)
    graded = ""
    if read.grade:
        graded = (
            f"\n# only the values of this grade\nnames = {json.dumps(read.names())}\n"
            f'df = df.with_columns(pl.when(pl.col(f"{{n}}_grade") == {_quoted(read.grade)})'
            ".then(pl.col(n)).alias(n) for n in names)\n"
            "df = df.filter(pl.any_horizontal(pl.col(names).is_not_null()))"
        )
    said = {
        "{parquet}": _quoted(read.parquet),
        "{columns}": _listed(read.columns()),
        "{filters}": f"\n    .filter({tests})" if tests else "",
        "{graded}": graded,
    }
    return _filled(POLARS, said)


def _duckdb(read: Chosen) -> str:
    tests = [f"{column} = {_sql(value)}" for column, value in read.equal]
    columns = read.columns()
    if read.grade:
        grade, names = _sql(read.grade), read.names()
        tests.append(f"{grade} IN ({', '.join(f'{name}_grade' for name in names)})")
        columns = [
            f"CASE WHEN {one}_grade = {grade} THEN {one} END AS {one}" if one in names else one
            for one in columns
        ]
    said = {
        "{columns}": ", ".join(columns),
        "{parquet}": _sql(read.parquet),
        "{filters}": f"\nWHERE {' AND '.join(tests)}" if tests else "",
    }
    return _filled(DUCKDB, said)


def _listed(names: list[str]) -> str:
    """A list of Python, broken before it is wide."""
    text = json.dumps(names)
    return text if len(text) < 90 else "[\n        " + ",\n        ".join(map(json.dumps, names)) + ",\n    ]"


def _filled(template: str, said: dict[str, str]) -> str:
    for key, text in said.items():
        template = template.replace(key, text)
    return template


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _sql(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
