"""A person's own address: checked, changed, taken away; the journal never learns it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tambon.accounts import actions
from tambon.accounts.models import Person
from tambon.journal.models import Entry
from tambon.lib.problem import Problem

pytestmark = pytest.mark.django_db
GIVEN = {"by": "person:1", "at": datetime(2026, 11, 22, tzinfo=UTC)}


@pytest.fixture
def person() -> int:
    actions.found("demonstration", **GIVEN)
    return actions.add_person(username="malee", name_th="มาลี", **GIVEN)


def test_an_address_is_kept_once_and_its_text_is_in_no_entry(person: int) -> None:
    for email in (" malee@example.test ", "malee@example.test", ""):
        actions.set_email(person, email=email, **GIVEN)
    bodies = list(Entry.objects.filter(kind="person.email_set").order_by("id").values_list("body", flat=True))
    assert bodies == [{"has": True}, {"has": False}]
    assert Person.objects.get(pk=person).email == ""


@pytest.mark.parametrize(
    "email", ["malee", "malee@", "a@b.c\nBcc: x@y.z", "มาลี@example.test", f"{'a' * 250}@b.th"]
)
def test_what_is_no_address_is_refused(person: int, email: str) -> None:
    with pytest.raises(Problem) as caught:
        actions.set_email(person, email=email, **GIVEN)
    assert caught.value.kind.code == "422-email"


def test_nobody_has_no_address() -> None:
    with pytest.raises(Problem) as caught:
        actions.set_email(99, email="a@example.test", **GIVEN)
    assert caught.value.kind.status == 404
