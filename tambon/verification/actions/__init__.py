"""What the rules find, and what offices say."""

from tambon.verification.actions.checking import check_changed
from tambon.verification.actions.judging import confirm, dispute
from tambon.verification.actions.sampling import close_sample, draw_sample, mark_judged
from tambon.verification.actions.signing import sign, unlock

__all__ = [
    "check_changed",
    "close_sample",
    "confirm",
    "dispute",
    "draw_sample",
    "mark_judged",
    "sign",
    "unlock",
]
