"""Which tables of a release are held in memory, and as what."""

from __future__ import annotations

from collections.abc import Iterable

from tambon.catalogue.editions import Edition
from tambon.catalogue.held import Column, Held
from tambon.catalogue.shapes import AREA_COLUMNS, OWN_KEYS, TOTAL_KEYS, Dataset, Variable, variables_at


def held_table(edition: Edition, dataset: Dataset, level: str) -> Held | None:
    """The table in memory; None while it is read, and for one that has no room."""
    path, own = f"data/{dataset['name']}/{level}.parquet", level == dataset["level"]
    rows = dataset["rows"].get(level, 0)
    return edition.holder.get(
        path, rows, AREA_COLUMNS, lambda: columns_held(edition, variables_at(dataset, level), path, own=own)
    )


def hold_all(edition: Edition) -> None:
    """Begins to read every table that has room, small ones first, so that most have."""
    tables = [
        (dataset["rows"].get(level, 0) * len(dataset["variables"]), dataset["name"], level)
        for dataset in edition.datasets.values()
        for level in dataset["levels"]
    ]
    for _, name, level in sorted(tables):
        held_table(edition, edition.datasets[name], level)


def take_over(new: Edition, old: Edition | None) -> None:
    """Before ``new`` becomes the latest release: it alone holds tables, first of all those of ``old``.

    Older releases are asked by few, and answered from their files: memory is for one.
    """
    new.holder.open()
    if old is None:
        return
    for name, level in sorted(old.holder.tables()):
        dataset = new.datasets.get(name)
        if dataset is not None and level in dataset["levels"]:
            held_table(new, dataset, level)
    new.holder.wait()
    old.holder.close()


def columns_held(edition: Edition, variables: Iterable[Variable], path: str, *, own: bool) -> list[Column]:
    """The variables with the parts that the file has of them."""
    types = edition.reader.types(path)
    parts = (*(OWN_KEYS if own else TOTAL_KEYS), "conf")
    return [
        Column(
            name=variable["name"],
            parts=tuple(part for part in parts if f"{variable['name']}_{part}" in types),
            has_value=variable["name"] in types,
        )
        for variable in variables
    ]
