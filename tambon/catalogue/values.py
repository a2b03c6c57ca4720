"""Everything that a release holds about one area."""

from __future__ import annotations

import json
from typing import Any

from tambon.catalogue import problems
from tambon.catalogue.editions import Edition
from tambon.catalogue.holding import held_table
from tambon.catalogue.questions import columns_of
from tambon.catalogue.shapes import AREA_COLUMNS, Area, AreaValues, Cell, Dataset, Variable, variables_at
from tambon.store import Where


def values_of(edition: Edition, key: str) -> list[AreaValues]:
    """Of each dataset the area's newest row at the area's own level. Raises 404-published-area-unknown."""
    area = edition.places.find(key)
    if area is None:
        raise problems.area_unknown(area=key)
    found = (_newest(edition, dataset, area) for dataset in edition.datasets.values())
    return [each for each in found if each is not None]


def _newest(edition: Edition, dataset: Dataset, area: Area) -> AreaValues | None:
    level = area["kind"]
    if level not in dataset["levels"]:
        return None
    variables = variables_at(dataset, level)
    rows = _rows(edition, dataset, variables, area)
    if not rows:
        return None
    row = max(rows, key=lambda each: str(each["period"]))
    return {
        "dataset": dataset["name"],
        "label_th": dataset["label_th"],
        "label_en": dataset["label_en"],
        "level": level,
        "period": row["period"],
        "synthetic": row["synthetic"],
        "cells": [_cell(variable, row) for variable in variables],
    }


def _rows(edition: Edition, dataset: Dataset, variables: list[Variable], area: Area) -> list[dict[str, Any]]:
    """The area's rows of every period: from memory, else from the file."""
    level = area["kind"]
    held = held_table(edition, dataset, level)
    if held is not None:
        names = [variable["name"] for variable in variables]
        found = json.loads(held.json(held.of_area(area["area_code"], area["area_id"]), names, ()))
        return [_flat(row) for row in found]
    path = f"data/{dataset['name']}/{level}.parquet"
    own, known = level == dataset["level"], edition.reader.types(path)
    values = (column for v in variables for column in columns_of(v, own=own, known=known))
    # by code too: the file is sorted by it, so that most of it is passed over
    where = [Where("area_code", "=", area["area_code"]), Where("area_id", "=", area["area_id"])]
    return edition.reader.select(path, columns=[*AREA_COLUMNS, *values], where=where).dicts()


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row as the table has it."""
    flat = {name: value for name, value in row.items() if name != "values"}
    for name, cell in row["values"].items():
        flat[name] = cell["value"]
        flat |= {f"{name}_{part}": said for part, said in cell.items() if part != "value"}
    return flat


def _cell(variable: Variable, row: dict[str, Any]) -> Cell:
    name = variable["name"]
    return {
        "variable": variable,
        "value": row.get(name),
        "status": row[f"{name}_status"],
        "grade": row.get(f"{name}_grade"),
        "origin": row.get(f"{name}_origin"),
        "absent": row.get(f"{name}_absent"),
        "expected": row.get(f"{name}_expected"),
        "reported": row.get(f"{name}_reported"),
        "verified": row.get(f"{name}_verified"),
        "conf": row.get(f"{name}_conf"),
    }
