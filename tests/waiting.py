"""Waiting for what other processes do: by the clock, not by a number of tries, for a machine may be busy."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

PATIENCE = 180.0  # seconds


def until(
    holds: Callable[[], object],
    *,
    seconds: float = PATIENCE,
    every: float = 0.1,
    told: Callable[[], object] = str,
) -> None:
    """Asks again until it holds. Raises AssertionError, with what ``told`` says, when the time is over."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"it did not come about in {seconds:.0f} seconds\n{told()}"
        time.sleep(every)


def until_listening(port: int) -> None:
    """Returns once somebody takes connections on this port of this machine."""

    def listens() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    until(listens)
