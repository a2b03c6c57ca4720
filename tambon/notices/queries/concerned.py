"""The people whom entries of the journal concern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tambon.accounts.rules import Role
from tambon.journal.models import Entry
from tambon.journal.queries.reading import view
from tambon.journal.rules import EntryView
from tambon.notices.queries.sql import rows
from tambon.notices.rules import READERS, Concern, Whom
from tambon.workforce.models import Contract, VillageShare

_ENTRY = ("id", "era", "xid", "kind", "subject", "by", "at", "body", "hash")
Place = tuple[int, int]  # an era and a transaction of it
Told = tuple[Concern, int, dict[str, Any]]  # of a concern, the person, and what to tell them


def list_unread(read: Place, until: Place, *, limit: int) -> list[EntryView]:
    """The entries that may concern somebody, from one place of the journal to another, in its order.

    More than the limit where one transaction wrote more: a transaction is read whole or not at all.
    """
    found = rows("unread", {
        "era": read[0], "xid": read[1], "until_era": until[0], "until_xid": until[1], "limit": limit,
        "kinds": list(READERS),
    })  # fmt: skip
    ids = [id_ for (id_,) in found]
    entries = Entry.objects.filter(pk__in=ids).order_by("era", "xid", "id")
    return [view(values) for values in entries.values_list(*_ENTRY)]


def concerned(concerns: Sequence[Concern]) -> list[Told]:
    """(concern, person, what to tell them), in the order given; a concern of nobody is left out."""
    by_whom: dict[Whom, list[Concern]] = defaultdict(list)
    for one in concerns:
        by_whom[one.whom].append(one)
    people: dict[Concern, Iterable[int]] = {}
    for whom, given in by_whom.items():
        people.update(_FINDERS[whom](given))
    villages = _villages([one for one in concerns if one.post_villages])
    return [
        (one, person, _details(one, villages))
        for one in concerns
        for person in dict.fromkeys(people.get(one, ()))
        if not one.post_villages or one in villages
    ]


def _details(one: Concern, villages: dict[Concern, list[int]]) -> dict[str, Any]:
    if one in villages:
        return {**one.details, "areas": villages[one], "count": len(villages[one])}
    return one.details


def _people(given: list[Concern]) -> dict[Concern, Iterable[int]]:
    return {one: [int(one.key)] for one in given}


def _of_contracts(given: list[Concern]) -> dict[Concern, Iterable[int]]:
    wanted = {int(one.key) for one in given}
    persons = dict(Contract.objects.filter(pk__in=wanted).values_list("pk", "person_id"))
    return {one: [persons[int(one.key)]] for one in given if int(one.key) in persons}


def _of_posts(given: list[Concern]) -> dict[Concern, Iterable[int]]:
    """Whoever fills the post that day; one statement."""
    held: dict[int, list[tuple[Any, int]]] = defaultdict(list)
    found = Contract.objects.filter(post_id__in={int(one.key) for one in given}, during__isempty=False)
    for post, during, person in found.values_list("post_id", "during", "person_id"):
        held[post].append((during, person))
    return {one: [person for during, person in held[int(one.key)] if one.day in during] for one in given}


def _officers(given: list[Concern]) -> dict[Concern, Iterable[int]]:
    found: dict[tuple[int, date], list[int]] = defaultdict(list)
    for day in {one.day for one in given}:
        posts = [int(one.key) for one in given if one.day == day]
        for post, person in rows(
            "officers_of_posts", {"posts": posts, "on": day, "role": Role.DISTRICT.value}
        ):
            found[post, day].append(person)
    return {one: found[int(one.key), one.day] for one in given}


def _of_offices(given: list[Concern]) -> dict[Concern, Iterable[int]]:
    return _about_offices(given, "people_of_offices")


def _above_offices(given: list[Concern]) -> dict[Concern, Iterable[int]]:
    return _about_offices(given, "people_above_offices")


def _about_offices(given: list[Concern], statement: str) -> dict[Concern, Iterable[int]]:
    found: dict[tuple[int, date], list[int]] = defaultdict(list)
    for day in {one.day for one in given}:
        offices = [int(one.key) for one in given if one.day == day]
        for office, person in rows(statement, {"offices": offices, "on": day, "role": Role.PROVINCE.value}):
            found[office, day].append(person)
    return {one: found[int(one.key), one.day] for one in given}


def _of_programmes(given: list[Concern]) -> dict[Concern, Iterable[int]]:
    def people(one: Concern) -> list[int]:
        asked = {"programme": one.key, "on": one.day, "role": Role.DISTRICT.value}
        return [person for (person,) in rows("people_of_programme", asked)]

    return {one: people(one) for one in given}


def _villages(given: list[Concern]) -> dict[Concern, list[int]]:
    """The villages of the post that day, where it has any."""
    held: dict[int, list[tuple[Any, int]]] = defaultdict(list)
    found = VillageShare.objects.filter(
        post_id__in={one.post_villages for one in given}, during__isempty=False
    )
    for post, during, village in found.order_by("village_id").values_list("post_id", "during", "village_id"):
        held[post].append((during, village))
    told = {one: [village for days, village in held[one.post_villages] if one.day in days] for one in given}
    return {one: villages for one, villages in told.items() if villages}


_FINDERS = {
    Whom.PERSON: _people,
    Whom.CONTRACT: _of_contracts,
    Whom.POST: _of_posts,
    Whom.OFFICERS: _officers,
    Whom.OFFICE: _of_offices,
    Whom.ABOVE: _above_offices,
    Whom.PROGRAMME: _of_programmes,
}
