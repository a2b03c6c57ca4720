"""How long a link lives, and how often a password may be wrong."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

LINK_LIFE = timedelta(days=7)
MOST_FAILURES = 10
WINDOW = timedelta(minutes=15)


class DeploymentKind(StrEnum):
    DEMONSTRATION = "demonstration"
    REAL = "real"
