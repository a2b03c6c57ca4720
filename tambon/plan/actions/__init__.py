"""The only writers of programmes, plans and rounds."""

from tambon.plan.actions.plans import ApprovedPlan, LoadedVersion, approve_plan, load_plan
from tambon.plan.actions.programmes import LoadedProgramme, load_programme, make_programme
from tambon.plan.actions.rounds import make_round

__all__ = [
    "ApprovedPlan",
    "LoadedProgramme",
    "LoadedVersion",
    "approve_plan",
    "load_plan",
    "load_programme",
    "make_programme",
    "make_round",
]
