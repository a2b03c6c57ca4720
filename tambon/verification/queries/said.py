"""What heads and readers said of the values that stand, beside the values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tambon.records.models import Claim
from tambon.records.rules import ClaimKind, RecordView
from tambon.verification.rules.heads import SaidOf, speaker_of

_HEARD = (ClaimKind.WITNESS.value, ClaimKind.CHALLENGE.value)


def said_of(records: Iterable[RecordView]) -> dict[tuple[int, str], list[SaidOf]]:
    """{(record id, variable): what was said of the claim that stands there}, the newest first."""
    records = list(records)
    keys = {(r.dataset, r.period, r.area_id): r for r in records}
    claims = Claim.objects.filter(kind__in=_HEARD, area_id__in={r.area_id for r in records})
    wanted = claims.filter(dataset__in={r.dataset for r in records}, period__in={r.period for r in records})
    heard = [c for c in wanted.order_by("-made_at", "-pk") if (c.dataset, c.period, c.area_id) in keys]
    found: dict[tuple[int, str], list[SaidOf]] = defaultdict(list)
    if not heard:
        return found
    refs = _refs({cell.claim_id for r in records for cell in r.cells.values()})
    for claim in heard:
        record = keys[claim.dataset, claim.period, claim.area_id]
        kind = ClaimKind(claim.kind)
        speaker = speaker_of(kind, claim.by, claim.evidence)
        for variable, ref in claim.about.items():
            cell = record.cells.get(variable)
            if speaker and cell and refs.get(cell.claim_id) == ref:
                proposed = claim.values.get(variable) if kind is ClaimKind.CHALLENGE else None
                found[record.id, variable].append(
                    SaidOf(kind, speaker, proposed, claim.reason, claim.made_at)
                )
    return found


def _refs(claim_ids: Iterable[int]) -> dict[int, str]:
    return {pk: str(ref) for pk, ref in Claim.objects.filter(pk__in=list(claim_ids)).values_list("pk", "ref")}
