"""Which forms and lists one person's phone holds on a day."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Verb
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.fieldkit.queries.former import Former
from tambon.fieldkit.queries.returned import return_forms
from tambon.fieldkit.rules import kit as rules
from tambon.fieldkit.rules.kit import KeptFile, KitFile, KitForm
from tambon.forms import queries as forms
from tambon.forms.queries import PublishedForm
from tambon.plan import queries as plan

log = logging.getLogger(__name__)


def forms_for(person_id: int, on: date) -> list[KitForm]:
    """The published forms that the person collects with on that day, each with its files; may be empty. Last
    come the short forms of what was returned to the person, whatever rounds are open.

    A file is made when its content or hash is asked for, from what holds then; what files share is read once.

    Raises 404 for nobody and 403 for a closed account.
    """
    person = accounts.who(person_id, on=on)
    own = person.areas_for(Verb.COLLECT)
    if not own:
        return []
    return [*_forms_of_rounds(own, on, person.lang), *return_forms(own, on=on, lang=person.lang)]


def _forms_of_rounds(own: Sequence[int], on: date, lang: str) -> list[KitForm]:
    asked = _asked_datasets(own, on)
    published = [form for form in forms.list_published() if not form.datasets or asked & set(form.datasets)]
    here = _areas_given(own, published, on)
    given = [form for form in published if form.area_id is None or form.area_id in here]
    kept = {form.md5: found for form in given if (found := _kept_files(form)) is not None}
    given = [form for form in given if form.md5 in kept]
    own_villages = cache(lambda: _own_villages(own, on))
    villages = KitFile(rules.VILLAGES, lambda: _csv(own_villages(), on, lang), rules.CSV_TYPE)
    former = Former(own_villages, lang)
    return [_kit_form(form, villages, former, kept[form.md5]) for form in given]


def _kit_form(form: PublishedForm, villages: KitFile, former: Former, kept: tuple[KeptFile, ...]) -> KitForm:
    xml = form.xml.encode()
    made = [file for file in (villages, former.file_of(xml)) if file and rules.needs(xml, file.name)]
    return KitForm(
        form_id=form.form_id,
        version=form.version,
        title_th=form.title_th,
        title_en=form.title_en,
        xml=xml,
        md5=form.md5,
        files=(*made, *kept),
    )


def _areas_given(own: Iterable[int], published: Iterable[PublishedForm], on: date) -> set[int]:
    """The areas of forms that lie over or under the person's: a province's form comes to its tambons, and
    one of a single tambon to whoever collects in the whole district."""
    theirs = {form.area_id for form in published if form.area_id is not None}
    if not theirs:
        return set()
    reached = areas.reached_from({*own, *theirs}, on=on)
    over = {area for one in own for area in reached[one]}
    return {area for area in theirs if area in over or set(own) & set(reached[area])}


def _kept_files(form: PublishedForm) -> tuple[KeptFile, ...] | None:
    """The files that were published with the form; None where one is lost: that form is not given, and the
    others are.
    """
    try:
        return tuple(
            KeptFile(file.name, file.sha256, file.size, forms.file_md5(file.sha256), file.content_type)
            for file in form.files
        )
    except FileNotFoundError as lost:
        log.error("form %s %s lost a file: %s", form.form_id, form.version, lost.filename)
        return None


def villages_csv(person_id: int, on: date) -> bytes:
    """The villages of the areas in which the person collects on that day; only the header without any."""
    person = accounts.who(person_id, on=on)
    own = person.areas_for(Verb.COLLECT)
    return _csv(_own_villages(own, on), on, person.lang)


def _own_villages(own: Iterable[int], on: date) -> list[AreaView]:
    return areas.list_under_any(own, on=on, kind=Kind.VILLAGE)


def _csv(villages: list[AreaView], on: date, lang: str) -> bytes:
    """Two statements, however many areas: a worker has single villages, ten of them or more."""
    lines = areas.ancestor_ids((village.id for village in villages), on=on)
    above = areas.views({area for line in lines.values() for area in line[:-1]}, on=on)
    tambons = {area.code: area for area in above.values() if area.kind is Kind.TAMBON}
    return rules.villages_csv(villages, tambons, lang)


def _asked_datasets(own: Iterable[int], on: date) -> set[str]:
    """The datasets of rounds open on that day over the areas, above them, or inside them."""
    lines = areas.ancestor_ids(own, on=on)
    open_rounds = plan.list_rounds(on=on)
    inside = areas.ancestor_ids({row.area_id for row in open_rounds}, on=on)
    above_or_same = {area for line in lines.values() for area in line}
    return {
        row.dataset
        for row in open_rounds
        if row.area_id in above_or_same or set(own) & set(inside.get(row.area_id, ()))
    }
