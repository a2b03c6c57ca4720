"""Publishing questionnaires; the only writer of this room."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from tambon.dictionary.queries import get_dataset
from tambon.forms import problems, queries
from tambon.forms.models import Form, FormVersion
from tambon.forms.rules.conversion import Settings, convert_book, read_settings
from tambon.forms.rules.explicit import explicit_mapping, mapped_datasets
from tambon.forms.rules.filling import Filled, fill, used_datasets
from tambon.forms.rules.table import read_table
from tambon.journal.actions import record

STANDARD = Path(__file__).resolve().parent.parent / "standard" / "forms"


@dataclass(frozen=True)
class Published:
    """What a publishing came to; ``new`` is False where the same version was there already."""

    form_id: str
    version: str
    new: bool


@transaction.atomic
def publish(source: str, *, by: str, at: datetime, mapping: ReadOnly[str, Any] | None = None) -> Published:
    """Publishes one questionnaire (an XLSForm as a Markdown table) as a new version; again is a no-op.

    ``mapping`` serves forms whose rows name no variables: ``{"area": question, "visited_on": question,
    "variables": {"dataset.variable": question}}``. Raises a Problem when the text, its place in the
    dictionary or its XForm is wrong, and when the version was published with another content.
    """
    book = read_table(source)
    settings = read_settings(book)
    names = {*used_datasets(book), *mapped_datasets(mapping or {})}
    specs = {name: get_dataset(name).spec for name in sorted(names)}
    filled = fill(book, specs)
    if mapping is not None:
        filled = explicit_mapping(filled, mapping, specs, form=settings.form_id)
    sha256 = _fingerprint(filled)
    form, _ = Form.objects.get_or_create(form_id=settings.form_id, defaults=_titles(settings))
    Form.objects.select_for_update().get(id=form.id)  # two publishers take turns
    held = FormVersion.objects.filter(form=form, version=settings.version).first()
    if held is not None:
        return _again(held, source, sha256)
    row = _put(form, settings, source=source, filled=filled, sha256=sha256, at=at)
    body = {"version": row.version, "content": queries.version_sha256(row), "datasets": sorted(names)}
    record("form.published", subject=f"form:{settings.form_id}", by=by, at=at, body=body)
    return Published(settings.form_id, settings.version, new=True)


def publish_standard(*, by: str, at: datetime) -> list[Published]:
    """Publishes the questionnaires that come with the product, in the order of their names."""
    return publish_folder(STANDARD, by=by, at=at)


@transaction.atomic
def publish_folder(folder: Path, *, by: str, at: datetime) -> list[Published]:
    """Publishes every ``*.md`` of a folder, all or none."""
    return [publish(path.read_text("utf-8"), by=by, at=at) for path in sorted(folder.glob("*.md"))]


def _again(held: FormVersion, source: str, sha256: str) -> Published:
    if held.sha256 != sha256:
        kind = problems.dictionary_moved if held.source == source else problems.version_taken
        raise kind(form=held.form.form_id, version=held.version)
    return Published(held.form.form_id, held.version, new=False)


def _put(
    form: Form, settings: Settings, *, source: str, filled: Filled, sha256: str, at: datetime
) -> FormVersion:
    xml = convert_book(filled.book)
    form.versions.filter(retired_at=None).update(retired_at=at)
    Form.objects.filter(id=form.id).update(**_titles(settings))
    return FormVersion.objects.create(
        form=form,
        version=settings.version,
        source=source,
        sha256=sha256,
        xml=xml,
        md5=hashlib.md5(xml.encode(), usedforsecurity=False).hexdigest(),
        mapping=filled.mapping.model_dump(mode="json"),
        published_at=at,
    )


def _titles(settings: Settings) -> dict[str, str]:
    return {"title_th": settings.title_th, "title_en": settings.title_en}


def _fingerprint(filled: Filled) -> str:
    """Of what was asked, not of the XForm: a newer converter may write the same questions in other bytes."""
    rows = [[row.cells for row in sheet] for sheet in (filled.book.survey, filled.book.choices)]
    whole = [*rows, filled.book.settings.cells, filled.mapping.model_dump(mode="json")]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
