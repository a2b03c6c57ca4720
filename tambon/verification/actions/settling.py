"""What one family of rules asks now, against the findings that stand; and what all findings weigh."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tambon.dictionary.rules.spec import Severity
from tambon.records.rules import WEIGHT
from tambon.verification.models import Finding


@dataclass(frozen=True, slots=True)
class Asked:
    """One cell about which a rule asks now."""

    record_id: int
    variable: str
    rule: str
    version: str
    severity: Severity
    details: dict[str, Any]  # th, en, involved
    basis: str

    @property
    def key(self) -> tuple[int, str, str]:
        return self.record_id, self.variable, self.rule


def settle(
    asked: Iterable[Asked], record_ids: Collection[int], *, family: str, at: datetime
) -> tuple[int, int]:
    """Opens what is new and closes what is gone, under the records' locks; how many of each comes back.

    A finding stays, with its explanation, while the same rule asks about the same values. About other values
    it is asked anew: an explanation spoke of the values that it knew. Nobody spoke yet: it takes the new
    values and stays one finding.
    """
    wanted = {one.key: one for one in asked}
    gone: list[int] = []
    moved: list[Finding] = []
    stood: set[tuple[int, str, str]] = set()
    for f in Finding.objects.filter(record_id__in=list(record_ids), closed_at__isnull=True, family=family):
        key = (f.record_id, f.variable, f.rule)
        now = wanted.get(key)
        if now is None or now.version != f.rule_version:
            gone.append(f.pk)
        elif now.basis == f.basis:
            stood.add(key)
        elif f.explained_at is not None:
            gone.append(f.pk)
        else:
            stood.add(key)
            before = {"refused": f.details["refused"]} if "refused" in f.details else {}
            f.basis, f.details, f.severity = now.basis, {**now.details, **before}, now.severity.value
            moved.append(f)
    new = [one for key, one in wanted.items() if key not in stood]
    Finding.objects.filter(pk__in=gone).update(closed_at=at)
    Finding.objects.bulk_update(moved, ["basis", "details", "severity"], batch_size=1000)
    Finding.objects.bulk_create([_finding(one, family, at) for one in new], batch_size=1000)
    return len(new), len(gone)


def weigh(record_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """{record: {variable: weight}} of the open findings of both families that nobody has accepted."""
    found: dict[int, dict[str, int]] = {id_: defaultdict(int) for id_ in record_ids}
    standing = Finding.objects.filter(
        record_id__in=list(found), closed_at__isnull=True, accepted_at__isnull=True
    )
    for record_id, variable, severity in standing.values_list("record_id", "variable", "severity"):
        found[record_id][variable] += WEIGHT[Severity(severity)]
    return found


def _finding(one: Asked, family: str, at: datetime) -> Finding:
    return Finding(
        record_id=one.record_id,
        variable=one.variable,
        rule=one.rule,
        rule_version=one.version,
        family=family,
        severity=one.severity.value,
        details=one.details,
        basis=one.basis,
        opened_at=at,
    )
