"""How a draft stands to the form that bears its form_id already: area, version and mapping."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from tambon.dictionary.queries import get_dataset, list_datasets
from tambon.dictionary.rules.spec import DatasetSpec
from tambon.forms.models import Draft, Form, FormVersion
from tambon.forms.rules.carrying import MappingDifference, compared, pairs_of, why_unfit
from tambon.forms.rules.checked import checked_mapping
from tambon.forms.rules.content import Content, fingerprint
from tambon.forms.rules.conversion import read_settings
from tambon.forms.rules.filling import fill, used_datasets
from tambon.forms.rules.mapping import Mapping
from tambon.forms.rules.needs import needed_files
from tambon.forms.rules.shape import read_shape
from tambon.forms.rules.table import read_table
from tambon.lib.problem import Problem

STANDARD = Path(__file__).resolve().parents[2] / "standard" / "forms"


@dataclass(frozen=True)
class Standing:
    """``area_id`` is of the form in use, None: the country; ``taken``: the version has other content."""

    area_id: int | None
    another_area: bool = False
    taken: bool = False
    version: str = ""  # the one in force; empty for the first
    mapping: MappingDifference = field(default_factory=MappingDifference)

    @property
    def stops(self) -> bool:
        return self.another_area or self.taken


def standing_of(ref: UUID) -> Standing | None:
    """How a converted draft stands; None for any other."""
    row = Draft.objects.filter(ref=ref, state="converted").first()
    if row is None:
        return None
    form = Form.objects.filter(form_id=row.form_id).first()
    if form is None:
        reserved = row.area_id is not None and row.form_id.casefold() in standard_ids()
        return Standing(None if reserved else row.area_id, another_area=reserved)
    if form.area_id != row.area_id:  # what others' forms ask and answer is not told
        return Standing(form.area_id, another_area=True)
    held = in_force(row.form_id)
    version, mapping = (held.version, _compared(row, held)) if held else ("", MappingDifference())
    return Standing(form.area_id, taken=_taken(row), version=version, mapping=mapping)


def in_force(form_id: str) -> FormVersion | None:
    """The newest version of a form, whether the form is in use or was retired."""
    return FormVersion.objects.filter(form__form_id=form_id, retired_at=None).select_related("form").first()


def draft_content(row: Draft) -> Content:
    """What the draft would publish; raises a Problem where the dictionary does not fit it any more."""
    book = read_table(row.source)
    filled = fill(book, {name: get_dataset(name).spec for name in used_datasets(book)})
    if row.mapping:
        mapping = checked_mapping(row.mapping, read_shape(row.xml), all_specs(), form=row.form_id)
        filled = replace(filled, mapping=mapping)
    return Content(row.source, filled, row.files, row.xml)


def mapping_difference_of(form_id: str, before: str, after: str) -> MappingDifference:
    """What another version answers of the dictionary; nothing where one of them is not there."""
    rows = FormVersion.objects.filter(form__form_id=form_id, version__in=[before, after])
    held = {row.version: pairs_of(Mapping.model_validate(row.mapping)) for row in rows}
    if before not in held or after not in held:
        return MappingDifference()
    return compared(held[before], held[after])


def all_specs() -> dict[str, DatasetSpec]:
    """Every dataset's spec by its name."""
    return {one.spec.name: one.spec for one in list_datasets()}


@cache
def standard_ids() -> frozenset[str]:
    """Of the product's own questionnaires, published or not: an area's form must not stand in their way."""
    texts = (path.read_text("utf-8") for path in STANDARD.glob("*.md"))
    return frozenset(read_settings(read_table(text)).form_id.casefold() for text in texts)


def _compared(row: Draft, held: FormVersion) -> MappingDifference:
    before, now = pairs_of(Mapping.model_validate(held.mapping)), _pairs(row)
    shape, specs = read_shape(row.xml), all_specs()

    def why(name: str, path: str) -> Problem | None:
        return why_unfit(name, path, now, shape, specs, form=row.form_id)

    return compared(before, now, why)


def _pairs(row: Draft) -> dict[str, str]:
    """What the draft maps, by hand or in the workbook's own column."""
    try:
        return pairs_of(draft_content(row).filled.mapping)
    except Problem:  # told in full when it is published
        meta = {name: path for name, path in row.mapping.items() if isinstance(path, str)}
        return {**meta, **row.mapping.get("variables", {})}


def _taken(row: Draft) -> bool:
    held = FormVersion.objects.filter(form__form_id=row.form_id, version=row.version).first()
    if held is None:
        return False
    try:
        content = draft_content(row)
    except Problem:
        return held.source != row.source
    return fingerprint(replace(content, files=_files(row, held))) != held.sha256


def _files(row: Draft, held: FormVersion) -> ReadOnly[str, ReadOnly[str, Any]]:
    """The draft's files; those it still lacks as the version has them, for they may yet be the same."""
    needed = needed_files(row.xml, read_shape(row.xml))
    kept = {file.name: {"sha256": file.sha256} for file in held.files.all() if file.name in needed}
    return {**kept, **row.files}
