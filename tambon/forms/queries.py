"""Which questionnaires are published, and what each version says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tambon.dictionary.rules.reading import content_sha256
from tambon.forms.models import FormVersion
from tambon.forms.rules.mapping import Mapping
from tambon.journal.rules import (
    Checker,
    EntryView,
    Fault,
    content_changed,
    content_missing,
    row_unjournaled,
)


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


def find_version(form_id: str, version: str) -> PublishedForm | None:
    """A published version, retired or not: phones send what they were given months ago."""
    found = (
        FormVersion.objects.filter(form__form_id=form_id, version=version).values_list("id", "md5").first()
    )
    return _published(*found) if found else None


def list_published() -> list[PublishedForm]:
    """The current version of every form, by form id."""
    rows = FormVersion.objects.filter(retired_at=None).order_by("form__form_id")
    return [_published(id_, md5) for id_, md5 in rows.values_list("id", "md5")]


def version_sha256(row: FormVersion) -> str:
    """The SHA-256 of all that a version says, for the journal."""
    return content_sha256([row.source, row.sha256, row.xml, row.md5, row.mapping])


def check_published(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each entry has its version, unchanged; each version has its entry."""
    rows = {(row.form.form_id, row.version): row for row in FormVersion.objects.select_related("form")}
    for entry in entries:
        row = rows.pop((entry.subject.removeprefix("form:"), str(entry.body.get("version"))), None)
        if row is None:
            yield content_missing(entry)
        elif version_sha256(row) != entry.body.get("content"):
            yield content_changed(f"forms_formversion {row.id}", entry)
    for row in rows.values():
        yield row_unjournaled(f"forms_formversion {row.id}", "form.published")


JOURNAL_CHECKERS: dict[str, Checker] = {"form.published": check_published}


@lru_cache(maxsize=256)
def _published(id_: int, md5: str) -> PublishedForm:
    """Kept in the process: a version never changes, and the hash tells two databases' rows apart."""
    row = FormVersion.objects.select_related("form").get(id=id_)
    mapping = Mapping.model_validate(row.mapping)
    return PublishedForm(
        row.form.form_id,
        row.version,
        row.form.title_th,
        row.form.title_en,
        row.xml,
        md5,
        mapping,
        mapping.datasets,
    )
