"""Written places and the areas they mean. Pure."""

from tambon.areas.rules.matching.folding import fold, key
from tambon.areas.rules.matching.gazetteer import Gazetteer
from tambon.areas.rules.matching.places import Candidate, Followed, Match, NamedPlace, Reason, Written
from tambon.areas.rules.matching.resolving import Matcher

__all__ = [
    "Candidate", "Followed", "Gazetteer", "Match", "Matcher", "NamedPlace", "Reason", "Written", "fold",
    "key",
]  # fmt: skip
