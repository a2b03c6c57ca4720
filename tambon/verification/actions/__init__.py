"""What the rules find, and what offices say."""

from tambon.verification.actions.across import check_groups
from tambon.verification.actions.answering import answer_return
from tambon.verification.actions.checking import check_changed
from tambon.verification.actions.clock import take_steps
from tambon.verification.actions.explaining import Seen, accept, explain, refuse
from tambon.verification.actions.judging import confirm, dispute
from tambon.verification.actions.leading import look_at_lead
from tambon.verification.actions.returning import end_returns, return_cells, withdraw_return
from tambon.verification.actions.sampling import close_sample, draw_sample, mark_judged
from tambon.verification.actions.signing import sign, unlock

__all__ = [
    "Seen",
    "accept",
    "answer_return",
    "check_changed",
    "check_groups",
    "close_sample",
    "confirm",
    "dispute",
    "draw_sample",
    "end_returns",
    "explain",
    "look_at_lead",
    "mark_judged",
    "refuse",
    "return_cells",
    "sign",
    "take_steps",
    "unlock",
    "withdraw_return",
]
