"""Reads a posted form into an operation on areas, and says beside which field a refusal belongs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from tambon.areas import problems as area_problems
from tambon.areas.rules import AreaView, Basis, Kind, When
from tambon.areas.rules.operations import (
    Abolish,
    Create,
    Merge,
    Move,
    Operation,
    Part,
    Recode,
    Rename,
    Split,
)  # fmt: skip
from tambon.desk import problems
from tambon.desk.views.areas_words import Doing
from tambon.dictionary.rules.values import read_day
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits, tidy

MOST_PARTS, MOST_LETTERS = 9, 300
_PER_CENT = Decimal(100)


def clean(text: str) -> str:
    """What somebody typed, tidy and short, without what no page shows and no table keeps."""
    return "".join(letter for letter in tidy(text) if letter.isprintable())[:MOST_LETTERS]


@dataclass(frozen=True)
class Asked:
    """What a person typed, tidy: one text for each field."""

    fields: Mapping[str, str]
    merged: tuple[str, ...]  # the other areas of a merge

    @classmethod
    def of(cls, post: QueryDict) -> Asked:
        known = {name: clean(str(text)) for name, text in post.items()}
        return cls(known, tuple(clean(one) for one in post.getlist("others")))

    def text(self, name: str) -> str:
        """What stands in the field; empty for one that was not sent."""
        return self.fields.get(name, "")

    def code(self, name: str) -> str:
        """A code, Thai digits read as Arabic ones and spaces left out."""
        return arabic_digits(self.text(name)).replace(" ", "")

    def day(self, name: str) -> date | None:
        """A day of either era; None for an empty field."""
        text = arabic_digits(self.text(name))
        try:
            return read_day(text) if text else None
        except ValueError:
            raise problems.day_unreadable(text=self.text(name)) from None

    def share(self, name: str) -> Decimal | None:
        """A per cent as a part of one."""
        text = arabic_digits(self.text(name)).removesuffix("%").strip()
        try:
            share = Decimal(text) / _PER_CENT if text else None
        except InvalidOperation:
            raise problems.share_unreadable(text=self.text(name)) from None
        if share is not None and not (share.is_finite() and abs(share) <= _PER_CENT):
            raise problems.share_unreadable(text=self.text(name))
        return round(share, 8) if share is not None else None

    @property
    def parts(self) -> int:
        """How many new areas a split leads to."""
        text = self.text("parts")
        least = 1 if self.goes_on else 2
        return min(max(int(text), least), MOST_PARTS) if text.isascii() and text.isdigit() else least

    @property
    def goes_on(self) -> bool:
        """Whether the area that is split keeps its code for what is left of it."""
        return self.text("goes_on") == "1"


def read_when(asked: Asked) -> When:
    """The days of the change and the notice. Raises what is wrong with them."""
    source, legal = asked.text("source"), asked.day("legal_day")
    listed = asked.day("list_day") or legal  # the form says: empty, where it is the same day
    return When(legal, listed, source, Basis.NOTICE if source else Basis.PERSON)


def read_operation(doing: Doing, area: AreaView, asked: Asked, children: list[AreaView]) -> Operation:
    """The operation that the form asks for."""
    return _READERS[doing](area, asked, children)


def _rename(area: AreaView, asked: Asked, _: list[AreaView]) -> Operation:
    return Rename(area.code, asked.text("name_th"), asked.text("name_en"))


def _recode(area: AreaView, asked: Asked, _: list[AreaView]) -> Operation:
    return Recode(area.code, asked.code("to"))


def _move(area: AreaView, asked: Asked, _: list[AreaView]) -> Operation:
    return Move(area.code, asked.code("parent"), asked.code("to"))


def _abolish(area: AreaView, _: Asked, __: list[AreaView]) -> Operation:
    return Abolish(area.code)


def _create(area: AreaView, asked: Asked, _: list[AreaView]) -> Operation:
    kind = asked.text("kind")
    if kind not in set(Kind):
        raise area_problems.parent_of_kind(parent=area.code, code=asked.code("code"))
    return Create(Kind(kind), asked.code("code"), asked.text("name_th"), asked.text("name_en"), area.code)


def _merge(area: AreaView, asked: Asked, _: list[AreaView]) -> Operation:
    into = Part(asked.code("code"), asked.text("name_th"), asked.text("name_en"))
    return Merge((area.code, *asked.merged), into)


def _split(area: AreaView, asked: Asked, children: list[AreaView]) -> Operation:
    given = {child.code: asked.text(f"child-{child.code}") for child in children}
    into = [Part(area.code, share=asked.share("own_share"))] if asked.goes_on else []
    for number in range(1, asked.parts + 1):
        mine = tuple((code, "") for code, part in given.items() if part == str(number))
        into.append(
            Part(
                asked.code(f"code-{number}"),
                asked.text(f"name_th-{number}"),
                asked.text(f"name_en-{number}"),
                asked.share(f"share-{number}"),
                mine,
            )
        )
    return Split(area.code, tuple(into))


_READERS: dict[Doing, Callable[[AreaView, Asked, list[AreaView]], Operation]] = {
    Doing.RENAME: _rename,
    Doing.RECODE: _recode,
    Doing.MOVE: _move,
    Doing.ABOLISH: _abolish,
    Doing.CREATE: _create,
    Doing.MERGE: _merge,
    Doing.SPLIT: _split,
}


def codes_in(operation: Operation) -> tuple[str, ...]:
    """The standing areas that an operation touches: those that a person must be allowed to change."""
    match operation:
        case Create(parent=parent):
            return (parent,)
        case Move(code=code, parent=parent):
            return (code, parent)
        case Merge(codes=codes):
            return codes
        case _:
            return (operation.code,)


_FIELDS = {
    "422-area-change-day": "legal_day",
    "409-area-change-order": "legal_day",
    "422-area-merge": "others",
    "422-area-kinds": "others",
    "422-area-child-left": "children",
    "422-area-child-foreign": "children",
    "422-area-child-twice": "children",
    "422-area-name-same": "name_th",
    "422-area-split-parts": "goes_on",
}
_OF_CODE = {"409-area-code-in-use", "422-area-code-form", "422-area-code-parent", "422-area-part-twice"}


def field_of(problem: Problem, doing: Doing, asked: Asked) -> str:
    """The name of the field beside which the refusal stands; empty for the form as a whole."""
    code, details = problem.kind.code, problem.details
    if code == "422-desk-day":
        return next((name for name in ("legal_day", "list_day") if asked.text(name) == details["text"]), "")
    if code == "422-desk-share":
        return next((n for n, text in asked.fields.items() if "share" in n and text == details["text"]), "")
    about = str(details.get("code", ""))
    if code in {"409-area-not-standing", "422-area-parent-kind"}:
        return "parent" if asked.code("parent") in (about, str(details.get("parent"))) else "legal_day"
    if doing is Doing.SPLIT and (code in _OF_CODE or code in ("422-area-name-missing", "422-area-share")):
        return _field_of_part(code, about, asked)
    if code in _OF_CODE:
        return "code" if doing in (Doing.CREATE, Doing.MERGE) else "to"
    return "name_th" if code == "422-area-name-missing" else _FIELDS.get(code, "")


def _field_of_part(code: str, about: str, asked: Asked) -> str:
    name = {"422-area-name-missing": "name_th", "422-area-share": "share"}.get(code, "code")
    found = (n for n in range(1, asked.parts + 1) if asked.code(f"code-{n}") == about)
    number = next(found, None)
    if number is None:
        return "own_share" if code == "422-area-share" else "code-1"
    return f"{name}-{number}"
