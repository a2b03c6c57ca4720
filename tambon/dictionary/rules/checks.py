"""Which rules a row breaks. Pure: phones run the same checks as constraints, written by xpath.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tambon.dictionary.rules.evaluation import evaluate
from tambon.dictionary.rules.spec import Bilingual, Column, DatasetSpec, Severity, VariableSpec, VariableType


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that is broken. ``variable`` is what it is about, ``involved`` all that it looked at."""

    variable: str
    rule: str
    severity: Severity
    sentence_th: str
    sentence_en: str
    involved: tuple[str, ...]


def check_row(spec: DatasetSpec, values: Mapping[str, Any]) -> list[Failure]:
    """Every rule of the dataset that is surely broken; what is blank or absent breaks none."""
    found = [
        failure for variable in spec.asked for failure in _range_failures(variable, values.get(variable.name))
    ]
    for check in spec.all_checks:
        if evaluate(check.expression, values) is False:
            involved = tuple(sorted(check.expression.names | {check.about}))
            found.append(Failure(check.about, check.name, check.severity, check.th, check.en, involved))
    return found


def range_sentence(bounds: VariableSpec | Column) -> Bilingual | None:
    """How the allowed range is said on phones and at the desk; None where there is none."""
    low, high = bounds.minimum, bounds.maximum
    if low is not None and high is not None:
        return Bilingual(th=f"ต้องอยู่ระหว่าง {low:,} ถึง {high:,}", en=f"Must be from {low:,} to {high:,}")
    if low is not None:
        return Bilingual(th=f"ต้องไม่น้อยกว่า {low:,}", en=f"Must be {low:,} or more")
    if high is not None:
        return Bilingual(th=f"ต้องไม่มากกว่า {high:,}", en=f"Must be {high:,} or less")
    return None


def _range_failures(variable: VariableSpec, value: Any) -> Iterator[Failure]:
    if variable.type is VariableType.ROWS:
        broken = [
            c
            for row in (value if isinstance(value, list) else ())
            for c in variable.columns
            if _outside(c, row.get(c.name))
        ]
        for column in dict.fromkeys(broken):
            yield _out_of_range(variable, column)
    elif _outside(variable, value):
        yield _out_of_range(variable, variable)


def _outside(bounds: VariableSpec | Column, value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    too_low = bounds.minimum is not None and value < bounds.minimum
    return too_low or (bounds.maximum is not None and value > bounds.maximum)


def _out_of_range(variable: VariableSpec, bounds: VariableSpec | Column) -> Failure:
    said = range_sentence(bounds)
    th, en = (said.th, said.en) if said else ("", "")
    label = bounds.label
    rule = f"{variable.name}_in_range" if bounds is variable else f"{variable.name}_{bounds.name}_in_range"
    return Failure(
        variable.name, rule, Severity.BLOCKS, f"{label.th}: {th}", f"{label.en}: {en}", (variable.name,)
    )
