"""Which round a day's answer belongs to, and how a period is written. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

PERIOD_EXAMPLES = {"year": "2026", "month": "2026-11"}
_PERIODS = {"year": re.compile("[0-9]{4}"), "month": re.compile("[0-9]{4}-(0[1-9]|1[0-2])")}
_YEARS = range(1900, 2400)  # from 2400 on it is surely a Buddhist year: those live at the edges only


@dataclass(frozen=True, slots=True)
class RoundView:
    """One dataset of one round: for which period, over which area, on which days (``closes`` is outside)."""

    code: str
    programme: str
    name_th: str
    name_en: str
    dataset: str
    period: str
    opens: date
    closes: date
    area_id: int
    without: tuple[int, ...] = ()  # areas inside that the programme leaves out

    def takes(self, *, area_ids: Sequence[int], on: date) -> bool:
        """Whether an answer of that day belongs here; ``area_ids``: the answered area, those above."""
        inside = self.area_id in area_ids and not any(area in area_ids for area in self.without)
        return inside and self.opens <= on < self.closes


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A whole round: its days, its area and what it asks."""

    code: str
    programme: str
    name_th: str
    name_en: str
    opens: date
    closes: date
    area_id: int
    datasets: tuple[RoundView, ...]


@dataclass(frozen=True, slots=True)
class ExpectedCells:
    """What one dataset of a round may bring: an area for each place, a cell for each variable asked there."""

    dataset: str
    period: str
    variables: int
    areas: int
    areas_by_area: dict[int, int]  # area id, of every level above and of the places themselves: places in it

    @property
    def cells(self) -> int:
        """Places times variables: the most there can be, before answers say what does not apply."""
        return self.areas * self.variables

    def cells_in(self, area_id: int) -> int:
        """As `cells`, of the places in one area."""
        return self.areas_by_area.get(area_id, 0) * self.variables


def pick_round(rounds: Iterable[RoundView], *, area_ids: Sequence[int], on: date) -> RoundView | None:
    """Of one dataset's rounds the one that takes the answer; of several the narrowest area, then the newest.

    ``area_ids`` run from the country down to the area itself, as `areas.queries.ancestor_ids` gives them.
    """
    taking = [one for one in rounds if one.takes(area_ids=area_ids, on=on)]
    return max(taking, key=lambda one: (area_ids.index(one.area_id), one.opens, one.code), default=None)


def is_period(period: str, kind: str) -> bool:
    """Whether the text is an SDMX period of the kind ``year`` (2026) or ``month`` (2026-11), not Buddhist."""
    return bool(_PERIODS[kind].fullmatch(period)) and int(period[:4]) in _YEARS
