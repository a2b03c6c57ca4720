"""Which office owns a variable in an area on a day, for a batch of records at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from tambon.accounts import queries as accounts
from tambon.accounts.models import Agency, Office
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.spec import DatasetSpec, VariableSpec
from tambon.lib.days import thai_day
from tambon.records.rules import Key, Known, Rule, Within

Chain = tuple[str, ...]


def rule_of(variable: VariableSpec) -> Rule:
    """The variable's rule of resolution, with its band where it has one."""
    return variable.resolution if variable.band is None else Within(variable.band)


class Owners:
    """The standard of the datasets at hand and the owners in the areas at hand; a day is asked for once."""

    def __init__(self, keys: Iterable[Key], specs: Mapping[str, DatasetSpec] | None = None) -> None:
        """``specs``: of datasets that are to be taken otherwise than the dictionary has them."""
        keys = list(keys)
        self._areas = sorted({key.area_id for key in keys})
        self.chains: dict[str, dict[str, Chain]] = {}
        self.rules: dict[str, dict[str, Rule]] = {}
        given, names = specs or {}, {key.dataset for key in keys}
        known = {**dictionary.specs_of(names - given.keys()), **given}
        for dataset in sorted(names):
            asked = known[dataset].asked
            self.chains[dataset] = {variable.name: variable.owner for variable in asked}
            self.rules[dataset] = {variable.name: rule_of(variable) for variable in asked}
        self._distinct = {chain: chain for chains in self.chains.values() for chain in chains.values()}
        self._days: dict[date, dict[tuple[Chain, int], int | None]] = {}
        self._agency_of: dict[int, int] = {}
        self._agency_ids: dict[str, int] = {}

    def office(self, dataset: str, variable: str, area_id: int, on: date) -> int | None:
        """The office that owned the variable there on that day; None when nobody is responsible."""
        return self._on(on)[self.chains[dataset][variable], area_id]

    def offices(self, key: Key, on: date) -> dict[str, int | None]:
        """{variable: office} of the record's dataset."""
        found, area = self._on(on), key.area_id
        return {variable: found[chain, area] for variable, chain in self.chains[key.dataset].items()}

    def owned(self, key: Key, claim: Known, variable: str) -> bool:
        """Whether who made the claim owned the variable there on the Thai day on which it was made.

        An office's claim is owned by that very office. A register's is owned when its agency is that of the
        responsible office, or, where nobody is responsible, the agency that the dictionary names first. On
        the day of a change the office before counts too: what it said that day it said as the owner.
        """
        if claim.office_id is None and claim.agency_id is None:
            return False
        day = thai_day(claim.made_at)
        now = self.office(key.dataset, variable, key.area_id, day)
        if self._is_of(now, key, claim, variable):
            return True
        before = self.office(key.dataset, variable, key.area_id, day - timedelta(days=1))
        return before not in (None, now) and self._is_of(before, key, claim, variable)

    def _is_of(self, office: int | None, key: Key, claim: Known, variable: str) -> bool:
        if claim.office_id is not None:
            return claim.office_id == office
        if claim.agency_id is None:
            return False
        if office is not None:
            return claim.agency_id == self._agency(office)
        return claim.agency_id == self._named(self.chains[key.dataset][variable][0])

    def _on(self, on: date) -> dict[tuple[Chain, int], int | None]:
        if on not in self._days:
            self._days[on] = accounts.owner_offices(self._distinct, self._areas, on=on)
        return self._days[on]

    def _agency(self, office_id: int) -> int:
        if office_id not in self._agency_of:
            offices = {o for found in self._days.values() for o in found.values() if o is not None}
            self._agency_of.update(Office.objects.filter(pk__in=offices).values_list("pk", "agency_id"))
        return self._agency_of[office_id]

    def _named(self, code: str) -> int | None:
        if not self._agency_ids:
            self._agency_ids.update(Agency.objects.values_list("code", "pk"))
        return self._agency_ids.get(code)
