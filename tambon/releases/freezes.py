"""A freeze folder: everything a release is built from, as plain sorted files, with their sums.

``freeze.json`` (see `rules.shape.Freeze`) · ``areas.csv`` · ``cells/<dataset>.csv``. Written once by the
freeze, read by the build, which knows nothing else.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tambon.catalogue.integrity import list_files, sum_file
from tambon.releases import problems
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
    lines = sorted(
        [area_id, period, _text(planned), *(c for v in variables for c in _cell(v, cells.get(v.name)))]
        for area_id, period, planned, cells in rows
    )
    _write(folder / cells_file(dataset), header, lines)


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
