"""One village and year in several datasets: quantities that agree, parts that fit into wholes. Pure.

Each line of `TOGETHER` asks at ``about`` and reads the other side; what is blank or absent on either side
asks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from tambon.dictionary.rules.spec import DatasetSpec, Severity
from tambon.verification.rules.across.rule import Question, Row, Rule

BAND = 0.1
FEW = 3  # two counts nearer than this agree: a household may come or go between two visits
PART_BAND = 0.05


class Relation(StrEnum):
    SAME = "same"
    AT_MOST = "at_most"  # a part and its whole
    YES_IF_ANY = "yes_if_any"  # a yes or no, and a count
    YES_IF_YES = "yes_if_yes"  # a yes here is a yes there


@dataclass(frozen=True, slots=True)
class Together:
    """``about`` and ``with_``: "dataset.variable"; several are added up. The question is at the first."""

    name: str
    about: tuple[str, ...]
    relation: Relation
    with_: tuple[str, ...]
    said_th: str
    said_en: str

    @property
    def at(self) -> tuple[str, str]:
        """The dataset and variable that the question is shown at."""
        dataset, _, variable = self.about[0].partition(".")
        return dataset, variable

    @property
    def datasets(self) -> frozenset[str]:
        return frozenset(one.partition(".")[0] for one in (*self.about, *self.with_))


def _households(dataset: str) -> Together:
    return Together(
        f"households_{dataset}",
        (f"{dataset}.households",),
        Relation.SAME,
        ("population.households",),
        "ครัวเรือนในชุดนี้กับชุดประชากร",
        "Households here and in the population dataset",
    )


def _line(name: str, about: str, relation: Relation, with_: str, th: str, en: str) -> Together:
    return Together(name, tuple(about.split(" + ")), relation, tuple(with_.split(" + ")), th, en)


_COUNTED_AGAIN = (
    "community",
    "economy",
    "environment",
    "health",
    "infrastructure",
    "risk",
    "water",
    "welfare",
)
_ADULTS = "population.age_15_59 + population.age_60_up"
_SAME, _PART = Relation.SAME, Relation.AT_MOST
TOGETHER: tuple[Together, ...] = (
    *(_households(dataset) for dataset in _COUNTED_AGAIN),
    _line("older_people", "welfare.older_people", _SAME, "population.age_60_up",
          "ผู้สูงอายุในชุดสวัสดิการกับชุดประชากร", "Older people in welfare and in population"),
    _line("disabled", "welfare.disability_card + welfare.disability_no_card", _SAME,
          "population.people_with_disability",
          "คนพิการที่มีบัตรและไม่มีบัตรรวมกัน กับชุดประชากร", "People with a disability by card, and in population"),
    _line("savings_group", "economy.savings_group", Relation.YES_IF_ANY, "community.savings_groups",
          "มีกลุ่มออมทรัพย์ กับจำนวนกลุ่มในชุดชุมชน", "A savings group, and their number in community"),
    _line("village_fund", "economy.village_fund", Relation.YES_IF_ANY, "community.village_fund_members",
          "มีกองทุนหมู่บ้าน กับจำนวนสมาชิกในชุดชุมชน", "A village fund, and its members in community"),
    _line("drought", "water.dry_season_shortage", Relation.YES_IF_YES, "risk.drought",
          "ขาดน้ำหน้าแล้ง กับภัยแล้งในชุดความเสี่ยง", "Short of water in the dry season, and drought in risk"),
    _line("children_under_5", "health.children_under_5", _PART, "population.age_0_14",
          "เด็กต่ำกว่า 5 ปี ต้องไม่เกินเด็กต่ำกว่า 15 ปี", "Children under 5 within those under 15"),
    _line("children_2_14", "education.children_6_14 + education.children_2_5", _PART, "population.age_0_14",
          "เด็ก 2 ถึง 14 ปี ต้องไม่เกินเด็กต่ำกว่า 15 ปี", "Children of 2 to 14 within those under 15"),
    _line("births_under_5", "population.births", _PART, "health.children_under_5",
          "เด็กเกิดในปี ต้องไม่เกินเด็กต่ำกว่า 5 ปี", "Births of the year within children under 5"),
    _line("youth", "education.youth_15_17", _PART, "population.age_15_59",
          "เยาวชน 15 ถึง 17 ปี ต้องไม่เกินคน 15 ถึง 59 ปี", "Young people of 15 to 17 within those of 15 to 59"),
    _line("workforce", "economy.employed + economy.unemployed", _PART, _ADULTS,
          "คนมีงานและไม่มีงานรวมกัน ต้องไม่เกินคน 15 ปีขึ้นไป", "People with and without work within the adults"),
    _line("cannot_read", "education.adults_cannot_read", _PART, _ADULTS,
          "คนที่อ่านเขียนไม่ได้ ต้องไม่เกินคน 15 ปีขึ้นไป", "Adults who cannot read within those of 15 and over"),
    _line("returnees", "economy.returnees", _PART, "population.population_total",
          "คนที่กลับมาอยู่ ต้องไม่เกินประชากร", "People who came back within the population"),
    _line("work_outside", "economy.work_outside", _PART, _ADULTS,
          "คนที่ทำงานนอกอำเภอ ต้องไม่เกินคน 15 ปีขึ้นไป", "People who work outside within those of 15 and over"),
    _line("state_card", "welfare.state_card_people", _PART, "population.population_total",
          "ผู้มีบัตรสวัสดิการ ต้องไม่เกินประชากร", "State welfare cards within the population"),
    _line("older_alone", "population.older_alone", _PART, "welfare.older_people",
          "ผู้สูงอายุที่อยู่คนเดียว ต้องไม่เกินผู้สูงอายุในชุดสวัสดิการ", "Older people alone within welfare's older people"),
    _line("storm_houses", "risk.storm_houses", _PART, "population.houses",
          "บ้านที่เสียหายจากพายุ ต้องไม่เกินบ้านทั้งหมด", "Houses damaged by storms within all houses"),
    _line("unsafe_houses", "welfare.unsafe_houses", _PART, "population.houses",
          "บ้านทรุดโทรม ต้องไม่เกินบ้านทั้งหมด", "Unsafe houses within all houses"),
    _line("volunteers", "health.health_volunteers", _PART, _ADULTS,
          "อสม. ต้องไม่เกินคน 15 ปีขึ้นไป", "Health volunteers within people of 15 and over"),
)  # fmt: skip

STAND_TOGETHER = Rule(
    id="stand_together",
    severity=Severity.ASKS,
    title_th="ไม่ตรงกับชุดข้อมูลอื่นของหมู่บ้านและปีเดียวกัน",
    title_en="Does not fit another dataset of the same village and year",
    th="{what}: {here} กับ {there} ไม่เข้ากัน โปรดตรวจว่าค่าใดถูก",
    en="{what_en}: {here_en} and {there_en} do not fit; please find out which is right",
    formula_th="ค่าเดียวกัน: ต่างเกินร้อยละ 10 ของค่าที่มากกว่า และเกิน 3 · ส่วนย่อย: มากกว่าส่วนรวมเกินร้อยละ 5 และเกิน 3 "
    "· มีหรือไม่มี: ไม่ตรงกับจำนวน",
    formula_en="the same quantity: differ by over 10% of the larger and over 3 · a part: exceeds its whole "
    "by over 5% and over 3 · yes or no: not as the count says",
)


@cache
def read_by() -> dict[str, frozenset[str]]:
    """{dataset: the datasets whose questions read it}: they are asked again when it changes."""
    found: dict[str, set[str]] = {}
    for line in TOGETHER:
        for dataset in line.datasets - {line.at[0]}:
            found.setdefault(dataset, set()).add(line.at[0])
    return {dataset: frozenset(readers) for dataset, readers in found.items()}


def stand_together(spec: DatasetSpec, row: Row) -> Iterator[Question]:
    """The questions about this record that other datasets of the same village and period raise."""
    for line in _lines_at(spec.name):
        here, there = (_total(side, spec.name, row) for side in (line.about, line.with_))
        if here is None or there is None or fits(line.relation, here, there):
            continue
        question = STAND_TOGETHER.ask(
            line.at[1],
            [line.name, here, there],
            what=line.said_th,
            what_en=line.said_en,
            here=_word(here, "th"),
            there=_word(there, "th"),
            here_en=_word(here, "en"),
            there_en=_word(there, "en"),
        )
        yield replace(question, rule=f"{question.rule}:{line.name}")  # two lines may ask about one variable


def fits(relation: Relation, here: float, there: float) -> bool:
    """Whether the two sides can both be true."""
    if relation is Relation.YES_IF_ANY:
        return bool(here) == (there > 0)
    if relation is Relation.YES_IF_YES:
        return not here or bool(there)
    apart = here - there
    if relation is Relation.AT_MOST:
        return apart <= max(PART_BAND * there, FEW)
    return abs(apart) <= max(BAND * max(here, there), FEW)


@cache
def _lines_at(dataset: str) -> tuple[Together, ...]:
    return tuple(line for line in TOGETHER if line.at[0] == dataset)


def _total(side: tuple[str, ...], own: str, row: Row) -> float | None:
    """The sum of a side; None when any of it is not there. A single yes or no stays one."""
    found: list[float] = []
    for name in side:
        dataset, _, variable = name.partition(".")
        held: Mapping[str, Any] = row.values if dataset == own else row.others.get(dataset, {})
        value = held.get(variable)
        if not isinstance(value, int | float):
            return None
        found.append(value)
    return found[0] if len(found) == 1 else sum(found)


def _word(value: float, lang: str) -> float | str:
    if isinstance(value, bool):
        return {("th", True): "มี", ("th", False): "ไม่มี", ("en", True): "yes", ("en", False): "no"}[
            lang, value
        ]
    return value
