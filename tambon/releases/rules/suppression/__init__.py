"""Hiding counts about few people so that nothing published gives them back. See docs/protection.md."""

from tambon.releases.rules.suppression.complementary import Pattern, suppress
from tambon.releases.rules.suppression.limits import Limit
from tambon.releases.rules.suppression.primary import Figure, Kind, Rule, judge
from tambon.releases.rules.suppression.relations import families, relate
from tambon.releases.rules.suppression.unknowns import Member, Seen, System

__all__ = [
    "Figure",
    "Kind",
    "Limit",
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
