"""Which forms were sent, and the tables in which their submissions are handed out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tambon.forms.models import Form, FormVersion
from tambon.forms.rules.layout import Layout, lay_out
from tambon.forms.rules.shape import Shape, read_shape
from tambon.lib.problem import Problem


@dataclass(frozen=True)
class FormVersions:
    """A form as its submissions are handed out; ``datasets``: those about which it makes claims."""

    form_id: str
    title_th: str
    title_en: str
    versions: tuple[str, ...]  # the newest first
    datasets: tuple[str, ...]


def find_versions(form_id: str) -> FormVersions | None:
    """The form's versions; None for a form that was never published."""
    form = Form.objects.filter(form_id=form_id).first()
    if form is None:
        return None
    rows = list(form.versions.order_by("-id").values_list("version", "mapping"))
    datasets = {name for _, mapping in rows for name in _datasets(mapping)}
    versions = tuple(version for version, _ in rows)
    return FormVersions(form_id, form.title_th, form.title_en, versions, tuple(sorted(datasets)))


def get_layout(form_id: str) -> Layout:
    """The tables of the form over all its versions; of a form that was never published the one without any
    question, whose answers are all among the others.
    """
    rows = (
        FormVersion.objects.filter(form__form_id=form_id).order_by("-id").values_list("id", "version", "md5")
    )
    return _layout(form_id, tuple(rows))


@lru_cache(maxsize=32)
def _layout(form_id: str, versions: tuple[tuple[int, str, str], ...]) -> Layout:
    """Kept in the process: versions never change."""
    shapes = {version: _shape(id_) for id_, version, _ in versions}
    return lay_out(form_id, {version: shape for version, shape in shapes.items() if shape is not None})


def _shape(id_: int) -> Shape | None:
    """The version's shape; None where its XForm cannot be read any more: its answers are among the others."""
    try:
        return read_shape(FormVersion.objects.values_list("xml", flat=True).get(id=id_))
    except Problem:
        return None


def _datasets(mapping: dict[str, dict[str, object]]) -> set[str]:
    return {*mapping.get("variables", {}), *mapping.get("rows", {})}
