"""Changes that are shown before they count: staged as a draft, looked at, then applied whole or set aside."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from tambon.areas import problems
from tambon.areas.actions.editions import one_load_at_a_time
from tambon.areas.actions.operating import Operator
from tambon.areas.actions.rows import Scribe, under
from tambon.areas.actions.standing import demand_standing_parents
from tambon.areas.actions.writing import refresh_lineage
from tambon.areas.models import Area, Draft, Edition
from tambon.areas.queries.editions import newest_edition
from tambon.areas.queries.effects import Effect, effect_of
from tambon.areas.rules import CHANGE_OF, Hierarchy, When, editing
from tambon.areas.rules.operations import Operation, from_json, to_json
from tambon.journal import actions as journal

DESK, OWN, OPERATIONS = "desk", "Public domain", "operations"
Given = tuple[Operation, When]


class _Undecided(Exception):
    """Carries what a preview found out of the transaction that is rolled back."""

    def __init__(self, effect: Effect) -> None:
        super().__init__()
        self.effect = effect


def preview(operations: Sequence[Given], *, at: datetime, synthetic: bool = False) -> Effect:
    """What the operations would do: the areas concerned before and after. Nothing is kept.

    Raises the Problems of the operations.
    """
    try:
        with transaction.atomic(), one_load_at_a_time():
            edition = _edition(operations, note="", at=at, synthetic=synthetic)
            touched = _carry_out(operations, edition)
            raise _Undecided(effect_of(touched, law=operations[0][1].law))
    except _Undecided as undecided:
        return undecided.effect


@transaction.atomic
def stage_operations(
    operations: Sequence[Given],
    *,
    note: str,
    by: str,
    at: datetime,
    synthetic: bool = False,
    seen: int | None = None,
) -> int:
    """Keeps operations as a draft after a trial; the draft's id, the same for the same operations.

    ``synthetic``: what they bring is made up, as everything in a demonstration. ``seen`` is the newest
    edition when the effect was shown. Raises ``409-area-effect-stale`` when there is a newer one by now.
    """
    _demand_seen(seen)
    preview(operations, at=at, synthetic=synthetic)
    content = {"form": OPERATIONS, "operations": [to_json(*one) for one in operations]}
    sha256 = _sum(content)
    waiting = Draft.objects.filter(sha256=sha256, source=DESK, edition=None, set_aside_at=None).first()
    if waiting is not None:
        Draft.objects.filter(pk=waiting.pk).update(base=newest_edition())
        return waiting.pk
    draft = Draft.objects.create(
        source=DESK, day=_latest_day(operations), sha256=sha256, licence=OWN, credit="", note=note,
        content=content, base=newest_edition(), staged_by=by, staged_at=at, synthetic=synthetic,
    )  # fmt: skip
    journal.record("areas.staged", subject=f"areas-draft:{draft.pk}", by=by, at=at, body={"sha256": sha256})
    return draft.pk


def operations_of(draft_id: int) -> list[Given]:
    """What a waiting draft of the desk would do. Raises ``404-area-draft``."""
    return _operations(_waiting(draft_id))


@transaction.atomic
def apply_draft(draft_id: int, *, by: str, at: datetime, seen: int | None = None) -> int:
    """Applies a draft as it was shown, whatever it holds; the edition's id (of several the first).

    ``seen`` is the newest edition when the effect was shown last, where that was after staging. Raises
    ``404-area-draft``, ``409-area-draft-stale`` when the registry has changed since, and the Problems of what
    it holds.
    """
    with one_load_at_a_time():
        draft = _waiting(draft_id)
        if (draft.base if seen is None else seen) != newest_edition():
            raise problems.draft_stale(id=draft_id)
        edition = _apply_one(draft, by=by, at=at)
        Draft.objects.filter(pk=draft.pk).update(edition=edition)
    return edition


@transaction.atomic
def set_aside(draft_id: int, *, by: str, at: datetime) -> None:
    """Puts a draft away for good. Raises ``404-area-draft``."""
    draft = _waiting(draft_id)
    Draft.objects.filter(pk=draft.pk).update(set_aside_at=at)
    journal.record("areas.set_aside", subject=f"areas-draft:{draft.pk}", by=by, at=at)


@transaction.atomic
def apply_operations(
    operations: Sequence[Given],
    *,
    note: str,
    by: str,
    at: datetime,
    synthetic: bool = False,
    seen: int | None = None,
) -> int:
    """Applies operations at once, as one small edition; its id.

    ``seen`` is the newest edition when the effect was shown. Raises ``409-area-effect-stale`` when there is a
    newer one by now, and the Problems of the operations.
    """
    with one_load_at_a_time():
        _demand_seen(seen)
        return _apply(operations, note=note, by=by, at=at, synthetic=synthetic)


def _demand_seen(seen: int | None) -> None:
    if seen is not None and seen != newest_edition():
        raise editing.effect_stale()


def _apply_one(draft: Draft, *, by: str, at: datetime) -> int:
    from tambon.areas.actions.boundaries import FORM, apply_boundaries  # which stages drafts of its own
    from tambon.areas.actions.sources.staging import apply_staged  # so does this

    form = draft.content["form"]
    if form == FORM:
        return apply_boundaries(draft, by=by, at=at)
    if form != OPERATIONS:
        return apply_staged(draft, by=by, at=at)
    return _apply(_operations(draft), note=draft.note, by=by, at=at, synthetic=draft.synthetic)


def _apply(operations: Sequence[Given], *, note: str, by: str, at: datetime, synthetic: bool) -> int:
    edition = _edition(operations, note=note, at=at, synthetic=synthetic)
    touched = _carry_out(operations, edition)
    body = {
        "sha256": edition.sha256,
        "operations": [str(CHANGE_OF[type(operation)]) for operation, _ in operations],
        "areas": sorted(Area.objects.filter(pk__in=touched).values_list("public_id", flat=True)),
    }  # ids alone: names and notices that a person typed stand in tables, which can be mended
    journal.record("areas.edited", subject=f"areas-edition:{edition.pk}", by=by, at=at, body=body)
    return edition.pk


def _carry_out(operations: Sequence[Given], edition: Edition) -> list[int]:
    touched: list[int] = []
    with under(edition):
        for operation, when in operations:
            operator = Operator(Scribe(edition, when))
            operator.carry_out(operation)
            touched += operator.touched
    demand_standing_parents(edition)
    for hierarchy in Hierarchy:
        refresh_lineage(touched, hierarchy)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return list(dict.fromkeys(touched))


def _edition(operations: Sequence[Given], *, note: str, at: datetime, synthetic: bool) -> Edition:
    body = [to_json(*one) for one in operations]
    return Edition.objects.create(
        source=DESK,
        day=_latest_day(operations),
        sha256=_sum({"operations": body, "after": newest_edition()}),
        licence=OWN,
        credit="",
        synthetic=synthetic,
        kinds=[],
        note=note,
        loaded_at=at,
    )


def _latest_day(operations: Sequence[Given]) -> date:
    if not operations:
        raise problems.nothing_changes()
    return max(when.law for _, when in operations)


def _waiting(draft_id: int) -> Draft:
    draft = (
        Draft.objects.select_for_update().filter(pk=draft_id, edition=None, set_aside_at=None).first()
        if connection.in_atomic_block
        else Draft.objects.filter(pk=draft_id, edition=None, set_aside_at=None).first()
    )
    if draft is None:
        raise problems.draft_unknown(id=draft_id)
    return draft


def _operations(draft: Draft) -> list[Given]:
    return [from_json(one) for one in draft.content["operations"]]


def _sum(body: Any) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
