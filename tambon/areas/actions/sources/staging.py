"""A file staged as a draft: loaded on trial, shown, rolled back, and kept to be applied as it was shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from tambon.areas import problems
from tambon.areas.actions.editions import LoadReport, one_load_at_a_time
from tambon.areas.actions.lists import Progress
from tambon.areas.actions.sources.forms import load_given
from tambon.areas.actions.sources.given import Given
from tambon.areas.models import Draft
from tambon.areas.queries.editions import newest_edition
from tambon.areas.rules import ListSource
from tambon.formats import Refusal, Row
from tambon.journal import actions as journal


class _Tried(Exception):
    """Carries the report of a trial out of the transaction that is rolled back."""

    def __init__(self, report: LoadReport) -> None:
        super().__init__()
        self.report = report


@dataclass(frozen=True, slots=True)
class Staged:
    """What a file would change, and the draft that waits; no draft where it would change nothing."""

    report: LoadReport
    draft: int | None


@transaction.atomic
def stage_given(given: Given, *, by: str, at: datetime, progress: Progress | None = None) -> Staged:
    """Keeps a file's rows as a draft after a trial; the same file again is the same draft.

    Raises as `load_given`.
    """
    with one_load_at_a_time():
        report = preview_given(given, by=by, at=at, progress=progress)
        if not report.changed:
            return Staged(report, None)
        return Staged(report, _keep(given, report, by=by, at=at))


def preview_given(given: Given, *, by: str, at: datetime, progress: Progress | None = None) -> LoadReport:
    """What loading would do, counted by doing it. Nothing is kept. Raises as `load_given`."""
    try:
        with transaction.atomic():
            raise _Tried(load_given(given, by=by, at=at, progress=progress))
    except _Tried as tried:
        return tried.report


def apply_staged(draft: Draft, *, by: str, at: datetime) -> int:
    """Applies a draft of a file in the caller's transaction; the id of its first edition."""
    report = load_given(_given_of(draft), by=by, at=at)
    if report.edition is None:
        raise problems.nothing_changes()
    return report.edition


def _keep(given: Given, report: LoadReport, *, by: str, at: datetime) -> int:
    of, content = given.of, _content(given)
    sha256 = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
    waiting = Draft.objects.filter(source=of.source, sha256=sha256, edition=None, set_aside_at=None).first()
    if waiting is not None:
        Draft.objects.filter(pk=waiting.pk).update(base=newest_edition())
        return waiting.pk
    draft = Draft.objects.create(
        source=of.source, day=of.day, sha256=sha256, licence=of.licence, credit=of.credit,
        synthetic=of.synthetic, content={**content, "summary": summary(report)},
        refused=[asdict(one) for one in report.refused], base=newest_edition(), staged_by=by, staged_at=at,
    )  # fmt: skip
    journal.record("areas.staged", subject=f"areas-draft:{draft.pk}", by=by, at=at, body={"sha256": sha256})
    return draft.pk


def summary(report: LoadReport) -> dict[str, Any]:
    """A report in numbers and first examples, without the refused rows themselves."""
    return {
        "added": report.added, "renamed": report.renamed, "moved": report.moved, "ended": report.ended,
        "unchanged": report.unchanged, "refused": len(report.refused), "held_back": report.held_back,
        "placed": report.placed, "older_codes": report.older_codes,
        "examples": {sort: list(lines) for sort, lines in report.examples.items()},
    }  # fmt: skip


def _content(given: Given) -> dict[str, Any]:
    columns = list(given.rows[0].cells) if given.rows else []
    return {
        "form": given.form,
        "day": given.of.day.isoformat(),
        "whole": given.whole,
        "damaged": [asdict(one) for one in given.damaged],
        "columns": columns,
        "rows": [[row.number, *(row[column] for column in columns)] for row in given.rows],
    }


def _given_of(draft: Draft) -> Given:
    content: dict[str, Any] = draft.content
    of = ListSource(draft.source, draft.day, draft.licence, draft.credit, draft.synthetic)
    columns: Sequence[str] = content["columns"]
    rows = [Row(number, dict(zip(columns, cells, strict=True)), "") for number, *cells in content["rows"]]
    damaged = tuple(Refusal(**one) for one in content["damaged"])
    return Given(content["form"], rows, of, content["whole"], damaged)
