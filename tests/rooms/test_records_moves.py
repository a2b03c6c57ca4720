"""The table of moves says exactly what the rules do: no move too many, none too few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

from tambon.dictionary.rules.spec import Resolution
from tambon.lib.moves import may_follow
from tambon.records.rules import Cell, ClaimKind, Grade, Known, derive
from tambon.records.rules.grading import may_wake, regrade
from tambon.records.rules.moves import MOVES

START = datetime(2026, 11, 1, tzinfo=UTC)
EVENTS = ("same value", "other value", "confirms", "disputes", "rules pass", "rules doubt", "rules forbid")
WEIGHTS = {"rules pass": 0, "rules doubt": 3, "rules forbid": 10}


class Story:
    """One cell, one event after the other, through the rules alone."""

    def __init__(self) -> None:
        self.claims: list[Known] = []
        self.held: dict[str, tuple[object, Cell]] = {}

    @property
    def grade(self) -> Grade | None:
        return self.held["x"][1].grade if self.held else None

    def happen(self, event: str) -> None:
        at = START + timedelta(hours=len(self.claims) + 1)
        if event.startswith("rules"):
            if self.held:
                self._weigh(WEIGHTS[event], at)
            return
        if event in ("confirms", "disputes"):
            if not self.held:
                return
            kind = ClaimKind.CONFIRMATION if event == "confirms" else ClaimKind.DISPUTE
            winner = next(c for c in self.claims if c.id == self.held["x"][1].claim_id)
            self._say(kind, {}, {"x": winner.ref}, at)
        else:
            last = self.held["x"][0] if self.held else 0
            value = last if event == "same value" else int(str(last)) + 1
            self._say(ClaimKind.FIELD, {"x": value}, {}, at)
        self._derive(at)

    def _weigh(self, weight: int, at: datetime) -> None:
        value, cell = self.held["x"]
        if may_wake(cell, weight):
            self.held["x"] = (value, replace(cell, weight=weight))
            self._derive(at)
        else:
            self.held["x"] = (value, regrade(cell, weight, at))

    def _derive(self, at: datetime) -> None:
        rules = {"x": Resolution.NEWEST}
        derived = derive(self.claims, rules, owned=lambda *_: True, held=self.held, at=at)
        self.held = {name: (derived.values[name], cell) for name, cell in derived.cells.items()}

    def _say(self, kind: ClaimKind, values: dict[str, object], about: dict[str, str], at: datetime) -> None:
        number = len(self.claims) + 1
        day = date(2026, 11, 1) + timedelta(days=number)
        self.claims.append(Known(number, f"{number:04d}", kind, values, about, day, at, None, 1))


def moves_seen(length: int) -> Iterator[tuple[Grade | None, Grade]]:
    for events in product(EVENTS, repeat=length):
        story = Story()
        for event in events:
            before = story.grade
            story.happen(event)
            if story.grade is not None and story.grade != before:
                yield before, story.grade


def test_the_table_is_what_the_rules_do() -> None:
    seen = set(moves_seen(5))
    assert all(may_follow(MOVES, before, after) for before, after in seen), seen
    assert {(move.before, move.after) for move in MOVES} == seen
