"""Whether plans and journal say the same, for ``tambon verify-journal``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from tambon.journal.rules import (
    Checker,
    EntryView,
    Fault,
    content_changed,
    content_missing,
    row_unjournaled,
)
from tambon.plan.models import PlanVersion


def check_plans(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each entry has its version with the very text whose sum it names; each version has its entry."""
    found = PlanVersion.objects.select_related("programme")
    rows = {(row.programme.code, row.number): row for row in found}
    for entry in entries:
        key = (entry.subject.removeprefix("programme:"), int(entry.body.get("number", 0)))
        row = rows.pop(key, None)
        if row is None:
            yield content_missing(entry)
        elif {row.sha256, hashlib.sha256(row.text.encode()).hexdigest()} != {entry.body.get("sha256")}:
            yield content_changed(f"plan_planversion {row.pk}", entry)
    for row in rows.values():
        yield row_unjournaled(f"plan_planversion {row.pk}", "plan.loaded")


def check_approvals(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each approval names a version with the sum that it has; each approved version has its entry."""
    found = PlanVersion.objects.filter(approved_at__isnull=False).select_related("programme").defer("text")
    rows = {(row.programme.code, row.number): row for row in found}
    told = set()
    for entry in entries:
        key = (entry.subject.removeprefix("programme:"), int(entry.body.get("number", 0)))
        told.add(key)
        if key not in rows:
            yield content_missing(entry)
        elif rows[key].sha256 != entry.body.get("sha256"):
            yield content_changed(f"plan_planversion {rows[key].pk}", entry)
    for key in rows.keys() - told:
        yield row_unjournaled(f"plan_planversion {rows[key].pk}", "plan.approved")


JOURNAL_CHECKERS: dict[str, Checker] = {"plan.loaded": check_plans, "plan.approved": check_approvals}
