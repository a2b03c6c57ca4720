"""The columns of a question as the dictionary words them: type, label, hint, constraint, choices. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly

from tambon.dictionary.rules.absence import ABSENCE_REASONS
from tambon.dictionary.rules.checks import range_sentence
from tambon.dictionary.rules.expressions import to_xpath
from tambon.dictionary.rules.spec import (
    Bilingual,
    Check,
    CodeItem,
    Column,
    DatasetSpec,
    Severity,
    VariableSpec,
)
from tambon.forms.rules.mapping import HEAD_AGREES, HEAD_NOT_ASKED, HEAD_OBJECTS
from tambon.forms.rules.table import Row

THAI, ENGLISH = "ไทย (th)", "English (en)"
YES_NO, ABSENCE, HEAD = "yes_no", "absence", "head_word"
_ASKED_AGAIN = re.compile(r"\s*(?:โปรดตรวจอีกครั้ง|[;,]\s*please look again)\s*$")
Question = VariableSpec | Column
Cells = dict[str, str]

MOST_PIXELS = (
    1600  # the longer side of a photo that a form takes: legible, and ten times lighter on a weak signal
)
_PICTURES = frozenset({"image", "photo"})
_YES_NO = (("yes", "ใช่ / มี", "Yes"), ("no", "ไม่ใช่ / ไม่มี", "No"))
_HEAD = (
    (HEAD_AGREES, "ยืนยันว่าตรง", "Agrees"),
    (HEAD_NOT_ASKED, "ไม่ได้ถาม", "Not asked"),
    (HEAD_OBJECTS, "มีข้อที่ไม่ตรง", "Objects"),
)


def both(column: str, said: Bilingual) -> Cells:
    """The Thai and the English cell of one translated column."""
    return {f"{column}::{THAI}": said.th, f"{column}::{ENGLISH}": said.en}


def question_type(question: Question, choice_list: str) -> str:
    """XLSForm's type for a variable; a date opens the Buddhist calendar by appearance()."""
    kinds = {
        "integer": "integer",
        "decimal": "decimal",
        "boolean": f"select_one {YES_NO}",
        "code": f"select_one {choice_list}",
        "codes": f"select_multiple {choice_list}",
        "date": "date",
        "text": "text",
        "rows": "begin_repeat",
    }
    return kinds[question.type]


def appearance(question: Question) -> str:
    return "buddhist" if question.type == "date" else ""


def label(question: Question) -> Cells:
    """The label, with its unit in brackets."""
    if question.unit is None:
        return both("label", question.label)
    th, en = (f"{question.label.say(lang)} ({question.unit.say(lang)})" for lang in ("th", "en"))
    return both("label", Bilingual(th=th, en=en))


def constraint(question: Question, checks: list[Check], paths: ReadOnly[str, str]) -> Cells:
    """The allowed range and the checks that block, as one constraint with one message in each language.

    ``paths`` names every variable of the checks; the question itself is ``.``.
    """
    conditions, said = _range(question)
    own = {**paths, question.name: "."}
    for check in checks:
        conditions.append(to_xpath(check.expression, own))
        said.append(Bilingual(th=check.th, en=check.en))
    if not conditions:
        return {}
    message = Bilingual(th=" · ".join(s.th for s in said), en=" · ".join(s.en for s in said))
    return {"constraint": " and ".join(conditions), **both("constraint_message", message)}


def _range(question: Question) -> tuple[list[str], list[Bilingual]]:
    said = range_sentence(question)
    if said is None:
        return [], []
    bounds = [(">=", question.minimum), ("<=", question.maximum)]
    return [f". {sign} {bound}" for sign, bound in bounds if bound is not None], [said]


def former_row(row: Row, column: str, area: str) -> Row:
    """The hidden row that looks up in ``former.csv`` on the phone what is held about the chosen area."""
    found = f"pulldata('former', '{column}', 'name', ${{{area}}})"
    shown = f"if({found} != '', {found}, '–')"
    return Row(row.line, {"type": "calculate", "name": f"former_{row.get('name')}", "calculation": shown})


def with_former(question: Row, former: str) -> Row:
    """The question with what is held at the end of its hint."""
    said = both("hint", Bilingual(th=f"ค่าเดิม: ${{{former}}}", en=f"Held now: ${{{former}}}"))
    hints = {column: f"{question.get(column)} · {text}".removeprefix(" · ") for column, text in said.items()}
    return question.with_cells({**question.cells, **hints})


