"""What a patch changed: one row per published value that differs from the release it patches.

A pure function of what the build has written and of the earlier tables that the freeze holds. Written as
``errata.json`` (the reader's), ``errata.csv`` (a spreadsheet's) and ``errata.parquet`` (the catalogue's).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from tambon.lib.text import csv_cell
from tambon.releases import problems
from tambon.releases.rules import changes
from tambon.releases.rules.protection import published
from tambon.releases.rules.shape import Dataset, Freeze
from tambon.store import Session, identifier, literal, open_session, write_parquet

CORRECTED = "corrected"  # in a freeze: the tables of the release that is patched
CORRECTED_OFFICIAL = "corrected-official"  # the same of its copy for officials, where there is one
_AT_ONCE = 20_000  # rows in memory, however many changed


def write(
    session: Session, freeze: Freeze, earlier: Path, out: Path, *, may_be_none: bool = False
) -> dict[str, Any]:
    """Compares with the ``earlier`` tables and writes the three files; what the manifest says of them.

    Raises `problems.nothing_changed` where no value differs, unless there ``may_be_none``.
    """
    folders = earlier, out
    compared = [
        list(_compare(session, freeze, dataset, level, folders))
        for dataset in freeze.datasets
        for level in dataset.levels
    ]
    if not any(compared):  # no variable of either side has a table: nothing that could be corrected
        raise problems.nothing_changed(version=freeze.patches["version"])
    session.run(f"CREATE OR REPLACE TABLE errata AS {changes.numbered(compared)}")
    total = _count(session, "")
    if not total and not may_be_none:
        raise problems.nothing_changed(version=freeze.patches["version"])
    write_parquet(session, "SELECT * FROM errata ORDER BY n", out / "errata.parquet")
    with (out / "errata.csv").open("w", encoding="utf-8", newline="") as sheet:
        _write_csv(sheet, _rows(session, total))
    with (out / "errata.json").open("w", encoding="utf-8", newline="\n") as text:
        _write_json(text, freeze, _rows(session, total))
    by_dataset = {d.name: _count(session, f"WHERE dataset = {literal(d.name)}") for d in freeze.datasets}
    told = {key: freeze.patches[key] for key in ("reason_th", "reason_en")}
    return {
        "patches": freeze.patches["version"],
        "patched_manifest_sha256": freeze.patches["manifest_sha256"],
        **told,
        "changes": total,
        "datasets": {name: number for name, number in by_dataset.items() if number},
    }


def tells_was(release: Path) -> bool:
    """Whether the patch in the folder says of any value what it was before."""
    table = release / "errata.parquet"
    if not table.is_file():
        return False
    with open_session(folders=[release]) as session:
        sql = f"SELECT count(*) FROM ({_read(table)}) WHERE was IS NOT NULL AND was <> 'null'"
        return bool(session.query(sql)[1][0][0])


def _compare(
    session: Session, freeze: Freeze, dataset: Dataset, level: str, folders: tuple[Path, Path]
) -> Iterator[str]:
    """Makes a table of what changed for each variable; their names come back, in the order of telling."""
    was, now = (folder / "data" / dataset.name / f"{level}.parquet" for folder in folders)
    known = session.columns(_read(now))
    before = session.columns(_read(was)) if was.is_file() else {}
    earlier = _read(was) if was.is_file() else f"SELECT * FROM ({_read(now)}) WHERE false"
    for variable in published(dataset):
        if f"{variable.name}_status" not in known:
            continue
        one = changes.Compared(dataset.name, level, variable.name, before or known, known)
        sql = one.select(earlier, _read(now), hides_was=bool(freeze.patches.get("hides_was")))
        table = identifier(f"changed_{dataset.name}_{level}_{variable.name}")
        session.run(f"CREATE OR REPLACE TABLE {table} AS {sql}")
        yield table


def _rows(session: Session, total: int) -> Iterator[dict[str, Any]]:
    for first in range(0, total, _AT_ONCE):
        yield from session.dicts(
            f"SELECT * FROM errata WHERE n > {first} AND n <= {first + _AT_ONCE} ORDER BY n"
        )


def _write_json(text: TextIO, freeze: Freeze, rows: Iterator[dict[str, Any]]) -> None:
    """As `freezes.dump` writes it, a change a line, so that a large file is never in memory."""
    told = {key: freeze.patches[key] for key in ("reason_th", "reason_en")}
    head = {"version": freeze.version, "patches": freeze.patches["version"], **told}
    if freeze.demonstration:
        head["synthetic"] = True
    text.write("{\n" + "".join(f" {_json(key)}: {_json(head[key])},\n" for key in head) + ' "changes": [')
    for number, row in enumerate(rows):
        body = {name: row[name] for name in changes.TOLD} | {
            "was": _value(row["was"]),
            "now": _value(row["now"]),
        }
        text.write(f"{',' if number else ''}\n  {_json(body)}")
    text.write("\n ]\n}\n")


def _write_csv(sheet: TextIO, rows: Iterator[dict[str, Any]]) -> None:
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(changes.TOLD)
    for row in rows:
        said = row | {"was": _value(row["was"]), "now": _value(row["now"])}
        writer.writerow([csv_cell(said[name]) for name in changes.TOLD])


def _count(session: Session, where: str) -> int:
    return int(session.query(f"SELECT count(*) FROM errata {where}")[1][0][0])


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _read(path: Path) -> str:
    return f"SELECT * FROM read_parquet({literal(path.resolve())})"
