"""Which files are known, how each is read and loaded, and its terms where the file does not say them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from django.db import transaction

from tambon.areas.actions.editions import LoadReport
from tambon.areas.actions.geothai import geothai_source
from tambon.areas.actions.lists import Progress
from tambon.areas.actions.sources.given import Given
from tambon.areas.actions.sources.listing import load_communities, load_local_governments
from tambon.areas.actions.sources.members import load_members
from tambon.areas.actions.sources.official import load_counted, load_directory, load_package
from tambon.areas.actions.villages import load_village_rows
from tambon.areas.rules import ListSource
from tambon.areas.rules.sources import ccaatt, headings, problems, stat
from tambon.formats import Row, Table, read_table

DOPA = "Department of Provincial Administration (DOPA)"
NOT_STATED = "not stated by the source"
GEOTHAI = "geothai"


class Loader(Protocol):
    def __call__(self, given: Given, *, by: str, at: datetime, progress: Progress | None) -> LoadReport: ...


@dataclass(frozen=True, slots=True)
class Terms:
    """What a person says of a file; None where the file or its form says it."""

    source: str | None = None
    day: date | None = None
    licence: str | None = None
    credit: str | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    columns: headings.Columns
    load: Loader
    usual: Terms = Terms()
    whole: bool = False
    day_of: Callable[[Sequence[Row], str], date | None] = lambda rows, sheet: None


FORMS: dict[str, Form] = {
    "ccaatt": Form(
        headings.CCAATT, load_directory, Terms("DOPA ccaatt", None, NOT_STATED, DOPA),
        whole=True, day_of=ccaatt.day_of,
    ),
    "stat": Form(
        headings.STAT, load_counted, Terms("DOPA stat", None, NOT_STATED, DOPA),
        whole=True, day_of=lambda rows, _: stat.month_of(rows),
    ),
    "villages": Form(headings.VILLAGES, load_village_rows),
    "communities": Form(headings.COMMUNITIES, load_communities),
    "local-governments": Form(headings.LOCAL_GOVERNMENTS, load_local_governments),
    "memberships": Form(headings.MEMBERSHIPS, load_members),
}  # fmt: skip
_LOADERS: dict[str, Loader] = {name: form.load for name, form in FORMS.items()} | {GEOTHAI: load_package}


def read_file(
    form: str,
    source: Path | bytes,
    *,
    terms: Terms,
    mapping: Mapping[str, str] | None = None,
    whole: bool | None = None,
) -> Given:
    """The rows of an official file, with its terms; nothing is loaded.

    ``whole``: None for what is usual for the form. Raises ``422-source-terms-missing``,
    ``422-source-day-missing``, the problems of the mapping and those of the whole file.
    """
    known = FORMS[form]
    _demand_terms(known, terms)
    table = read_table(source, required=(), optional=known.columns.asked(mapping))
    rows = known.columns.rows(table, mapping)
    return Given(
        form=form,
        rows=rows,
        of=_source(known, terms, _day(known, terms, table, rows)),
        whole=known.whole if whole is None else whole,
        damaged=table.refused,
    )


def geothai_given() -> Given:
    """The installed package as something to be loaded or staged."""
    return Given(GEOTHAI, (), geothai_source(), whole=True)


@transaction.atomic
def load_given(given: Given, *, by: str, at: datetime, progress: Progress | None = None) -> LoadReport:
    """Loads what was read, whole or not at all; again, nothing changes.

    Raises ``409-areas-not-loaded``, ``409-areas-edition-older``, ``409-areas-two-truths`` and
    ``409-source-package-changed``.
    """
    return _LOADERS[given.form](given, by=by, at=at, progress=progress)


def _demand_terms(form: Form, terms: Terms) -> None:
    wanted = {
        "--source": terms.source or form.usual.source,
        "--licence": terms.licence or form.usual.licence,
        "--credit": terms.credit or form.usual.credit,
    }
    missing = [option for option, given in wanted.items() if not given]
    if missing:
        raise problems.terms_missing(options=" ".join(missing))


def _day(form: Form, terms: Terms, table: Table, rows: Sequence[Row]) -> date:
    day = terms.day or form.day_of(rows, table.sheet)
    if day is None:
        raise problems.day_missing()
    return day


def _source(form: Form, terms: Terms, day: date) -> ListSource:
    return ListSource(
        source=terms.source or form.usual.source or "",
        day=day,
        licence=terms.licence or form.usual.licence or "",
        credit=terms.credit or form.usual.credit or "",
        synthetic=terms.synthetic,
    )
