"""How many large files are made at once: each holds a thread and a connection that phones need as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

from tambon.submissions import problems

MOST, MOST_OF_ONE = 8, 2  # in this process


@dataclass
class Turns:
    """Who takes files now, and how many."""

    _held: Counter[int] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def take(self, person_id: int) -> Turn:
        """A turn for the person; raises ``429-submissions-taken-at-once`` where too many are held."""
        with self._lock:
            if self._held[person_id] >= MOST_OF_ONE or self._held.total() >= MOST:
                raise problems.taken_at_once()
            self._held[person_id] += 1
        return Turn(self, person_id)

    def give_back(self, person_id: int) -> None:
        with self._lock:
            self._held[person_id] -= 1
            self._held += Counter()  # forgets who holds none


@dataclass
class Turn(Iterator[bytes]):
    """The parts of one file; closing it, which the server does whatever happens, gives the turn back."""

    turns: Turns
    person_id: int
    parts: Iterator[bytes] = field(default_factory=lambda: iter(()))
    _over: bool = False

    def __next__(self) -> bytes:
        return next(self.parts)

    def close(self) -> None:
        """Ends the file where it stands; again does nothing."""
        if self._over:
            return
        self._over = True
        try:
            end = getattr(self.parts, "close", None)
            if end is not None:
                end()
        finally:
            self.turns.give_back(self.person_id)
