"""Which values would change if a dataset's rules of resolution did; writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tambon.dictionary.rules.spec import DatasetSpec
from tambon.records.models import Record
from tambon.records.queries.claims import claims_of
from tambon.records.queries.deriving import rederive
from tambon.records.queries.locked import Locked, as_stored
from tambon.records.queries.locks import Locks
from tambon.records.queries.owners import Owners, rule_of
from tambon.records.rules import Moved

BATCH = 500
_STORED = ("id", "dataset", "period", "area_id", "values", "cells", "version")


def changed_rules(before: DatasetSpec, after: DatasetSpec) -> list[str]:
    """The variables that both ask and that ``after`` resolves by another rule or for another owner."""
    old = {variable.name: variable for variable in before.asked}
    return [
        variable.name
        for variable in after.asked
        if variable.name in old
        and (rule_of(variable), variable.owner) != (rule_of(old[variable.name]), old[variable.name].owner)
    ]


def preview_rules(
    spec: DatasetSpec, variables: list[str], *, told: Callable[[int], None] = lambda _: None
) -> Iterator[Moved]:
    """The values of these variables that would be others under ``spec``; grades may change with them.

    Those that are signed change when their lock is lifted, and say so.

    Reads every record of the dataset with its claims, hundreds at a time; ``told`` hears how many are done.
    """
    done, last = 0, 0
    while batch := _batch(spec.name, last):
        last, done = batch[-1].id, done + len(batch)
        yield from _moved(batch, spec, set(variables))
        told(done)


def count_records(dataset: str) -> int:
    """How many records `preview_rules` will read."""
    return Record.objects.filter(dataset=dataset).count()


def _batch(dataset: str, after: int) -> list[Locked]:
    rows = Record.objects.filter(dataset=dataset, id__gt=after).order_by("id").values_list(*_STORED)
    return [as_stored(row) for row in rows[:BATCH]]


def _moved(batch: list[Locked], spec: DatasetSpec, variables: set[str]) -> Iterator[Moved]:
    keys = [record.key for record in batch]
    claims, owners, locks = claims_of(keys), Owners(keys, specs={spec.name: spec}), Locks(keys)
    for record in batch:
        spoken = variables & record.cells.keys()
        if not spoken:
            continue
        said, upto = claims.get(record.key, []), locks.upto(record.key)
        derived = rederive(record, said, owners, upto=upto, only=spoken, anew=True)
        for variable in sorted(spoken):
            before: Any = record.values[variable]
            after: Any = derived.values.get(variable)
            if after != before:
                grade = record.cells[variable].grade
                yield Moved(record.key, variable, before, after, grade, upto is not None)
