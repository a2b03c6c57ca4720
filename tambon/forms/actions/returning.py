"""The short forms of returned cells, made from the dictionary when a variable's first cell is returned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tambon.dictionary.queries import get_dataset
from tambon.dictionary.rules.spec import DatasetSpec, VariableSpec
from tambon.forms.actions.publishing import Content, Published, fingerprint, store
from tambon.forms.models import FormVersion
from tambon.forms.rules.conversion import Settings, read_settings
from tambon.forms.rules.filling import fill
from tambon.forms.rules.returning import return_form_id, return_source
from tambon.forms.rules.table import read_table


@transaction.atomic
def publish_returns(asked: Iterable[tuple[str, str]], *, by: str, at: datetime) -> list[Published]:
    """Publishes the short form of each (dataset, variable), where the dictionary says something else now than
    the version that is there; how each stands comes back. Raises a Problem for what the dictionary lacks.
    """
    specs = {name: get_dataset(name).spec for name in {dataset for dataset, _ in asked}}
    return [
        _publish(specs[dataset], specs[dataset].by_name[variable], by=by, at=at)
        for dataset, variable in sorted(set(asked))
    ]


def _publish(spec: DatasetSpec, variable: VariableSpec, *, by: str, at: datetime) -> Published:
    form_id = return_form_id(spec.name, variable.name)
    versions = FormVersion.objects.filter(form__form_id=form_id)
    held = versions.filter(retired_at=None).first()
    if held is not None:
        content, _ = _content(spec, variable, held.version)
        if fingerprint(content) == held.sha256:
            return Published(form_id, held.version, new=False)
    content, settings = _content(spec, variable, str(versions.count() + 1))
    return store(content, settings, by=by, at=at, datasets=[spec.name])


def _content(spec: DatasetSpec, variable: VariableSpec, version: str) -> tuple[Content, Settings]:
    source = return_source(spec, variable, version)
    book = read_table(source)
    return Content(source, fill(book, {spec.name: spec}, alone=True), files={}), read_settings(book)
