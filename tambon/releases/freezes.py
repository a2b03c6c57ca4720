"""A freeze folder: everything a release is built from, as plain sorted files, with their sums.

``freeze.json`` (see `rules.shape.Freeze`) · ``areas.csv`` · ``cells/<dataset>.csv`` ·
``rows/<dataset>/<variable>.csv`` · ``shapes/<level>.jsonl``, where boundaries are known. Written once by the
freeze, read by the build, which knows nothing else.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from tambon.catalogue.integrity import list_files, sum_file
from tambon.releases import problems
from tambon.releases.rules.boundaries import Shape
from tambon.releases.rules.child_tables import child_tables, frozen_rows, frozen_types
from tambon.releases.rules.describe import AREA_FIELDS
from tambon.releases.rules.protection import leaves_the_database
from tambon.releases.rules.shape import Dataset, Freeze, Variable
from tambon.releases.rules.tables import frozen_ones

HEAD = "freeze.json"
AREAS = "areas.csv"


class FrozenCell(dict[str, Any]):
    """value, grade, origin, absent of one cell; what is not there is None."""


def write_areas(folder: Path, areas: Iterable[dict[str, Any]]) -> None:
    """Writes areas.csv from dicts with the names of `AREA_FIELDS`, sorted by kind, code and id."""
    rows = [[_text(area.get(name)) for name in AREA_FIELDS] for area in areas]
    _write(folder / AREAS, AREA_FIELDS, sorted(rows, key=lambda row: (row[1], row[2], row[0])))


def write_cells(
    folder: Path, dataset: Dataset, rows: Iterable[tuple[str, str, bool, dict[str, FrozenCell]]]
) -> None:
    """Writes the cells of a dataset from (area_id, period, planned, {variable: cell}), sorted by area.

    Variables that may not leave the database are not written, whatever the rows hold.
    """
    variables = frozen_ones([variable for variable in dataset.variables if leaves_the_database(variable)])
    header = ["area_id", "period", "planned", *(c for v in variables for c in _columns(v))]
    tables = child_tables(dataset)
    lines, children = [], {table.name: list[list[Any]]() for table in tables}
    for area_id, period, planned, cells in rows:
        told = (c for v in variables for c in _cell(v, cells.get(v.name)))
        lines.append([area_id, period, _text(planned), *told])
        for table in tables:
            children[table.name] += frozen_rows(table, area_id, period, cells.get(table.name))
    _write(folder / cells_file(dataset), header, sorted(lines))
    for table in tables:
        ordered = sorted(children[table.name], key=lambda line: line[:3])
        texts = (list(map(_text, line)) for line in ordered)
        _write(folder / child_file(dataset, table), list(frozen_types(table)), texts)


def write_shapes(folder: Path, kind: str, shapes: Iterable[Shape]) -> None:
    """Writes where the areas of a kind lie, sorted by id; nothing where none is known."""
    lines = [
        json.dumps(asdict(one) | {"wkb": one.wkb.hex()}, ensure_ascii=False, sort_keys=True) for one in shapes
    ]
    if lines:
        path = folder / shapes_file(kind)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([*sorted(lines), ""]), encoding="utf-8", newline="\n")


def read_shapes(folder: Path, kind: str) -> Iterator[Shape]:
    """What `write_shapes` wrote."""
    with (folder / shapes_file(kind)).open(encoding="utf-8") as file:
        for line in file:
            body = json.loads(line)
            yield Shape(**{**body, "wkb": bytes.fromhex(body["wkb"])})


def write_head(folder: Path, freeze: Freeze) -> Freeze:
    """Writes freeze.json with the sums of the files already there; gives the freeze with those sums."""
    summed = replace(freeze, files={path: sum_file(folder / path) for path in list_files(folder)})
    (folder / HEAD).write_text(dump(summed.to_json()), encoding="utf-8")
    return summed


def read_head(folder: Path) -> Freeze:
    """The freeze, when every file of the folder is as it was written. Raises `problems.freeze_damaged`."""
    try:
        freeze = Freeze.from_json(json.loads((folder / HEAD).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise problems.freeze_damaged(path=HEAD, version=folder.name) from error
    for path, total in freeze.files.items():
        if not (folder / path).is_file() or sum_file(folder / path) != total:
            raise problems.freeze_damaged(path=path, version=freeze.version)
    return freeze


def cells_file(dataset: Dataset) -> str:
    return f"cells/{dataset.name}.csv"


def child_file(dataset: Dataset, table: Variable) -> str:
    return f"rows/{dataset.name}/{table.name}.csv"


def shapes_file(kind: str) -> str:
    return f"shapes/{kind}.jsonl"


def dump(body: Any) -> str:
    """JSON with sorted keys, readable Thai and a last newline: the same body, the same bytes."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A small CSV file: UTF-8, ``\\n``."""
    _write(path, header, rows)


def _columns(variable: Variable) -> Iterator[str]:
    yield variable.name
    yield from (f"{variable.name}_{part}" for part in ("grade", "origin", "absent"))


def _cell(variable: Variable, cell: FrozenCell | None) -> Iterator[str]:
    body: dict[str, Any] = cell or {}
    yield _text(body.get("value"))
    yield from (_text(body.get(part)) for part in ("grade", "origin", "absent"))


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return " ".join(map(str, value))
        case _:
            return str(value)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
