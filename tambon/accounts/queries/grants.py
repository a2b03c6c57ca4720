"""Who has, had and will have which grant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F

from tambon.accounts import problems
from tambon.accounts.models import Grant, Person
from tambon.accounts.rules import GrantView, Held, HeldGrant, Reach, Role, Thing, Who
from tambon.areas import queries as areas
from tambon.areas.rules import Kind

HELD = ("id", "person_id", "role", "area_id", "office_id", "agency_id", "during", "basis")

# Of each person the grants of that day and later; where there are none, those that ended last. What never
# began counts for nothing.
_COUNTING = """
SELECT person_id, role, area_id, office_id, agency_id, ends <= %(on)s::date FROM (
    SELECT g.*, COALESCE(upper(during), 'infinity'::date) AS ends,
           max(COALESCE(upper(during), 'infinity'::date)) OVER (PARTITION BY person_id) AS latest
    FROM accounts_grant g WHERE person_id = ANY(%(people)s) AND NOT isempty(during)
) held
WHERE ends > %(on)s::date OR (latest <= %(on)s::date AND ends = latest)
ORDER BY person_id, id
"""


def who(person_id: int, *, on: date) -> Who:
    """The person with the grants in force on that day; raises 404 for nobody and 403 for a closed account."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise problems.unknown_person(person=person_id)
    return who_is(person, on=on)


def who_is(person: Person, *, on: date) -> Who:
    """As `who`, of somebody who was read already, as the signed-in person of a request is. One statement."""
    if not person.is_active:
        raise problems.inactive_person()
    return Who(
        person.pk, person.username, person.name_th, person.name_en, person.lang, list_grants(person.pk, on=on)
    )


def list_grants(person_id: int, *, on: date) -> tuple[GrantView, ...]:
    """The grants in force on that day, oldest first."""
    rows = Grant.objects.filter(person_id=person_id, during__contains=on).order_by("pk")
    found = rows.values_list("role", "area_id", "office_id", "area__kind", "agency_id")
    return tuple(
        GrantView(Role(role), area, office, kind == Kind.COUNTRY.value, agency)
        for role, area, office, kind, agency in found
    )


def count_administrators() -> int:
    """How many people ever had the administrator's role."""
    return Grant.objects.filter(role=Role.ADMINISTRATOR.value).values("person").distinct().count()


def grants_of(person_id: int) -> list[HeldGrant]:
    """Every grant that the person ever had or will have, the newest first; those that never began last."""
    rows = Grant.objects.filter(person_id=person_id).order_by(
        F("during__startswith").desc(nulls_last=True), "-pk"
    )
    return [held_grant(row) for row in rows.values(*HELD)]


def reach_of(person_id: int, *, on: date) -> Reach:
    """What counts of the person's grants when somebody wants to look after them: see `rules.Reach`.

    Raises 404 for nobody.
    """
    if not Person.objects.filter(pk=person_id).exists():
        raise problems.unknown_person(person=person_id)
    return reaches_of([person_id], on=on)[person_id]


def reaches_of(person_ids: Iterable[int], *, on: date) -> dict[int, Reach]:
    """The same for many people, in two statements. Whoever has no grants has an empty reach."""
    wanted = list(dict.fromkeys(person_ids))
    with connection.cursor() as cursor:
        cursor.execute(_COUNTING, {"people": wanted, "on": on})
        rows = cursor.fetchall()
    above = areas.reached_from({row[2] for row in rows if row[2] is not None}, on=on)
    held: dict[int, list[Held]] = {}
    over: set[int] = set()
    for person, role, area, office, agency, is_over in rows:
        thing = Thing(above[area] if area is not None else (), office, agency)
        held.setdefault(person, []).append(Held(Role(role), thing))
        if is_over:
            over.add(person)
    return {person: Reach(person, tuple(held.get(person, ())), person in over) for person in wanted}


def held_grant(row: dict[str, Any]) -> HeldGrant:
    """A row of `HELD` as others see it."""
    during = row["during"]
    return HeldGrant(
        row["id"],
        row["person_id"],
        Role(row["role"]),
        row["area_id"],
        row["office_id"],
        row["agency_id"],
        during.lower,
        during.upper,
        row["basis"],
        never=during.isempty,
    )
