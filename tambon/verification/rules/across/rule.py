"""What a rule across rows is, what it looks at, and what it asks. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Any, NamedTuple

from tambon.dictionary.rules.spec import Severity

FEWEST = 10  # two counts nearer than this are never called far apart: a village of 12 houses may build 4
STEP = 2.5  # in square roots; a count that is only chance moves by 0.5 on average, whatever its size


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is called, how much it weighs, what it says, and its formula in words.

    ``th`` and ``en`` are templates of the sentence that people read, with the numbers that were found.
    """

    id: str
    severity: Severity
    title_th: str
    title_en: str
    th: str
    en: str
    formula_th: str
    formula_en: str
    version: str = "1"

    def ask(
        self, variable: str, basis: Any, *, severity: Severity | None = None, **found: float | str
    ) -> Question:
        """The question about one cell; ``basis`` is all that a person who explains it has to explain."""
        said = {name: _said(one) for name, one in found.items()}
        th, en = self.th.format(**said), self.en.format(**said)
        return Question(variable, self.id, self.version, severity or self.severity, th, en, basis_of(basis))


@dataclass(frozen=True, slots=True)
class Question:
    """A rule that asks about one cell. The same ``basis``: the same values were looked at."""

    variable: str
    rule: str
    version: str
    severity: Severity
    th: str
    en: str
    basis: str


class Figures(NamedTuple):
    """What the field, or an office (``by_office``), says of a cell, and what the agency's register says."""

    here: Any = None
    register: Any = None
    by_office: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One record with what stands beside it.

    ``before``: the values of the newest earlier round. ``figures``: by variable. ``others``: {dataset:
    values} of the same area and period.
    """

    record_id: int
    values: Mapping[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Figures] = field(default_factory=dict)
    others: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def basis_of(looked_at: Any) -> str:
    """Sixteen hex digits that change when the values do."""
    text = json.dumps(looked_at, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def number(value: Any) -> int | float | None:
    """The value where it is a number; a yes, a reason and a blank are none."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def far_apart(one: float, other: float) -> bool:
    """Whether two counts differ by more than chance moves counts of their size.

    Compared as square roots, where the spread of a count hardly depends on its size (Bartlett, 1936).
    """
    apart = abs(one - other)
    return apart >= FEWEST and abs(sqrt(max(one, 0)) - sqrt(max(other, 0))) >= STEP


def _said(one: float | str) -> str:
    if isinstance(one, str):
        return one
    return f"{one:,}" if isinstance(one, int) or (abs(one) < 1e15 and one == int(one)) else f"{one:,.2f}"
