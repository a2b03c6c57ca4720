"""Programmes, plans as texts, and what follows from them: months, tasks, rounds, periods. Pure."""

from tambon.plan.rules.calendar import LAST_DAY, Calendar, Month, fiscal_year
from tambon.plan.rules.comparing import Change, Sort, Thing, compare
from tambon.plan.rules.moves import Move, RoundMove, round_moves
from tambon.plan.rules.plan_text import Plan, PlanRound, PlanTask, TaskKind
from tambon.plan.rules.programme import BudgetLineView, ProgrammeText, ProgrammeView
from tambon.plan.rules.reading import read_plan, read_programme
from tambon.plan.rules.rounds import (
    PERIOD_EXAMPLES,
    ExpectedCells,
    RoundPlan,
    RoundView,
    is_period,
    pick_round,
)
from tambon.plan.rules.stated import Explained, Figure, explain
from tambon.plan.rules.texts import Fault
from tambon.plan.rules.timeline import PlannedRound, TaskView, rounds, tasks
from tambon.plan.rules.views import PlanView

__all__ = [
    "LAST_DAY",
    "PERIOD_EXAMPLES",
    "BudgetLineView",
    "Calendar",
    "Change",
    "ExpectedCells",
    "Explained",
    "Fault",
    "Figure",
    "Month",
    "Move",
    "Plan",
    "PlanRound",
    "PlanTask",
    "PlanView",
    "PlannedRound",
    "ProgrammeText",
    "ProgrammeView",
    "RoundMove",
    "RoundPlan",
    "RoundView",
    "Sort",
    "TaskKind",
    "TaskView",
    "Thing",
    "compare",
    "explain",
    "fiscal_year",
    "is_period",
    "pick_round",
    "read_plan",
    "read_programme",
    "round_moves",
    "rounds",
    "tasks",
]
