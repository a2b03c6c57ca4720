"""Uploaded workbooks on their way to a version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tambon.forms import problems
from tambon.forms.models import Draft
from tambon.forms.rules.drafts import DraftState
from tambon.forms.rules.faults import Fault
from tambon.forms.rules.needs import needed_files
from tambon.forms.rules.shape import Shape, read_shape


@dataclass(frozen=True)
class DraftView:
    """A draft as the desk shows it; ``shape`` is there once it was converted."""

    ref: UUID
    filename: str
    area_id: int | None
    state: DraftState
    by: str
    uploaded_at: datetime
    changed_at: datetime
    form_id: str
    version: str
    faults: tuple[Fault, ...]
    mapping: Mapping[str, Any]
    files: Mapping[str, Mapping[str, Any]]
    needed: tuple[str, ...]
    shape: Shape | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The files that the form names and nobody added yet."""
        return tuple(name for name in self.needed if name not in self.files)

    @property
    def stopping(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.stops)

    @property
    def hints(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if not fault.stops)


def find_draft(ref: UUID) -> DraftView | None:
    """The draft with its shape."""
    row = Draft.objects.filter(ref=ref).first()
    return _view(row, whole=True) if row else None


def get_draft(ref: UUID) -> DraftView:
    """The same; raises ``404-form-draft-unknown``."""
    found = find_draft(ref)
    if found is None:
        raise problems.unknown_draft()
    return found


def list_drafts() -> list[DraftView]:
    """The drafts that are neither published nor discarded, the newest first, without shapes."""
    rows = Draft.objects.exclude(state__in=[DraftState.PUBLISHED, DraftState.DISCARDED]).order_by("-id")
    return [_view(row, whole=False) for row in rows.defer("source", "xml")[:200]]


def _view(row: Draft, *, whole: bool) -> DraftView:
    shape = read_shape(row.xml) if whole and row.xml else None
    return DraftView(
        row.ref, row.filename, row.area_id, DraftState(row.state), row.by, row.uploaded_at, row.changed_at,
        row.form_id, row.version, tuple(Fault(**one) for one in row.problems), row.mapping, row.files,
        needed_files(row.xml, shape) if shape else (), shape,
    )  # fmt: skip
