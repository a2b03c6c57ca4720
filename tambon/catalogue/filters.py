"""Conditions and orders as people write them in an address: ``households:ge:50``, ``-households``."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tambon.catalogue import problems
from tambon.store import Condition, In, Order, Where
from tambon.store.reading import Operator

OPERATORS: dict[str, Operator] = {"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
WORDS = (*OPERATORS, "in", "null")
MOST_VALUES = 100
LONGEST = 200
_WHOLE = ("BIGINT", "INTEGER", "HUGEINT", "UBIGINT")
_LARGEST = 2**63 - 1


def read_condition(text: str, types: Mapping[str, str]) -> Condition:
    """``column:operator:value`` of a table with these column types. Raises 400 Problems.

    ``in`` takes several values between commas; ``null`` takes ``true`` or ``false``, true without any.
    A row without a value meets ``null`` alone.
    """
    column, _, rest = text.partition(":")
    word, colon, value = rest.partition(":")
    if word not in WORDS or (word != "null" and not colon):
        raise problems.condition_unreadable(condition=text[:LONGEST], known=", ".join(WORDS))
    if column not in types:
        raise problems.column_unknown(column=column[:LONGEST], known=", ".join(types))
    if word == "null":
        return Where(column, "=" if _truth(column, value or "true") else "<>", None)
    read = _reader(types[column])
    if word == "in":
        values = value.split(",")
        if len(values) > MOST_VALUES:
            raise problems.too_many_values(most=MOST_VALUES)
        return In(column, tuple(_value(read, column, each, types) for each in values))
    return Where(column, OPERATORS[word], _value(read, column, value, types))


def read_order(text: str, types: Mapping[str, str]) -> Order:
    """``column``, or ``-column`` for the largest first. Raises 400-column-unknown."""
    column = text.removeprefix("-")
    if column not in types:
        raise problems.column_unknown(column=column[:LONGEST], known=", ".join(types))
    return Order(column, descending=text.startswith("-"))


def _value(read: Callable[[str], Any], column: str, text: str, types: Mapping[str, str]) -> Any:
    try:
        if len(text) > LONGEST:
            raise ValueError(text)
        return read(text)
    except (ValueError, KeyError) as error:
        raise problems.value_unreadable(
            column=column, value=text[:LONGEST], kind=types[column].lower()
        ) from error


def _reader(kind: str) -> Callable[[str], Any]:
    if kind in _WHOLE:
        return _number
    return {"BOOLEAN": _TRUTHS.__getitem__, "DATE": date.fromisoformat, "VARCHAR": _text}.get(kind, _number)


def _number(text: str) -> int | float:
    if text.lstrip("-").isascii() and text.lstrip("-").isdigit():
        whole = int(text)
        if abs(whole) > _LARGEST:
            raise ValueError(text)
        return whole
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _text(text: str) -> str:
    text.encode()  # half of a surrogate pair is no text
    return text


def _truth(column: str, text: str) -> bool:
    if text not in _TRUTHS:
        raise problems.value_unreadable(column=column, value=text[:LONGEST], kind="boolean")
    return _TRUTHS[text]


_TRUTHS = {"true": True, "false": False}
