"""A freeze folder becomes the files of a release: a pure function of the folder. Same inputs, same bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from tambon.catalogue.integrity import MANIFEST, list_files, sum_file
from tambon.catalogue.shapes import Described
from tambon.catalogue.words import GRADES
from tambon.lib.text import safe_cell
from tambon.releases import errata, freezes, problems
from tambon.releases.formats import Source, write_formats
from tambon.releases.rules import tables
from tambon.releases.rules.describe import AREA_FIELDS, DICTIONARY_COLUMNS, describe, dictionary_rows
from tambon.releases.rules.fitness import demand_fit
from tambon.releases.rules.official import NOTICE, keep_classes, notice
from tambon.releases.rules.package import datapackage, manifest
from tambon.releases.rules.personal import SHOWN, find_personal, may_hold_personal
from tambon.releases.rules.protection import (
    OFFICIAL,
    PUBLIC,
    for_audience,
    leaves_the_database,
    published,
    published_at,
)
from tambon.releases.rules.readme import readme
from tambon.releases.rules.shape import Dataset, Freeze
from tambon.releases.suppressing import hide_few, made
from tambon.store import Session, group_size, read_csv, working_session, write_csv, write_parquet

NOTHING_OPEN = {
    "reason_th": "ไม่มีค่าที่เผยแพร่ต่อประชาชนเปลี่ยนแปลง",
    "reason_en": "No value that is published to everybody has changed.",
}


def build(
    freeze_folder: Path, out: Path, *, threads: int = 2, audience: str = PUBLIC, unchanged: bool = False
) -> None:
    """Writes every file of the release into the new folder ``out``, as the audience may have it.

    Asks no clock, no database and no network. Raises a Problem when the freeze is damaged or unfit, and
    409-release-nothing-changed for a patch of nothing, unless it is known to be ``unchanged``: then it says
    so in words of its own, since the reasons speak of what this audience does not see.
    """
    freeze = freezes.read_head(freeze_folder)
    for dataset in freeze.datasets:
        demand_fit(dataset)
    classes = freeze.datasets
    freeze = replace(freeze, datasets=[for_audience(dataset, audience) for dataset in classes])
    described = [keep_classes(describe(d), of) for d, of in zip(freeze.datasets, classes, strict=True)]
    if unchanged:
        freeze = replace(freeze, patches=freeze.patches | NOTHING_OPEN)
    out.mkdir(parents=True)
    with working_session(out / ".work", folders=[freeze_folder, out], threads=threads) as session:
        _write_areas(session, freeze_folder, out)
        counts = {d.name: _write_dataset(session, freeze, d, freeze_folder, out) for d in freeze.datasets}
        changed = _corrections(session, freeze, freeze_folder, out, audience=audience, unchanged=unchanged)
    hidden = {name: each["hidden"] for name, each in counts.items() if "hidden" in each}
    _write_texts(freeze if changed else replace(freeze, patches={}), described, hidden, out)
    if audience == OFFICIAL:
        (out / NOTICE).write_text(notice(freeze), encoding="utf-8", newline="\n")
    _write_json(out / "datapackage.json", datapackage(freeze, described, _sums(out)))
    marked = {} if audience == PUBLIC else {"audience": audience}
    _write_json(out / MANIFEST, manifest(freeze, described, counts, _sums(out), changed) | marked)


def _corrections(
    session: Session, freeze: Freeze, freeze_folder: Path, out: Path, *, audience: str, unchanged: bool
) -> dict[str, Any] | None:
    """What a patch changed for this audience; None where it has nothing of before to compare with."""
    earlier = freeze_folder / (errata.CORRECTED if audience == PUBLIC else errata.CORRECTED_OFFICIAL)
    if not freeze.patches or (audience != PUBLIC and not earlier.is_dir()):
        return None
    return errata.write(session, freeze, earlier, out, may_be_none=unchanged or audience != PUBLIC)


def _write_areas(session: Session, freeze_folder: Path, out: Path) -> None:
    types = {name: "BOOLEAN" if name == "synthetic" else "VARCHAR" for name in AREA_FIELDS}
    session.run(f"CREATE TABLE areas AS {read_csv(freeze_folder / freezes.AREAS, types)}")
    ordered = "SELECT * FROM areas ORDER BY kind, area_code, area_id"
    write_parquet(session, ordered, out / "areas.parquet")
    write_csv(session, ordered, out / "areas.csv")


def _write_dataset(
    session: Session, freeze: Freeze, dataset: Dataset, freeze_folder: Path, out: Path
) -> dict[str, Any]:
    """Writes a file per level and format; gives the counts for the manifest."""
    frozen = [variable for variable in dataset.variables if leaves_the_database(variable)]
    cells = read_csv(freeze_folder / freezes.cells_file(dataset), tables.cell_types(frozen))
    session.run(f"CREATE OR REPLACE TABLE cells AS {tables.with_shares(cells, frozen)}")
    _demand_impersonal(session, dataset)
    rows = {level: make_level(session, freeze, dataset, level) for level in dataset.levels}
    hidden = hide_few(session, dataset, freeze_folder, freeze.earlier)
    folder = out / "data" / dataset.name
    for level in dataset.levels:
        write_level(session, level, rows[level], folder)
    write_formats(session, Source(freeze, freeze_folder), dataset, folder)
    counts = {"rows": rows, "left_out": _left_out(session), **_grades(session, dataset)}
    return {**counts, "hidden": hidden} if hidden else counts


def make_level(session: Session, freeze: Freeze, dataset: Dataset, level: str) -> int:
    """Makes the table ``made_<level>``; gives its number of rows."""
    variables, synthetic = published_at(dataset, level), freeze.demonstration
    sql = (
        tables.own_level(variables, synthetic=synthetic)
        if level == dataset.level
        else tables.above(dataset, level, variables, synthetic=synthetic)
    )
    session.run(f"CREATE OR REPLACE TABLE {made(level)} AS {sql}")
    return int(session.query(f"SELECT count(*) FROM {made(level)}")[1][0][0])


def write_level(session: Session, level: str, rows: int, folder: Path) -> None:
    """Writes the level's table, whole and in order."""
    ordered = f"SELECT * FROM {made(level)} ORDER BY area_code, area_id, period"
    write_parquet(session, ordered, folder / f"{level}.parquet", row_group=group_size(rows))
    write_csv(session, ordered, folder / f"{level}.csv")


