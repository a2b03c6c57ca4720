"""Text as people in Thailand type it."""

from __future__ import annotations

import re

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
BLOT = "█" * 8  # stands where a text was redacted: of one length, so that it tells nothing of the text
# What neither XML nor the database can hold: control characters, halves of a pair, and two that are none
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def arabic_digits(text: str) -> str:
    """The same text with ๐-๙ written as 0-9."""
    return text.translate(_DIGITS)


def thai_digits(text: object) -> str:
    """The thing as text with 0-9 written as ๐-๙."""
    return str(text).translate(_THAI_DIGITS)


def tidy(text: str) -> str:
    """The text without invisible characters, with สระอำ composed, and single spaces."""
    composed = text.translate(_INVISIBLE).replace("\u0e4d\u0e32", "\u0e33")
    return " ".join(composed.split())


def speakable(text: str) -> str:
    """The text without the characters that neither XML nor the database can hold."""
    return text if text.isprintable() else _UNSPEAKABLE.sub("", text)


def one_or_many(english: str, count: int) -> str:
    """The English sentence with ``[one|many]`` chosen by the count."""
    parts = english.split("[")
    said = parts[0]
    for part in parts[1:]:
        choice, _, rest = part.partition("]")
        one, _, many = choice.partition("|")
        said += (one if count == 1 else many) + rest
    return said


def is_blot(text: str) -> bool:
    """Whether the text was redacted."""
    return text.strip() == BLOT


def csv_cell(value: object) -> object:
    """The value as a CSV file has it: `safe_cell`, and a truth as ``true`` or ``false``."""
    return str(value).lower() if isinstance(value, bool) else safe_cell(value)


def safe_cell(value: object) -> object:
    """The value, with an apostrophe before text that a spreadsheet would run as a formula.

    Source: OWASP, "CSV Injection": cells that start with = + - @ tab or return.
    """
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
