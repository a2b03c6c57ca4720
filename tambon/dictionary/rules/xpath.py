"""An expression as XPath 1.0 with ODK's functions, for constraints and relevance on phones. Pure.

XPath has two truth values and our expressions have three, so a condition can be written in two ways: when
it is surely true, and when it is surely false. Each comparison carries guards: its answers are not blank,
its divisors not zero. A constraint is "not surely false": it never blocks because another answer is still
blank. Source of the functions: ODK XForms specification (selected, abs, min, max, round); XPath 1.0,
section 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

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

_OPPOSITE = {"==": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def to_xpath(expression: Expression, path_of: Mapping[str, str], *, when_unknown: bool = True) -> str:
    """XPath that is true where the expression is true, and ``when_unknown`` where it is unknown.

    ``path_of`` gives each variable's path (".", "../male", "${male}"); raises KeyError for one that it lacks.
    Keep the default for a constraint; give False for a question's relevance.
    """
    writer = _Writer(path_of)
    if when_unknown:
        return f"not({writer.surely_not(expression.condition)})"
    return writer.surely(expression.condition)


class _Writer:
    def __init__(self, path_of: Mapping[str, str]) -> None:
        self.path_of = path_of

    def surely(self, node: Condition) -> str:
        """XPath that is true where the condition is surely true."""
        match node:
            case Not(inner):
                return self.surely_not(inner)
            case All(parts):
                return _joined("and", [self.surely(part) for part in parts])
            case Any(parts):
                return _joined("or", [self.surely(part) for part in parts])
            case _:
                return self.leaf(node, True)

    def surely_not(self, node: Condition) -> str:
        """XPath that is true where the condition is surely false."""
        match node:
            case Not(inner):
                return self.surely(inner)
            case All(parts):
                return _joined("or", [self.surely_not(part) for part in parts])
            case Any(parts):
                return _joined("and", [self.surely_not(part) for part in parts])
            case _:
                return self.leaf(node, False)

    def leaf(self, node: Condition, wanted: bool) -> str:
        match node:
            case Flag(name):
                return f"{self.path_of[name]} = '{'yes' if wanted else 'no'}'"
            case Present(name):
                return f"{self.path_of[name]} {'!=' if wanted else '='} ''"
            case Chosen(code, name):
                chosen = f"selected({self.path_of[name]}, '{code}')"
                return f"({self.path_of[name]} != '' and {chosen if wanted else f'not({chosen})'})"
            case Compare(sign, left, right):
                shown = sign if wanted else _OPPOSITE[sign]
                body = self.pair("=" if shown == "==" else shown, left, right)
                return _joined("and", [*self.guards(left), *self.guards(right), body])
            case OneOf(left, choices):
                same = _joined("or", [self.pair("=", left, choice) for choice in choices])
                return _joined("and", [*self.guards(left), same if wanted else f"not({same})"])
        raise TypeError(node)

    def pair(self, sign: str, left: Value, right: Value) -> str:
        # two paths compare as texts in XPath 1.0, so that 5 and 05 would differ: number() makes them numbers
        if isinstance(left, Name) and isinstance(right, Name):
            return f"number({self.value(left)}) {sign} number({self.value(right)})"
        return f"{self.value(left)} {sign} {self.value(right)}"

    def value(self, node: Value) -> str:
        match node:
            case Number(value):
                return _plain(value)
            case Text(value):
                return f"'{value}'"
            case Name(name):
                return self.path_of[name]
            case Arithmetic(sign, left, right):
                return f"({self.value(left)} {'div' if sign == '/' else sign} {self.value(right)})"
            case Call(function, arguments):
                return f"{function}({', '.join(self.value(argument) for argument in arguments)})"

    def guards(self, node: Value) -> list[str]:
        """What must hold before the value can be reckoned."""
        match node:
            case Name(name):
                return [f"{self.path_of[name]} != ''"]
            case Arithmetic(sign, left, right):
                safe = sign != "/" or (isinstance(right, Number) and right.value != 0)
                divisor = [] if safe else [f"{self.value(right)} != 0"]
                return [*self.guards(left), *self.guards(right), *divisor]
            case Call(_, arguments):
                return [guard for argument in arguments for guard in self.guards(argument)]
            case _:
                return []


def _joined(word: str, parts: list[str]) -> str:
    once = list(dict.fromkeys(parts))
    return once[0] if len(once) == 1 else "(" + f" {word} ".join(once) + ")"


def _plain(value: int | float) -> str:
    """Digits without an exponent, which XPath 1.0 does not know."""
    return format(Decimal(repr(value)), "f")
