"""The rules across rows run over the districts in which something changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from tambon.dictionary import queries as dictionary
from tambon.journal.actions import record
from tambon.lib.days import thai_day
from tambon.records import actions as records
from tambon.records.models import Changed
from tambon.records.rules import Checked, RecordView
from tambon.verification.actions.leading import settle_leads
from tambon.verification.actions.settling import Asked, Settled, settle
from tambon.verification.actions.waiting import take_groups
from tambon.verification.queries.asked import weigh
from tambon.verification.queries.groups import answers_of, records_of, rows_beside
from tambon.verification.rules.across import Question, ask_about

RECORDS_A_GROUP = 100  # a district has about so many villages; the caller's limit speaks of records


@transaction.atomic
def check_groups(*, at: datetime, limit: int = 500) -> int:
    """Runs the rules across rows over groups that wait; how many groups were taken comes back.

    What still waits for the rules of its own row is looked at, but not asked about: its group comes again
    after them. Findings are settled and records graded with what both families of rules found.
    """
    groups = take_groups(max(1, limit // RECORDS_A_GROUP))
    if not groups:
        return 0
    by_group = records_of(groups, on=thai_day(at))
    everything = [r for found in by_group.values() for r in found]
    beside = rows_beside(everything)
    questions: dict[int, list[Question]] = {}
    for group, found in by_group.items():
        spec = dictionary.get_dataset(group.dataset).spec
        questions |= ask_about(spec, [beside[r.id] for r in found])
    settled = _settle(everything, questions, at=at)
    led = settle_leads(answers_of(by_group), at=at)
    if settled.told or led:
        body: dict[str, Any] = {"groups": len(groups), "records": len(everything), "leads": led}
        body |= settled.body
        record("groups.checked", subject="checks", by="system", at=at, body=body)
    return len(groups)


def regrade(record_ids: Iterable[int], versions: Mapping[int, int], *, at: datetime) -> None:
    """Grades held records again with what their open findings weigh now.

    What still waits for the rules of its own row is left to them: nothing may pass that no rule looked at.
    """
    ids = set(record_ids)
    weights = weigh(ids - _waiting(ids))
    checked = [Checked(id_, versions[id_], found) for id_, found in weights.items()]
    records.apply_findings(checked, at=at, ends_wait=False)


def _waiting(held_ids: Iterable[int]) -> set[int]:
    """Those that wait for the rules of their own row; their locks are held: a record begins to wait under its
    own.
    """
    return set(Changed.objects.filter(record_id__in=list(held_ids)).values_list("record_id", flat=True))


def _settle(
    rows: Sequence[RecordView], questions: Mapping[int, Sequence[Question]], *, at: datetime
) -> Settled:
    versions = records.hold(r.id for r in rows)
    waiting = _waiting(versions)
    taken = [r for r in rows if versions.get(r.id) == r.version and r.id not in waiting]
    asked = [_asked(r.id, one) for r in taken for one in questions[r.id]]
    done = settle(asked, [r.id for r in taken], family="across", at=at)
    weights = weigh(r.id for r in taken)
    moved = [r for r in taken if any(c.weight != weights[r.id].get(v, 0) for v, c in r.cells.items())]
    if moved:
        checked = [Checked(r.id, r.version, weights[r.id]) for r in moved]
        records.apply_findings(checked, at=at, ends_wait=False)
    return done


def _asked(record_id: int, one: Question) -> Asked:
    details = {"th": one.th, "en": one.en, "involved": [one.variable]}
    return Asked(record_id, one.variable, one.rule, one.version, one.severity, details, one.basis)
