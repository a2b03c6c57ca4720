"""How people can be reached: their own address, which they may leave empty."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from tambon.accounts import problems, queries
from tambon.accounts.models import Person
from tambon.journal.actions import record
from tambon.lib.text import tidy

MOST_EMAIL = 254  # RFC 5321: what a path may have


@transaction.atomic
def set_email(person_id: int, *, email: str, by: str, at: datetime) -> None:
    """The person's own address, empty for none; the journal learns that it changed, not to what.

    Raises ``422-email`` for what is none, and 404 for nobody. The same address again changes nothing.
    """
    said = tidy(email)
    if said:
        try:
            validate_email(said)
        except ValidationError as error:
            raise problems.bad_email() from error
        if len(said) > MOST_EMAIL or not said.isascii():
            raise problems.bad_email()
    queries.get_person(person_id)
    if Person.objects.filter(pk=person_id).exclude(email=said).update(email=said):
        record("person.email_set", subject=f"person:{person_id}", by=by, at=at, body={"has": bool(said)})
