"""The desk's clock, stopped: what a page says of today does not depend on the day on which it is tested."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

THEN = datetime(2026, 11, 22, 6, tzinfo=UTC)  # an hour after the worlds' answers


class Clock(datetime):
    """Set ``stopped`` for another moment."""

    stopped = THEN

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.stopped


def stop_the_desk(monkeypatch: pytest.MonkeyPatch, at: datetime = THEN) -> type[Clock]:
    monkeypatch.setattr("tambon.desk.who.datetime", Clock)
    monkeypatch.setattr(Clock, "stopped", at)
    return Clock
