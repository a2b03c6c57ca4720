"""Reading the texts of programmes and plans: plain YAML, every value with the line it stands on. Pure.

Every scalar is read as text and made a number or a day by the model that asks for it, so that `01` stays a
code and `no` a word. Anchors, tags and repeated names, which YAML allows and reviewers overlook, are refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from tambon.lib.days import BUDDHIST_OFFSET
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits
from tambon.plan import problems
from tambon.plan.rules.calendar import LAST_DAY

LONGEST = 200_000  # characters
DEEPEST = 12
Path = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)
_LAST_WORDS = ("last", "สุดท้าย")  # a tuple: what is written may be a list, which has no hash


def _plain(value: Any) -> Any:
    return arabic_digits(value).strip() if isinstance(value, str) else value


def _day(value: Any) -> Any:
    said = _plain(value)
    if isinstance(said, str) and said[:4].isdigit() and int(said[:4]) >= 2400:
        raise PydanticCustomError("buddhist_year", "", {"year": int(said[:4]) - BUDDHIST_OFFSET})
    return said


def _day_of_month(value: Any) -> Any:
    if isinstance(value, int):  # a day that was read before, or the default
        return value
    said = _plain(value)
    if said in _LAST_WORDS:
        return LAST_DAY
    if not isinstance(said, str) or not said.isdecimal() or not 1 <= int(said[:4]) <= 31:
        raise PydanticCustomError("day_of_month", "")
    return said


Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Whole = Annotated[int, BeforeValidator(_plain)]
Day = Annotated[date, BeforeValidator(_day)]
DayOfMonth = Annotated[int, Field(ge=1, le=LAST_DAY), BeforeValidator(_day_of_month)]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong in a text: on which line, at which name, why, in both languages."""

    line: int
    place: str
    code: str
    reason_th: str
    reason_en: str


@dataclass(frozen=True)
class Written:
    """A text as it was read, and where each part of it stands."""

    tree: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def fault(self, path: Path, problem: Problem) -> Fault:
        """The problem at that place, or at the nearest part above it that is written."""
        while path not in self.lines and path:
            path = path[:-1]
        return Fault(
            self.lines.get(path, 1),
            ".".join(map(str, path)),
            problem.kind.code,
            problem.say("th"),
            problem.say("en"),
        )


