"""The former values that a phone shows, one file for each form that reads them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.dictionary import queries as dictionary
from tambon.fieldkit.rules import former as rules
from tambon.fieldkit.rules.kit import KitFile
from tambon.records import queries as records


def former_files(xmls: Iterable[bytes], own: Collection[int], *, on: date, lang: str) -> dict[bytes, KitFile]:
    """{form: its file}, without the forms that read none. Two statements more, however many forms.

    Each holds what its form asks for and nothing else, so that a value of one theme makes no phone fetch the
    files of the others.
    """
    reading = {xml: columns for xml in xmls if (columns := rules.columns_read(xml))}
    if not reading:
        return {}
    known = rules.columns_of(loaded.spec for loaded in dictionary.list_datasets())
    wanted = {column: known[column] for columns in reading.values() for column in columns if column in known}
    villages = {v.id: v.code for v in areas.list_under_any(own, on=on, kind=Kind.VILLAGE)}
    held = _held(wanted, villages)
    rows = [(villages[area], values) for area, values in held.items()]
    return {
        xml: KitFile(rules.FORMER, rules.former_csv(rows, columns, known, lang), "text/csv; charset=utf-8")
        for xml, columns in reading.items()
    }


def _held(wanted: dict[str, tuple[str, Any]], villages: Collection[int]) -> dict[int, dict[str, Any]]:
    """{area: {column: value}}."""
    values = records.latest_values({dataset for dataset, _ in wanted.values()}, villages)
    held: dict[int, dict[str, Any]] = {}
    for column, (dataset, variable) in wanted.items():
        for area in villages:
            found = values.get((dataset, area), {}).get(variable.name)
            if found is not None:
                held.setdefault(area, {})[column] = found
    return held
