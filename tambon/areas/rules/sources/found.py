"""What reading a file's rows gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from tambon.areas import problems as areas
from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.lists import Changes, Listed
from tambon.areas.rules.sources import problems
from tambon.formats import Refusal, Row
from tambon.lib.problem import Kind as ProblemKind
from tambon.lib.problem import Problem


@dataclass(slots=True)
class Found:
    """The rows that can stand, by the area's key, and those that cannot.

    ``named`` are the keys that the file names, also in rows refused for another reason; ``unsure`` says that
    a row was refused of which not even the area is known: then nothing is said of what the file leaves out.
    """

    listed: list[Listed] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    unsure: bool = False

    def take(self, area: Listed, row: Row) -> None:
        """Raises ``422-source-code-twice``."""
        first = self.rows.get(area.key)
        if first is not None:
            raise problems.code_twice(code=area.code, first=first.number)
        self.rows[area.key] = row
        self.listed.append(area)

    def refuse(self, problem: Problem, row: Row, *, key: str = "") -> None:
        """Keeps the row with its reason; ``key`` where it is known which area it is about."""
        self.refused.append(Refusal.of(problem, row=row.number, raw=row.raw))
        if key:
            self.named.add(key)
        else:
            self.unsure = True

    def all_named(self) -> set[str]:
        """All areas that the file names."""
        return self.named | set(self.rows)

    def contradicted(self, changes: Changes) -> list[Refusal]:
        """The rows that read well and contradict what the registry holds."""
        older = ((_older(area.kind), area) for area in changes.older)
        others = ((_other_sort(area.kind), area) for area in changes.other_sort)
        return [
            Refusal.of(kind(code=area.code), row=self.rows[area.key].number, raw=self.rows[area.key].raw)
            for kind, area in (*older, *others)
            if area.key in self.rows
        ]


def _older(kind: Kind) -> ProblemKind:
    return areas.older_than_known if kind is Kind.VILLAGE else problems.older_than_known


def _other_sort(kind: Kind) -> ProblemKind:
    return areas.synthetic_and_real if kind is Kind.VILLAGE else problems.synthetic_and_real
