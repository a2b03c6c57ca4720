"""Whether findings are what the rules asked, and values weigh what their findings do."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC
from hashlib import sha256
from itertools import islice
from typing import Any

from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.checks import check_row
from tambon.dictionary.rules.spec import DatasetSpec, Severity
from tambon.journal.queries import list_latest, match_rows
from tambon.journal.rules import Checker, EntryView, Fault
from tambon.lib.days import thai_day
from tambon.records.models import Changed, Record
from tambon.records.queries.locked import Locked, as_stored
from tambon.records.queries.standing import Standings
from tambon.records.rules import weigh as weight_of
from tambon.verification.models import Finding
from tambon.verification.rules.faults import asked_otherwise, weighs_otherwise

KINDS = ("records.checked", "groups.checked")
CHUNK = 1_000
_SAID = ("record_id", "variable", "rule", "rule_version", "family", "severity")
_STORED = ("id", "dataset", "period", "area_id", "values", "cells", "version")


def asked_digest(row: Finding) -> str:
    """What the journal tells of a finding: about what it asks, how hard, and from when to when."""
    instants = [at.astimezone(UTC).isoformat() if at else "" for at in (row.opened_at, row.closed_at)]
    text = json.dumps([*(getattr(row, name) for name in _SAID), *instants], ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:32]


def weigh(record_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """{record: {variable: weight}} of the open findings of both families that nobody has accepted."""
    found: dict[int, dict[str, list[Severity]]] = {id_: defaultdict(list) for id_ in record_ids}
    standing = Finding.objects.filter(
        record_id__in=list(found), closed_at__isnull=True, accepted_at__isnull=True
    )
    for record_id, variable, severity in standing.values_list("record_id", "variable", "severity"):
        found[record_id][variable].append(Severity(severity))
    return {id_: {variable: weight_of(of) for variable, of in asked.items()} for id_, asked in found.items()}


def check_findings(_: Iterable[EntryView]) -> Iterator[Fault]:
    """Each finding is as it was last told of, and none is gone; what they weigh is what values weigh."""
    rows = Finding.objects.order_by("pk").only(*_SAID, "opened_at", "closed_at").iterator(chunk_size=CHUNK)
    now = ((row.pk, asked_digest(row)) for row in rows)
    yield from match_rows(now, KINDS, "findings", table="verification_finding")
    yield from _check_weights()


def _check_weights() -> Iterator[Fault]:
    """Of all records that do not wait for the rules of their own row."""
    day = max((thai_day(entry.at) for entry in list_latest(1)), default=None)
    if day is None:
        return
    standings = Standings(on=day)
    specs: dict[str, DatasetSpec] = {}
    stored = Record.objects.order_by("id").values_list(*_STORED).iterator(chunk_size=CHUNK)
    while batch := list(islice(stored, CHUNK)):
        records = _at_rest(batch, standings)
        names = {r.key.dataset for r in records} - specs.keys()
        specs |= dictionary.specs_of(names) if names else {}
        weights, asked = weigh(r.id for r in records), _asked_of_rows(r.id for r in records)
        for record in records:
            for variable, cell in record.cells.items():
                if cell.weight is not None and cell.weight != weights[record.id].get(variable, 0):
                    yield weighs_otherwise(record.id, variable)
            if asked[record.id] != _failing(specs[record.key.dataset], record.values):
                yield asked_otherwise(record.id)


def _at_rest(batch: list[tuple[Any, ...]], standings: Standings) -> list[Locked]:
    """The records that the rules have seen as they are, under the dictionary as it is."""
    ids = [row[0] for row in batch]
    waiting = set(Changed.objects.filter(record_id__in=ids).values_list("record_id", flat=True))
    records = []
    for row in batch:
        if row[0] in waiting or not standings.of_rules(row[1], row[0]):
            continue
        try:
            record = as_stored(row)
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
            continue  # named with the records
        if all(cell.weight is not None for cell in record.cells.values()):  # else it is named there, too
            records.append(record)
    return records


def _asked_of_rows(record_ids: Iterable[int]) -> dict[int, set[tuple[str, str, str]]]:
    found: dict[int, set[tuple[str, str, str]]] = {id_: set() for id_ in record_ids}
    rows = Finding.objects.filter(record_id__in=list(found), closed_at__isnull=True, family="row")
    for record_id, *said in rows.values_list("record_id", "variable", "rule", "severity"):
        found[record_id].add((said[0], said[1], said[2]))
    return found


def _failing(spec: DatasetSpec, values: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(one.variable, one.rule, one.severity.value) for one in check_row(spec, values)}


JOURNAL_CHECKERS: dict[str, Checker] = {"records.checked": check_findings}  # and "groups.checked"
