"""Exclusion constraints over periods for a PostgreSQL that has no btree_gist.

The embedded build ships no contrib extension, so a plain column cannot stand in a GiST constraint. A
number can, as the one-point range ``int8range(id, id, '[]')``; a text, as that of its 64-bit hash.
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db.models import BigIntegerField, CharField, CheckConstraint, F, Func, Q, Value
from django.db.models.functions import Concat


class PointRange(Func):
    """``int8range(x, x, '[]')``: a number as a range of one point."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, '[]')"
    output_field = BigIntegerRangeField()

    @classmethod
    def of(cls, number: F | Func) -> PointRange:
        return cls(number, number)


class TextHash(Func):
    """A text's 64-bit hash, halved so that a range around it cannot overflow."""

    function = "hashtextextended"
    template = "(%(function)s(%(expressions)s, 0) / 2)"
    output_field = BigIntegerField()


def one_at_a_time(
    name: str, *, numbers: tuple[str, ...] = (), texts: tuple[str, ...] = (), when: Q | None = None
) -> ExclusionConstraint:
    """A constraint: rows equal in ``numbers`` and ``texts`` never overlap in ``during``."""
    expressions: list[tuple[Func | str, str]] = [
        (PointRange.of(F(n)), RangeOperators.OVERLAPS) for n in numbers
    ]
    if texts:
        joined = F(texts[0]) if len(texts) == 1 else Concat(*_with_bars(texts), output_field=CharField())
        expressions.append((PointRange.of(TextHash(joined)), RangeOperators.OVERLAPS))
    expressions.append(("during", RangeOperators.OVERLAPS))
    return ExclusionConstraint(name=name, expressions=expressions, condition=when)


def some_day(name: str) -> CheckConstraint:
    """A constraint: ``during`` holds a day. An empty range hides a contradiction."""
    return CheckConstraint(name=name, condition=Q(during__isempty=False))


def _with_bars(texts: tuple[str, ...]) -> list[F | Value]:
    parts: list[F | Value] = []
    for text in texts:
        parts += [F(text), Value("|")]
    return parts[:-1]
