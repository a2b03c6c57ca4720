"""The Thai citizen ID: thirteen digits, of which the last checks the others.

Check digit = (11 − Σ dᵢ·(14−i) for i = 1…12, mod 11) mod 10. The first digit is 0 for people without
registration status, so no digit of the thirteen is ruled out. The check is weak: the third digit weighs
eleven, so that a slip there is never seen.
"""

from __future__ import annotations

import re

from tambon.lib.text import arabic_digits, tidy

LENGTH = 13
_BETWEEN = re.compile(r"[\s\-–.]+")
_A_NUMBER = re.compile(r"\d+\.0")  # how a spreadsheet's number arrives: 1101700203450.0
_LEAKED = re.compile(r"(?<!\d)\d(?:[ -]?\d){12}(?!\d)")


def check_digit(first_twelve: str) -> str:
    """The thirteenth digit that belongs to twelve others."""
    total = sum(int(digit) * weight for digit, weight in zip(first_twelve, range(13, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


def is_citizen_id(text: str) -> bool:
    """Whether the text is thirteen Arabic digits whose last fits the others."""
    return (
        len(text) == LENGTH
        and text.isascii()
        and text.isdigit()
        and check_digit(text[: LENGTH - 1]) == text[LENGTH - 1]
    )


def read_citizen_id(written: str) -> str | None:
    """The thirteen digits of an ID as people write it (``1-1017-00203-45-0``, Thai digits); None for none."""
    text = arabic_digits(tidy(written))
    text = text.removesuffix(".0") if _A_NUMBER.fullmatch(text) else text
    digits = _BETWEEN.sub("", text)
    return digits if is_citizen_id(digits) else None


def hide_citizen_ids(text: str) -> str:
    """The text with an ``x`` for each digit of whatever looks like a citizen ID, right or mistyped."""
    return _LEAKED.sub(lambda found: re.sub(r"\d", "x", found[0]), arabic_digits(text))
