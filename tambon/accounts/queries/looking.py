"""Looking for people, within what an officer may know of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from tambon.accounts.rules import PersonView, Verb, Who, username_key

# Of each person the grants that count are those of that day and later; without any, those that ended last.
# What stands in no tree is reached from itself alone.
_SEEN = """
WITH inside AS MATERIALIZED (
    SELECT unnest(%(scope)s::bigint[]) AS area
    UNION SELECT descendant_id FROM areas_lineage
          WHERE ancestor_id = ANY(%(scope)s) AND during @> %(on)s::date
), there AS MATERIALIZED (
    SELECT unnest(%(under)s::bigint[]) AS area
    UNION SELECT descendant_id FROM areas_lineage
          WHERE ancestor_id = ANY(%(under)s) AND during @> %(on)s::date
), counted AS MATERIALIZED (
    SELECT * FROM (
        SELECT person_id, role, area_id, COALESCE(upper(during), 'infinity'::date) AS ends,
               max(COALESCE(upper(during), 'infinity'::date)) OVER (PARTITION BY person_id) AS latest
        FROM accounts_grant
        WHERE NOT isempty(during) AND (%(everywhere)s OR person_id IN (
            SELECT person_id FROM accounts_grant WHERE area_id IN (SELECT area FROM inside)))
    ) held WHERE ends > %(on)s::date OR (latest <= %(on)s::date AND ends = latest)
), seen AS (
    SELECT DISTINCT person_id FROM counted
    WHERE (%(everywhere)s OR area_id IN (SELECT area FROM inside))
      AND (%(role)s::text IS NULL OR role = %(role)s)
      AND (NOT %(narrowed)s OR area_id IN (SELECT area FROM there))
)
SELECT p.id, p.username, p.name_th, p.name_en, p.lang, p.is_active, p.demonstration,
       p.password NOT LIKE '!%%', count(*) OVER ()
FROM accounts_person p
WHERE (p.id IN (SELECT person_id FROM seen)
       OR (%(everywhere)s AND %(role)s::text IS NULL AND NOT %(narrowed)s))
  AND (p.username LIKE %(key)s OR p.name_th ILIKE %(text)s OR p.name_en ILIKE %(text)s)
ORDER BY p.username LIMIT %(limit)s OFFSET %(skip)s
"""


@dataclass(frozen=True)
class Looked:
    """A page of people by username, and how many there are in all."""

    people: tuple[PersonView, ...]
    total: int


def look_for(  # noqa: PLR0913 - keyword-only: each narrows the answer
    who: Who,
    *,
    on: date,
    text: str = "",
    role: str | None = None,
    under: int | None = None,
    limit: int = 50,
    skip: int = 0,
) -> Looked:
    """The people of whom ``who`` may know on that day: a grant that counts lies where SEE_PEOPLE reaches.

    ``text`` is a part of the username or of a name; ``role`` and ``under`` (an area, or below it) are
    those of one grant that counts and that ``who`` may see. People without any grant are seen from the
    whole country alone. One statement.
    """
    part = _like(text)
    scope, everywhere = list(who.areas_for(Verb.SEE_PEOPLE)), who.everywhere(Verb.SEE_PEOPLE)
    asked: dict[str, Any] = {
        "on": on, "scope": scope, "everywhere": everywhere,
        "role": role, "under": [] if under is None else [under], "narrowed": under is not None,
        "text": f"%{part}%", "key": f"%{_like(username_key(text))}%", "limit": limit, "skip": skip,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, asked)
        rows = cursor.fetchall()
    return Looked(tuple(PersonView(*row[:-1]) for row in rows), rows[0][-1] if rows else 0)


def _like(text: str) -> str:
    """A text in a pattern, where no letter of it means anything else; a null byte matches nothing."""
    plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return plain.replace("\0", "\ufffd")
