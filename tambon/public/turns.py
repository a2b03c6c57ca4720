"""Work that few do at a time: some wait for their turn, and whoever comes after them is refused at once.

Each process answers with so many threads: were all of them to wait here, nobody else would be answered.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Turns:
    """``at_once`` work; ``waiting`` more wait at most ``patience`` seconds each."""

    def __init__(self, at_once: int, waiting: int, patience: float, refuse: Callable[[], Exception]) -> None:
        self._places = threading.BoundedSemaphore(at_once + waiting)
        self._turns = threading.BoundedSemaphore(at_once)
        self._patience = patience
        self._refuse = refuse

    @contextmanager
    def take(self) -> Iterator[None]:
        """Raises what ``refuse`` makes where there is no turn."""
        if not self._places.acquire(blocking=False):
            raise self._refuse()
        try:
            if not self._turns.acquire(timeout=self._patience):
                raise self._refuse()
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._places.release()
