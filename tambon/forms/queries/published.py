"""Which questionnaires are published, and what each version says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import md5

from django.db import connection

from tambon.dictionary.rules.reading import content_sha256
from tambon.forms.kept import CHUNK, kept
from tambon.forms.models import Draft, FormFile, FormVersion
from tambon.forms.rules.difference import Difference, difference
from tambon.forms.rules.mapping import Mapping
from tambon.forms.rules.returning import RETURN, return_form_id
from tambon.forms.rules.shape import Shape, read_shape
from tambon.journal.rules import (
    Checker,
    EntryView,
    Fault,
    content_changed,
    content_missing,
    row_unjournaled,
)

_OF_A_DRAFT = """
SELECT FROM forms_draft d, jsonb_each(d.files) file WHERE file.value ->> 'sha256' = %(sha256)s LIMIT 1
"""


@dataclass(frozen=True)
class FileView:
    """A file beside a version, by the hash under which the blobs hold it."""

    name: str
    sha256: str
    size: int
    content_type: str


@dataclass(frozen=True)
class PublishedForm:
    """One version as phones get it; ``md5`` is of the UTF-8 bytes of ``xml``."""

    form_id: str
    version: str
    title_th: str
    title_en: str
    xml: str
    md5: str
    mapping: Mapping
    datasets: tuple[str, ...]
    area_id: int | None = None  # where phones are given it; None: in the whole country
    files: tuple[FileView, ...] = ()


def find_version(form_id: str, version: str) -> PublishedForm | None:
    """A published version, retired or not: phones send what they were given months ago."""
    found = (
        FormVersion.objects.filter(form__form_id=form_id, version=version).values_list("id", "md5").first()
    )
    return _published(*found) if found else None


def list_published() -> list[PublishedForm]:
    """The current version of every form that was not retired, by form id; none that asks for what was
    returned, for those are given cell by cell (`list_return_forms`)."""
    rows = FormVersion.objects.filter(retired_at=None, form__retired_at=None).order_by("form__form_id")
    ordinary = rows.exclude(form__form_id__startswith=RETURN)
    return [_published(id_, md5) for id_, md5 in ordinary.values_list("id", "md5")]


def list_return_forms(asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], PublishedForm]:
    """{(dataset, variable): the current short form by which a returned cell is answered}."""
    ids = {return_form_id(*pair): pair for pair in asked}
    rows = FormVersion.objects.filter(retired_at=None, form__form_id__in=list(ids))
    found = rows.values_list("id", "md5", "form__form_id")
    return {ids[form_id]: _published(id_, md5) for id_, md5, form_id in found}


def shape_of(form_id: str, version: str) -> Shape | None:
    """What a published version asks: groups, repeats and questions with their words."""
    found = find_version(form_id, version)
    return _shape(found.xml) if found else None


def difference_of(form_id: str, before: str, after: str) -> Difference | None:
    """What changed from one version to another; None where one of them is not there."""
    one, other = shape_of(form_id, before), shape_of(form_id, after)
    return difference(one, other) if one is not None and other is not None else None


def names_content(sha256: str) -> bool:
    """Whether a form's file, or an uploaded workbook or a file of its draft, has this content."""
    if FormFile.objects.filter(sha256=sha256).exists() or Draft.objects.filter(sha256=sha256).exists():
        return True
    with connection.cursor() as cursor:
        cursor.execute(_OF_A_DRAFT, {"sha256": sha256})
        return cursor.fetchone() is not None


@lru_cache(maxsize=4096)
def file_md5(sha256: str) -> str:
    """What OpenRosa calls the hash of a file, reckoned once a process: a content never changes its name."""
    found = md5(usedforsecurity=False)
    with kept().open(sha256) as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def version_sha256(row: FormVersion) -> str:
    """The SHA-256 of all that a version says, for the journal."""
    return content_sha256([row.source, row.sha256, row.xml, row.md5, row.mapping])


def check_published(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each entry has its version, unchanged; each version has its entry."""
    rows = {(row.form.form_id, row.version): row for row in FormVersion.objects.select_related("form")}
    files: dict[int, dict[str, str]] = {}
    for file in FormFile.objects.all():
        files.setdefault(file.version_id, {})[file.name] = file.sha256
    for entry in entries:
        row = rows.pop((entry.subject.removeprefix("form:"), str(entry.body.get("version"))), None)
        if row is None:
            yield content_missing(entry)
        elif version_sha256(row) != entry.body.get("content"):
            yield content_changed(f"forms_formversion {row.id}", entry)
        elif files.get(row.pk, {}) != entry.body.get("files", {}):
            yield content_changed(f"forms_formfile of forms_formversion {row.id}", entry)
    for row in rows.values():
        yield row_unjournaled(f"forms_formversion {row.id}", "form.published")


JOURNAL_CHECKERS: dict[str, Checker] = {"form.published": check_published}


@lru_cache(maxsize=1024)
def _published(id_: int, md5: str) -> PublishedForm:
    """Kept in the process: a version never changes, and the hash tells two databases' rows apart."""
    row = FormVersion.objects.select_related("form").get(id=id_)
    mapping = Mapping.model_validate(row.mapping)
    files = row.files.order_by("name").values_list("name", "sha256", "size", "content_type")
    return PublishedForm(
        row.form.form_id,
        row.version,
        row.form.title_th,
        row.form.title_en,
        row.xml,
        md5,
        mapping,
        mapping.datasets,
        row.form.area_id,
        tuple(FileView(*file) for file in files),
    )


@lru_cache(maxsize=64)
def _shape(xml: str) -> Shape:
    return read_shape(xml)
