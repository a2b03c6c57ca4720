"""What is held, what was said, what waits, and whether it all holds."""

from tambon.records.queries.beside import (
    LastRound,
    Neighbour,
    Stated,
    list_last_rounds,
    list_neighbours,
    list_stated,
)
from tambon.records.queries.counting import (
    count_by_area,
    count_by_office,
    count_cells,
    count_waiting,
    count_waiting_by_district,
    list_queue,
)
from tambon.records.queries.locks import count_late, looser_locks
from tambon.records.queries.look import Look, Said, look
from tambon.records.queries.places import counts_of_areas, latest_values, list_delivered, list_disputed
from tambon.records.queries.previewing import changed_rules, count_records, preview_rules
from tambon.records.queries.proof import JOURNAL_CHECKERS, check_claims
from tambon.records.queries.reading import (
    claims_about,
    count_changed,
    find_held,
    find_record,
    get_record,
    history_of,
    list_answers_of,
    list_changed,
    list_claims,
    list_figures,
    list_for_release,
    list_history,
    list_of_area,
    views,
)
from tambon.records.queries.records_proof import check_records
from tambon.records.queries.waiting import days_to_confirm, list_waiting_offices, waiting_since

__all__ = [
    "JOURNAL_CHECKERS",
    "LastRound",
    "Look",
    "Neighbour",
    "Said",
    "Stated",
    "changed_rules",
    "check_claims",
    "check_records",
    "claims_about",
    "count_by_area",
    "count_by_office",
    "count_cells",
    "count_changed",
    "count_late",
    "count_records",
    "count_waiting",
    "count_waiting_by_district",
    "counts_of_areas",
    "days_to_confirm",
    "find_held",
    "find_record",
    "get_record",
    "history_of",
    "latest_values",
    "list_answers_of",
    "list_changed",
    "list_claims",
    "list_delivered",
    "list_disputed",
    "list_figures",
    "list_for_release",
    "list_history",
    "list_last_rounds",
    "list_neighbours",
    "list_of_area",
    "list_queue",
    "list_stated",
    "list_waiting_offices",
    "look",
    "looser_locks",
    "preview_rules",
    "views",
    "waiting_since",
]
