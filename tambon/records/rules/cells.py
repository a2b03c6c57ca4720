"""One cell of a record as it is stored, and the counts of a record's cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tambon.dictionary.rules.absence import Reason
from tambon.records.rules.kinds import Grade, Origin, absence

# Stored as an array of one-letter words: with named fields queues open half as fast and confirming costs half
# as much again (docs/decisions.md).
_GRADES = {grade: grade.value[0] for grade in Grade}
_ORIGINS = {origin: origin.value[0] for origin in Origin}
_GRADE_OF = {letter: grade for grade, letter in _GRADES.items()}
_ORIGIN_OF = {letter: origin for origin, letter in _ORIGINS.items()}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """How sure we are of a value, where it came from, and since when it stands so.

    ``weight`` is what the automatic rules found about this value: None before they ran, 0 when they pass,
    else how much they doubt. ``differs``: another source's figure beside it says something else. ``answer``:
    the first claim since the owner's dispute of this value that answers it without winning, and its moment.
    """

    grade: Grade
    origin: Origin
    claim_id: int
    since: datetime
    weight: int | None = None
    differs: bool = False
    answer: tuple[int, datetime] | None = None

    @property
    def asked(self) -> tuple[int, datetime]:
        """The claim by which the owner is asked for its word, and since when it is."""
        return self.answer or (self.claim_id, self.since)

    @property
    def oddness(self) -> int:
        return (self.weight or 0) + (2 if self.differs else 0)


def pack(cell: Cell) -> list[Any]:
    """The cell as JSON: ``[grade, origin, claim, since in microseconds, weight, differs]``; where a dispute
    was answered, the answering claim and its moment after these.
    """
    answer = [cell.answer[0], _number(cell.answer[1])] if cell.answer else []
    head = [_GRADES[cell.grade], _ORIGINS[cell.origin], cell.claim_id, _number(cell.since)]
    return [*head, cell.weight, int(cell.differs), *answer]


def unpack(stored: list[Any]) -> Cell:
    """The inverse of `pack`; raises KeyError or ValueError for anything else."""
    letter, origin, claim_id, since, weight, differs, *rest = stored
    answer = None
    if rest:
        answering, moment = rest
        answer = answering, _moment(moment)
    return Cell(
        _GRADE_OF[letter], _ORIGIN_OF[origin], claim_id, _moment(since), weight, bool(differs), answer
    )


def _number(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def _moment(number: int) -> datetime:
    return _EPOCH + timedelta(microseconds=number)


@dataclass(slots=True)
class Counts:
    """Cells of one record that one office owns, by state. The grades count values; an absence is apart."""

    reported: int = 0  # cells that hold a value, of whatever grade
    checked: int = 0
    verified: int = 0
    disputed: int = 0
    absent: int = 0
    not_applicable: int = 0  # of the absent ones
    waiting: int = 0  # cells on which the office can give its word now
    oddness: int = 0
    oldest_claim: int | None = None  # of the waiting ones: the first that was made, and since when it stands
    waiting_since: datetime | None = None


# Goes up when `count` counts otherwise: every record is counted again then (`actions.keep_standing`).
COUNTING = 4


def count(cells: Iterable[tuple[Any, Cell]]) -> Counts:
    """The counts of (value, cell) pairs."""
    counts = Counts()
    for value, cell in cells:
        reason = absence(value)
        if reason is None:
            counts.reported += 1
            if cell.grade is not Grade.REPORTED:
                setattr(counts, cell.grade.value, getattr(counts, cell.grade.value) + 1)
        else:
            counts.absent += 1
            counts.not_applicable += reason == Reason.NOT_APPLICABLE
        if is_waiting(value, cell):
            _wait(counts, cell)
    return counts


def count_by_office(
    held: Iterable[tuple[str, Any, Cell]], offices: Mapping[str, int | None]
) -> dict[int | None, Counts]:
    """The counts of (variable, value, cell) by the office that owns the variable.

    What ``offices`` does not name is asked no more, and is taken out of its record soon.
    """
    cells: dict[int | None, list[tuple[Any, Cell]]] = {}
    for variable, value, cell in held:
        if variable in offices:
            cells.setdefault(offices[variable], []).append((value, cell))
    return {office: count(owned) for office, owned in cells.items()}


def _wait(counts: Counts, cell: Cell) -> None:
    counts.waiting += 1
    counts.oddness += cell.oddness
    if counts.oldest_claim is None or cell.asked < (counts.oldest_claim, counts.waiting_since):
        counts.oldest_claim, counts.waiting_since = cell.asked


def is_waiting(value: Any, cell: Cell) -> bool:
    """Whether the owner is to give its word: it has not yet, or its dispute was answered by a word that does
    not win; and somebody said something.
    """
    open_ = cell.grade in (Grade.REPORTED, Grade.CHECKED) or cell.answer is not None
    return open_ and absence(value) != Reason.NOT_ASKED
