"""Hiding counts about few people so that nothing published gives them back. See docs/decisions.md 26."""

from tambon.releases.rules.suppression.complementary import Pattern, suppress
from tambon.releases.rules.suppression.primary import Figure, Kind, Rule, judge
from tambon.releases.rules.suppression.relations import Member, Seen, System, families, relate

__all__ = [
    "Figure",
    "Kind",
    "Member",
    "Pattern",
    "Rule",
    "Seen",
    "System",
    "families",
    "judge",
    "relate",
    "suppress",
]
