"""What the rules find, and what offices say."""

from tambon.verification.actions.checking import check_changed
from tambon.verification.actions.entering import OwnValue, enter
from tambon.verification.actions.judging import confirm, dispute

__all__ = ["OwnValue", "check_changed", "confirm", "dispute", "enter"]
