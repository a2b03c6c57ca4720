"""What would be written and looks like a person's own: citizen IDs, telephone numbers, e-mails. Pure.

Codes of the dictionary and small numbers cannot be any of these and are not read; names of areas are
public. A telephone number in a column of numbers has lost its nought and looks like any amount of money: it
is not found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tambon.forms.rules.blotting import personal_kind
from tambon.lib.thai_id import LENGTH
from tambon.releases.rules.shape import NUMBERS, Variable

SHOWN = 20  # of the cells found, so that a message can be read


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that stops the build. Its value is not repeated: messages are kept."""

    area_id: str
    period: str
    variable: str
    kind: str

    def __str__(self) -> str:
        return f"{self.area_id} {self.period} {self.variable} ({self.kind})"


def may_hold_personal(variables: Iterable[Variable], *, table: str = "cells", within: str = "") -> str:
    """SQL over the table: area_id, period, variable and value of each cell that has to be read.

    ``within`` is written before a variable's name: that of the variable whose columns these are.
    """
    parts = [
        f"SELECT area_id, period, '{within}{each.name}' AS variable, \"{each.name}\"::VARCHAR AS value "
        f'FROM {table} WHERE "{each.name}" IS NOT NULL AND {_doubtful(each)}'
        for each in variables
        if not each.derived and each.type in (*NUMBERS, "code", "codes")
    ]
    return " UNION ALL ".join(parts) + " ORDER BY ALL" if parts else ""


def find_personal(cells: Iterable[tuple[Any, ...]]) -> list[Suspect]:
    """Those of the cells (area_id, period, variable, value) that look like a person's own."""
    return [
        Suspect(area_id, period, variable, kind)
        for area_id, period, variable, value in cells
        if (kind := personal_kind(_without_nothing(str(value))))
    ]


def _doubtful(variable: Variable) -> str:
    name = f'"{variable.name}"'
    if variable.type in NUMBERS:
        return f"abs({name}) >= 1e{LENGTH - 2}"  # 0 may stand first, where a number loses it
    known = ", ".join("'" + code["code"].replace("'", "''") + "'" for code in variable.codes)
    if not known:
        return "true"
    return f"NOT list_has_all([{known}], string_split({name}, ' '))"


def _without_nothing(text: str) -> str:
    """A number as it was typed: without the noughts behind its point, with the nought before it."""
    whole, _, rest = text.partition(".")
    number = whole.isdigit() and not rest.strip("0")
    return whole.zfill(LENGTH) if number and len(whole) == LENGTH - 1 else whole if number else text
