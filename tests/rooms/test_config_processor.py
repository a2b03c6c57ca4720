"""The processor's loop: one step's fault is its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tambon.config import processor

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.mark.django_db
def test_a_step_that_fails_stops_none_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def stumbles(*, at: datetime, limit: int) -> int:
        raise ZeroDivisionError

    def goes_on(*, at: datetime, limit: int) -> int:
        done.append("checked")
        return 1

    monkeypatch.setattr(processor, "STEPS", (stumbles, goes_on))
    with pytest.raises(ZeroDivisionError):
        processor.drain_once(AT)
    assert done == ["checked"]


@pytest.mark.django_db
def test_an_empty_home_has_nothing_to_carry() -> None:
    assert processor.drain_once(AT) == 0
