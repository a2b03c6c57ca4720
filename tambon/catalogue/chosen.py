"""Which rows answered the questions last asked: paging asks the same one again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

KEPT = 4_000_000  # row numbers in all, of a release


class Chosen:
    """The places in their file of the rows of answers, the latest questions' alone."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._found: OrderedDict[str, Sequence[int]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, question: str, ask: Callable[[], Sequence[int]]) -> Sequence[int]:
        """What is known of the question, else what asking says."""
        with self._lock:
            known = self._found.get(question)
            if known is not None:
                self._found.move_to_end(question)
                return known
        found = ask()
        with self._lock:
            self._found[question] = found
            while len(self._found) > 1 and sum(map(_weight, self._found.values())) > self._kept:
                self._found.popitem(last=False)
        return found


def _weight(numbers: Sequence[int]) -> int:
    return 1_000 if isinstance(numbers, range) else 1_000 + len(numbers)
