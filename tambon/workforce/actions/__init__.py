"""Everything that changes posts, contracts, villages, courses and personal data."""

from tambon.workforce.actions.absences import end_absence, set_absence, set_substitute
from tambon.workforce.actions.contracts import end_contract, hire, make_contract
from tambon.workforce.actions.posts import PostsMade, make_posts
from tambon.workforce.actions.registry import Kept, keep_with_registry
from tambon.workforce.actions.roster import RosterReport, load_roster
from tambon.workforce.actions.villages import Shared, give_villages, hand_back, hand_over, share_evenly

__all__ = [
    "Kept",
    "PostsMade",
    "RosterReport",
    "Shared",
    "end_absence",
    "end_contract",
    "give_villages",
    "hand_back",
    "hand_over",
    "hire",
    "keep_with_registry",
    "load_roster",
    "make_contract",
    "make_posts",
    "set_absence",
    "set_substitute",
    "share_evenly",
]  # fmt: skip
