"""Whether history is what the journal tells of it, and leads up to what is held now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tambon.journal.queries import first_told, match_rows
from tambon.journal.rules import Fault
from tambon.records.models import PastValue
from tambon.records.queries.locked import Locked
from tambon.records.queries.sql import rows
from tambon.records.rules import Known, past_digest
from tambon.records.rules.faults import since_otherwise

KINDS = ("history.kept", "history.forgotten")
_ROW = ("id", "record_id", "variable", "grade", "origin", "claim_id", "since", "until")
_APART = timedelta(minutes=1)  # so far the clocks of two machines may disagree


def check_past() -> Iterator[Fault]:
    """Faults of past values: each is as it was written, and none is gone but what a redaction took."""
    stored = PastValue.objects.order_by("id").values_list(*_ROW).iterator(chunk_size=2_000)
    now = ((id_, past_digest(row)) for id_, *row in stored)
    yield from match_rows(now, KINDS, "past", table="records_pastvalue")


class Since:
    """Since when cells stand as they do: their history ends there, or the claim and the row leave room.

    What was held before the journal told of history is only asked not to come later.
    """

    def __init__(self) -> None:
        self._first = first_told(KINDS, "past")
        self._apart: list[tuple[int, str]] = []

    def check(
        self, records: list[tuple[Locked, datetime]], claims: dict[int, dict[int, Known]]
    ) -> Iterator[Fault]:
        """``records`` with when each last changed; ``claims`` about each by id."""
        found = rows("last_past", {"ids": [record.id for record, _ in records]})
        last = {(record_id, variable): (id_, until) for record_id, variable, id_, until in found}
        for record, changed_at in records:
            for variable, cell in record.cells.items():
                id_, until = last.get((record.id, variable), (0, None))
                claim = claims[record.id].get(cell.claim_id)
                if until is None and claim is not None:
                    until = claim.made_at - _APART
                elif until is not None and until < cell.since and self._is_told(id_):
                    self._apart.append((record.id, variable))
                if cell.since > changed_at + _APART or (until is not None and cell.since < until):
                    yield since_otherwise(record.id, variable)

    def finish(self) -> Iterator[Fault]:
        """The cells between whose past and present the journal knows of no time without a value."""
        if not self._apart:
            return
        records, variables = zip(*self._apart, strict=True)
        told = set(rows("told_gaps", {"record_id": list(records), "variable": list(variables)}))
        for record_id, variable in self._apart:
            if (record_id, variable) not in told:
                yield since_otherwise(record_id, variable)

    def _is_told(self, past_id: int) -> bool:
        return self._first is not None and past_id >= self._first
