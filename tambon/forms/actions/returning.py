"""The short forms of returned cells, made from the dictionary when a variable's first cell is returned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tambon.dictionary.queries import get_dataset
from tambon.dictionary.rules.spec import DatasetSpec, VariableSpec
from tambon.forms.actions.publishing import Published, store
from tambon.forms.models import FormVersion
from tambon.forms.rules.content import Content, fingerprint
from tambon.forms.rules.conversion import Settings, read_settings
from tambon.forms.rules.filling import fill
from tambon.forms.rules.returning import return_form_id, return_source
from tambon.forms.rules.table import read_table


@transaction.atomic
def publish_returns(asked: Iterable[tuple[str, str]], *, by: str, at: datetime) -> list[Published]:
    """Publishes the short form of each (dataset, variable), where the dictionary says something else now than
    the version that is there; how each stands comes back. Raises a Problem for what the dictionary lacks.
    """
    wanted = {return_form_id(*pair): pair for pair in asked}
    specs = {name: get_dataset(name).spec for name, _ in wanted.values()}
    current = FormVersion.objects.filter(form__form_id__in=list(wanted), retired_at=None)
    held = {row.form.form_id: row for row in current.select_related("form")}
    return [
        _publish(specs[dataset], specs[dataset].by_name[variable], held.get(form_id), by=by, at=at)
        for form_id, (dataset, variable) in sorted(wanted.items())
    ]


def _publish(
    spec: DatasetSpec, variable: VariableSpec, held: FormVersion | None, *, by: str, at: datetime
) -> Published:
    form_id = return_form_id(spec.name, variable.name)
    if held is not None:
        content, _ = _content(spec, variable, held.version)
        if fingerprint(content) == held.sha256:
            return Published(form_id, held.version, new=False)
    number = FormVersion.objects.filter(form__form_id=form_id).count() + 1
    content, settings = _content(spec, variable, str(number))
    return store(content, settings, by=by, at=at, datasets=[spec.name])


def _content(spec: DatasetSpec, variable: VariableSpec, version: str) -> tuple[Content, Settings]:
    source = return_source(spec, variable, version)
    book = read_table(source)
    return Content(source, fill(book, {spec.name: spec}, alone=True), files={}), read_settings(book)
