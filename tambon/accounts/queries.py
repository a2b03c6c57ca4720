"""Who people are, what they may do on a day, and which office owns what where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet

from tambon.accounts import problems
from tambon.accounts.models import (
    Agency,
    Deployment,
    Grant,
    Office,
    OneTimeLink,
    Person,
    PhoneToken,
    Territory,
)
from tambon.accounts.rules import (
    DeploymentKind,
    GrantView,
    LinkView,
    OfficeView,
    PersonView,
    PhoneView,
    Role,
    Who,
    token_hash,
    username_key,
)
from tambon.areas.rules import Kind

K = TypeVar("K")


def deployment_kind() -> DeploymentKind | None:
    """Whether this home is a demonstration or real; None before it is founded."""
    kind = Deployment.objects.values_list("kind", flat=True).first()
    return DeploymentKind(kind) if kind else None


def is_demonstration() -> bool:
    return deployment_kind() == DeploymentKind.DEMONSTRATION


def has_demonstration_people() -> bool:
    """Whether anybody here has secrets that the home's key gives away: such a home stays on this machine."""
    return Person.objects.filter(demonstration=True, is_active=True).exists()


def who(person_id: int, *, on: date) -> Who:
    """The person with the grants in force on that day; raises 404 for nobody and 403 for a closed account."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise problems.unknown_person(person=person_id)
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


def find_person(username: str) -> PersonView | None:
    return _first_person(Person.objects.filter(username=username_key(username)))


def get_person(person_id: int) -> PersonView:
    """Raises 404 when there is nobody."""
    found = _first_person(Person.objects.filter(pk=person_id))
    if found is None:
        raise problems.unknown_person(person=person_id)
    return found


def list_people() -> list[PersonView]:
    """Everybody by username."""
    return [_person(p) for p in Person.objects.order_by("username")]


def get_user(person_id: int) -> Person:
    """What Django's own session login asks for; raises 404 when there is nobody."""
    found = Person.objects.filter(pk=person_id).first()
    if found is None:
        raise problems.unknown_person(person=person_id)
    return found


def names(person_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """{person id: (Thai name, English name)} for pages; the journal holds ids alone."""
    found = Person.objects.filter(pk__in=list(person_ids)).values_list("pk", "name_th", "name_en")
    return {pk: (th, en or th) for pk, th, en in found}


def count_administrators() -> int:
    """How many people ever had the administrator's role."""
    return Grant.objects.filter(role=Role.ADMINISTRATOR.value).values("person").distinct().count()


def find_phone(token: str) -> PhoneView | None:
    """The phone that holds this token, unless it was revoked or its person's account is closed. One
    statement.
    """
    found = PhoneToken.objects.filter(
        sha256=token_hash(token), revoked_at__isnull=True, person__is_active=True
    ).values_list("pk", "person_id", "person__username", "label", "person__demonstration", "person__lang")
    row = found.first()
    return PhoneView(*row) if row else None


def list_phones(person_id: int) -> list[tuple[int, str, datetime, datetime | None]]:
    """(id, label, made, revoked) of each phone, newest first."""
    rows = PhoneToken.objects.filter(person_id=person_id).order_by("-pk")
    return list(rows.values_list("pk", "label", "made_at", "revoked_at"))


def find_link(token: str, *, at: datetime) -> LinkView | None:
    """The one-time link, unless it was used or is over."""
    link = (
        OneTimeLink.objects.filter(sha256=token_hash(token), used_at__isnull=True, until__gt=at)
        .select_related("person")
        .first()
    )
    if link is None or not link.person.is_active:
        return None
    person = link.person
    return LinkView(person.pk, person.username, person.name_th, person.name_en, link.until)


def office(office_id: int) -> OfficeView:
    """Raises 404 when there is none."""
    found = _offices(Office.objects.filter(pk=office_id))
    if not found:
        raise problems.unknown_office(office=office_id)
    return found[0]


def find_office(code: str) -> OfficeView | None:
    return next(iter(_offices(Office.objects.filter(code=code))), None)


def offices_of(who: Who) -> list[OfficeView]:
    """The offices named in the person's grants, by code."""
    ids = {g.office_id for g in who.grants if g.office_id is not None}
    return _offices(Office.objects.filter(pk__in=ids))


def list_offices() -> list[OfficeView]:
    """All offices by code."""
    return _offices(Office.objects.all())


def find_agency_id(code: str) -> int | None:
    return Agency.objects.filter(code=code).values_list("pk", flat=True).first()


def list_agencies() -> list[tuple[int, str, str, str]]:
    """(id, code, Thai name, English name) by code."""
    return list(Agency.objects.order_by("code").values_list("pk", "code", "name_th", "name_en"))


def territory(office_id: int, *, on: date) -> list[int]:
    """The areas for which the office is responsible that day, without those below them."""
    rows = Territory.objects.filter(office_id=office_id, during__contains=on).order_by("area_id")
    return list(rows.values_list("area_id", flat=True))


def territories_mark(*, on: date) -> str:
    """A short text that is another one after any change of who is responsible where, up to that day."""
    begun = Territory.objects.filter(during__startswith__lte=on)
    over = Count("pk", filter=Q(during__endswith__lte=on))
    found = begun.aggregate(begun=Count("pk"), over=over, newest=Max("pk"))
    return f"{found['begun']}/{found['over']}/{found['newest'] or 0}"


_NEAREST = """
SELECT DISTINCT ON (line.descendant_id, agency.code) line.descendant_id, agency.code, territory.office_id
FROM areas_lineage line
JOIN accounts_territory territory ON territory.area_id = line.ancestor_id AND territory.during @> %(on)s::date
JOIN accounts_agency agency ON agency.id = territory.agency_id
WHERE line.descendant_id = ANY(%(areas)s) AND line.during @> %(on)s::date AND agency.code = ANY(%(agencies)s)
ORDER BY line.descendant_id, agency.code, line.depth, territory.office_id
"""


def owner_offices(
    chains: Mapping[K, tuple[str, ...]], area_ids: Iterable[int], *, on: date
) -> dict[tuple[K, int], int | None]:
    """{(key, area id): office id}: for each chain of agency codes, the first agency with an office there
    that day.

    An office is there when its territory has the area or one above it, in any hierarchy; of nested
    territories the nearest wins. None where no office is responsible, which is to be shown and counted. One
    statement.
    """
    areas = list(dict.fromkeys(area_ids))
    agencies = sorted({code for chain in chains.values() for code in chain})
    if not areas or not agencies:
        return {(key, area): None for key in chains for area in areas}
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, {"on": on, "areas": areas, "agencies": agencies})
        nearest = {(area, agency): office_id for area, agency, office_id in cursor.fetchall()}
    return {
        (key, area): next((nearest[area, code] for code in chain if (area, code) in nearest), None)
        for key, chain in chains.items()
        for area in areas
    }


def _first_person(rows: QuerySet[Person]) -> PersonView | None:
    person = rows.first()
    return _person(person) if person else None


def _person(p: Person) -> PersonView:
    return PersonView(
        p.pk, p.username, p.name_th, p.name_en, p.lang, p.is_active, p.demonstration, p.has_usable_password()
    )


def _offices(rows: QuerySet[Office]) -> list[OfficeView]:
    return [
        OfficeView(
            o.pk, o.code, o.name_th, o.name_en, o.agency.pk, o.agency.code, o.agency.name_th, o.agency.name_en
        )
        for o in rows.select_related("agency").order_by("code")
    ]
