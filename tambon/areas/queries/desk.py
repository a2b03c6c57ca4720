"""What a person who edits areas looks up: drafts that wait, what editions did, an area by what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tambon.areas import problems
from tambon.areas.models import AreaCode, Draft, Edition
from tambon.areas.queries.editions import newest_edition
from tambon.areas.queries.history import describe, list_changes
from tambon.areas.queries.sql import VIEW_COLUMNS, VIEW_TABLES, rows, view
from tambon.areas.rules import OWN_SCHEME, AreaFacts, AreaView, By, ChangeKind, ChangeView, Kind
from tambon.areas.rules.children import free_numbers
from tambon.areas.rules.codes import CODE_LENGTHS, COUNTRY_CODE
from tambon.lib.problem import Problem

_FOUND = f"""
    SELECT {VIEW_COLUMNS} FROM {VIEW_TABLES}
    WHERE n.th ILIKE %(like)s OR n.en ILIKE %(like)s OR c.code LIKE %(begins)s
    ORDER BY length(c.code), n.th <> %(text)s AND lower(n.en) <> lower(%(text)s), c.code LIMIT %(limit)s
"""
_DID = """
    SELECT edition_id, kind, count(*) FROM areas_change WHERE edition_id = ANY(%(editions)s)
    GROUP BY edition_id, kind ORDER BY edition_id, count(*) DESC, kind
"""
_CONCERNED = """
    SELECT DISTINCT ON (c.id) c.id, COALESCE(s.predecessor_id, s.successor_id)
    FROM areas_change c JOIN areas_succession s ON s.change_id = c.id
    WHERE c.edition_id = %(edition)s ORDER BY c.id LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class DraftView:
    """Changes that wait: of the desk (``is_operations``), or from a file with the rows that were refused."""

    id: int
    source: str
    day: date
    note: str
    staged_by: str
    staged_at: datetime
    is_operations: bool
    operations: tuple[dict[str, Any], ...]  # as rules.operations.to_json writes them
    refused: tuple[dict[str, Any], ...]
    summary: dict[str, Any]  # of a file: what it would do, in numbers and first examples
    is_stale: bool  # the registry has changed since it was shown


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition, what it did by kind of change, and whether another one took it back."""

    id: int
    source: str
    day: date
    note: str
    loaded_at: datetime
    undoes: int | None
    undone_by: int | None
    did: tuple[tuple[ChangeKind, int], ...]


def get_draft(draft_id: int) -> DraftView:
    """Raises ``404-area-draft`` when none with this number waits."""
    row = Draft.objects.filter(pk=draft_id, edition=None, set_aside_at=None).first()
    if row is None:
        raise problems.draft_unknown(id=draft_id)
    return _draft(row, newest_edition())


def list_latest_editions(limit: int, *, before: int | None = None) -> list[EditionLine]:
    """The newest editions, newest first; ``before`` is the id under which an earlier page starts."""
    found = Edition.objects.select_related("undone_by").order_by("-id")
    if before is not None:
        found = found.filter(id__lt=before)
    return _lines(found[:limit])


def get_edition(edition_id: int) -> EditionLine:
    """Raises ``404-area-edition``."""
    found = _lines(Edition.objects.select_related("undone_by").filter(pk=edition_id))
    if not found:
        raise problems.edition_unknown(id=edition_id)
    return found[0]


def list_changes_of(edition_id: int, *, limit: int) -> list[ChangeView]:
    """The first changes that an edition brought."""
    concerned = rows(_CONCERNED, {"edition": edition_id, "limit": limit})
    return [one for change, area in concerned for one in list_changes(area) if one.id == change]


def find_facts(code: str, *, on: date, by: By = By.LAW) -> AreaFacts:
    """As `describe`, for a code of any scheme: DOPA's first. Raises ``404-area-unknown``."""
    refused: Problem | None = None
    for scheme in dict.fromkeys(OWN_SCHEME.values()):
        try:
            return describe(code, on=on, scheme=scheme, by=by)
        except Problem as problem:
            refused = refused or problem
    assert refused is not None  # noqa: S101 - there is at least one scheme
    raise refused


def search(text: str, *, on: date, limit: int) -> list[AreaView]:
    """The areas of that day whose name holds the text or whose code begins with it; higher levels first."""
    if not text:
        return []
    plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    given = {"text": text, "like": f"%{plain}%", "begins": f"{plain}%", "on": on, "limit": limit}
    return [view(row) for row in rows(_FOUND, given)]


def suggest_codes(parent: AreaView, kind: Kind, *, many: int) -> list[str]:
    """Codes right under the parent that no area ever bore; none for kinds whose codes others give."""
    if kind not in CODE_LENGTHS:
        return []
    prefix = "" if parent.code == COUNTRY_CODE else parent.code
    ever = AreaCode.objects.filter(
        scheme=str(OWN_SCHEME[kind]), code__regex=f"^{prefix}[0-9]{{2}}$"
    ).values_list("code", flat=True)
    return [f"{prefix}{number:02d}" for number in free_numbers((int(code[-2:]) for code in ever), many=many)]


def _draft(row: Draft, newest: int) -> DraftView:
    operations = tuple(row.content.get("operations", ()))
    return DraftView(
        id=row.pk, source=row.source, day=row.day, note=row.note, staged_by=row.staged_by,
        staged_at=row.staged_at, is_operations=row.content.get("form") == "operations",
        operations=operations, refused=tuple(row.refused),
        summary=dict(row.content.get("summary", {})), is_stale=row.base != newest,
    )  # fmt: skip


def _lines(editions: Any) -> list[EditionLine]:
    found: Sequence[Edition] = list(editions)
    did: dict[int, list[tuple[ChangeKind, int]]] = {}
    for edition, kind, number in rows(_DID, {"editions": [one.pk for one in found]}):
        did.setdefault(edition, []).append((ChangeKind(kind), number))
    return [
        EditionLine(
            id=one.pk, source=one.source, day=one.day, note=one.note, loaded_at=one.loaded_at,
            undoes=one.undoes_id, undone_by=one.undone_by.pk if hasattr(one, "undone_by") else None,
            did=tuple(did.get(one.pk, ())),
        )
        for one in found
    ]  # fmt: skip
