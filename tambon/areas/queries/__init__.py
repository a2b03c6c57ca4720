"""Questions about areas. The day is always given: ``find_`` may answer None, ``get_`` raises."""

from tambon.areas.queries.editions import (
    find_known_since,
    list_editions,
    newest_edition,
    tree_mark,
)
from tambon.areas.queries.effects import Branch, Effect
from tambon.areas.queries.history import describe, list_changes
from tambon.areas.queries.lookup import (
    find_area,
    find_by_public_id,
    find_place,
    get_area,
    get_place,
    ids_by_code,
    places_by_code,
    views,
)
from tambon.areas.queries.matching import match, match_all
from tambon.areas.queries.publication import list_for_publication
from tambon.areas.queries.tree import (
    ancestor_ids,
    count,
    count_by_ancestor,
    count_kinds,
    ids_under,
    last_ancestor_ids,
    list_ancestors,
    list_children,
    list_under,
    list_under_any,
    reached_from,
)
from tambon.areas.queries.waiting import Waiting, list_waiting
from tambon.areas.rules import AreaFacts, AreaView, EditionView

__all__ = [
    "AreaFacts",
    "AreaView",
    "Branch",
    "EditionView",
    "Effect",
    "Waiting",
    "ancestor_ids",
    "count",
    "count_by_ancestor",
    "count_kinds",
    "describe",
    "find_area",
    "find_by_public_id",
    "find_known_since",
    "find_place",
    "get_area",
    "get_place",
    "ids_by_code",
    "ids_under",
    "last_ancestor_ids",
    "list_ancestors",
    "list_changes",
    "list_children",
    "list_editions",
    "list_for_publication",
    "list_under",
    "list_under_any",
    "list_waiting",
    "match",
    "match_all",
    "newest_edition",
    "places_by_code",
    "reached_from",
    "tree_mark",
    "views",
]  # fmt: skip
