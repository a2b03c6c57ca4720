"""What the rules find, and what offices say."""

from tambon.verification.actions.checking import check_changed
from tambon.verification.actions.judging import confirm, dispute
from tambon.verification.actions.signing import sign, unlock

__all__ = ["check_changed", "confirm", "dispute", "sign", "unlock"]
