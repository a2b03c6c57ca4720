"""What the rules find, and what offices say."""

from tambon.verification.actions.across import check_groups
from tambon.verification.actions.answering import answer_return
from tambon.verification.actions.checking import check_changed
from tambon.verification.actions.clock import take_steps
from tambon.verification.actions.entering import OwnValue, enter
from tambon.verification.actions.explaining import Seen, accept, explain, refuse
from tambon.verification.actions.handing import answer_hand_over, hand_over, take_back
from tambon.verification.actions.judging import confirm, dispute
from tambon.verification.actions.leading import look_at_lead
from tambon.verification.actions.returning import end_returns, return_cells, withdraw_return
from tambon.verification.actions.sampling import close_sample, draw_sample, mark_judged
from tambon.verification.actions.sheets import apply_sheet, note_sheet_taken
from tambon.verification.actions.signing import sign, unlock

__all__ = [
    "OwnValue",
    "Seen",
    "accept",
    "answer_hand_over",
    "answer_return",
    "apply_sheet",
    "check_changed",
    "check_groups",
    "close_sample",
    "confirm",
    "dispute",
    "draw_sample",
    "end_returns",
    "enter",
    "explain",
    "hand_over",
    "look_at_lead",
    "mark_judged",
    "note_sheet_taken",
    "refuse",
    "return_cells",
    "sign",
    "take_back",
    "take_steps",
    "unlock",
    "withdraw_return",
]
