"""Returned cells as one person has them: short forms with their lists on the phone, and the worker's page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import partial

from tambon.accounts import queries as accounts
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.dictionary import queries as dictionary
from tambon.fieldkit.rules.kit import KitFile, KitForm
from tambon.fieldkit.rules.returned import returned_csv
from tambon.forms import queries as forms
from tambon.forms.rules.returning import list_name
from tambon.verification import queries as verification
from tambon.verification.rules.returning import ReturnView


def returned_to(own: Collection[int], *, on: date) -> list[ReturnView]:
    """What stands returned in the areas in which a person collects that day, the nearest last day first."""
    if not own:
        return []
    kinds = {loaded.spec.area_kind for loaded in dictionary.list_datasets()}
    inside = {area.id for kind in kinds for area in areas.list_under_any(own, on=on, kind=kind)}
    return verification.open_returns(inside, on=on)


def return_forms(own: Collection[int], *, on: date, lang: str) -> list[KitForm]:
    """The short forms that a phone holds that day, each with its list: one for each variable of which a cell
    was returned to the person; none where nothing was.
    """
    by_variable: dict[tuple[str, str], list[ReturnView]] = defaultdict(list)
    for one in returned_to(own, on=on):
        by_variable[one.dataset, one.variable.name].append(one)
    if not by_variable:
        return []
    everything = [one for found in by_variable.values() for one in found]
    tambons = _tambons({one.area.id for one in everything}, on=on)
    offices = accounts.office_names({one.office_id for one in everything})
    published = forms.list_return_forms(by_variable)
    return [
        KitForm(
            form_id=form.form_id,
            version=form.version,
            title_th=form.title_th,
            title_en=form.title_en,
            xml=form.xml.encode(),
            md5=form.md5,
            files=(
                KitFile(
                    list_name(*pair),
                    partial(returned_csv, by_variable[pair], tambons, offices, lang),
                    "text/csv; charset=utf-8",
                ),
            ),
        )
        for pair, form in sorted(published.items())
    ]


def _tambons(area_ids: Iterable[int], *, on: date) -> dict[int, AreaView]:
    """{area: the tambon above it}."""
    lines = areas.ancestor_ids(area_ids, on=on)
    above = areas.views({area for line in lines.values() for area in line}, on=on)
    return {
        area: above[one]
        for area, line in lines.items()
        for one in line
        if one != area and one in above and above[one].kind is Kind.TAMBON
    }
