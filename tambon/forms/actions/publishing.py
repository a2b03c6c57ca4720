"""Publishing questionnaires as versions, and retiring forms."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from tambon.dictionary.queries import get_dataset
from tambon.forms import problems, queries
from tambon.forms.models import Form, FormFile, FormVersion
from tambon.forms.rules.content import Content, fingerprint
from tambon.forms.rules.conversion import Settings, convert_book, read_settings
from tambon.forms.rules.explicit import explicit_mapping, mapped_datasets
from tambon.forms.rules.filling import fill, used_datasets
from tambon.forms.rules.returning import RETURN
from tambon.forms.rules.table import read_table
from tambon.journal.actions import record

STANDARD = queries.STANDARD


@dataclass(frozen=True)
class Published:
    """What a publishing came to; ``new`` is False where the same version was there already.

    ``lost`` are the variables that the version before answered and this one does not.
    """

    form_id: str
    version: str
    new: bool
    lost: tuple[str, ...] = ()


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
    new = Content(source, filled, files={})
    return store(new, settings, by=by, at=at, datasets=names)


def store(
    new: Content,
    settings: Settings,
    *,
    by: str,
    at: datetime,
    datasets: Iterable[str],
    area_id: int | None = None,
) -> Published:
    """Keeps the content as a version, in the caller's transaction; the same again is a no-op.

    Raises 409 for other content under a version that is there, and for a form of another area.
    """
    sha256 = fingerprint(new)
    if settings.form_id.casefold().startswith(RETURN) and not new.filled.mapping.period:
        raise problems.id_of_returns(form=settings.form_id)
    if area_id is not None and settings.form_id.casefold() in queries.standard_ids():
        raise problems.form_of_another_area(form=settings.form_id)
    form, made = Form.objects.get_or_create(
        form_id=settings.form_id, defaults={**_titles(settings), "area_id": area_id}
    )
    Form.objects.select_for_update().get(id=form.id)  # two publishers take turns
    if not made and form.area_id != area_id:
        raise problems.form_of_another_area(form=settings.form_id)
    held = FormVersion.objects.filter(form=form, version=settings.version).first()
    if held is not None:
        return _again(held, new, sha256)
    row = _put(form, settings, new, sha256=sha256, at=at)
    body: dict[str, Any] = {"version": row.version, "content": queries.version_sha256(row)}
    body["datasets"] = sorted(datasets)
    if new.files:
        body["files"] = {name: file["sha256"] for name, file in new.files.items()}
    record("form.published", subject=f"form:{settings.form_id}", by=by, at=at, body=body)
    return Published(settings.form_id, settings.version, new=True)


@transaction.atomic
def retire(form_id: str, *, by: str, at: datetime) -> None:
    """Takes the form from phones; what was filled in is still taken. A new version brings it back.

    Raises ``404-form-unknown`` and ``409-form-retired``.
    """
    form = Form.objects.select_for_update().filter(form_id=form_id).first()
    if form is None:
        raise problems.unknown_form(form=form_id[:60])
    if form.retired_at is not None:
        raise problems.already_retired(form=form_id)
    Form.objects.filter(id=form.id).update(retired_at=at)
    record("form.retired", subject=f"form:{form_id}", by=by, at=at)


def publish_standard(*, by: str, at: datetime) -> list[Published]:
    """Publishes the questionnaires that come with the product, in the order of their names."""
    return publish_folder(STANDARD, by=by, at=at)


@transaction.atomic
def publish_folder(folder: Path, *, by: str, at: datetime) -> list[Published]:
    """Publishes every ``*.md`` of a folder, all or none."""
    return [publish(path.read_text("utf-8"), by=by, at=at) for path in sorted(folder.glob("*.md"))]


def _again(held: FormVersion, new: Content, sha256: str) -> Published:
    if held.sha256 != sha256:
        kind = problems.dictionary_moved if _says_the_same(held, new) else problems.version_taken
        raise kind(form=held.form.form_id, version=held.version)
    return Published(held.form.form_id, held.version, new=False)


def _says_the_same(held: FormVersion, new: Content) -> bool:
    """Whether text, mapping and files are those of the version: then only the dictionary is another."""
    files = dict(held.files.values_list("name", "sha256"))
    mine = {name: file["sha256"] for name, file in new.files.items()}
    mapping = new.filled.mapping.stored()
    return held.source == new.source and files == mine and held.mapping == mapping


def _put(form: Form, settings: Settings, new: Content, *, sha256: str, at: datetime) -> FormVersion:
    xml = new.xml or convert_book(new.filled.book)
    form.versions.filter(retired_at=None).update(retired_at=at)
    Form.objects.filter(id=form.id).update(**_titles(settings), retired_at=None)
    row = FormVersion.objects.create(
        form=form,
        version=settings.version,
        source=new.source,
        sha256=sha256,
        xml=xml,
        md5=hashlib.md5(xml.encode(), usedforsecurity=False).hexdigest(),
        mapping=new.filled.mapping.stored(),
        published_at=at,
    )
    FormFile.objects.bulk_create([FormFile(version=row, name=name, **of) for name, of in new.files.items()])
    return row


def _titles(settings: Settings) -> dict[str, str]:
    return {"title_th": settings.title_th, "title_en": settings.title_en}
