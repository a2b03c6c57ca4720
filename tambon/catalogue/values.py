"""Everything that a release holds about one area."""

from __future__ import annotations

from typing import Any

from tambon.catalogue import problems
from tambon.catalogue.editions import Edition
from tambon.catalogue.rows import columns_of
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
    own, variables = level == dataset["level"], variables_at(dataset, level)
    columns = [*AREA_COLUMNS, *(c for v in variables for c in columns_of(v, own=own))]
    path = f"data/{dataset['name']}/{level}.parquet"
    where = [Where("area_id", "=", area["area_id"])]
    rows = edition.reader.select(path, columns=columns, where=where).dicts()
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
