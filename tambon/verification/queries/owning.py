"""Which office owns a cell, and what people sent themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tambon.accounts import queries as accounts
from tambon.dictionary import queries as dictionary
from tambon.records.models import Claim
from tambon.records.rules import ClaimKind, RecordView


def owners_of(records: Iterable[RecordView], *, on: date) -> dict[tuple[int, str], int | None]:
    """{(record id, variable): the office that owns it there that day, or None}."""
    records = list(records)
    specs = dictionary.specs_of(r.dataset for r in records)
    asked = {name: spec.asked for name, spec in specs.items()}
    chains = {v.owner: v.owner for variables in asked.values() for v in variables}
    found = accounts.owner_offices(chains, {r.area_id for r in records}, on=on)
    return {(r.id, v.name): found[v.owner, r.area_id] for r in records for v in asked[r.dataset]}


def count_own_answers(actor: str, claim_ids: Iterable[int]) -> int:
    """How many of the claims the actor sent from the field."""
    return len(own_answers(actor, claim_ids))


def own_answers(actor: str, claim_ids: Iterable[int]) -> set[int]:
    """Those of the claims that the actor sent from the field."""
    mine = Claim.objects.filter(pk__in=list(claim_ids), kind=ClaimKind.FIELD.value, by=actor)
    return set(mine.values_list("pk", flat=True))