def _demand_impersonal(session: Session, dataset: Dataset) -> None:
    """Raises `problems.personal_found` when a cell that would be written looks like a person's own."""
    sql = may_hold_personal(published(dataset))
    found = find_personal(session.query(sql)[1]) if sql else []
    if found:
        listed = "; ".join(map(str, found[:SHOWN]))
        raise problems.personal_found(dataset=dataset.name, count=str(len(found)), cells=listed)


def _left_out(session: Session) -> int:
    """Areas with a record that stand no more on the day of the freeze: their values are in no table."""
    gone = "SELECT count(DISTINCT area_id) FROM cells WHERE area_id NOT IN (SELECT area_id FROM areas)"
    return int(session.query(gone)[1][0][0])


def _grades(session: Session, dataset: Dataset) -> dict[str, Any]:
    variables = published_at(dataset, dataset.level)
    found = session.query(tables.by_grade(variables))[1] if variables else []
    grades = {name: sum(n for grade, present, n in found if present and grade == name) for name in GRADES}
    expected = sum(n for _, _, n in found)
    return {"grades": grades, "expected": expected, "absent": expected - sum(grades.values())}


def _write_texts(
    freeze: Freeze, described: list[Described], hidden: dict[str, dict[str, int]], out: Path
) -> None:
    _write_json(out / "dictionary.json", {"version": freeze.version, "datasets": described})
    rows = [[str(safe_cell(cell)) for cell in row] for row in dictionary_rows(described)]
    freezes.write_csv(out / "dictionary.csv", DICTIONARY_COLUMNS, rows)
    (out / "README.txt").write_text(readme(freeze, described, hidden), encoding="utf-8", newline="\n")


def _write_json(path: Path, body: Any) -> None:
    path.write_text(freezes.dump(body), encoding="utf-8", newline="\n")


def _sums(out: Path) -> dict[str, tuple[int, str]]:
    return {path: ((out / path).stat().st_size, sum_file(out / path)) for path in list_files(out)}
