"""Why one claim's value is held and no other's, step by step as claims come. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tambon.dictionary.rules.spec import Resolution as Resolve
from tambon.records.rules.kinds import ClaimKind
from tambon.records.rules.resolution import Offer, Rule, Within, age, agree, says_something


class Because(StrEnum):
    """Why the value is held, under the rule that applied."""

    ONLY = "only"  # nobody else said anything
    NEWEST = "newest"
    OWNER = "owner"  # the owner's word comes first, and this is it
    OWNER_SILENT = "owner_silent"  # the owner's would come first, but the owner gave none: the newest
    FIELD = "field"  # what was seen in the village comes first, and this is it
    FIELD_SILENT = "field_silent"
    SAME = "same"  # every source says the same: the newest word of it
    WITHIN = "within"  # the sources lie within the band: the owner's figure
    DECIDED = "decided"  # they differ, and the owner's office decided
    UNDECIDED = "undecided"  # they differ, and what was held stays until the owner's office decides


@dataclass(slots=True)
class Heard:
    """What was said of one cell so far: the newest word of each source, and how many offers in all."""

    newest: dict[ClaimKind, Offer] = field(default_factory=dict)
    offers: int = 0

    def hear(self, offer: Offer) -> None:
        """Takes one more offer into account, in any order."""
        self.offers += 1
        if not says_something(offer):
            return
        rival = self.newest.get(offer.kind)
        if rival is None or age(offer) > age(rival):
            self.newest[offer.kind] = offer

    def because(self, winner: Offer, rule: Rule) -> Because:
        """Why ``winner``, which `resolve` chose under ``rule`` from all that was heard, is held."""
        if self.offers <= 1:
            return Because.ONLY
        if isinstance(rule, Within) or rule is Resolve.PERSON:
            return self._settled(winner, rule)
        if rule is Resolve.OWNER:
            owned = winner.owned and winner.kind is not ClaimKind.FIELD
            return Because.OWNER if owned else Because.OWNER_SILENT
        if rule is Resolve.FIELD:
            return Because.FIELD if winner.kind is ClaimKind.FIELD else Because.FIELD_SILENT
        return Because.NEWEST

    def _settled(self, winner: Offer, rule: Rule) -> Because:
        band = rule.band if isinstance(rule, Within) else None
        if len(self.newest) <= 1:
            return Because.NEWEST
        if agree(self.newest.values(), band):
            same = all(one.value == winner.value for one in self.newest.values())
            return Because.SAME if same else Because.WITHIN
        decided = winner.owned and winner.kind is ClaimKind.ENTRY
        return Because.DECIDED if decided else Because.UNDECIDED
