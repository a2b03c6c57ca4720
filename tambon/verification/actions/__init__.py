"""What the rules find, and what offices say."""

from tambon.verification.actions.checking import check_changed
from tambon.verification.actions.entering import OwnValue, enter
from tambon.verification.actions.handing import answer_hand_over, hand_over, take_back
from tambon.verification.actions.judging import confirm, dispute
from tambon.verification.actions.sheets import apply_sheet, note_sheet_taken

__all__ = [
    "OwnValue",
    "answer_hand_over",
    "apply_sheet",
    "check_changed",
    "confirm",
    "dispute",
    "enter",
    "hand_over",
    "note_sheet_taken",
    "take_back",
]
