"""Fractions as decimals without losing a digit where that is possible."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

_ROUNDED = Context(prec=34)  # the precision of IEEE 754's decimal128


def decimal_of(number: Fraction) -> Decimal:
    """The number as a decimal: exact when its digits end, else rounded to 34 significant digits."""
    if number.denominator == 1:
        return Decimal(number.numerator)
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return _ROUNDED.divide(Decimal(number.numerator), Decimal(number.denominator))
    places = max(twos, fives)
    digits = number.numerator * 10**places // number.denominator
    sign = "-" if digits < 0 else ""
    return Decimal(f"{sign}{abs(digits)}E-{places}")
