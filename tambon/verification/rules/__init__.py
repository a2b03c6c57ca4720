"""What a verdict names, why a value can be disputed, and how a queue is shown. Pure."""

from tambon.verification.rules.cells import MOST_AT_ONCE, CellRef, Reason

__all__ = ["MOST_AT_ONCE", "CellRef", "Reason"]
