"""The nodes of which an expression is made; what each means stands in evaluation.py and xpath.py. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ArithmeticSign = Literal["+", "-", "*", "/"]
CompareSign = Literal["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Number:
    value: int | float


@dataclass(frozen=True, slots=True)
class Text:
    value: str


@dataclass(frozen=True, slots=True)
class Name:
    """A variable used as a number or as a code."""

    name: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes/no variable that stands where a condition stands."""

    name: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    sign: ArithmeticSign
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    sign: CompareSign
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """``source in ('well', 'rain')``."""

    left: Value
    choices: tuple[Number | Text, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """``'well' in sources``: a code among several that were chosen."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Present:
    name: str


@dataclass(frozen=True, slots=True)
class Not:
    inner: Condition


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Condition, ...]


Value = Number | Text | Name | Arithmetic | Call
Condition = Flag | Compare | OneOf | Chosen | Present | Not | All | Any


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition over the variables of one row. ``text`` identifies it; the rest follows from the text.

    ``numbers``, ``texts``, ``flags`` and ``lists`` say how each variable is used, so that types can be
    checked.
    """

    text: str
    condition: Condition
    numbers: frozenset[str]
    texts: frozenset[str]
    flags: frozenset[str]
    lists: frozenset[str]
    asked_after: frozenset[str]  # only through present(x)

    @property
    def names(self) -> frozenset[str]:
        return self.numbers | self.texts | self.flags | self.lists | self.asked_after
