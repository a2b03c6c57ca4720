"""Which claim wins, how sure we are, and how a record is derived from its claims. Pure."""

from tambon.records.rules.canonical import FIELDS, claim_bytes
from tambon.records.rules.cells import COUNTING, Cell, Counts, count, is_waiting, pack, unpack
from tambon.records.rules.checks import WEIGHT, Checked
from tambon.records.rules.claims import Key, NewClaim
from tambon.records.rules.derivation import Derived, Known, derive, is_late, same_standing
from tambon.records.rules.grading import Verdict, grade, regrade
from tambon.records.rules.kinds import (
    CONF_STATUS,
    OBS_STATUS,
    ORIGINS,
    VERDICTS,
    ClaimKind,
    Grade,
    Origin,
    absence,
    obs_status,
)
from tambon.records.rules.reasons import Because, Heard
from tambon.records.rules.resolution import Offer, Resolution, Rule, Within, resolve
from tambon.records.rules.verdicts import Answer, GivenVerdict, Outcome
from tambon.records.rules.views import (
    CellCounts,
    CellQuestion,
    ClaimView,
    Figure,
    HistoryRow,
    LateClaims,
    Moved,
    QueueItem,
    RecordView,
    WaitingCount,
    WaitingOffice,
    held_at,
)

__all__ = [
    "CONF_STATUS",
    "COUNTING",
    "FIELDS",
    "OBS_STATUS",
    "ORIGINS",
    "VERDICTS",
    "WEIGHT",
    "Answer",
    "Because",
    "Cell",
    "CellCounts",
    "CellQuestion",
    "Checked",
    "ClaimKind",
    "ClaimView",
    "Counts",
    "Derived",
    "Figure",
    "GivenVerdict",
    "Grade",
    "Heard",
    "HistoryRow",
    "Key",
    "Known",
    "LateClaims",
    "Moved",
    "NewClaim",
    "Offer",
    "Origin",
    "Outcome",
    "QueueItem",
    "RecordView",
    "Resolution",
    "Rule",
    "Verdict",
    "WaitingCount",
    "WaitingOffice",
    "Within",
    "absence",
    "claim_bytes",
    "count",
    "derive",
    "grade",
    "held_at",
    "is_late",
    "is_waiting",
    "obs_status",
    "pack",
    "regrade",
    "resolve",
    "same_standing",
    "unpack",
]
