"""Which office answered for an area on each day of its past. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OwnerSpan:
    """An office's territory reaches an area from ``since`` until before ``until``; None: without an end.

    ``depth`` is how far above the area the territory's own area lies.
    """

    agency: str
    office_id: int
    depth: int
    since: date | None
    until: date | None

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


class OwnersOfArea:
    """All spans of one area; a day's owner is found among them as `owner_offices` finds it."""

    def __init__(self, spans: Iterable[OwnerSpan]) -> None:
        self._spans = sorted(spans, key=lambda span: (span.depth, span.office_id))

    @property
    def offices(self) -> set[int]:
        """Every office that has ever been responsible there."""
        return {span.office_id for span in self._spans}

    def agency(self, office_id: int) -> str | None:
        """The code of the office's agency; None for an office that was never responsible there."""
        return next((span.agency for span in self._spans if span.office_id == office_id), None)

    def office(self, chain: Iterable[str], on: date) -> int | None:
        """The first agency's office there that day, the nearest territory first; None: nobody's."""
        there = [span for span in self._spans if span.holds(on)]
        for agency in chain:
            for span in there:
                if span.agency == agency:
                    return span.office_id
        return None
