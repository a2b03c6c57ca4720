"""What is wrong in a workbook, by sheet, row and column, told in both languages. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Self

from tambon.forms import row_problems
from tambon.forms.rules.table import Book, Row
from tambon.lib.problem import Kind, Problem

LONGEST = 600
MOST_FAULTS = 100
MOST_WORDS = 160
_ROW = re.compile(r"\[row : (\d+)\]")
_EACH_ROW = re.compile(r"\n(?=\[row : )")
_SHEET = re.compile(r"'(survey|choices|settings|external_choices|entities|osm)' sheet")
_COLUMN = re.compile(r"the '([^']+)' value")
_QUOTED = re.compile(r"'([^']+)'")

# pyxform's own codes, as far as a sentence of ours says more than its own
_BY_CODE: dict[str, Kind] = {
    "NAMES_001": row_problems.name_twice,
    "NAMES_003": row_problems.name_twice,
    "NAMES_004": row_problems.name_twice,
    "NAMES_006": row_problems.choice_without_name,
    "NAMES_007": row_problems.choice_twice,
    "NAMES_008": row_problems.bad_name,
    "NAMES_009": row_problems.bad_name,
    "HEADER_001": row_problems.column_missing,
    "HEADER_002": row_problems.column_twice,
    "HEADER_003": row_problems.column_missing,
    "PYREF_001": row_problems.bad_expression,
    "PYREF_003": row_problems.unknown_reference,
    "PYREF_004": row_problems.unknown_reference,
    "SURVEY_001": row_problems.not_closed,
    "SURVEY_002": row_problems.not_closed,
    "SURVEY_004": row_problems.bad_parameter,
    "SURVEY_005": row_problems.bad_parameter,
}
# and what it says without a code
_BY_WORDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"Unknown question type '(?P<type>[^']*)'"), row_problems.unknown_type),
    (
        re.compile(r"List name not in (?:choices|external choices) sheet: (?P<list>\S+)"),
        row_problems.unknown_list,
    ),
    (re.compile(r"Question or group with no name"), row_problems.no_name),
    (re.compile(r"Names must begin with a letter"), row_problems.bad_name),
    (re.compile(r"Could not find the name '(?P<name>[^']*)'"), row_problems.unknown_reference),
    (re.compile(r"The name '(?P<name>[^']*)' appears more than once"), row_problems.unknown_reference),
    (
        re.compile(r"value '(?P<name>[^']*)' is (?:invalid|problematic).*unique"),
        row_problems.name_twice,
    ),
    (re.compile(r"Unmatched '(?:begin|end)_\w+'.*for the name '(?P<name>[^']*)'"), row_problems.not_closed),
    (re.compile(r"There is no survey element named '(?P<name>[^']*)'"), row_problems.unknown_reference),
    (
        re.compile(r"There are multiple survey elements named '(?P<name>[^']*)'"),
        row_problems.unknown_reference,
    ),
    (re.compile(r"[Nn]ame '(?P<name>[^']*)'.*(?:already|duplicate|unique)"), row_problems.name_twice),
    (re.compile(r"Duplicate column header: (?P<column>.+)"), row_problems.column_twice),
    (re.compile(r"(?P<what>File name for .* should end with one of.*)"), row_problems.bad_file_name),
    (re.compile(r"You must have a sheet named"), row_problems.no_survey),
    (re.compile(r"must have a name|Choices must have a name"), row_problems.choice_without_name),
    (re.compile(r"[Pp]arameter"), row_problems.bad_parameter),
    (re.compile(r"Choice names must be unique"), row_problems.choice_twice),
)

_ANY_HINT = "ตัวแปลงแบบฟอร์มมีข้อสังเกต"
_HINTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"has no label"), "ไม่มีข้อความ (label) ให้คนอ่าน"),
    (re.compile(r"language declarations"), "ชื่อภาษาไม่มีรหัสภาษา เช่น ไทย (th)"),
    (re.compile(r"max-pixels"), "ภาพควรกำหนด max-pixels เพื่อให้ส่งได้เร็ว"),
    (re.compile(r"translation"), "บางข้อความยังไม่มีคำแปลครบทุกภาษา"),
    (re.compile(r"without name, text, or label"), "แถวนี้ว่าง จึงถูกข้าม"),
    (re.compile(r"column|header"), "หัวตารางมีคอลัมน์ที่ไม่รู้จักหรือไม่ควรใช้"),
    (re.compile(r"no longer supported"), "โทรศัพท์ส่วนใหญ่ไม่รองรับชนิดคำถามนี้แล้ว"),
    (re.compile(r"letter case|case-insensitive"), "ชื่อนี้ต่างจากชื่ออื่นเพียงตัวพิมพ์เล็กใหญ่"),
    (re.compile(r"sheet"), "ชื่อแผ่นงานอาจสะกดผิด หรือขาดแผ่นงาน"),
)


@dataclass(frozen=True)
class Fault:
    """One thing wrong (``stops``) or worth a look; ``row`` as a spreadsheet counts, 0 for the whole book."""

    sheet: str
    row: int
    column: str
    code: str
    th: str
    en: str
    stops: bool = True
    about: str = ""  # the row's name and words, where it has any

    @classmethod
    def of(cls, problem: Problem, *, sheet: str = "survey", row: int = 0, column: str = "") -> Self:
        stops = problem.kind is not row_problems.hint
        th, en = problem.say("th")[:LONGEST], problem.say("en")[:LONGEST]
        return cls(sheet, row, column[:80], problem.kind.code, th, en, stops)

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


class FaultyBook(Exception):
    """A workbook that cannot become a form, with all that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__("a faulty workbook")
        self.faults = tuple(faults)[:MOST_FAULTS]

    @classmethod
    def of(cls, problem: Problem, *, sheet: str = "survey", row: int = 0, column: str = "") -> Self:
        return cls([Fault.of(problem, sheet=sheet, row=row, column=column)])


