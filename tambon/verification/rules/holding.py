"""What was held when, and why that: the rule of the day over what had been said by then. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from tambon.dictionary.rules.spec import VariableSpec
from tambon.lib.days import BANGKOK
from tambon.records.rules import ClaimKind, Heard, HistoryRow, Offer, Rule, Within, held_at
from tambon.verification.rules.clock import Pair
from tambon.verification.rules.events import Held
from tambon.verification.rules.why import why_words


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the dictionary said of the variable from a moment on."""

    number: int
    since: datetime
    spec: VariableSpec

    @property
    def rule(self) -> Rule:
        return self.spec.resolution if self.spec.band is None else Within(self.spec.band)


@dataclass(frozen=True, slots=True)
class Holding:
    """All that decides what one cell holds: its history and its offers, the oldest first; who gave each (an
    office or agency, None a worker); the versions of its rule, the oldest first; and whether the claim with
    an id is its owner's under a version.

    Offers that wait behind a lock are not among them: they have decided nothing yet.
    """

    past: Sequence[HistoryRow]
    offers: Sequence[Offer]
    who: Mapping[int, Pair | None] = field(default_factory=dict)
    ruled: Sequence[Ruled] = ()
    owned: Callable[[int, VariableSpec], bool] = lambda claim, spec: False

    def under(self, moment: datetime) -> Ruled:
        """The version of the rule that applied at that moment."""
        begun = [one for one in self.ruled if one.since <= moment]
        return begun[-1] if begun else self.ruled[0]

    def events(self) -> list[Held]:
        """Each change of what was held. One pass over offers and history."""
        heard, at, told = Heard(), 0, []
        before: HistoryRow | None = None
        winners = {offer.claim_id: offer for offer in self.offers}
        for row in self.past:
            while at < len(self.offers) and self.offers[at].made_at <= row.since:
                heard.hear(self.offers[at])
                at += 1
            moved = before is None or before.value != row.value
            why = self._why(heard, winners.get(row.claim_id), self.under(row.since)) if moved else None
            told.append(_held(row, moved, why))
            before = row
        return told

    def at(self, moment: datetime) -> Held | None:
        """What was held at that moment and why, by what had been said until then; None when nothing."""
        row = held_at(reversed(self.past), moment)
        if row is None:
            return None
        heard = Heard()
        for offer in _until(self.offers, moment):
            heard.hear(offer)
        winner = next((offer for offer in self.offers if offer.claim_id == row.claim_id), None)
        return _held(row, True, self._why(heard, winner, self.under(moment)))

    def _why(self, heard: Heard, winner: Offer | None, ruled: Ruled) -> Pair | None:
        """None where the claim is not known: redacted history tells no reason."""
        if winner is None:
            return None
        owned = winner.kind is not ClaimKind.FIELD and self.owned(winner.claim_id, ruled.spec)
        because = heard.because(replace(winner, owned=owned), ruled.rule)
        who = self.who.get(winner.claim_id)
        return why_words(because, who=who, day=winner.observed_on, band=ruled.spec.band)


def end_of(day: date) -> datetime:
    """The last moment of a Thai day."""
    return datetime.combine(day + timedelta(days=1), time(), BANGKOK) - timedelta(microseconds=1)


def _until(offers: Iterable[Offer], moment: datetime) -> Iterable[Offer]:
    return (offer for offer in offers if offer.made_at <= moment)


def _held(row: HistoryRow, moved: bool, why: Pair | None) -> Held:
    return Held(
        at=row.since, value=row.value, grade=row.grade, origin=row.origin, claim_id=row.claim_id, moved=moved,
        why=why,
    )  # fmt: skip
