"""Writing derived records: the row, its history, its counts, and its place in the inbox of the checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tambon.areas.rules import Hierarchy, Kind
from tambon.lib.days import thai_day
from tambon.records.actions.past import keep_past
from tambon.records.queries.locked import Locked
from tambon.records.queries.owners import Owners
from tambon.records.queries.sql import as_json, run
from tambon.records.rules import Cell, Counts, Derived, Grade, count_by_office, pack, same_standing

_COUNTED = tuple(Counts.__dataclass_fields__)
_PAST = ("record_id", "variable", "value", "grade", "origin", "claim_id", "since", "until")


@dataclass(slots=True)
class Change:
    """A record as it was, under its lock, and as it is to be."""

    before: Locked
    after: Derived

    @property
    def new_values(self) -> bool:
        return self.before.values != self.after.values

    @property
    def version(self) -> int:
        return self.before.version + (1 if self.new_values else 0)


def write_changes(changes: list[Change], owners: Owners, *, at: datetime, recount: bool = False) -> None:
    """Writes changed records with their history and counts; those with a new value wait for their checks.

    ``recount``: as in `put_tallies`.
    """
    if not changes:
        return
    _update(changes, at)
    _keep_past(changes, at)
    put_tallies(changes, owners, at, recount=recount)
    valued = [change.before.id for change in changes if change.new_values]
    if valued:
        run("await_checks", {"ids": valued})


def _update(changes: list[Change], at: datetime) -> None:
    rows = [
        {
            "id": change.before.id,
            "values": change.after.values,
            "cells": {variable: pack(cell) for variable, cell in change.after.cells.items()},
            "version": change.version,
        }
        for change in changes
    ]
    run("update_records", {"rows": as_json(rows), "at": at})


def _keep_past(changes: list[Change], at: datetime) -> None:
    rows = [row for change in changes for row in _past_of(change, at)]
    if rows:
        after = {change.before.id: change.after.cells for change in changes}
        gone = [(row["record_id"], row["variable"]) for row in rows]
        keep_past(rows, [cell for cell in gone if cell[1] not in after[cell[0]]], at=at)


def _past_of(change: Change, at: datetime) -> Iterator[dict[str, Any]]:
    """What history must keep: all that was held and is not held so any more.

    The first run of the rules over a value leaves no trace here: it was *reported* for the blink of an eye,
    and a row for each of a record's cells would double the table for nothing.
    """
    before, after = change.before, change.after
    for variable, old in before.cells.items():
        value, new = before.values[variable], after.cells.get(variable)
        stays = new is not None and after.values[variable] == value
        if stays and new is not None and (same_standing(old, new) or _first_check(old, new)):
            continue
        until = max(at, old.since) if new is None else new.since
        held = (old.grade.value, old.origin.value, old.claim_id)
        row = (before.id, variable, value, *held, old.since, until)
        yield dict(zip(_PAST, row, strict=True))


def _first_check(old: Cell, new: Cell) -> bool:
    first = old.weight is None and new.weight is not None and old.grade is Grade.REPORTED
    return first and old.claim_id == new.claim_id


def put_tallies(changes: list[Change], owners: Owners, at: datetime, *, recount: bool = False) -> None:
    """Counts the records' cells for the offices that own them on the Thai day of ``at``.

    ``recount``: offices may own other cells than before; a clock that did not run here begins at ``at``.
    """
    columns: dict[str, list[Any]] = {name: [] for name in ("record_id", "office_id", *_COUNTED)}
    for change in changes:
        for office, counts in _by_office(change, owners, at).items():
            columns["record_id"].append(change.before.id)
            columns["office_id"].append(office)
            for name in _COUNTED:
                columns[name].append(getattr(counts, name))
    place = {
        "on": thai_day(at), "district": Kind.DISTRICT.value, "hierarchy": Hierarchy.ADMINISTRATIVE.value,
        "begins": at if recount else None,
    }  # fmt: skip
    run("put_tallies", {**columns, **place})
    known = [change.before.id for change in changes if change.before.version]
    if known:
        run("drop_tallies", {"ids": known, **{n: columns[n] for n in ("record_id", "office_id")}})


def _by_office(change: Change, owners: Owners, at: datetime) -> dict[int | None, Counts]:
    offices, values = owners.offices(change.before.key, thai_day(at)), change.after.values
    held = ((variable, values[variable], cell) for variable, cell in change.after.cells.items())
    return count_by_office(held, offices)
