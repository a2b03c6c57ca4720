"""History beside the records: every row that is written or forgotten is told of in the journal."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from tambon.journal import actions as journal
from tambon.records.models import PastValue
from tambon.records.queries.sql import as_json, rows
from tambon.records.rules import Key, past_digest


def keep_past(past: list[dict[str, Any]], gaps: Collection[tuple[int, str]], *, at: datetime) -> None:
    """Writes what was held; ``gaps`` are the cells (record, variable) of it that hold nothing from now on."""
    kept = rows("keep_past", {"rows": as_json(past)})
    body: dict[str, Any] = {"past": [[id_, past_digest(row)] for id_, *row in kept]}
    if gaps:
        body["gaps"] = [list(cell) for cell in gaps]
    journal.record("history.kept", subject="history", by="system", at=at, body=body)


def forget_past(
    cells: Iterable[tuple[Key, Collection[str]]], claim_ids: Collection[int], *, by: str, at: datetime
) -> None:
    """Takes out of history what these claims said of these variables of the records."""
    ids: list[int] = []
    gaps: set[tuple[int, str]] = set()
    for key, variables in cells:
        found = PastValue.objects.filter(
            record__dataset=key.dataset, record__period=key.period, record__area_id=key.area_id,
            variable__in=variables, claim_id__in=claim_ids,
        )  # fmt: skip
        for id_, record_id, variable in found.values_list("pk", "record_id", "variable"):
            ids.append(id_)
            gaps.add((record_id, variable))
    if not ids:
        return
    PastValue.objects.filter(pk__in=ids).delete()
    body = {"past": [[id_, None] for id_ in sorted(ids)], "gaps": [list(cell) for cell in sorted(gaps)]}
    journal.record("history.forgotten", subject="history", by=by, at=at, body=body)
