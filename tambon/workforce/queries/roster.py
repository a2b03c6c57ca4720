"""What the base holds about the rows of a roster, looked up at once for all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from tambon.accounts.rules import Verb, Who, may_look_after
from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.lib.sealing import KeyRing
from tambon.plan.models import Programme
from tambon.workforce.queries.programmes import tambons_of
from tambon.workforce.queries.reach import reaches_of
from tambon.workforce.queries.sql import rows
from tambon.workforce.rules.judging import HeldContract, PostSpan, Standing
from tambon.workforce.rules.roster import RosterRow

_POSTS = """
    SELECT tambon_id, number, id, lower(during), COALESCE(upper(during), '9999-12-31') FROM workforce_post
    WHERE programme_id = %(programme)s AND tambon_id = ANY(%(tambons)s)
"""
_PEOPLE = "SELECT username, id, name_th, is_active FROM accounts_person WHERE username = ANY(%(usernames)s)"
_CONTRACTS = """
    SELECT id, post_id, person_id, isempty(during), lower(during), COALESCE(upper(during), '9999-12-31'),
           number, end_reason <> ''
    FROM workforce_contract WHERE post_id = ANY(%(posts)s) OR person_id = ANY(%(people)s)
"""
_PARENTS = """
    SELECT descendant_id, ancestor_id FROM areas_lineage
    WHERE descendant_id = ANY(%(places)s) AND depth = 1 AND hierarchy = 'administrative'
      AND during @> %(on)s::date
"""
_FIRST = """
    SELECT DISTINCT ON (village_id) village_id, post_id FROM workforce_villageshare
    WHERE programme_id = %(programme)s AND village_id = ANY(%(places)s) ORDER BY village_id, id
"""
_OWNERS = "SELECT citizen_index, person_id FROM workforce_personal WHERE citizen_index = ANY(%(indexes)s)"
_HAVING = """
    SELECT person_id FROM workforce_personal WHERE person_id = ANY(%(people)s) AND citizen_index IS NOT NULL
"""


def standing_for(
    given: Sequence[RosterRow],
    programme: Programme,
    *,
    keys: KeyRing | None,
    within: Collection[int] | None,
    who: Who | None = None,
    on: date,
) -> Standing:
    """The tambons, posts, people, contracts, villages and citizen IDs of which the rows speak.

    Without ``who`` nobody is a stranger.
    """
    codes = {row.tambon for row in given}
    found = areas.ids_by_code(codes, on=on, kind=Kind.TAMBON)
    inside = set(tambons_of(programme, on=on))
    theirs = {code: area for code, area in found.items() if area in inside}
    tambons = theirs if within is None else _within(theirs, within, on)
    about = {"programme": programme.pk, "tambons": list(tambons.values())}
    posts = {(t, n): PostSpan(*span) for t, n, *span in rows(_POSTS, about)}
    known = rows(_PEOPLE, {"usernames": list({row.username for row in given})})
    people = {username: (pk, name) for username, pk, name, _ in known}
    villages = _villages({code for row in given for code in row.villages}, on)
    places = {"programme": programme.pk, "places": [village for village, _ in villages.values()]}
    return Standing(
        programme=programme.code,
        tambons=tambons,
        left_out=frozenset(found.keys() - theirs.keys()),
        not_yours=frozenset(theirs.keys() - tambons.keys()),
        posts=posts,
        people=people,
        closed=frozenset(username for username, _, _, is_active in known if not is_active),
        contracts=_contracts([one.id for one in posts.values()], [pk for pk, _ in people.values()]),
        villages=villages,
        first_posts=dict(rows(_FIRST, places)),
        id_owners=_owners(given, keys) if keys else {},
        strangers=_strangers(people, who, on),
        on=on,
        having_ids=frozenset(row[0] for row in rows(_HAVING, {"people": [pk for pk, _ in people.values()]})),
    )


def _within(tambons: dict[str, int], within: Collection[int], on: date) -> dict[str, int]:
    """Those that lie in any of the areas."""
    lines = areas.ancestor_ids(tambons.values(), on=on)
    return {code: area for code, area in tambons.items() if not set(within).isdisjoint(lines.get(area, ()))}


def _strangers(people: dict[str, tuple[int, str]], who: Who | None, on: date) -> frozenset[str]:
    """Usernames of people whom ``who`` may not look after."""
    if who is None:
        return frozenset()
    reaches = reaches_of([pk for pk, _ in people.values()], on=on)
    return frozenset(
        username
        for username, (pk, _) in people.items()
        if not may_look_after(who, reaches[pk], Verb.MANAGE_WORKFORCE).allowed
    )


def _contracts(posts: list[int], people: list[int]) -> list[HeldContract]:
    return [
        HeldContract(pk, post, person, None if empty else (since, until), number, ended)
        for pk, post, person, empty, since, until, number, ended in rows(
            _CONTRACTS, {"posts": posts, "people": people}
        )
    ]


def _villages(codes: set[str], on: date) -> dict[str, tuple[int, int]]:
    """{code: (village, its tambon)}."""
    ids = areas.ids_by_code(codes, on=on, kind=Kind.VILLAGE)
    parents: dict[int, int] = dict(rows(_PARENTS, {"places": list(ids.values()), "on": on}))
    return {code: (village, parents.get(village, 0)) for code, village in ids.items()}


def _owners(given: Sequence[RosterRow], keys: KeyRing) -> dict[str, int]:
    """{citizen ID: whose it is}, of those that are kept under any key of the ring."""
    indexes = {
        index: row.citizen_id
        for row in given
        if row.citizen_id
        for index in keys.indexes(row.citizen_id, field="citizen_id")
    }
    found = rows(_OWNERS, {"indexes": list(indexes)})
    return {indexes[bytes(index)]: person for index, person in found}
