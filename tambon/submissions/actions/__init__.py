"""Taking submissions in, handing them on, and setting aside what makes no sense yet."""

from tambon.submissions.actions.correcting import correct, mend
from tambon.submissions.actions.erasing import drop_unwanted, erase_contents
from tambon.submissions.actions.inbox import Taken, take
from tambon.submissions.actions.photos import note_original_taken, open_shown, read_photos, small_photo
from tambon.submissions.actions.quarantine import quarantine, settle
from tambon.submissions.actions.receive import receive
from tambon.submissions.actions.redacting import Redacted, redact, redacted_fields
from tambon.submissions.actions.traces import erase_traces

__all__ = [
    "Redacted",
    "Taken",
    "correct",
    "drop_unwanted",
    "erase_contents",
    "erase_traces",
    "mend",
    "note_original_taken",
    "open_shown",
    "quarantine",
    "read_photos",
    "receive",
    "redact",
    "redacted_fields",
    "settle",
    "small_photo",
    "take",
]