def read_tree(text: str) -> tuple[Written, list[Fault]]:
    """The text's mappings, lists and scalars (as text) with their lines; and the names that stand twice.

    Raises ``422-plan-not-yaml`` and ``422-plan-text-too-long``.
    """
    if len(text) > LONGEST:
        raise problems.text_too_long(most=LONGEST)
    try:
        _check_events(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "unreadable characters"
        raise problems.not_yaml(line=mark.line + 1 if mark else 1, what=what) from None
    if not isinstance(node, yaml.MappingNode):
        raise problems.not_yaml(line=1, what="a mapping of names to values is needed")
    faults: list[Fault] = []
    written = Written({})
    tree = _value(node, (), written, faults)
    return Written(tree, written.lines), faults


def check_model(model: type[M], tree: Any, *, at: Path, written: Written) -> tuple[M | None, list[Fault]]:
    """The part of the text as the model has it, or every fault in it; one of the two."""
    try:
        return model.model_validate(tree), []
    except ValidationError as error:
        return None, [_of(one, at, written) for one in error.errors()]


def raise_faults(faults: Iterable[Fault]) -> None:
    """Raises ``422-plan-text`` with all of them, the first one in its sentence."""
    found = sorted(set(faults))
    if found:
        one = found[0]
        raise problems.bad_text(
            count=len(found),
            line=one.line,
            reason_th=one.reason_th,
            reason_en=one.reason_en,
            faults=tuple(found),
        )


def _check_events(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        marked = (
            isinstance(event, yaml.AliasEvent)
            or getattr(event, "anchor", None)
            or getattr(event, "tag", None)
        )
        if marked or depth > DEEPEST:
            raise problems.yaml_not_plain(line=event.start_mark.line + 1 if event.start_mark else 1)


def _value(node: yaml.Node, path: Path, written: Written, faults: list[Fault]) -> Any:
    written.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_value(each, (*path, place), written, faults) for place, each in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    found: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        if name in found:
            twice = problems.name_twice(name=name, first=written.lines[*path, name])
            faults.append(
                Fault(key.start_mark.line + 1, name, twice.kind.code, twice.say("th"), twice.say("en"))
            )
            continue
        found[name] = _value(value, (*path, name), written, faults)
        written.lines[*path, name] = key.start_mark.line + 1
    return found


def _of(error: ErrorDetails, at: Path, written: Written) -> Fault:
    path = (*at, *error["loc"])
    name, sort = str(path[-1]) if path else "-", error["type"]
    if sort == "missing":
        return written.fault(path, problems.field_missing(field=name))
    if sort == "extra_forbidden":
        return written.fault(path, problems.field_unknown(field=name))
    th, en = _WANTED.get(sort, ("ค่าที่ถูกต้อง", "a value that fits"))
    terms = error.get("ctx", {})
    value = str(error["input"])
    short = value if len(value) <= 60 else value[:59] + "…"
    problem = problems.bad_field(
        field=name, value=short, wanted_th=th.format_map(terms), wanted_en=en.format_map(terms)
    )
    return written.fault(path, problem)


_WHOLE = ("จำนวนเต็ม เช่น 15", "a whole number such as 15")
_DAY = ("วันที่แบบ ค.ศ. เช่น 2020-10-01", "a day of the Christian era such as 2020-10-01")
_GROUP = ("กลุ่มของชื่อกับค่า เช่น {{ th: …, en: … }}", "names with values, such as {{ th: …, en: … }}")
_LIST = ("รายการที่ขึ้นต้นด้วย -", "a list with - before each part")
_TEXT = ("ข้อความ", "some words")
_WANTED: dict[str, tuple[str, str]] = {
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": _WHOLE,
    "decimal_parsing": ("จำนวนเงินเป็นตัวเลข เช่น 2611800000", "an amount in digits such as 2611800000"),
    "decimal_type": ("จำนวนเงินเป็นตัวเลข เช่น 2611800000", "an amount in digits such as 2611800000"),
    "decimal_max_places": ("จำนวนเงินที่มีทศนิยมไม่เกินสองตำแหน่ง", "an amount with at most two decimals"),
    "decimal_max_digits": ("จำนวนเงินไม่เกินสิบห้าหลัก", "an amount of at most fifteen digits"),
    "decimal_whole_digits": ("จำนวนเงินไม่เกินสิบห้าหลัก", "an amount of at most fifteen digits"),
    "finite_number": ("ตัวเลข", "a number"),
    "day_of_month": ("วันที่ 1 ถึง 31 หรือ last", "a day from 1 to 31, or last"),
    "bool_parsing": ("true หรือ false", "true or false"),
    "bool_type": ("true หรือ false", "true or false"),
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "date_type": _DAY,
    "buddhist_year": ("ปี ค.ศ. ({year})", "a year of the Christian era ({year})"),
    "model_type": _GROUP,
    "dict_type": _GROUP,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "string_type": _TEXT,
    "string_too_short": _TEXT,
    "string_too_long": ("ข้อความไม่เกิน {max_length} ตัวอักษร", "at most {max_length} characters"),
    "too_short": ("อย่างน้อยหนึ่งรายการ", "at least one"),
    "too_long": ("ไม่เกิน {max_length} รายการ", "at most {max_length}"),
    "string_pattern_mismatch": (
        "รหัสตามรูปแบบ เช่น field-round (อักษรอังกฤษตัวเล็ก ตัวเลข ขีดกลาง)",
        "a code in its usual form, such as field-round (small letters, digits, hyphens)",
    ),
    "greater_than_equal": ("ตัวเลขตั้งแต่ {ge} ขึ้นไป", "a number from {ge} up"),
    "less_than_equal": ("ตัวเลขไม่เกิน {le}", "a number up to {le}"),
}
