"""An edition is undone by another one, which takes away what it brought and puts back what it altered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from tambon.areas import problems
from tambon.areas.actions.editions import one_load_at_a_time
from tambon.areas.actions.rows import under
from tambon.areas.actions.writing import refresh_lineage
from tambon.areas.models import Alteration, Area, Edition
from tambon.areas.rules import Hierarchy, Kind
from tambon.journal import actions as journal

# Rows before those that point at them when they come back, after them when they go.
RELATIONS = (
    "areas_areaname", "areas_areacode", "areas_membership",
    "areas_boundary", "areas_change", "areas_succession",
)  # fmt: skip
_BROUGHT = {
    relation: "edition_id = %(edition)s" for relation in RELATIONS if relation != "areas_succession"
} | {"areas_succession": "change_id IN (SELECT id FROM areas_change WHERE edition_id = %(edition)s)"}
_OWNER = {"areas_membership": "child_id"}
_LATER = """
    SELECT later.edition_id FROM areas_alteration later
    JOIN areas_edition e ON e.id = later.edition_id AND e.undoes_id IS NULL
    WHERE later.edition_id > %(edition)s
      AND NOT EXISTS (SELECT 1 FROM areas_edition u WHERE u.undoes_id = later.edition_id)
      AND ((later.relation, later.row) IN (
              SELECT relation, row FROM areas_alteration WHERE edition_id = %(edition)s
              UNION ALL {brought})
           OR (later.before ->> 'edition_id')::bigint = %(edition)s)
    LIMIT 1
"""


_RESTING = """
    WITH coded AS (
        SELECT area_id, bool_and(edition_id = %(edition)s) AND NOT EXISTS (
            SELECT 1 FROM areas_alteration a WHERE a.edition_id = %(edition)s
            AND a.relation = 'areas_areacode' AND (a.before ->> 'area_id')::bigint = c.area_id
        ) AS brought
        FROM areas_areacode c
        WHERE area_id IN (SELECT area_id FROM areas_areacode WHERE edition_id = %(edition)s)
        GROUP BY area_id
    )
    SELECT m.edition_id FROM areas_membership m JOIN coded ON coded.area_id = m.parent_id
    WHERE m.edition_id <> %(edition)s AND (brought OR m.edition_id > %(edition)s)
    UNION ALL
    SELECT m.edition_id FROM areas_membership m JOIN coded ON coded.area_id = m.child_id
    WHERE m.edition_id <> %(edition)s AND brought
    UNION ALL
    SELECT b.edition_id FROM areas_boundary b JOIN coded ON coded.area_id = b.area_id
    WHERE b.edition_id <> %(edition)s AND brought
    ORDER BY edition_id LIMIT 1
"""

_IN_THE_AIR = """
    SELECT ended.edition_id FROM areas_alteration back
    JOIN areas_membership m ON m.id = back.row
    JOIN LATERAL (
        SELECT COALESCE(range_agg(c.during), '{}') AS during, COALESCE(range_agg(c.listed), '{}') AS listed
        FROM areas_areacode c WHERE c.area_id = m.parent_id
    ) life ON NOT (m.during <@ life.during AND m.listed <@ life.listed)
    JOIN areas_alteration ended ON ended.relation = 'areas_areacode' AND ended.edition_id > %(edition)s
         AND (ended.before ->> 'area_id')::bigint = m.parent_id
    WHERE back.edition_id = %(edition)s AND back.relation = 'areas_membership'
    ORDER BY ended.edition_id DESC LIMIT 1
"""


@transaction.atomic
def undo(edition_id: int, *, by: str, at: datetime, note: str = "") -> int:
    """Takes back everything an edition did; the id of the compensating edition.

    The areas it brought keep their identity and stand on no day; loaded again they are the same areas. An
    edition that undid another one is undone likewise, and then the other one counts again.
    Raises ``404-area-edition``, ``409-area-edition-undone`` and, when later editions rest on it,
    ``409-area-edition-built-upon``.
    """
    with one_load_at_a_time():
        edition = _demand_undoable(edition_id)
        compensating = Edition.objects.create(
            source=edition.source,
            day=edition.day,
            sha256=f"undo of {edition.pk}",
            licence=edition.licence,
            credit=edition.credit,
            synthetic=edition.synthetic,
            kinds=[],
            note=note,
            undoes=edition,
            loaded_at=at,
        )
        touched = _areas_touched(edition)
        with under(compensating):
            _take_away(edition)
            _put_back(edition)
        _demand_parents(edition)
        for hierarchy in Hierarchy:
            refresh_lineage(touched, hierarchy)
        if edition.undoes is None:
            undone = f"{edition.sha256} undone by {compensating.pk}"  # the same list may be loaded again
            Edition.objects.filter(pk=edition.pk).update(sha256=undone)
        else:
            _count_again(edition.undoes, edition)
        body = {"undoes": edition.pk, "source": edition.source, "day": edition.day.isoformat()}
        journal.record("areas.undone", subject=f"areas-edition:{compensating.pk}", by=by, at=at, body=body)
    return compensating.pk


def _demand_undoable(edition_id: int) -> Edition:
    edition = Edition.objects.filter(pk=edition_id).first()
    if edition is None:
        raise problems.edition_unknown(id=edition_id)
    if Edition.objects.filter(undoes=edition).exists():
        raise problems.edition_undone(id=edition_id)
    later = _altered_later(edition) or _built_under(edition) or _listed_after(edition) or _done_again(edition)
    if later is not None:
        raise problems.edition_built_upon(id=edition_id, later=later)
    return edition


def _demand_parents(edition: Edition) -> None:
    """What is put back lies in areas that still stand; a later edition that ended one holds it."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_THE_AIR, {"edition": edition.pk})
        found = cursor.fetchone()
    if found is not None:
        raise problems.edition_built_upon(id=edition.pk, later=found[0])


