"""Digests and letters as others see them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tambon.notices.rules.kinds import Channel
from tambon.notices.rules.waits import Wait


@dataclass(frozen=True, slots=True)
class DigestView:
    """What somebody was told on a day by one way; ``number`` is a letter's, ``fault`` a mail's."""

    id: int
    channel: Channel
    day: date
    number: str
    waits: tuple[Wait, ...]
    sent_at: datetime | None
    fault: str
