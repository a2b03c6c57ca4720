"""A feed's agreement with its agency, and how its files are named. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from tambon.feeds import problems

_EXAMPLES = {"year": "2026", "month": "2026-11"}


@dataclass(frozen=True)
class Agreement:
    """What an agency and we agreed on: which columns, how many rows, whose figures, under which licence."""

    name: str
    agency: str
    dataset: str
    title_th: str
    title_en: str
    licence: str
    area_column: str
    ignored: tuple[str, ...]
    variables: dict[str, str]  # column: variable
    minimum: int
    maximum: int


@dataclass(frozen=True)
class FileName:
    """A file's name is its state: the period that it speaks about and the day that it is of."""

    period: str
    as_of: date


def read_agreement(text: dict[str, Any]) -> Agreement:
    """The agreement in a feed.yml's content; raises KeyError where it is incomplete."""
    columns: dict[str, dict[str, str]] = text["columns"]
    area = [name for name, use in columns.items() if "area" in use]
    if len(area) != 1:
        raise KeyError(f"{text['name']}: exactly one column names the area")
    return Agreement(
        name=text["name"],
        agency=text["agency"],
        dataset=text["dataset"],
        title_th=text["title"]["th"],
        title_en=text["title"]["en"],
        licence=text["licence"],
        area_column=area[0],
        ignored=tuple(name for name, use in columns.items() if "ignore" in use),
        variables={name: use["variable"] for name, use in columns.items() if "variable" in use},
        minimum=text["rows"]["min"],
        maximum=text["rows"]["max"],
    )


def read_file_name(agreement: Agreement, filename: str) -> FileName:
    """Period and day in ``<feed>_<period>_<day>.csv``; raises a Problem for any other name."""
    found = re.fullmatch(
        rf"{re.escape(agreement.name)}_(\d{{4}}(?:-(?:0[1-9]|1[0-2]))?)_(\d{{4}}-\d\d-\d\d)\.csv", filename
    )
    try:
        if found:
            return FileName(period=found[1], as_of=date.fromisoformat(found[2]))
    except ValueError:
        pass
    raise problems.bad_filename(filename=filename, feed=agreement.name)


def check_name(name: FileName, filename: str, *, dataset: str, period_kind: str, today: date) -> None:
    """Raises a Problem for a period of another kind or era than the dataset's, and for a day to come.

    What is of a day to come would be the newest word on every cell until then, whatever anybody sees.
    """
    if len(name.period) != len(_EXAMPLES[period_kind]) or name.period >= "2400":
        raise problems.bad_period(
            filename=filename, period=name.period, dataset=dataset, example=_EXAMPLES[period_kind]
        )
    if name.as_of > today:
        raise problems.day_to_come(filename=filename, as_of=name.as_of)


def check_columns(agreement: Agreement, header: list[str], filename: str) -> None:
    """Raises a Problem unless the header holds every agreed column and no other."""
    agreed = {agreement.area_column, *agreement.variables}
    unknown = [name for name in header if name not in agreed and name not in agreement.ignored]
    missing = sorted(agreed - set(header))
    if unknown or missing:
        raise problems.bad_columns(
            filename=filename, unknown=", ".join(unknown) or "-", missing=", ".join(missing) or "-"
        )
