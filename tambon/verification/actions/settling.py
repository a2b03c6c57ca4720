"""What one family of rules asks now, against the findings that stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tambon.dictionary.rules.spec import Severity
from tambon.verification.models import Finding
from tambon.verification.queries.asked import asked_digest


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


@dataclass(frozen=True, slots=True)
class Settled:
    """How many findings were opened and closed, and [id, digest] of each that is otherwise than before."""

    opened: int
    closed: int
    told: list[tuple[int, str]]

    @property
    def body(self) -> dict[str, Any]:
        """What is journaled of it."""
        return {"opened": self.opened, "closed": self.closed, "findings": [list(one) for one in self.told]}


def settle(asked: Iterable[Asked], record_ids: Collection[int], *, family: str, at: datetime) -> Settled:
    """Opens what is new and closes what is gone, under the records' locks.

    A finding stays, with its explanation, while the same rule asks about the same values. About other values
    it is asked anew: an explanation spoke of the values that it knew. Nobody spoke yet: it takes the new
    values and stays one finding.
    """
    wanted = {one.key: one for one in asked}
    gone: list[Finding] = []
    moved: list[Finding] = []
    stood: set[tuple[int, str, str]] = set()
    for f in Finding.objects.filter(record_id__in=list(record_ids), closed_at__isnull=True, family=family):
        key = (f.record_id, f.variable, f.rule)
        now = wanted.get(key)
        if now is None or now.version != f.rule_version:
            gone.append(f)
        elif now.basis == f.basis and now.severity.value == f.severity:
            stood.add(key)
        elif f.explained_at is not None:
            gone.append(f)
        else:
            stood.add(key)
            before = {"refused": f.details["refused"]} if "refused" in f.details else {}
            f.basis, f.details, f.severity = now.basis, {**now.details, **before}, now.severity.value
            moved.append(f)
    for f in gone:
        f.closed_at = at
    Finding.objects.filter(pk__in=[f.pk for f in gone]).update(closed_at=at)
    Finding.objects.bulk_update(moved, ["basis", "details", "severity"], batch_size=1000)
    new = [_finding(one, family, at) for key, one in wanted.items() if key not in stood]
    Finding.objects.bulk_create(new, batch_size=1000)
    return Settled(len(new), len(gone), [(f.pk, asked_digest(f)) for f in (*gone, *moved, *new)])


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
