"""Questions about what was sent, and whether it still is what the journal says."""

from tambon.submissions.queries.desk import (
    SHOWN,
    ConflictView,
    Kept,
    QuarantinedView,
    SubmissionView,
    count_quarantined,
    count_waiting,
    find_quarantined,
    get_beginning,
    get_kept,
    get_ref,
    get_submission,
    list_conflicts,
    list_quarantined,
    receipt_of,
)
from tambon.submissions.queries.edits import edits_among, list_edits, said_at
from tambon.submissions.queries.evidence import CameWith, Picture, Point, came_with
from tambon.submissions.queries.people import last_heard, list_sent
from tambon.submissions.queries.photos import (
    FileView,
    PhotoView,
    SamePhoto,
    Sender,
    find_photos,
    list_files,
    same_photos,
    senders_of_photo,
)
from tambon.submissions.queries.proof import JOURNAL_CHECKERS

__all__ = [
    "JOURNAL_CHECKERS",
    "SHOWN",
    "CameWith",
    "ConflictView",
    "FileView",
    "Kept",
    "PhotoView",
    "Picture",
    "Point",
    "QuarantinedView",
    "SamePhoto",
    "Sender",
    "SubmissionView",
    "came_with",
    "count_quarantined",
    "count_waiting",
    "edits_among",
    "find_photos",
    "find_quarantined",
    "get_beginning",
    "get_kept",
    "get_ref",
    "get_submission",
    "last_heard",
    "list_conflicts",
    "list_edits",
    "list_files",
    "list_quarantined",
    "list_sent",
    "receipt_of",
    "said_at",
    "same_photos",
    "senders_of_photo",
]
