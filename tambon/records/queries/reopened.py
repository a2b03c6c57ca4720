"""Which cells take answers though their round is closed: an office sent them back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tambon.records.queries.sql import key_columns, rows
from tambon.records.rules import Key


@dataclass(frozen=True, slots=True)
class Span:
    """From the day on which a cell was sent back to the one on which that ended; None: it stands."""

    since: date
    until: date | None

    def takes(self, visited_on: date) -> bool:
        """Whether an answer of that day counts: any while it stands, then those of its days, for a phone
        without a signal sends late."""
        return self.until is None or self.since <= visited_on <= self.until


def spans_of(keys: Iterable[Key]) -> dict[tuple[Key, str], list[Span]]:
    """{(key, variable): when the cell was sent back}; what never was is left out. None for nothing asked."""
    wanted = set(keys)
    found: dict[tuple[Key, str], list[Span]] = {}
    if not wanted:
        return found
    for dataset, period, area_id, variable, since, until in rows("reopened", key_columns(wanted)):
        found.setdefault((Key(dataset, period, area_id), variable), []).append(Span(since, until))
    return found