def with_words(book: Book, faults: Iterable[Fault]) -> list[Fault]:
    """The faults, each with the name and the words of its row: a person knows a question by its words."""
    rows = {(sheet, row.line): _about(row) for sheet in ("survey", "choices") for row in book.rows(sheet)}
    return [replace(one, about=rows.get((one.sheet, one.row), "")) for one in faults]


def _about(row: Row) -> str:
    words = [text for column, text in row.cells.items() if column.split("::")[0] == "label" and text]
    said = " / ".join(dict.fromkeys(words))
    return " · ".join(text for text in (row.get("name"), said) if text)[:MOST_WORDS]


def converter_faults(book: Book, said: str, *, code: str = "") -> list[Fault]:
    """One fault for each row that one refusal of pyxform tells of: it lists them line by line."""
    return [converter_fault(book, part, code=code) for part in _EACH_ROW.split(said)]


def converter_fault(book: Book, said: str, *, code: str = "", hint: bool = False) -> Fault:
    """What pyxform said, at its row: in our words where it is recognized, else in its own after a lead."""
    what = " ".join(_ROW.sub("", said).split())
    sheet = found[1] if (found := _SHEET.search(said)) else "survey"
    column = found[1] if (found := _COLUMN.search(said)) else ""
    row = _row_of(book, sheet, said)
    cells = row.cells if row else {}
    kind, details = _kind_of(code, what)
    if hint or (code and kind is row_problems.converter_said):
        kind = row_problems.hint if hint else kind
    filled = {
        "what": what,
        "what_th": f"{_in_thai(what)} · ตัวแปลงแบบฟอร์ม (pyxform) แจ้งเป็นภาษาอังกฤษว่า: {what}",
        "what_en": what,
        "name": _first_quoted(code, what) or cells.get("name", "…"),
        "type": cells.get("type", "…"),
        "list": cells.get("list_name") or cells.get("type", "…"),
        "column": column or "…",
        "found": "–",
        **details,
    }
    return Fault.of(kind(**filled), sheet=sheet, row=row.line if row else 0, column=column)


def _in_thai(what: str) -> str:
    return next((th for pattern, th in _HINTS if pattern.search(what)), _ANY_HINT)


def _kind_of(code: str, what: str) -> tuple[Kind, dict[str, str]]:
    if code in _BY_CODE:
        return _BY_CODE[code], {}
    for pattern, kind in _BY_WORDS:
        if found := pattern.search(what):
            return kind, {name: text for name, text in found.groupdict().items() if text}
    return row_problems.converter_said, {}


def _first_quoted(code: str, what: str) -> str:
    """The name that the sentence is about: pyxform quotes sheet and column before it."""
    if not code.startswith(("NAMES", "PYREF", "SURVEY_00")):
        return ""
    known = {"survey", "choices", "name", "settings", "entities", "external_choices"}
    quoted = [
        text
        for text in _QUOTED.findall(what)
        if text not in known and not text.startswith(("begin_", "end_"))
    ]
    return quoted[-1] if quoted else ""


def _row_of(book: Book, sheet: str, said: str) -> Row | None:
    """The row that pyxform counts (it was given the rows without gaps, the heading as row 1) or quotes."""
    rows = book.rows(sheet)
    if found := _ROW.search(said):
        place = int(found[1]) - 2
        return rows[place] if 0 <= place < len(rows) else None
    quoted = set(_QUOTED.findall(said)) | set(re.findall(r"\$\{([^}]+)\}", said))
    named = (row for row in rows if quoted & {row.get("name"), row.get("type"), row.get("list_name")})
    return next(named, None)
