"""Accounts for many people at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, connection, transaction

from tambon.accounts import problems, queries
from tambon.accounts.rules import DeploymentKind
from tambon.accounts.rules.newcomers import NewPerson
from tambon.journal.actions import record_many
from tambon.journal.rules import NewEntry

_COLUMNS = "id, password, username, name_th, name_en, is_active, demonstration, lang, email"
_IDS = "SELECT nextval(pg_get_serial_sequence('accounts_person', 'id')) FROM generate_series(1, %s)"


@transaction.atomic
def add_people(new: Sequence[NewPerson], *, by: str, at: datetime) -> dict[str, int]:
    """As `add_person` for many: none has a password or a grant; {username: id} comes back.

    Raises 409 before the home is founded and when a username is taken; then none is added.
    """
    kind = queries.deployment_kind()
    if kind is None:
        raise problems.not_founded()
    made_up = kind == DeploymentKind.DEMONSTRATION
    with connection.cursor() as cursor:
        cursor.execute(_IDS, [len(new)])
        ids = [row[0] for row in cursor.fetchall()]
        try:
            with (
                transaction.atomic(),
                connection.wrap_database_errors,
                cursor.copy(f"COPY accounts_person ({_COLUMNS}) FROM STDIN") as target,
            ):
                for pk, one in zip(ids, new, strict=True):
                    names = one.username, one.name_th, one.name_en
                    target.write_row((pk, make_password(None), *names, True, made_up, one.lang, one.email))
        except IntegrityError as error:
            raise problems.username_taken(username="…") from error
    record_many([NewEntry("person.added", f"person:{pk}", by, at) for pk in ids])
    return {one.username: pk for pk, one in zip(ids, new, strict=True)}
