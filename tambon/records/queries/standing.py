"""Under which dictionary, territories and tree records were told last."""

from __future__ import annotations

from datetime import date

from tambon.accounts import queries as accounts
from tambon.areas import queries as areas
from tambon.dictionary import queries as dictionary
from tambon.records.models import Standing
from tambon.records.rules import COUNTING


def ground_of(on: date) -> str:
    """What every record stands on that day, but for its dataset's version."""
    return f"{accounts.territories_mark(on=on)} {areas.tree_mark(on=on)} {COUNTING}"


class Standings:
    """Which records were told since the last change of what they stand on; the others await their turn."""

    def __init__(self, *, on: date) -> None:
        self._ground = ground_of(on)
        self._numbers = dict(dictionary.list_numbers())
        self._told = {one.dataset: one for one in Standing.objects.all()}

    def of_rules(self, dataset: str, record_id: int) -> bool:
        """Whether the record was told of the dictionary's newest version of its dataset."""
        number, one = self._numbers.get(dataset), self._told.get(dataset)
        if one is None:
            return number == 1
        return one.basis.partition(" ")[0] == str(number) and (one.done or record_id <= one.upto)

    def of_owners(self, dataset: str, record_id: int) -> bool:
        """Whether it was told of everything; of a dataset that was never told again nothing is known."""
        one = self._told.get(dataset)
        if one is None:
            return True
        whole = f"{self._numbers.get(dataset)} {self._ground}"
        return one.basis == whole and (one.done or record_id <= one.upto)
