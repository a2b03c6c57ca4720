"""Taking submissions in, handing them on, and setting aside what makes no sense yet."""

from tambon.submissions.actions.inbox import Taken, take
from tambon.submissions.actions.quarantine import quarantine, settle
from tambon.submissions.actions.receive import receive

__all__ = ["Taken", "quarantine", "receive", "settle", "take"]
