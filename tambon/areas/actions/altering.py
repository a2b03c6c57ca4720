"""What a list changes of areas that stand: ends, names and parents, in a few statements for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from tambon.areas.actions.copying import copy
from tambon.areas.actions.rows import MEMBERSHIPS, NAMES, Scribe, change_of_list, close
from tambon.areas.models import Edition
from tambon.areas.rules import Hierarchy
from tambon.areas.rules.lists import Changes, Listed, Standing
from tambon.periods.ranges import daterange

Pairs = Sequence[tuple[Standing, Listed]]
_ADMINISTRATIVE = str(Hierarchy.ADMINISTRATIVE)
_OPEN = "upper_inf(t.during) AND upper_inf(t.listed)"
_CORRECT_NAMES = f"""
    UPDATE areas_areaname t SET th = given.th, en = given.en, edition_id = %(edition)s
    FROM unnest(%(ids)s::bigint[], %(th)s::text[], %(en)s::text[]) AS given (id, th, en)
    WHERE t.area_id = given.id AND {_OPEN}
"""
_CORRECT_PARENTS = f"""
    UPDATE areas_membership t SET parent_id = given.parent, edition_id = %(edition)s
    FROM unnest(%(ids)s::bigint[], %(parents)s::bigint[]) AS given (id, parent)
    WHERE t.child_id = given.id AND t.hierarchy = '{_ADMINISTRATIVE}' AND {_OPEN}
"""


def end_areas(changes: Changes, edition: Edition) -> None:
    """Ends names, codes and memberships on the list's day, or on that which the list gives.

    Below an ended area a membership ends with it.
    """
    by_day: dict[date, list[int]] = {}
    for one in changes.ended:
        by_day.setdefault(changes.ended_on.get(one.key, edition.day), []).append(one.area_id)
    for day, ids in by_day.items():
        Scribe(edition, change_of_list(day, edition.source)).end(ids)


def rename_areas(changes: Changes, edition: Edition) -> None:
    """A new name from the list's day; a list of the same day corrects the name it gave."""
    ids = _ids(changes.renamed)
    if ids:
        close(NAMES, "area_id", ids, law=edition.day, listed=edition.day)
        period = daterange(edition.day)
        copy(
            NAMES,
            ("area_id", "th", "en", "during", "listed", "edition_id"),
            (
                (known.area_id, area.name_th, area.name_en or known.name_en, period, period, edition.pk)
                for known, area in changes.renamed
            ),
        )
    if changes.corrected:
        _execute(
            _CORRECT_NAMES,
            edition=edition.pk,
            ids=_ids(changes.corrected),
            th=[area.name_th for _, area in changes.corrected],
            en=[area.name_en or known.name_en for known, area in changes.corrected],
        )


def move_areas(changes: Changes, ids_of: dict[str, int], edition: Edition) -> None:
    """Another parent from the list's day; a list of the same day corrects the one it gave."""
    ids = _ids(changes.moved)
    if ids:
        only = f"hierarchy = '{_ADMINISTRATIVE}'"
        close(MEMBERSHIPS, "child_id", ids, law=edition.day, listed=edition.day, only=only)
        period = daterange(edition.day)
        copy(
            MEMBERSHIPS,
            ("child_id", "parent_id", "hierarchy", "during", "listed", "edition_id"),
            (
                (known.area_id, ids_of[area.parent or ""], _ADMINISTRATIVE, period, period, edition.pk)
                for known, area in changes.moved
            ),
        )
    if changes.replaced:
        parents = [ids_of[area.under] for _, area in changes.replaced]
        _execute(_CORRECT_PARENTS, edition=edition.pk, ids=_ids(changes.replaced), parents=parents)


def _ids(pairs: Pairs) -> list[int]:
    return [known.area_id for known, _ in pairs]


def _execute(statement: str, **given: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
