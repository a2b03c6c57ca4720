"""Taking submissions in, handing them on, and setting aside what makes no sense yet."""

from tambon.submissions.actions.inbox import Taken, take
from tambon.submissions.actions.quarantine import quarantine, settle
from tambon.submissions.actions.receive import receive
from tambon.submissions.actions.traces import erase_traces

__all__ = ["Taken", "erase_traces", "quarantine", "receive", "settle", "take"]
