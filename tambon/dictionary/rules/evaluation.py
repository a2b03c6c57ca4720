"""What an expression says about one row of values: true, false, or unknown. Pure.

Kleene's strong three-valued logic: a comparison with a blank in it is unknown; ``and`` is false as soon as
one part is false, ``or`` true as soon as one is true, whatever else is blank. Dividing by zero is unknown,
and so is what grows beyond every float.
A value of the wrong type counts as blank, since read_value() lets none in. ``present(x)`` is always known.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import add, eq, ge, gt, le, lt, mul, ne, sub, truediv
from typing import Any as Anything

from tambon.dictionary.rules.expression_tree import (
    All,
    Any,
    Arithmetic,
    Call,
    Chosen,
    Compare,
    Condition,
    Expression,
    Flag,
    Name,
    Not,
    Number,
    OneOf,
    Present,
    Text,
    Value,
)

Row = Mapping[str, Anything]
Reading = int | float | str | None


def evaluate(expression: Expression, values: Row) -> bool | None:
    """True, False, or None when a value that it needs is blank (missing, None or ``{"absent": reason}``)."""
    return _condition(expression.condition)(values)


def is_present(value: Anything) -> bool:
    """False for what is missing, None or ``{"absent": reason}``."""
    return value is not None and not (isinstance(value, dict) and "absent" in value)


@lru_cache(maxsize=8192)
def _condition(node: Condition) -> Callable[[Row], bool | None]:
    """The node as a Python function, made once: a round evaluates each check a million times."""
    match node:
        case Not(inner):
            inner_of = _condition(inner)
            return lambda row: None if (found := inner_of(row)) is None else not found
        case All(parts):
            return _settled_by(False, [_condition(part) for part in parts])
        case Any(parts):
            return _settled_by(True, [_condition(part) for part in parts])
        case Compare() | OneOf():
            return _comparison(node)
        case _:
            return _question(node)


def _question(node: Flag | Present | Chosen) -> Callable[[Row], bool | None]:
    name = node.name
    if isinstance(node, Flag):
        return lambda row: flag if isinstance(flag := row.get(name), bool) else None
    if isinstance(node, Present):
        return lambda row: is_present(row.get(name))
    code = node.code
    return lambda row: code in chosen if isinstance(chosen := row.get(name), list) else None


def _settled_by(decisive: bool, parts: list[Callable[[Row], bool | None]]) -> Callable[[Row], bool | None]:
    def decide(row: Row) -> bool | None:
        found: bool | None = not decisive
        for part in parts:
            answer = part(row)
            if answer is decisive:
                return decisive
            if answer is None:
                found = None
        return found

    return decide


_COMPARE: dict[str, Callable[[Anything, Anything], bool]] = {
    "==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip


def _comparison(node: Compare | OneOf) -> Callable[[Row], bool | None]:
    if isinstance(node, OneOf):
        choices = frozenset(choice.value for choice in node.choices)
        textual = isinstance(node.choices[0], Text)
        value_of = _value(node.left, textual)
        return lambda row: None if (found := value_of(row)) is None else found in choices
    textual = isinstance(node.left, Text) or isinstance(node.right, Text)
    left, right, compare = _value(node.left, textual), _value(node.right, textual), _COMPARE[node.sign]

    def decide(row: Row) -> bool | None:
        one, other = left(row), right(row)
        return None if one is None or other is None else compare(one, other)

    return decide


def _value(node: Value, textual: bool = False) -> Callable[[Row], Reading]:
    match node:
        case Number(value) | Text(value):
            return lambda row: value
        case Name(name):
            return _read_text(name) if textual else _read_number(name)
        case Arithmetic(sign, left, right):
            return _arithmetic(sign, _value(left), _value(right))
        case Call(function, arguments):
            return _call(_FUNCTIONS[function], [_value(argument) for argument in arguments])


def _read_text(name: str) -> Callable[[Row], Reading]:
    return lambda row: found if isinstance(found := row.get(name), str) and found else None


def _read_number(name: str) -> Callable[[Row], Reading]:
    def read(row: Row) -> Reading:
        found = row.get(name)
        return found if isinstance(found, int | float) and not isinstance(found, bool) else None

    return read


_SIGNS: dict[str, Callable[[Anything, Anything], Anything]] = {"+": add, "-": sub, "*": mul, "/": truediv}


def _arithmetic(
    sign: str, left: Callable[[Row], Reading], right: Callable[[Row], Reading]
) -> Callable[[Row], Reading]:
    reckoned = _SIGNS[sign]

    def reckon(row: Row) -> Reading:
        one, other = left(row), right(row)
        if one is None or other is None or (sign == "/" and other == 0):
            return None
        return _bounded(reckoned, one, other)

    return reckon


def _bounded(function: Callable[..., Anything], *numbers: Reading) -> Reading:
    try:
        found: Reading = function(*numbers)
        return found if math.isfinite(found) else None  # type: ignore[arg-type]
    except OverflowError:  # a whole number that no float holds
        return None


def _round_half_up(number: float) -> int:
    return math.floor(number + 0.5)  # as XPath's round(); Python's own rounds half to even


_FUNCTIONS: dict[str, Callable[..., Anything]] = {"abs": abs, "round": _round_half_up, "min": min, "max": max}


def _call(
    function: Callable[..., Anything], arguments: list[Callable[[Row], Reading]]
) -> Callable[[Row], Reading]:
    def reckon(row: Row) -> Reading:
        found = [argument(row) for argument in arguments]
        return None if any(value is None for value in found) else _bounded(function, *found)

    return reckon
