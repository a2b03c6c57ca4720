"""Questions about posts, contracts and villages. The day is always given: ``find_`` may answer None."""

from tambon.workforce.queries.charge import charges, villages_of_posts
from tambon.workforce.queries.contracts import find_contract, get_contract, list_contracts, villages_of
from tambon.workforce.queries.counts import count_posts
from tambon.workforce.queries.history import get_absence, get_post, history_of
from tambon.workforce.queries.posts import list_posts, list_workers, programmes_in, vacancies
from tambon.workforce.queries.reach import reach_of, reaches_of
from tambon.workforce.queries.roster_template import roster_template
from tambon.workforce.queries.sharing import never_shared, plan_sharing
from tambon.workforce.queries.unassigned import count_unassigned, list_unassigned

__all__ = [
    "charges",
    "count_posts",
    "count_unassigned",
    "find_contract",
    "get_absence",
    "get_contract",
    "get_post",
    "history_of",
    "list_contracts",
    "list_posts",
    "list_unassigned",
    "list_workers",
    "never_shared",
    "plan_sharing",
    "programmes_in",
    "reach_of",
    "reaches_of",
    "roster_template",
    "vacancies",
    "villages_of",
    "villages_of_posts",
]  # fmt: skip
