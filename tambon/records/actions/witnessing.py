"""What a village's head said of a worker's answers, as the worker witnessed it, in claims of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from tambon.forms.rules.answers import HeadSaid
from tambon.forms.rules.blotting import personal_kind
from tambon.records.actions.claiming import write_claims
from tambon.records.models import Claim
from tambon.records.queries.intake import Understood
from tambon.records.queries.told import told_by, witness_of
from tambon.records.rules import ClaimKind, NewClaim, absence


def witness(understood: Iterable[Understood], *, at: datetime) -> int:
    """Claims for each submission in which the head agrees or objects, about all that the submission claimed;
    how many were made comes back. No rule of grades reads them, so that no record is derived again.

    A remark that seems to hold personal data stays in the submission alone.
    """
    heads = {one.taken.ref: one.head for one in understood if one.head is not None}
    if not heads:
        return 0
    ids = {told.id for of in told_by(heads).values() for claims in of.values() for told in claims}
    told = Claim.objects.filter(pk__in=ids).order_by("pk")
    by_evidence = {f"submission:{ref}": head for ref, head in heads.items()}
    return len(write_claims(list(_claims(told, by_evidence)), at=at))


def _claims(told: Iterable[Claim], heads: dict[str, HeadSaid]) -> Iterator[NewClaim]:
    for claim in told:
        head = heads[claim.evidence.partition("/")[0]]
        values = {name: value for name, value in claim.values.items() if absence(value) is None}
        if values:
            yield NewClaim(
                kind=ClaimKind.WITNESS if head.agrees else ClaimKind.CHALLENGE,
                dataset=claim.dataset,
                area_id=claim.area_id,
                period=claim.period,
                values=values if head.agrees else {},
                observed_on=claim.observed_on,
                by=claim.by,
                made_at=claim.made_at,
                about={name: str(claim.ref) for name in values},
                reason="" if personal_kind(head.remark) else head.remark,
                evidence=witness_of(claim.evidence, head.agrees),
            )
