"""The automatic rules run over what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.checks import Failure, check_row
from tambon.journal.actions import record
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.rules import WEIGHT, Checked, RecordView
from tambon.verification.actions.returning import end_returns
from tambon.verification.models import Finding


@transaction.atomic
def check_changed(*, at: datetime, limit: int = 500) -> int:
    """Runs the dictionary's checks over records whose values changed; how many were checked comes back.

    Findings that no longer hold are closed, new ones are opened, and the records are graded again. A record
    that changed while the rules looked at it goes on waiting.
    """
    waiting = list(held.views(held.list_changed(limit)).values())
    if not waiting:
        return 0
    specs = {name: dictionary.get_dataset(name).spec for name in {r.dataset for r in waiting}}
    failures = {r.id: check_row(specs[r.dataset], r.values) for r in waiting}
    taken = records.apply_findings([_checked(r, failures[r.id]) for r in waiting], at=at)
    end_returns(taken, at=at)
    versions = {r.id: f"{r.dataset}:{specs[r.dataset].rules_version}" for r in waiting}
    opened, closed = _settle({id_: failures[id_] for id_ in taken}, versions, at=at)
    if opened or closed:
        body = {
            "records": len(taken),
            "opened": opened,
            "closed": closed,
            "rules": sorted(set(versions.values())),
        }
        record("records.checked", subject="checks", by="system", at=at, body=body)
    return len(taken)


def _checked(row: RecordView, failures: Iterable[Failure]) -> Checked:
    weights: dict[str, int] = defaultdict(int)
    for failure in failures:
        weights[failure.variable] += WEIGHT[failure.severity]
    return Checked(row.id, row.version, dict(weights))


def _settle(failures: dict[int, list[Failure]], versions: dict[int, str], *, at: datetime) -> tuple[int, int]:
    """Opens what is new and closes what no longer holds, or was found by an older rule; how many of each."""
    wanted = {(id_, f.variable, f.rule, versions[id_]): f for id_, found in failures.items() for f in found}
    open_now = {
        (f.record_id, f.variable, f.rule, f.rule_version): f.pk
        for f in Finding.objects.filter(record_id__in=list(failures), closed_at__isnull=True)
    }
    gone = [pk for key, pk in open_now.items() if key not in wanted]
    Finding.objects.filter(pk__in=gone).update(closed_at=at)
    new = [
        Finding(
            record_id=id_,
            variable=variable,
            rule=rule,
            rule_version=version,
            severity=failure.severity.value,
            details={
                "th": failure.sentence_th,
                "en": failure.sentence_en,
                "involved": list(failure.involved),
            },
            opened_at=at,
        )
        for (id_, variable, rule, version), failure in wanted.items()
        if (id_, variable, rule, version) not in open_now
    ]
    Finding.objects.bulk_create(new, batch_size=1000)
    return len(new), len(gone)
