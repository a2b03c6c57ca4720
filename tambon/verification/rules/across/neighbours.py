"""Against the other villages of the district: one that stands far out cannot hide itself. Pure.

A mean and a standard deviation are moved by the very value that is looked for; the median and the median
absolute deviation are not (Hampel, 1974).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import expm1, log1p
from statistics import median
from typing import NamedTuple

from tambon.dictionary.rules.spec import DatasetSpec, Severity, VariableSpec, VariableType
from tambon.verification.rules.across.rule import Question, Row, Rule, far_apart, number

FEWEST_NEIGHBOURS = 8
TIMES = 6.0  # so many spreads from the median
SPREAD = 1.4826  # times the median absolute deviation: the standard deviation, were the values normal
LEAST = {"ratio": 0.05, "log": 0.25}  # a spread below this counts as this: where all villages say the same
HOUSEHOLDS, PEOPLE = "households", "population_total"
BY_UNIT = {"household": HOUSEHOLDS, "house": HOUSEHOLDS, "customer": HOUSEHOLDS, "person": PEOPLE}

NEIGHBOURS = Rule(
    id="far_from_neighbours",
    severity=Severity.ASKS,
    title_th="ต่างจากหมู่บ้านใกล้เคียงมาก",
    title_en="Far from the neighbouring villages",
    th="{now} ต่างจากหมู่บ้านอื่นในอำเภอมาก หมู่บ้านทั่วไปจะอยู่ราว {usual} โปรดตรวจอีกครั้ง",
    en="{now} is far from the district's other villages, usually about {usual}; please look again",
    formula_th="ห่างจากค่ากลางของอำเภอเกิน 6 เท่าของการกระจาย (1.4826 × MAD) อย่างน้อย 8 หมู่บ้าน · "
    "จำนวนครัวเรือนและคนเทียบเป็นอัตราต่อครัวเรือนหรือประชากรเมื่อชุดข้อมูลมีฐาน อย่างอื่นเทียบด้วยลอการิทึม · "
    "จำนวนนับต้องต่างตั้งแต่ 10 และรากที่สองต่างตั้งแต่ 2.5",
    formula_en="more than 6 spreads (1.4826 × MAD) from the district's median, of 8 villages or more · "
    "households and people as ratios to households or population where the dataset has them, else on a log "
    "scale · a count must also differ by 10 and by 2.5 in square roots",
)


class _Stand(NamedTuple):
    """One village's value, what it is compared as, and how a compared value reads as one of this village."""

    row: Row
    value: float
    base: float | None
    compared: float


def far_from_neighbours(spec: DatasetSpec, rows: Sequence[Row]) -> Iterator[tuple[int, Question]]:
    """(record id, question) for each value that stands far out among these villages of one district."""
    for variable in spec.asked:
        if variable.type in (VariableType.INTEGER, VariableType.DECIMAL):
            base = base_of(spec, variable)
            stands = [stand for row in rows if (stand := _stand(row, variable.name, base)) is not None]
            yield from _outliers(variable, stands, "ratio" if base else "log")


def base_of(spec: DatasetSpec, variable: VariableSpec) -> str | None:
    """The variable of the same dataset to which this one is a ratio; None: it is compared as it is."""
    by_name, unit = spec.by_name, variable.unit.code if variable.unit else ""
    base = BY_UNIT.get(unit)
    if base == PEOPLE and PEOPLE not in by_name:
        base = HOUSEHOLDS
    if base not in by_name or variable.name == HOUSEHOLDS:
        return None
    if variable.name != PEOPLE:
        return base
    return HOUSEHOLDS if HOUSEHOLDS in by_name else None


def _stand(row: Row, name: str, base: str | None) -> _Stand | None:
    value = number(row.values.get(name))
    if value is None or value < 0:
        return None
    if base is None:
        return _Stand(row, value, None, log1p(value))
    under = number(row.values.get(base))
    return _Stand(row, value, under, value / under) if under else None


def _outliers(variable: VariableSpec, stands: list[_Stand], scale: str) -> Iterator[tuple[int, Question]]:
    if len(stands) <= FEWEST_NEIGHBOURS:
        return
    centre = median(stand.compared for stand in stands)
    spread = max(SPREAD * median(abs(stand.compared - centre) for stand in stands), LEAST[scale])
    is_count = variable.type is VariableType.INTEGER
    for stand in stands:
        if abs(stand.compared - centre) <= TIMES * spread:
            continue
        usual = _READS[scale](centre, stand)
        if is_count and not far_apart(stand.value, usual):
            continue
        said = round(usual) if is_count else round(usual, 2)
        question = NEIGHBOURS.ask(variable.name, [stand.value, stand.base], now=stand.value, usual=said)
        yield stand.row.record_id, question


def _from_ratio(centre: float, stand: _Stand) -> float:
    return centre * (stand.base or 0)


def _from_log(centre: float, stand: _Stand) -> float:
    return expm1(centre)


_READS: Mapping[str, Callable[[float, _Stand], float]] = {"ratio": _from_ratio, "log": _from_log}
