"""Which questionnaires are published, and what each version says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tambon.forms.models import FormVersion
from tambon.forms.rules.mapping import Mapping


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
