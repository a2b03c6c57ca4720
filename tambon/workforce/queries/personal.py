"""What can be said of personal data without opening them: whose are kept, until when, in whose scope."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import connection

from tambon.accounts.rules import Thing
from tambon.areas import queries as areas
from tambon.workforce.models import Contract, Personal
from tambon.workforce.rules.personal import FIELDS, PersonalState, due_day

# Of each person the day on which the need for personal data ends: after the last contract, as long as its
# programme says. A contract without an end keeps them.
_NEED_ENDS = """
SELECT contract.person_id,
       max(COALESCE(upper(contract.during) + programme.personal_days, 'infinity'::date)) AS ends
FROM workforce_contract contract
JOIN workforce_post post ON post.id = contract.post_id
JOIN plan_programme programme ON programme.id = post.programme_id
WHERE NOT isempty(contract.during)
GROUP BY contract.person_id
"""
_NEEDED = (
    f"SELECT person_id FROM ({_NEED_ENDS}) need WHERE ends > %(on)s::date AND person_id = ANY(%(people)s)"
)
_OWNERS = "SELECT citizen_index, person_id FROM workforce_personal WHERE citizen_index = ANY(%(indexes)s)"
_MOST_IN_A_LIST = 10_000  # a statement takes 65,535 parameters
_DUE = f"""
SELECT kept.person_id FROM workforce_personal kept
LEFT JOIN ({_NEED_ENDS}) need ON need.person_id = kept.person_id
WHERE kept.erased_at IS NULL AND (need.ends IS NULL OR need.ends <= %(on)s::date)
ORDER BY kept.person_id
"""


def personal_state(person_id: int) -> PersonalState:
    """Which fields are kept of the person, whether they were erased, and when they will be."""
    row = Personal.objects.filter(person_id=person_id).first()
    if row is None:
        return PersonalState(person_id)
    return PersonalState(person_id, kept_fields(row), row.erased_at is not None, _due(person_id))


def kept_fields(row: Personal) -> tuple[str, ...]:
    """The names of the fields that the row holds."""
    return tuple(name for name in FIELDS if getattr(row, name) is not None)


def rows_of(person_ids: Collection[int]) -> list[Personal]:
    """What is kept of these people, by person."""
    ids = sorted(person_ids)
    parts = [ids[start : start + _MOST_IN_A_LIST] for start in range(0, len(ids), _MOST_IN_A_LIST)]
    return [
        row for part in parts for row in Personal.objects.filter(person_id__in=part).order_by("person_id")
    ]


def owners_of(indexes: Collection[bytes]) -> dict[bytes, int]:
    """{index of a citizen ID: the person of whom it is kept}; unknown ones are left out."""
    return {bytes(index): person for index, person in _rows(_OWNERS, {"indexes": list(indexes)})}


def needed(person_ids: Iterable[int], *, on: date) -> set[int]:
    """Those whose personal data may be kept that day: they have, will have or lately had a contract."""
    return {row[0] for row in _rows(_NEEDED, {"on": on, "people": list(person_ids)})}


def due_people(*, on: date) -> list[int]:
    """The people of whom something is kept that is to be erased that day or was before, by id."""
    return [row[0] for row in _rows(_DUE, {"on": on})]


def places_of_need(person_id: int, *, on: date) -> list[Thing]:
    """The tambons whose officers may need the person's data: of contracts that run or come, else the last.

    Each with the areas above it.
    """
    rows = Contract.objects.filter(person_id=person_id, during__isempty=False).order_by("-during")
    found = list(rows.values_list("post__tambon_id", "during"))
    current = [tambon for tambon, during in found if during.upper is None or during.upper > on]
    tambons = current or [tambon for tambon, _ in found[:1]]
    above = areas.reached_from(tambons, on=on)
    return [Thing(above[tambon]) for tambon in dict.fromkeys(tambons)]


def _due(person_id: int) -> date | None:
    rows = Contract.objects.filter(person_id=person_id, during__isempty=False)
    ends = list(rows.values_list("during", "post__programme__personal_days"))
    if not ends or any(during.upper is None for during, _ in ends):
        return None
    return max(due_day(during.upper, days) for during, days in ends)


def _rows(statement: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
