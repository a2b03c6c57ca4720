"""A written place that no rule could settle, as a person meets it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tambon.areas.rules.matching.places import Reason
from tambon.areas.rules.views import AreaView


@dataclass(frozen=True, slots=True)
class Choice:
    """An area to choose, as it is today: what lies above it, the smallest first, and its line of ids."""

    area: AreaView
    above: tuple[AreaView, ...]
    line: tuple[int, ...]
    score: int

    @property
    def full_th(self) -> str:
        """``ตำบลตลาด อำเภอเมืองมหาสารคาม จังหวัดมหาสารคาม``."""
        return " ".join(one.full_th for one in (self.area, *self.above))

    @property
    def full_en(self) -> str:
        return ", ".join(one.full_en for one in (self.area, *self.above))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was written, how often it was met, why it stayed open, and what it may mean.

    ``settled_at`` tells that a person settled it: ``area`` is what they chose, None where that does not stand
    any more; ``nowhere`` says that it is no area at all.
    """

    id: int
    written: str
    met: int
    first_met_at: datetime
    reason: Reason
    choices: tuple[Choice, ...]
    area: Choice | None = None
    nowhere: bool = False
    settled_by: str = ""
    settled_at: datetime | None = None
