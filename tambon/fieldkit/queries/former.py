"""The former values that a phone shows, one file for each form that reads them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

from tambon.areas.rules import AreaView
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.spec import VariableSpec
from tambon.fieldkit.rules import former as rules
from tambon.fieldkit.rules.kit import CSV_TYPE, KitFile
from tambon.records import queries as records


class Former:
    """What is held about a person's villages, for every form of a kit: read once, when it is asked for."""

    def __init__(self, villages: Callable[[], Iterable[AreaView]], lang: str) -> None:
        self._villages, self._lang = villages, lang
        self._columns: set[str] = set()

    def file_of(self, xml: bytes) -> KitFile | None:
        """The form's file, None where it reads none. It holds what the form asks for alone: a value of one
        theme makes no phone fetch the files of the others.
        """
        columns = rules.columns_read(xml)
        if not columns:
            return None
        self._columns.update(columns)
        return KitFile(rules.FORMER, lambda: self._csv(columns), CSV_TYPE)

    def _csv(self, columns: Sequence[str]) -> bytes:
        return rules.former_csv(self._rows, columns, self._known, self._lang)

    @cached_property
    def _known(self) -> dict[str, tuple[str, VariableSpec]]:
        return rules.columns_of(loaded.spec for loaded in dictionary.list_datasets())

    @cached_property
    def _rows(self) -> list[tuple[str, dict[str, Any]]]:
        villages = {village.id: village.code for village in self._villages()}
        wanted = {column: self._known[column] for column in self._columns if column in self._known}
        return [(villages[area], held) for area, held in _held(wanted, villages).items()]


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
