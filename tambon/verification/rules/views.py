"""What an officer sees: the shapes of queues and stories. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tambon.areas.rules import AreaView
from tambon.dictionary.rules.spec import Bilingual, Severity, VariableSpec
from tambon.records.rules import Cell, ClaimView, Figure, HistoryRow, WaitingCount, is_waiting
from tambon.verification.rules.beside import NOTHING, Around, Beside, number
from tambon.verification.rules.heads import SaidOf


@dataclass(frozen=True)
class OpenFinding:
    variable: str
    rule: str
    severity: str
    th: str
    en: str
    involved: tuple[str, ...] = ()
    id: int = 0
    accepted: bool = False  # its explanation was taken: it weighs no more


@dataclass(frozen=True)
class Shown:
    """A finding as an officer reads it, with the other values that its rule looked at."""

    said: OpenFinding
    beside: tuple[tuple[VariableSpec, object], ...]


class Agreement(StrEnum):
    """How what is held stands to the other source's figure."""

    ALONE = "alone"  # there is no second figure
    SAME = "same"
    DIFFERS = "differs"


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
    findings: tuple[Shown, ...]
    said: tuple[SaidOf, ...] = ()  # by the village's head or a reader, of the very value that stands
    beside: Beside = NOTHING

    @property
    def passes(self) -> bool:
        """Whether nothing speaks against confirming: the rules ran and ask nothing, no source differs."""
        asks = self.cell.differs or self.cell.answer is not None or bool(self.findings)
        return self.waiting and self.cell.weight == 0 and not asks

    @property
    def impossible(self) -> OpenFinding | None:
        """The rule that says that the value cannot be true: while it stands nobody confirms."""
        return next((one.said for one in self.findings if one.said.severity == Severity.BLOCKS), None)

    @property
    def waiting(self) -> bool:
        """Whether the owner's word is still to come."""
        return is_waiting(self.value, self.cell)

    @property
    def agreement(self) -> Agreement:
        """Whether the field and the agency's register say the same."""
        if self.field is None or self.register is None:
            return Agreement.ALONE
        return Agreement.SAME if self.field.value == self.register.value else Agreement.DIFFERS

    @property
    def gap(self) -> int | float | None:
        """The register's figure less the field's; None where they are no numbers."""
        if self.field is None or self.register is None:
            return None
        there, here = number(self.register.value), number(self.field.value)
        return None if there is None or here is None else there - here


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
    """``after`` is the cursor of the next page, None at the end."""

    rows: tuple[QueueRow, ...]
    after: tuple[int, int] | None


@dataclass(frozen=True)
class DisputedPage:
    """Records with cells that stand disputed; ``after`` is the cursor of the next page, None at the end."""

    rows: tuple[QueueRow, ...]
    after: int | None


@dataclass(frozen=True)
class Choice:
    """What a queue can be narrowed to: its key in an address, its name, the cells that wait in it."""

    key: str
    name_th: str
    name_en: str
    cells: int


@dataclass(frozen=True)
class QueueCounts:
    """What waits, by dataset and district. Each list of choices counts what the other choice leaves."""

    parts: tuple[WaitingCount, ...]
    titles: Mapping[str, Bilingual]
    districts_by_id: Mapping[int, AreaView]

    def total(self, dataset: str | None = None, district: int | None = None) -> tuple[int, int]:
        """(cells, records) that wait in the dataset and the district."""
        chosen = [p for p in self.parts if dataset in (None, p.dataset) and district in (None, p.district_id)]
        return sum(p.cells for p in chosen), sum(p.records for p in chosen)

    def datasets(self, district: int | None = None) -> list[Choice]:
        """The datasets, the fullest first."""
        found = [
            Choice(name, title.th, title.en, self.total(name, district)[0])
            for name, title in self.titles.items()
        ]
        return sorted(found, key=lambda one: (-one.cells, one.key))

    def districts(self, dataset: str | None = None) -> list[Choice]:
        """The districts by code."""
        known = sorted(self.districts_by_id.values(), key=lambda area: area.code)
        return [Choice(a.code, a.name_th, a.name_en, self.total(dataset, a.id)[0]) for a in known]

    def district_id(self, code: str) -> int | None:
        """The district of that code, where something waits in it."""
        return next((a.id for a in self.districts_by_id.values() if a.code == code), None)


@dataclass(frozen=True)
class CellStory:
    """One cell: what is held, who said what and what was held before (newest first), the places around."""

    row: QueueRow
    cell: QueueCell
    office_id: int | None
    claims: tuple[ClaimView, ...]
    past: tuple[HistoryRow, ...]
    around: tuple[Around, ...] = ()