def _altered_later(edition: Edition) -> int | None:
    brought = " UNION ALL ".join(
        f"SELECT '{relation}', id FROM {relation} WHERE {condition}"
        for relation, condition in _BROUGHT.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(_LATER.format(brought=brought), {"edition": edition.pk})
        found = cursor.fetchone()
    return int(found[0]) if found else None


def _built_under(edition: Edition) -> int | None:
    """A later edition that laid areas under one which this edition brought or gave its code, or that says
    where an area lies which this edition brought.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RESTING, {"edition": edition.pk})
        found = cursor.fetchone()
    return int(found[0]) if found else None


def _listed_after(edition: Edition) -> int | None:
    """A later whole list of the country: what it found standing already, it says nothing new about."""
    if str(Kind.COUNTRY) not in edition.kinds:
        return None
    later = Edition.objects.filter(pk__gt=edition.pk, kinds__contains=[str(Kind.COUNTRY)], undone_by=None)
    return later.order_by("pk").values_list("pk", flat=True).first()


def _count_again(edition: Edition, undoing: Edition) -> None:
    """An edition counts again when what undid it was undone: it can be built upon, and undone once more."""
    Edition.objects.filter(pk=undoing.pk).update(undoes=None, sha256=_taken_back(edition, undoing))
    sha256 = edition.sha256.removesuffix(f" undone by {undoing.pk}")
    Edition.objects.filter(pk=edition.pk).update(sha256=sha256)


def _taken_back(edition: Edition, undoing: Edition) -> str:
    return f"undo {undoing.pk} of {edition.pk}, taken back"


def _done_again(edition: Edition) -> int | None:
    """Of an edition that took back an undoing: the edition that counts again through it."""
    if edition.undoes is None or edition.undoes.undoes_id is not None:
        return None
    undoing = edition.undoes.sha256.removesuffix(", taken back")
    return int(undoing.rpartition(" ")[2]) if undoing != edition.undoes.sha256 else None


def _areas_touched(edition: Edition) -> list[int]:
    touched = set(Area.objects.filter(edition=edition).values_list("id", flat=True))
    with connection.cursor() as cursor:
        for relation in RELATIONS[:3]:
            owner = _OWNER.get(relation, "area_id")
            cursor.execute(f"SELECT {owner} FROM {relation} WHERE edition_id = %s", [edition.pk])
            touched |= {row[0] for row in cursor.fetchall()}
            cursor.execute(
                "SELECT (before ->> %s)::bigint FROM areas_alteration"
                " WHERE edition_id = %s AND relation = %s",
                [owner, edition.pk, relation],
            )
            touched |= {row[0] for row in cursor.fetchall()}
    return sorted(touched)


def _take_away(edition: Edition) -> None:
    """Deletes the rows that the edition brought; those it only altered are put back instead."""
    for relation in reversed(RELATIONS):
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {relation} WHERE {_BROUGHT[relation]} AND id NOT IN (SELECT row"
                " FROM areas_alteration WHERE edition_id = %(edition)s AND relation = %(relation)s)",
                {"edition": edition.pk, "relation": relation},
            )


def _put_back(edition: Edition) -> None:
    alterations = Alteration.objects.filter(edition=edition).order_by("-id")
    with connection.cursor() as cursor:
        for one in alterations.iterator(chunk_size=2_000):
            if one.after is None:
                _insert(cursor, one)
            else:
                _restore(cursor, one)


def _insert(cursor: Any, one: Alteration) -> None:
    table = _known(one.relation)
    cursor.execute(
        f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table},"
        " (SELECT before FROM areas_alteration WHERE id = %s))",
        [one.pk],
    )


def _restore(cursor: Any, one: Alteration) -> None:
    table, columns = _known(one.relation), ", ".join(sorted(set(one.before) - {"id"}))
    cursor.execute(
        f"UPDATE {table} t SET ({columns}) = (SELECT {columns} FROM jsonb_populate_record("
        f"NULL::{table}, (SELECT before FROM areas_alteration WHERE id = %s))) WHERE t.id = %s",
        [one.pk, one.row],
    )


def _known(relation: str) -> str:
    if relation not in RELATIONS:
        raise ValueError(relation)
    return relation
