"""Whether a question of any form can answer a variable of the dictionary: type, unit and choices. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tambon.dictionary.rules.spec import Bilingual, Column, DatasetSpec, VariableSpec
from tambon.dictionary.rules.values import read_value
from tambon.forms import problems
from tambon.forms.rules.shape import Node, Shape
from tambon.lib.problem import Problem
from tambon.lib.text import tidy

Question = VariableSpec | Column
AREA_TYPES = frozenset({"select_one", "text", "barcode", "calculate", "integer"})
DAY_TYPES = frozenset({"date", "datetime", "today", "start", "end", "calculate"})
_FIT: dict[str, frozenset[str]] = {
    "integer": frozenset({"integer", "range", "calculate"}),
    "decimal": frozenset({"decimal", "integer", "range", "calculate"}),
    "boolean": frozenset({"select_one", "calculate"}),
    "code": frozenset({"select_one", "calculate"}),
    "codes": frozenset({"select_one", "select_multiple", "rank"}),
    "date": frozenset({"date", "datetime", "today", "calculate"}),
    "text": frozenset({"text", "select_one", "barcode", "calculate", "integer", "decimal"}),
    "rows": frozenset({"repeat"}),
}
_BRACKETED = re.compile(r"[(\[]([^()\[\]]+)[)\]]\s*:?\s*$")
MOST_SHOWN = 5
MOST_WORDS = 120


def demand_fit(node: Node, question: Question, variable: str, units: Iterable[Bilingual]) -> None:
    """Raises ``422-form-mapping-unfit``, which names the question, the variable and what is another.

    ``units`` are those that the dictionary knows: a label that ends with one of them in brackets says in
    which unit the question asks.
    """
    if not fits_type(node, question):
        th = f"คำถามเป็นชนิด {node.type} แต่ตัวแปรเป็น {question.type}"
        raise _unfit(node, variable, th, f"it is of type {node.type}, the variable is {question.type}")
    _demand_unit(node, question, variable, units)
    if question.type in ("boolean", "code", "codes") and node.type != "calculate":
        _demand_choices(node, question, variable)


def fits_type(node: Node, question: Question) -> bool:
    """Whether the question's type can answer the variable at all."""
    return node.type in _FIT[question.type] and not (node.type == "range" and _in_parts(node, question))


def demand_scalar(node: Node, shape: Shape, variable: str) -> None:
    """Raises the same for a question in a repeat, which has many answers where one is asked."""
    repeat = shape.repeat_of(node.path)
    if repeat:
        th, en = f"คำถามอยู่ในชุดคำถามซ้ำ {repeat}", f"it stands in the repeat {repeat}"
        raise _unfit(node, variable, th, en)


def demand_meta(node: Node, shape: Shape, meta: str) -> None:
    """The same for the questions that tell the area and the day."""
    demand_scalar(node, shape, meta)
    if node.type not in (AREA_TYPES if meta == "area" else DAY_TYPES):
        raise _unfit(node, meta, f"คำถามเป็นชนิด {node.type}", f"it is of type {node.type}")


def units_of(specs: Iterable[DatasetSpec]) -> tuple[Bilingual, ...]:
    """Every unit of the datasets, once."""
    found = {(v.unit.th, v.unit.en): v.unit for spec in specs for v in spec.variables if v.unit is not None}
    return tuple(found.values())


def _in_parts(node: Node, question: Question) -> bool:
    return question.type == "integer" and node.bind.type == "decimal"


def _demand_unit(node: Node, question: Question, variable: str, units: Iterable[Bilingual]) -> None:
    known = {_key(word): unit for unit in units for word in (unit.th, unit.en)}
    for text in node.label.values():
        found = _BRACKETED.search(text)
        unit = known.get(_key(found[1])) if found else None
        if found is None or unit is None:
            continue
        own = question.unit
        if own is None or _key(own.en) != _key(unit.en):
            mine_th, mine_en = (own.th, own.en) if own else ("ไม่มีหน่วย", "no unit")
            th = f"คำถามถามเป็น {found[1]} แต่ตัวแปรเป็น {mine_th}"
            raise _unfit(node, variable, th, f"it asks in {unit.en}, the variable is in {mine_en}")


def _key(unit: str) -> str:
    return tidy(unit).lower().rstrip(".")


def _demand_choices(node: Node, question: Question, variable: str) -> None:
    if not node.choices:
        th, en = "ตัวเลือกมาจากไฟล์ จึงเทียบรหัสไม่ได้", "its choices come from a file and cannot be compared"
        raise _unfit(node, variable, th, en)
    strange = [choice.name for choice in node.choices if not _readable(question, choice.name)]
    if strange:
        said = ", ".join(strange[:MOST_SHOWN]) + (" …" if len(strange) > MOST_SHOWN else "")
        known = ", ".join(item.code for item in question.codes) or "yes, no"
        th = f"ตัวเลือก {said} ไม่อยู่ในรหัสของตัวแปร ({known})"
        raise _unfit(node, variable, th, f"its choices {said} are no codes of the variable ({known})")


def _readable(question: Question, name: str) -> bool:
    try:
        return read_value(question, name) is not None
    except Problem:
        return False


def named(node: Node) -> str:
    """The question's name, and its words in brackets where it has any of its own."""
    words = " / ".join(dict.fromkeys(text for text in node.label.values() if text and "${" not in text))
    return f"{node.name} ({words[:MOST_WORDS]})" if words else node.name


def _unfit(node: Node, variable: str, th: str, en: str) -> Problem:
    return problems.mapping_unfit(question=named(node), variable=variable, why_th=th, why_en=en)