def asking_note(check: Check, paths: ReadOnly[str, str]) -> Cells:
    """A note that shows where a check that asks is broken: the phone cannot ask in any other way."""
    th, en = (_ASKED_AGAIN.sub("", words) for words in (check.th, check.en))  # said once, before
    said = Bilingual(th=f"โปรดตรวจอีกครั้ง: {th}", en=f"Please look again: {en}")
    broken = f"not({to_xpath(check.expression, paths)})"
    return {"type": "note", "name": f"ask_{check.name}", **both("label", said), "relevant": broken}


def asking_checks(spec: DatasetSpec) -> list[Check]:
    return [check for check in spec.all_checks if check.severity is Severity.ASKS]


def blocking_checks(spec: DatasetSpec, variable: str) -> list[Check]:
    return [c for c in spec.all_checks if c.severity is Severity.BLOCKS and c.about == variable]


def choices(choice_list: str, items: tuple[CodeItem, ...]) -> list[Cells]:
    return [{"list_name": choice_list, "name": i.code, **both("label", i)} for i in items]


def fixed_choices() -> list[Cells]:
    """Yes and no, what the village's head says, and the reasons why an answer is not there."""
    lists = [(YES_NO, code, th, en) for code, th, en in _YES_NO]
    lists += [(HEAD, *said) for said in _HEAD]
    lists += [(ABSENCE, reason.code, reason.th, reason.en) for reason in ABSENCE_REASONS.values()]
    return [
        {"list_name": of, "name": code, **both("label", Bilingual(th=th, en=en))}
        for of, code, th, en in lists
    ]


def absence_row(row: Row, blank: str) -> Row:
    """The question that asks why answers of its group are blank; shown, and needed, only where some are."""
    asked = Bilingual(th="ยังมีข้อที่เว้นว่างไว้ข้างบน เพราะอะไร", en="Some answers above are blank: why?")
    hint = Bilingual(
        th="เหตุผลนี้ใช้กับทุกข้อที่ว่างในหมวดนี้ ถ้าทราบคำตอบให้ย้อนกลับไปตอบ",
        en="The reason stands for every blank of this part; where you know the answer, go back and give it",
    )
    needed = {
        "required": "yes",
        **both("required_message", Bilingual(th="โปรดบอกเหตุผล", en="Please say why")),
    }
    own = {column: text for column, text in row.cells.items() if column != "type"}
    defaults = {**both("label", asked), **both("hint", hint), **needed, "relevant": blank}
    return row.with_cells({**defaults, **own, "type": f"select_one {ABSENCE}"})


def head_row(row: Row, which: str) -> Row:
    """The optional questions at the end: what the village's head, who heard the answers, says of them."""
    if which == HEAD:
        asked = Bilingual(th="ผู้ใหญ่บ้านยืนยันคำตอบ", en="The village head agrees")
        hint = Bilingual(
            th="ไม่บังคับ อ่านคำตอบให้ผู้ใหญ่บ้านฟังก่อน คุณเป็นพยานว่าผู้ใหญ่บ้านพูดเช่นนั้น",
            en="Optional. Read the answers to the head first; you are the witness of what the head said",
        )
        return row.filled(name=HEAD, type=f"select_one {HEAD}", **both("label", asked), **both("hint", hint))
    asked = Bilingual(th="ผู้ใหญ่บ้านว่าข้อใดไม่ตรง อย่างไร", en="What does the head say is wrong, and how?")
    hint = Bilingual(th="อย่าเขียนชื่อหรือเบอร์โทรศัพท์ของผู้ใด", en="No names and no telephone numbers")
    shown = {"relevant": f"${{{HEAD}}} = '{HEAD_OBJECTS}'"}
    return row.filled(name=which, type="text", **both("label", asked), **both("hint", hint), **shown)


def bounded_picture(cells: Cells) -> Cells:
    """The cells of a row; one that takes a picture and names no ``max-pixels`` gets ours.

    Source: ODK's XLSForm documentation, "Scaling down images": the phone makes it small before it keeps it.
    """
    parameters = cells.get("parameters", "")
    if cells.get("type", "").strip().lower() not in _PICTURES or "max-pixels" in parameters.lower():
        return cells
    return {**cells, "parameters": f"{parameters} max-pixels={MOST_PIXELS}".strip()}
