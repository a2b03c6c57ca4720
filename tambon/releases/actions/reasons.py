"""Why something was corrected or withdrawn, as everybody will read it."""

from __future__ import annotations

from tambon.lib.text import speakable, tidy
from tambon.releases import problems

MOST = 1_000  # letters


def demand_reasons(thai: str, english: str) -> tuple[str, str]:
    """Both, tidied. Raises 400-release-reason where one is missing or too long."""
    both = tidy(speakable(thai)), tidy(speakable(english))
    if not all(0 < len(reason) <= MOST for reason in both):
        raise problems.reason_missing(most=str(MOST))
    return both
