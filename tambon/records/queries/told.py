"""What submissions have claimed so far: a corrected answer is claimed beside what was clear at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tambon.records.models import Claim
from tambon.records.rules import Key

WINDOW = 8  # times that are asked for at once; a submission is hardly corrected twice


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of a submission. Lists of them are in the order in which they were made."""

    id: int
    key: Key
    values: Mapping[str, Any]


def evidence_of(ref: UUID, times: int = 0) -> str:
    """The name of a submission's evidence, the first time and each time after a correction."""
    return f"submission:{ref}/{times + 1}" if times else f"submission:{ref}"


def witness_of(evidence: str, agrees: bool) -> str:
    """The name of the evidence that the head's word is, beside that of the submission itself."""
    return f"witness:{'agrees' if agrees else 'objects'}:{evidence}"


def told_by(refs: Iterable[UUID]) -> dict[UUID, dict[str, list[Told]]]:
    """{submission: {dataset: its claims}}; a submission without claims is left out."""
    found: dict[UUID, dict[str, list[Told]]] = {}
    asked, start = set(refs), 0
    while asked:
        names = {
            evidence_of(ref, times): (ref, times) for ref in asked for times in range(start, start + WINDOW)
        }
        rows = Claim.objects.filter(evidence__in=list(names))
        values = rows.values_list("evidence", "id", "dataset", "period", "area_id", "values")
        asked, start = set(), start + WINDOW
        for evidence, id_, dataset, period, area_id, said in sorted(values, key=lambda row: names[row[0]][1]):
            ref, times = names[evidence]
            told = Told(id_, Key(dataset, period, area_id), said)
            found.setdefault(ref, {}).setdefault(dataset, []).append(told)
            if times == start - 1:
                asked.add(ref)
    return found
