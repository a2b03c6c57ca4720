"""The versions of a programme's plan as pages and other rooms see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PlanView:
    """One loaded text. ``in_force`` is the version that was approved last; ``newest`` the one loaded last."""

    programme: str
    number: int
    sha256: str
    inferred: bool
    loaded_at: datetime
    approved_at: datetime | None
    in_force: bool
    newest: bool
