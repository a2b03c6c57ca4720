"""Which of several offers for one cell we hold. Pure, and blind to the order in which they arrived."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tambon.dictionary.rules.absence import Reason
from tambon.dictionary.rules.spec import Resolution as Resolve
from tambon.records.rules.kinds import ClaimKind, absence


@dataclass(frozen=True, slots=True)
class Offer:
    """One claim's value for one cell. ``owned``: who made it owned the variable there on that day."""

    claim_id: int
    ref: str
    kind: ClaimKind
    observed_on: date
    made_at: datetime
    owned: bool
    value: Any


@dataclass(frozen=True, slots=True)
class Resolution:
    """The value we hold, the offer that won, and every claim since which all offers say the same."""

    value: Any
    winner: Offer
    agreeing: frozenset[int]


# On one day the office that answers has seen both figures, and who stood in the village knows more than an
# export.
_RANK = {ClaimKind.REGISTER: 0, ClaimKind.FIELD: 1, ClaimKind.ENTRY: 2}


def resolve(offers: Sequence[Offer], rule: Resolve) -> Resolution | None:
    """The winning value of one cell under ``rule``; None when nobody offers one.

    * ``newest``: the newest evidence (``observed_on``) wins.
    * ``owner``: what the owner says, in its register or by its office, wins over all others; then the newest.
    * ``field``: what was seen in the village wins over every register and desk; then the newest.

    Equal so far: the kind of claim, the moment it was made, its reference; no two claims are equal in all. An
    absence is an answer like any other: a newer "unknown" replaces an older figure where the rule is the
    newest. Only "not asked" says nothing, and loses to anything that was said. Confirmations and disputes
    offer no value.
    """
    if not offers:
        return None
    if len(offers) == 1:
        only = offers[0]
        return Resolution(only.value, only, frozenset((only.claim_id,)))
    first = _FIRST[rule]
    ranked = [((_says_something(offer), first(offer), *age(offer)), offer) for offer in offers]
    _, winner = max(ranked, key=_rank)
    dissent = max((rank for rank, offer in ranked if offer.value != winner.value), default=None)
    agreeing = (
        o.claim_id for rank, o in ranked if o.value == winner.value and (not dissent or rank > dissent)
    )
    return Resolution(winner.value, winner, frozenset(agreeing))


def _rank(ranked: tuple[tuple[Any, ...], Offer]) -> tuple[Any, ...]:
    return ranked[0]


def _says_something(offer: Offer) -> bool:
    return absence(offer.value) != Reason.NOT_ASKED


def age(offer: Offer) -> tuple[date, int, datetime, str]:
    """What makes one offer newer than another; no two are of one age."""
    return offer.observed_on, _RANK[offer.kind], offer.made_at, offer.ref


_FIRST: dict[Resolve, Callable[[Offer], bool]] = {
    Resolve.NEWEST: lambda offer: False,
    Resolve.OWNER: lambda offer: offer.owned and offer.kind is not ClaimKind.FIELD,
    Resolve.FIELD: lambda offer: offer.kind is ClaimKind.FIELD,
}
