"""Questions about programmes, their plans, rounds and expected cells."""

from tambon.plan.queries.expected import expected_by_area, expected_cells, expected_parts
from tambon.plan.queries.plans import (
    LoadedPlan,
    Preview,
    check_text,
    get_plan,
    get_text,
    known_datasets,
    list_plans,
    list_tasks,
    plan_in_force,
    planned_rounds,
    preview,
    standing_rounds,
    tasks_of_month,
)
from tambon.plan.queries.programmes import (
    choose_programme,
    current_month,
    explain_stated,
    find_programme,
    get_programme,
    list_programmes,
)
from tambon.plan.queries.proof import JOURNAL_CHECKERS, check_plans
from tambon.plan.queries.rounds import (
    find_round,
    find_round_by_code,
    get_round,
    list_rounds,
    rounds_in,
    rounds_of,
)
from tambon.plan.queries.standard import standard_plan, standard_programme

__all__ = [
    "JOURNAL_CHECKERS",
    "LoadedPlan",
    "Preview",
    "check_plans",
    "check_text",
    "choose_programme",
    "current_month",
    "expected_by_area",
    "expected_cells",
    "expected_parts",
    "explain_stated",
    "find_programme",
    "find_round",
    "find_round_by_code",
    "get_plan",
    "get_programme",
    "get_round",
    "get_text",
    "known_datasets",
    "list_plans",
    "list_programmes",
    "list_rounds",
    "list_tasks",
    "plan_in_force",
    "planned_rounds",
    "preview",
    "rounds_in",
    "rounds_of",
    "standard_plan",
    "standard_programme",
    "standing_rounds",
    "tasks_of_month",
]
