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


class Lanes(Func):
    """``tambon_lanes(key, during, listed)``: a number range for each calendar, in a lane of its own."""

    function = "tambon_lanes"
    output_field = BigIntegerRangeField()


class _Key(Func):
    """A text's 45-bit hash: with a calendar and a day beside it, it fits in 63 bits."""

    function = "hashtextextended"
    template = "(%(function)s(%(expressions)s, 0) >> 19)"
    output_field = BigIntegerField()


# Days before 1800 count as its first and days after 2158 as its last: that can refuse a good row, never
# accept a bad one.
LANES = """
CREATE OR REPLACE FUNCTION tambon_lane(lane bigint, period daterange) RETURNS int8range
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE WHEN isempty(period) THEN 'empty'::int8range ELSE int8range(
    lane * 131072 + LEAST(GREATEST(COALESCE(lower(period) - DATE '1800-01-01', 0), 0), 131070),
    lane * 131072 + LEAST(GREATEST(COALESCE(upper(period) - DATE '1800-01-01', 131071), 1), 131071)) END;
CREATE OR REPLACE FUNCTION tambon_lanes(key bigint, during daterange, listed daterange) RETURNS int8multirange
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN int8multirange(tambon_lane(key * 2, during), tambon_lane(key * 2 + 1, listed));
"""
NO_LANES = "DROP FUNCTION tambon_lanes; DROP FUNCTION tambon_lane;"


def one_truth_in_each_calendar(
    name: str, *, number: str = "", texts: tuple[str, ...] = ()
) -> ExclusionConstraint:
    """A constraint: rows with the same key overlap neither in ``during`` nor in ``listed``.

    The key is a number, or the hash of a number and texts. One index of one column holds both calendars and
    takes a quarter of the time of two constraints like `one_at_a_time`: for what is loaded by the hundred
    thousand. A migration runs `LANES` first.
    """
    names = tuple(each for each in (number, *texts) if each)
    key = F(number) if names == (number,) else _Key(Concat(*_with_bars(names), output_field=CharField()))
    return ExclusionConstraint(
        name=name, expressions=[(Lanes(key, F("during"), F("listed")), RangeOperators.OVERLAPS)]
    )


def some_day_in_a_calendar(name: str) -> CheckConstraint:
    """A constraint: a row holds for a day in at least one calendar."""
    empty = Q(during__isempty=True) & Q(listed__isempty=True)
    return CheckConstraint(name=name, condition=~empty)


def some_day(name: str) -> CheckConstraint:
    """A constraint: ``during`` holds a day. An empty range hides a contradiction."""
    return CheckConstraint(name=name, condition=Q(during__isempty=False))


def _with_bars(texts: tuple[str, ...]) -> list[F | Value]:
    parts: list[F | Value] = []
    for text in texts:
        parts += [F(text), Value("|")]
    return parts[:-1]
