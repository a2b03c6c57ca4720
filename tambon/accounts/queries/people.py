"""Who people are, and what kind of home this is."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from tambon.accounts import problems
from tambon.accounts.models import Deployment, Person
from tambon.accounts.rules import DeploymentKind, PersonView, username_key


def deployment_kind() -> DeploymentKind | None:
    """Whether this home is a demonstration or real; None before it is founded."""
    kind = Deployment.objects.values_list("kind", flat=True).first()
    return DeploymentKind(kind) if kind else None


def is_demonstration() -> bool:
    return deployment_kind() == DeploymentKind.DEMONSTRATION


def has_demonstration_people() -> bool:
    """Whether anybody here has secrets that the home's key gives away: such a home stays on this machine."""
    return Person.objects.filter(demonstration=True, is_active=True).exists()


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


def _first_person(rows: QuerySet[Person]) -> PersonView | None:
    person = rows.first()
    return _person(person) if person else None


def _person(p: Person) -> PersonView:
    return PersonView(
        p.pk, p.username, p.name_th, p.name_en, p.lang, p.is_active, p.demonstration, p.has_usable_password()
    )
