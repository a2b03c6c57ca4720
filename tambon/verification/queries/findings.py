"""The findings that stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tambon.dictionary.rules.spec import Severity
from tambon.verification.models import Finding
from tambon.verification.rules.views import (
    OpenFinding,
)


def list_open_findings(record_ids: Iterable[int]) -> dict[int, list[OpenFinding]]:
    """The findings that stand, by record."""
    found: dict[int, list[OpenFinding]] = defaultdict(list)
    rows = Finding.objects.filter(record_id__in=list(record_ids), closed_at__isnull=True).order_by("pk")
    for f in rows:
        involved = tuple(f.details.get("involved", ()))
        words = f.details["th"], f.details["en"]
        accepted = f.accepted_at is not None
        said = OpenFinding(f.variable, f.rule, f.severity, *words, involved, f.pk, accepted)
        found[f.record_id].append(said)
    return found


def list_impossible(record_ids: Iterable[int]) -> dict[tuple[int, str], tuple[str, str]]:
    """{(record, variable): why its value cannot be true, in Thai and in English}, where a rule says so."""
    rows = Finding.objects.filter(
        record_id__in=list(record_ids), closed_at__isnull=True, severity=Severity.BLOCKS.value
    ).order_by("-pk")
    return {(f.record_id, f.variable): (f.details["th"], f.details["en"]) for f in rows}
