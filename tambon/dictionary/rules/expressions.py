"""A small language for checks: Python-like text is parsed, evaluated, and written as XPath for phones. Pure.

    male + female == population_total          20 <= litres <= 300          not short or months >= 1
    source in ('well', 'rain')                 'well' in sources            present(x) and round(x / y) > 2

Functions: abs, min, max (two or more), round (half up), present. A bare name is a yes/no variable. Equality
with a quoted text compares codes; every other comparison compares numbers. What is blank makes its
comparison unknown: see evaluation.py. Each node is whitelisted; anything else raises a Problem.
"""

from __future__ import annotations

import ast
from functools import lru_cache

from tambon.dictionary import problems
from tambon.dictionary.rules.evaluation import evaluate
from tambon.dictionary.rules.expression_tree import (
    All,
    Any,
    Arithmetic,
    ArithmeticSign,
    Call,
    Chosen,
    Compare,
    CompareSign,
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
from tambon.dictionary.rules.xpath import to_xpath
from tambon.lib.problem import Problem

__all__ = ["Expression", "evaluate", "parse", "to_xpath"]

LONGEST_TEXT = 500  # a check is a sentence; the parser's depth stays small with it
FUNCTIONS = {"abs": (1, 1), "round": (1, 1), "min": (2, 20), "max": (2, 20)}
_SIGNS: dict[type[ast.operator], ArithmeticSign] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: dict[type[ast.cmpop], CompareSign] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The expression written in ``text``; raises a Problem that names the part which is not allowed."""
    if len(text) > LONGEST_TEXT:
        raise problems.bad_expression(
            text=text[:60] + "…", what=f"it is longer than {LONGEST_TEXT} characters"
        )
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError) as error:
        raise problems.bad_expression(text=text, what=f"it is not well formed ({error})") from None
    reader = _Reader(text)
    condition = reader.condition(tree.body)
    uses = reader.uses
    return Expression(
        text, condition, *(frozenset(uses[k]) for k in ("number", "text", "flag", "list", "asked"))
    )


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.uses: dict[str, set[str]] = {k: set() for k in ("number", "text", "flag", "list", "asked")}

    def refuse(self, what: str) -> Problem:
        return problems.bad_expression(text=self.text, what=what)

    def name(self, node: ast.expr, use: str) -> str:
        if not isinstance(node, ast.Name):
            raise self.refuse(f"a variable's name is needed in place of {ast.unparse(node)}")
        self.uses[use].add(node.id)
        return node.id

    def condition(self, node: ast.expr) -> Condition:
        if isinstance(node, ast.BoolOp):
            parts = tuple(self.condition(value) for value in node.values)
            return All(parts) if isinstance(node.op, ast.And) else Any(parts)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return Not(self.condition(node.operand))
        if isinstance(node, ast.Compare):
            return self.comparison(node)
        if isinstance(node, ast.Call):
            return Present(self.name(self.call(node, "present", 1, 1)[0], "asked"))
        if isinstance(node, ast.Name):
            return Flag(self.name(node, "flag"))
        raise self.refuse(f"{ast.unparse(node)} is not a condition")

    def comparison(self, node: ast.Compare) -> Condition:
        operands = [node.left, *node.comparators]
        parts = tuple(
            self.pair(left, sign, right)
            for left, sign, right in zip(operands, node.ops, operands[1:], strict=False)
        )
        return parts[0] if len(parts) == 1 else All(parts)

    def pair(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> Condition:
        if isinstance(sign, ast.In | ast.NotIn):
            inside = self.membership(left, right)
            return Not(inside) if isinstance(sign, ast.NotIn) else inside
        if type(sign) not in _COMPARISONS:
            raise self.refuse("only == != < <= > >= and in compare")
        symbol = _COMPARISONS[type(sign)]
        if _is_text(left) or _is_text(right):
            if symbol not in ("==", "!="):
                raise self.refuse("texts can only be == or !=")
            return Compare(symbol, self.code(left), self.code(right))
        return Compare(symbol, self.value(left), self.value(right))

    def membership(self, left: ast.expr, right: ast.expr) -> Condition:
        if isinstance(right, ast.Tuple | ast.List | ast.Set) and right.elts:
            choices = tuple(self.literal(item) for item in right.elts)
            texts = {isinstance(choice, Text) for choice in choices}
            if len(texts) != 1:
                raise self.refuse("a list of choices holds either texts or numbers")
            return OneOf(self.code(left) if texts == {True} else self.value(left), choices)
        if isinstance(left, ast.Constant) and isinstance(left.value, str):
            return Chosen(self.quoted(left.value), self.name(right, "list"))
        raise self.refuse("write: name in ('a', 'b'), or 'a' in name")

    def code(self, node: ast.expr) -> Value:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return Text(self.quoted(node.value))
        return Name(self.name(node, "text"))

    def literal(self, node: ast.expr) -> Number | Text:
        found = self.code(node) if _is_text(node) else self.value(node)
        if not isinstance(found, Number | Text):
            raise self.refuse("a list of choices holds only texts and numbers")
        return found

    def value(self, node: ast.expr) -> Value:
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            return self.number(node.value)  # type: ignore[arg-type]
        if isinstance(node, ast.Name):
            return Name(self.name(node, "number"))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            inner = self.value(node.operand)
            return Number(-inner.value) if isinstance(inner, Number) else Arithmetic("-", Number(0), inner)
        if isinstance(node, ast.BinOp) and type(node.op) in _SIGNS:
            return Arithmetic(_SIGNS[type(node.op)], self.value(node.left), self.value(node.right))
        if isinstance(node, ast.Call):
            return self.function(node)
        raise self.refuse(f"{ast.unparse(node)} is not a number")

    def number(self, value: int | float) -> Number:
        if not abs(value) < 1e15:
            raise self.refuse(f"{value} is too large")
        return Number(value)

    def quoted(self, text: str) -> str:
        if "'" in text or not text:
            raise self.refuse("a text is not empty and has no apostrophe inside")  # XPath 1.0 has no escape
        return text

    def function(self, node: ast.Call) -> Value:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in FUNCTIONS:
            raise self.refuse(f"{ast.unparse(node.func)} is not one of {', '.join(FUNCTIONS)}, present")
        arguments = self.call(node, name, *FUNCTIONS[name])
        return Call(name, tuple(self.value(argument) for argument in arguments))

    def call(self, node: ast.Call, name: str, fewest: int, most: int) -> list[ast.expr]:
        if not isinstance(node.func, ast.Name) or node.func.id != name:
            raise self.refuse(f"{ast.unparse(node)} is not a condition")
        if node.keywords or not fewest <= len(node.args) <= most:
            raise self.refuse(f"{name}() has the wrong number of arguments")
        return node.args


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
