"""What verification keeps: each table in the module of its subject."""

from tambon.verification.models.challenge import Challenge
from tambon.verification.models.clock import Escalation
from tambon.verification.models.finding import Finding, Lead, WaitingGroup
from tambon.verification.models.handing import HandOver
from tambon.verification.models.headlink import HeadLink
from tambon.verification.models.returned import Returned
from tambon.verification.models.sampling import Sample, SampledCell
from tambon.verification.models.signing import SignOff

__all__ = [
    "Challenge",
    "Escalation",
    "Finding",
    "HandOver",
    "HeadLink",
    "Lead",
    "Returned",
    "Sample",
    "SampledCell",
    "SignOff",
    "WaitingGroup",
]
