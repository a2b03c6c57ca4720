"""What stands beside a value to judge it by: the last round, the places around, the evidence. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from tambon.areas.rules import AreaView
from tambon.dictionary.rules.spec import DataClass
from tambon.records.rules import ClaimKind

Number = int | float


@dataclass(frozen=True, slots=True)
class Before:
    """What the place held in the round before."""

    period: str
    value: object


@dataclass(frozen=True, slots=True)
class Spread:
    """The numbers of the other places of the tambon."""

    least: Number
    middle: Number
    most: Number
    places: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """On what the value that is held leans.

    ``photos``: (content, name) of the pictures that came with the answer, ``place``: (latitude, longitude,
    metres of doubt or None) where the form asks for it. Both are left out, and ``withheld`` says so, where
    the answer also spoke of what is personal. ``note``: the document that an office named.
    """

    kind: ClaimKind
    observed_on: date
    note: str = ""
    submission: UUID | None = None
    photos: tuple[tuple[str, str], ...] = ()
    place: tuple[float, float, float | None] | None = None
    withheld: bool = False

    @property
    def tells(self) -> bool:
        """Whether there is more to see than who said it and when."""
        return self.withheld or bool(self.photos or self.place or self.note)


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it, for one cell."""

    before: Before | None = None
    around: Spread | None = None
    evidence: Evidence | None = None


FEWEST_AROUND = 3  # places whose spread tells no single one's value to who may not see it
NOTHING = Beside()


@dataclass(frozen=True, slots=True)
class Around:
    """One place of the tambon, its value and who owns it there, for the list on a cell's page."""

    area: AreaView
    value: object
    office_id: int | None = None


def number(value: object) -> Number | None:
    """The value as a number; None for what is none."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def spread(values: Iterable[object]) -> Spread | None:
    """How the numbers among the values lie; None without any."""
    numbers = sorted(found for value in values if (found := number(value)) is not None)
    if not numbers:
        return None
    middle = median(numbers)
    whole = isinstance(middle, float) and middle.is_integer()
    return Spread(numbers[0], int(middle) if whole else middle, numbers[-1], len(numbers))


def may_show(classes: Iterable[DataClass]) -> bool:
    """Whether pictures and the place of an answer may be shown, by the classes of all that it spoke of.

    One personal answer is enough to say whose house it is.
    """
    return DataClass.PERSONAL not in set(classes)


def document_of(evidence: str) -> str:
    """What an office wrote as its evidence, in a claim's ``document:<name>:<text>``; empty for others."""
    of, _, rest = evidence.partition(":")
    return rest.partition(":")[2] if of == "document" else ""


def submission_of(evidence: str) -> UUID | None:
    """The submission in a claim's ``submission:<ref>`` (and ``/2`` after a correction); None for others."""
    of, _, rest = evidence.partition(":")
    try:
        return UUID(rest.partition("/")[0]) if of == "submission" else None
    except ValueError:
        return None
