"""What the rules find, and what offices say."""

from tambon.verification.actions.checking import check_changed
from tambon.verification.actions.clock import take_steps
from tambon.verification.actions.judging import confirm, dispute

__all__ = ["check_changed", "confirm", "dispute", "take_steps"]
