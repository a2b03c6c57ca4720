"""Words and states of the workforce, and what follows from who is where on which day. Pure."""

from tambon.workforce.rules.states import AbsenceReason, DayKind, EndReason, ShareEnd

__all__ = ["AbsenceReason", "DayKind", "EndReason", "ShareEnd"]
