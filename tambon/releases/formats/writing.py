"""Which further files a dataset has: called once its tables ``made_<level>`` are made and protected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tambon.releases import problems
from tambon.releases.formats.maps import LEFT_OUT, Map, write_map
from tambon.releases.formats.workbook import Workbook, write_workbook
from tambon.releases.freezes import child_file, read_shapes, shapes_file
from tambon.releases.rules import long
from tambon.releases.rules.child_tables import as_variables, child_table, child_tables, frozen_types
from tambon.releases.rules.describe import describe
from tambon.releases.rules.personal import SHOWN, find_personal, may_hold_personal
from tambon.releases.rules.shape import Dataset, Freeze, Variable
from tambon.releases.rules.telling import sheets
from tambon.store import (
    Session,
    group_size,
    identifier,
    in_parts,
    literal,
    read_csv,
    write_csv,
    write_parquet,
)

LONG_GROUP = 122_880  # few columns: a small footer, and a variable of one province lies in one or two groups


@dataclass(frozen=True)
class Source:
    """What is built, and from where."""

    freeze: Freeze
    folder: Path  # of the freeze

    def holds(self, path: str) -> bool:
        return path in self.freeze.files


@dataclass(frozen=True)
class Table:
    """One period of a level's table: what one file is of."""

    level: str
    period: str
    columns: Mapping[str, str]  # name: type

    @property
    def sql(self) -> str:
        """Its rows in order."""
        chosen = f"period = {literal(self.period)}"
        return f"SELECT * FROM {made(self.level)} WHERE {chosen} ORDER BY area_code, area_id"


def write_formats(session: Session, source: Source, dataset: Dataset, out: Path) -> None:
    """Writes the dataset's files into ``out``, its folder in the release. Raises `problems.personal_found`.

    What a table ``made_<level>`` does not hold is in none of them.
    """
    columns = {level: session.columns(f"SELECT * FROM {made(level)}") for level in dataset.levels}
    write_observations(session, dataset, columns, out)
    for rows in child_tables(dataset):
        if source.holds(child_file(dataset, rows)):
            _write_rows(session, source, dataset, rows, out)
    for level in dataset.levels:
        for period in dataset.periods:
            write_book(session, source, dataset, Table(level, period, columns[level]), out)
        if source.holds(shapes_file(level)):
            write_drawn(session, source, dataset, Table(level, max(dataset.periods), columns[level]), out)


def made(level: str) -> str:
    """The name of a level's table."""
    return identifier(f"made_{level}")


def write_observations(
    session: Session, dataset: Dataset, columns: Mapping[str, Mapping[str, str]], out: Path
) -> None:
    queries = long.observations(dataset, columns)
    if queries:
        with in_parts(session, queries, out) as sql:
            write_parquet(session, sql, out / "observations.parquet", row_group=LONG_GROUP)
            write_csv(session, sql, out / "observations.csv")


def _write_rows(session: Session, source: Source, dataset: Dataset, rows: Variable, out: Path) -> None:
    frozen = read_csv(source.folder / child_file(dataset, rows), frozen_types(rows))
    session.run(f"CREATE OR REPLACE TABLE child_cells AS {frozen}")
    _demand_impersonal(session, dataset, rows)
    sql = child_table(rows, synthetic=source.freeze.demonstration)
    number = int(session.query("SELECT count(*) FROM child_cells")[1][0][0])
    write_parquet(session, sql, out / "rows" / f"{rows.name}.parquet", row_group=group_size(number))
    write_csv(session, sql, out / "rows" / f"{rows.name}.csv")


def _demand_impersonal(session: Session, dataset: Dataset, rows: Variable) -> None:
    sql = may_hold_personal(as_variables(rows), table="child_cells", within=f"{rows.name}.")
    found = find_personal(session.query(sql)[1]) if sql else []
    if found:
        listed = "; ".join(map(str, found[:SHOWN]))
        raise problems.personal_found(dataset=dataset.name, count=str(len(found)), cells=listed)


def write_book(session: Session, source: Source, dataset: Dataset, table: Table, out: Path) -> None:
    number = int(session.query(f"SELECT count(*) FROM ({table.sql})")[1][0][0])
    told = sheets(source.freeze, describe(dataset), table.level, table.period)
    book = Workbook(sql=table.sql, rows=number, columns=table.columns, sheets=told)
    write_workbook(session, book, out / f"{table.level}-{table.period}.xlsx")


def write_drawn(session: Session, source: Source, dataset: Dataset, table: Table, out: Path) -> None:
    left = {f"{variable.name}_{part}" for variable in dataset.variables for part in LEFT_OUT}
    freeze = source.freeze
    notice = "SYNTHETIC DEMONSTRATION DATA / ข้อมูลสมมติเพื่อการสาธิต" if freeze.demonstration else ""
    about = {"release": freeze.version, "areas_edition": freeze.areas_published, "notice": notice}
    map_ = Map(
        sql=table.sql,
        columns=[name for name in table.columns if name not in left],
        about={key: text for key, text in about.items() if text},
    )
    write_map(session, map_, list(read_shapes(source.folder, table.level)), out / table.level)
