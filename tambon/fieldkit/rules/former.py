"""What is held already, as a phone shows it beside the question. Pure.

A form asks for it by ``pulldata('former', '<dataset>_<variable>', 'name', <village>)``; questionnaires whose
rows name variables are filled so (``forms.rules.filling``), and any other form may do it by hand.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from tambon.dictionary.rules.spec import Column, DataClass, DatasetSpec, VariableSpec, VariableType
from tambon.lib.days import say_day

FORMER = "former.csv"
LONGEST = 80  # characters of one value: it stands in a hint
_READ = re.compile(rb"pulldata\(\s*(?:'|\"|&quot;)former(?:'|\"|&quot;)\s*,\s*(?:'|\"|&quot;)([A-Za-z0-9_]+)")
_YES_NO = {True: ("ใช่ / มี", "Yes"), False: ("ไม่ใช่ / ไม่มี", "No")}
Held = Mapping[str, Any]  # {column: value}


@lru_cache(maxsize=256)
def columns_read(xml: bytes) -> tuple[str, ...]:
    """The columns of `FORMER` that the form asks for, in the order of their names."""
    return tuple(sorted({name.decode() for name in _READ.findall(xml)}))


def columns_of(specs: Iterable[DatasetSpec]) -> dict[str, tuple[str, VariableSpec]]:
    """{column: (dataset, variable)} of what can be shown: no rows, nothing of the class *personal*."""
    return {
        f"{spec.name}_{variable.name}": (spec.name, variable)
        for spec in specs
        for variable in spec.asked
        if variable.type is not VariableType.ROWS and variable.data_class is not DataClass.PERSONAL
    }


def former_csv(
    villages: Iterable[tuple[str, Held]],
    columns: Sequence[str],
    known: Mapping[str, tuple[str, VariableSpec]],
    lang: str,
) -> bytes:
    """One row for each village of which something is held, in the order of codes: ``name`` is the code, then
    the columns in the person's words. A blank says that nothing is held.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", *columns])
    for code, held in sorted(villages, key=lambda village: village[0]):
        cells = [said(known[c][1], held.get(c), lang) if c in known else "" for c in columns]
        if any(cells):
            writer.writerow([code, *cells])
    return text.getvalue().encode()


def said(variable: VariableSpec | Column, value: Any, lang: str) -> str:
    """The value in words, as on the desk; "" for none and for a reason why there is none."""
    if value is None or isinstance(value, dict):
        return ""
    labels = {item.code: item.say(lang) for item in variable.codes}
    if isinstance(value, bool):
        text = _YES_NO[value][lang != "th"]
    elif isinstance(value, list):
        text = ", ".join(labels.get(str(one), str(one)) for one in value)
    elif variable.type is VariableType.DATE:
        text = say_day(date.fromisoformat(str(value)), lang)
    elif isinstance(value, int | float):
        text = f"{value:,}"
    else:
        text = labels.get(str(value), str(value))
    short = " ".join(text.split())
    return short if len(short) <= LONGEST else f"{short[: LONGEST - 1]}…"
