"""What an officer sees: the shapes of queues and stories. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tambon.areas.rules import AreaView
from tambon.dictionary.rules.spec import VariableSpec
from tambon.records.rules import Cell, ClaimView, Figure, HistoryRow, is_waiting


@dataclass(frozen=True)
class OpenFinding:
    variable: str
    rule: str
    severity: str
    th: str
    en: str


@dataclass(frozen=True)
class QueueCell:
    """One value as an officer judges it: what is held, and each source's newest figure beside it."""

    ref: str
    variable: VariableSpec
    value: object
    cell: Cell
    field: Figure | None
    register: Figure | None
    office: Figure | None
    findings: tuple[OpenFinding, ...]

    @property
    def waiting(self) -> bool:
        """Whether the owner's word is still to come."""
        return is_waiting(self.value, self.cell)


@dataclass(frozen=True)
class QueueRow:
    """One record of the queue: the village, the areas above it, and the office's cells of it."""

    record_id: int
    dataset: str
    period: str
    area: AreaView
    above: tuple[AreaView, ...]
    cells: tuple[QueueCell, ...]


@dataclass(frozen=True)
class QueuePage:
    """``after`` is the cursor of the next page, None at the end; ``cells`` counts all that waits."""

    rows: tuple[QueueRow, ...]
    after: tuple[int, int] | None
    cells: int


@dataclass(frozen=True)
class CellStory:
    """One cell: what is held, who said what (newest first), and what was held before (newest first)."""

    row: QueueRow
    cell: QueueCell
    office_id: int | None
    claims: tuple[ClaimView, ...]
    past: tuple[HistoryRow, ...]
