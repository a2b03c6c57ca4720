"""A claim about to be made, and the key of the record that it is about. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from tambon.records.rules.kinds import ClaimKind


class Key(NamedTuple):
    """Which record: a dataset's row about one area and period."""

    dataset: str
    period: str
    area_id: int


@dataclass(frozen=True, slots=True)
class NewClaim:
    """What somebody says. ``made_at``: when it was said, None for now. ``agency_id``: whose register it is.

    The same ``evidence`` makes one claim about a dataset, however often it is given.
    """

    kind: ClaimKind
    dataset: str
    area_id: int
    period: str
    values: Mapping[str, Any]
    observed_on: date
    by: str
    made_at: datetime | None = None
    about: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    agency_id: int | None = None
    office_id: int | None = None
    evidence: str = ""

    @property
    def key(self) -> Key:
        return Key(self.dataset, self.period, self.area_id)
