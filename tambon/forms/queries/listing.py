"""Forms with their versions, for those who look after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tambon.accounts.rules import Thing, Verb, Who, may
from tambon.areas import queries as areas
from tambon.forms import problems
from tambon.forms.models import Form, FormVersion
from tambon.forms.rules.returning import RETURN


@dataclass(frozen=True)
class VersionView:
    version: str
    published_at: datetime
    retired_at: datetime | None  # a newer one took its place


@dataclass(frozen=True)
class FormView:
    """A form; ``editable`` where the person may publish and retire it."""

    form_id: str
    name_th: str
    name_en: str
    area_id: int | None
    retired_at: datetime | None
    editable: bool
    versions: tuple[VersionView, ...]  # the newest first

    @property
    def current(self) -> VersionView | None:
        return next((one for one in self.versions if one.retired_at is None), None)


def list_forms(who: Who, *, on: date) -> list[FormView]:
    """The forms that are given in the person's areas of `EDIT_FORMS`, above or below them, by form id.

    Nobody looks after the short forms of returned cells: they follow the dictionary.
    """
    own = who.areas_for(Verb.EDIT_FORMS)
    if not own:
        return []
    above = {area for line in areas.reached_from(own, on=on).values() for area in line}
    ordinary = Form.objects.exclude(form_id__startswith=RETURN)
    rows = list(ordinary.order_by("form_id").prefetch_related("versions"))
    lines = areas.reached_from({row.area_id for row in rows if row.area_id is not None}, on=on)
    found = []
    for row in rows:
        thing = Thing(lines[row.area_id]) if row.area_id is not None else Thing()
        editable = may(who, Verb.EDIT_FORMS, thing).allowed
        if editable or row.area_id is None or row.area_id in above:
            found.append(_view(row, editable))
    return found


def get_form(form_id: str, who: Who, *, on: date) -> FormView:
    """The form, where `list_forms` would name it; raises ``404-form-unknown``."""
    row = Form.objects.filter(form_id=form_id).exclude(form_id__startswith=RETURN).first()
    if row is not None:
        own = who.areas_for(Verb.EDIT_FORMS)
        reached = areas.reached_from({*own, *([row.area_id] if row.area_id is not None else [])}, on=on)
        thing = Thing(reached[row.area_id]) if row.area_id is not None else Thing()
        editable = may(who, Verb.EDIT_FORMS, thing).allowed
        above = {area for one in own for area in reached[one]}
        if editable or (own and (row.area_id is None or row.area_id in above)):
            return _view(row, editable)
    raise problems.unknown_form(form=form_id[:60])


def _view(row: Form, editable: bool) -> FormView:
    versions = sorted(row.versions.all(), key=_newest, reverse=True)
    return FormView(
        row.form_id, row.title_th, row.title_en, row.area_id, row.retired_at, editable,
        tuple(VersionView(one.version, one.published_at, one.retired_at) for one in versions),
    )  # fmt: skip


def _newest(row: FormVersion) -> tuple[bool, int]:
    return row.retired_at is None, row.pk
