"""What the rules find, and what offices say."""

from tambon.verification.actions.answering import answer_return
from tambon.verification.actions.checking import check_changed
from tambon.verification.actions.judging import confirm, dispute
from tambon.verification.actions.returning import end_returns, return_cells, withdraw_return

__all__ = [
    "answer_return",
    "check_changed",
    "confirm",
    "dispute",
    "end_returns",
    "return_cells",
    "withdraw_return",
]
