"""Which rows and which variables of the official catalogue a person may take."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.conf import settings

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, Who, demand, may
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView
from tambon.catalogue import Catalogue, Dataset, Page, Variable
from tambon.catalogue.opened import opened
from tambon.catalogue.shapes import Change
from tambon.catalogue.trusting import trusted_by
from tambon.lib.text import csv_cell
from tambon.pages import in_words

ROWS = 5_000  # read at a time


@dataclass(frozen=True)
class ShownChange:
    """One change in words; ``place`` is None where the code is no area's today."""

    change: Change
    dataset: Dataset
    variable: Variable
    place: AreaView | None
    was: str
    now: str

    @property
    def closed(self) -> bool:
        """It is not published to everybody as it is."""
        return self.variable["class"] != "free"


def catalogue() -> Catalogue:
    """The official catalogue, with the signatures of the keys that everything else here is read by."""
    return opened(str(settings.OFFICIAL), trusted_by(settings), "official")


def demand_any(who: Who) -> None:
    """Raises 403 for whoever has no role by which anything of it is read."""
    if not who.has(Verb.SEE_OFFICIAL):
        demand(who, Verb.SEE_OFFICIAL, Thing())


def variables_for(who: Who, place: AreaView, dataset: Dataset, *, on: date) -> list[str]:
    """The variables whose rows in the place the person may take. Raises 403 where there is none.

    All where an officer's area reaches it, those of the own agency where the office's territory does.
    """
    above = areas.reached_from([place.id], on=on)[place.id]
    every = [variable["name"] for variable in dataset["variables"]]
    if may(who, Verb.SEE_OFFICIAL, Thing(above)).allowed:
        return every
    owners = {variable["owner"] for variable in dataset["variables"] if variable["owner"]}
    own = {owner for owner in owners if _owns_here(who, owner, above, on=on)}
    names = [variable["name"] for variable in dataset["variables"] if variable["owner"] in own]
    if not names:
        demand(who, Verb.SEE_OFFICIAL, Thing(above))
    return names


def places_of(who: Who, *, on: date) -> list[AreaView]:
    """Where the person may take rows: the areas of the roles, and of the offices' territories; by code."""
    ids = set(who.areas_for(Verb.SEE_OFFICIAL))
    for office in accounts.offices_of(who):
        if office.id in who.offices_for(Verb.SEE_OFFICIAL):
            ids |= set(accounts.territory(office.id, on=on))
    return sorted(areas.views(ids, on=on).values(), key=lambda place: place.code)


def changes_in(
    version: str, place: AreaView, datasets: Mapping[str, Sequence[str]], *, most: int
) -> tuple[list[Change], bool]:
    """What the release corrected of these variables in the place, at most so many; whether there is more.

    ``datasets`` are {dataset: variables that the person may have}. Raises 404 and 503 Problems.
    """
    found: list[Change] = []
    for dataset, names in datasets.items():
        cursor: str | None = None
        while True:
            page = catalogue().errata(version, dataset, area=place.public_id, limit=ROWS, cursor=cursor)
            found += [each for each in page.changes if each["variable"] in names]
            if len(found) > most:
                return found[:most], True
            cursor = page.next
            if cursor is None:
                break
    return found, False


def show_changes(
    changes: Sequence[Change], datasets: Mapping[str, Dataset], *, on: date, lang: str
) -> list[ShownChange]:
    """The changes as people read them, with the names that the places bear on the day."""
    variables = {(name, each["name"]): each for name, one in datasets.items() for each in one["variables"]}
    ids = areas.ids_by_code({each["area_code"] for each in changes}, on=on)
    known = areas.views(ids.values(), on=on)
    places = {code: known[area] for code, area in ids.items() if area in known}
    shown = []
    for each in changes:
        dataset = datasets[each["dataset"]]
        variable = variables[each["dataset"], each["variable"]]
        was, now = in_words.say_change(variable, each, lang, total=each["level"] != dataset["level"])
        place = places.get(each["area_code"])
        shown.append(ShownChange(each, dataset, variable, place, was, now))
    return shown


def as_csv(pages: Iterator[Page]) -> Iterator[bytes]:
    """The rows as CSV, as published files have it: UTF-8, no formula, an empty cell for no value."""
    first = next(pages)
    yield _lines([first.columns])
    for page in chain([first], pages):
        yield _lines([[csv_cell(row[name]) for name in page.columns] for row in page.rows])


def read_pages(
    version: str, dataset: str, *, level: str, area: str, variables: Sequence[str]
) -> Iterator[Page]:
    """The rows of the level that lie in the area, page after page. Raises 400, 404 and 503 Problems."""
    cursor: str | None = None
    while True:
        page = catalogue().rows(
            dataset, level=level, area=area, variables=variables, limit=ROWS, cursor=cursor, version=version
        )
        yield page
        cursor = page.next
        if cursor is None:
            return


def _owns_here(who: Who, owner: str, above: tuple[int, ...], *, on: date) -> bool:
    """Whether the person answers for this agency's variables in the place that the areas lead up from."""
    things = [Thing(above, None, accounts.find_agency_id(owner))]
    for office in accounts.offices_of(who):
        if office.agency_code == owner and set(accounts.territory(office.id, on=on)) & set(above):
            things.append(Thing(above, office.id, office.agency_id))
    return any(may(who, Verb.SEE_OFFICIAL, thing).allowed for thing in things)


def _lines(rows: Sequence[Sequence[Any]]) -> bytes:
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\n").writerows(rows)
    return sink.getvalue().encode()
