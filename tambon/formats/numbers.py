"""Whole numbers as officers' tables write them."""

from __future__ import annotations

import re

from tambon.formats import problems
from tambon.lib.text import arabic_digits, tidy

_NONE = frozenset({"", "-", "–", "—"})
_WHOLE = re.compile(r"(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.0{1,15})?")


def whole_number(text: str) -> int | None:
    """The count in a cell: ``1,234``, ``๑,๒๓๔``, the ``12.0`` of a spreadsheet; None where empty or ``-``.

    Whether none means zero is for the list's own rule to say. Raises ``422-cell-not-a-whole-number``.
    """
    shown = tidy(arabic_digits(text))
    if shown in _NONE:
        return None
    if not _WHOLE.fullmatch(shown):
        raise problems.not_a_whole_number(text=shown[:40])
    return int(shown.partition(".")[0].replace(",", ""))
