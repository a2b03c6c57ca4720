"""The automatic rules run over what changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.checks import Failure, check_row
from tambon.journal.actions import record
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.rules import Checked, RecordView
from tambon.verification.actions.returning import end_returns
from tambon.verification.actions.settling import Asked, settle
from tambon.verification.actions.waiting import wait_for_groups
from tambon.verification.queries.asked import weigh
from tambon.verification.rules.across import basis_of


@transaction.atomic
def check_changed(*, at: datetime, limit: int = 500) -> int:
    """Runs the dictionary's checks over records whose values changed; how many were checked comes back.

    Findings that no longer hold are closed, new ones are opened, and the records are graded again, with what
    the rules across rows last found. Their districts wait for those rules. A record that changed while the
    rules looked at it goes on waiting.
    """
    waiting = list(held.views(held.list_changed(limit)).values())
    if not waiting:
        return 0
    wait_for_groups([r.id for r in waiting], at=at)
    specs = {name: dictionary.get_dataset(name).spec for name in {r.dataset for r in waiting}}
    failures = {r.id: check_row(specs[r.dataset], r.values) for r in waiting}
    versions = records.hold(r.id for r in waiting)
    taken = [r for r in waiting if versions.get(r.id) == r.version]
    of_rules = {name: f"{name}:{spec.rules_version}" for name, spec in specs.items()}
    asked = [one for r in taken for one in _asked(r, failures[r.id], of_rules[r.dataset])]
    settled = settle(asked, [r.id for r in taken], family="row", at=at)
    weights = weigh(r.id for r in taken)
    records.apply_findings([Checked(r.id, r.version, weights[r.id]) for r in taken], at=at)
    end_returns([r.id for r in taken], at=at)
    if settled.told:
        body: dict[str, Any] = {"records": len(taken), **settled.body}
        body["rules"] = sorted({of_rules[r.dataset] for r in waiting})
        record("records.checked", subject="checks", by="system", at=at, body=body)
    return len(taken)


def _asked(row: RecordView, failures: Iterable[Failure], version: str) -> Iterable[Asked]:
    for f in failures:
        details = {"th": f.sentence_th, "en": f.sentence_en, "involved": list(f.involved)}
        basis = basis_of([row.values.get(name) for name in f.involved])
        yield Asked(row.id, f.variable, f.rule, version, f.severity, details, basis)
