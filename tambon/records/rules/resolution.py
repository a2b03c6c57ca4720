"""Which of several offers for one cell we hold. Pure, and blind to the order in which they arrived."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tambon.dictionary.rules.absence import Reason
from tambon.dictionary.rules.spec import Band
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
    """The value we hold, the offer that won, and every claim since which all offers say the same.

    ``after``: something else came between the winner and now, up to this claim, though it was redacted: only
    a confirmation made after it speaks of what is held.
    """

    value: Any
    winner: Offer
    agreeing: frozenset[int]
    after: int = 0


# On one day the office that answers has seen both figures, and who stood in the village knows more than an
# export.
_RANK = {ClaimKind.REGISTER: 0, ClaimKind.FIELD: 1, ClaimKind.ENTRY: 2}


@dataclass(frozen=True, slots=True)
class Within:
    """The rule `Resolve.OWNER_WITHIN` with its band."""

    band: Band


Rule = Resolve | Within


def asks_owner(rule: Rule) -> bool:
    """Whether it matters to the rule who owns the variable."""
    return rule not in (Resolve.NEWEST, Resolve.FIELD)


def resolve(offers: Sequence[Offer], rule: Rule, redacted: Sequence[Offer] = ()) -> Resolution | None:
    """The winning value of one cell under ``rule``; None when nobody offers one.

    ``redacted``: offers whose value was taken away. They hold nothing, but they said something else.

    * ``newest``: the newest evidence (``observed_on``) wins.
    * ``owner``: what the owner says, in its register or by its office, wins over all others; then the newest.
    * ``field``: what was seen in the village wins over every register and desk; then the newest.
    * ``person`` and `Within`: see `settle`.

    Equal so far: the kind of claim, the moment it was made, its reference; no two claims are equal in all. An
    absence is an answer like any other: a newer "unknown" replaces an older figure where the rule is the
    newest. Only "not asked" says nothing, and loses to anything that was said. Confirmations and disputes
    offer no value.
    """
    if not offers:
        return None
    found = _resolve(offers, rule)
    return _broken_by(redacted, found, offers, rule) if redacted else found


def _resolve(offers: Sequence[Offer], rule: Rule) -> Resolution:
    if len(offers) == 1:
        only = offers[0]
        return Resolution(only.value, only, frozenset((only.claim_id,)))
    if rule is Resolve.PERSON or isinstance(rule, Within):
        return settle(offers, rule.band if isinstance(rule, Within) else None)
    first = _FIRST[rule]
    ranked = [((says_something(offer), first(offer), *age(offer)), offer) for offer in offers]
    _, winner = max(ranked, key=_rank)
    dissent = max((rank for rank, offer in ranked if offer.value != winner.value), default=None)
    agreeing = (
        o.claim_id for rank, o in ranked if o.value == winner.value and (not dissent or rank > dissent)
    )
    return Resolution(winner.value, winner, frozenset(agreeing))


def _broken_by(
    redacted: Sequence[Offer], found: Resolution, offers: Sequence[Offer], rule: Rule
) -> Resolution:
    """What agrees only across a redacted offer does not agree: another value ends a confirmation for good."""
    first = _FIRST.get(rule, _nobody) if isinstance(rule, Resolve) else _nobody

    def rank(offer: Offer) -> tuple[Any, ...]:
        return first(offer), *age(offer)

    last, won = max(map(rank, redacted)), rank(found.winner)
    since = (one.claim_id for one in offers if one.claim_id in found.agreeing and rank(one) > last)
    after = max((one.claim_id for one in redacted if rank(one) > won), default=0)
    return Resolution(found.value, found.winner, frozenset({found.winner.claim_id, *since}), after)


def settle(offers: Sequence[Offer], band: Band | None) -> Resolution:
    """What is held where sources that differ wait for a decision; ``offers`` are not empty.

    From the oldest offer to the newest: while the newest word of every source (the field, registers, offices)
    is the same, the newest is held; within a ``band`` figures count as the same, and the owner's is held.
    When they differ, what was held stays, until the office that owns the value states one itself: that is the
    decision, and it is held until every source says the same again or it decides anew. A source's second word
    against its own first one is no difference between sources.
    """
    said: dict[ClaimKind, Offer] = {}
    held: Offer | None = None
    since: list[Offer] = []  # what said the same as the one held, without a break
    for offer in sorted(list(filter(says_something, offers)) or offers, key=age):
        said[offer.kind] = offer
        before = held
        if held is None or (offer.owned and offer.kind is ClaimKind.ENTRY):
            held = offer
        elif agree(said.values(), band):
            held = _spokesman(said.values(), band)
        if before is None or held is None or held.value != before.value:
            since = []
        if held is not None and offer.value == held.value:
            since.append(offer)
    winner = held or max(offers, key=age)
    return Resolution(winner.value, winner, frozenset({winner.claim_id, *(one.claim_id for one in since)}))


def agree(said: Iterable[Offer], band: Band | None) -> bool:
    """Whether all offers, one at least, say the same, or lie within the band."""
    first, *others = said
    return all(_same(first.value, one.value, band) for one in others) and all(
        _same(one.value, other.value, band) for one in others for other in others
    )


def _same(one: Any, other: Any, band: Band | None) -> bool:
    if band is None or not (_is_number(one) and _is_number(other)):
        return bool(one == other)
    return band.holds(one, other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _spokesman(said: Iterable[Offer], band: Band | None) -> Offer:
    """Who is held of those that say the same: inside a band the owner, else the newest."""
    said = list(said)
    owners = [offer for offer in said if offer.owned and offer.kind is not ClaimKind.FIELD]
    return max(owners if owners and band is not None else said, key=age)


def _rank(ranked: tuple[tuple[Any, ...], Offer]) -> tuple[Any, ...]:
    return ranked[0]


def says_something(offer: Offer) -> bool:
    """Whether it is more than "not asked"."""
    return absence(offer.value) != Reason.NOT_ASKED


def age(offer: Offer) -> tuple[date, int, datetime, str]:
    """What makes one offer newer than another; no two are of one age."""
    return offer.observed_on, _RANK[offer.kind], offer.made_at, offer.ref


def _nobody(offer: Offer) -> bool:
    return False


_FIRST: dict[Resolve, Callable[[Offer], bool]] = {
    Resolve.NEWEST: _nobody,
    Resolve.OWNER: lambda offer: offer.owned and offer.kind is not ClaimKind.FIELD,
    Resolve.FIELD: lambda offer: offer.kind is ClaimKind.FIELD,
}
