"""How late something may be entered. Pure.

Contracts reach the district office after people have begun, so a contract may begin on any day of its
programme, and villages that no post had may be given from such a day: what was done there then counts. Ends
and absences are told after the fact as well, up to a month, while that month's books are open. Whose a
village was is never changed for a day that is past: somebody worked there on that grant.
"""

from __future__ import annotations

from datetime import date, timedelta

MOST_DAYS_LATE = 31


def earliest(today: date) -> date:
    """The first day from which an end or an absence may still be entered."""
    return today - timedelta(days=MOST_DAYS_LATE)
