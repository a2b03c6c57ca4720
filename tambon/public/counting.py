"""How many values there are of each grade: one count, and one sentence of what it means, for every page.

A value counts once, under the grade that it has. What is counted differs and is said: a release holds what it
publishes, with what is computed of it, as of its freeze; the rounds hold what was collected so far, what will
not be published included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tambon.public.presenting import Slice, meter

GRADES = ("verified", "checked", "reported", "disputed")


@dataclass(frozen=True)
class Tally:
    """Values of exactly each grade, of so many expected."""

    verified: int
    checked: int
    reported: int
    disputed: int
    expected: int

    @property
    def values(self) -> int:
        return self.verified + self.checked + self.reported + self.disputed

    @property
    def meter(self) -> list[Slice]:
        """The bar of them; what is left of it has no value yet."""
        return meter({grade: getattr(self, grade) for grade in GRADES}, self.expected)


def published(counts: Mapping[str, Any]) -> Tally:
    """Of a dataset of a release, by its own counts (``grades`` and ``expected``)."""
    graded = {grade: counts["grades"].get(grade, 0) for grade in GRADES}
    return Tally(**graded, expected=counts["expected"])


def collected(row: Mapping[str, Any]) -> Tally:
    """Of a row of the rounds' progress: ``reported`` there is every value, the others one grade each.

    Where grades are withheld, every value stands as reported. What does not apply is not expected; older
    snapshots do not tell it apart.
    """
    graded = {grade: row[grade] or 0 for grade in ("verified", "checked", "disputed")}
    rest = max(0, row["reported"] - sum(graded.values()))
    expected = max(0, row["expected"] - row.get("not_applicable", 0))
    return Tally(**graded, reported=rest, expected=expected)


def together(tallies: Iterable[Tally]) -> Tally:
    """Their sum."""
    every = list(tallies)
    return Tally(**{name: sum(getattr(each, name) for each in every) for name in (*GRADES, "expected")})
