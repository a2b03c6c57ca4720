"""Which account at a ministry belongs to whom here. Nobody is made by signing in."""

from __future__ import annotations

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from tambon.accounts import problems, queries
from tambon.accounts.models import Person
from tambon.journal.actions import record


@transaction.atomic
def enter_by_ministry(*, ministry: str, subject: str, email: str, email_verified: bool, at: datetime) -> int:
    """The id of the person to whom the ministry's account is linked, and the journal's line.

    An account that is linked to nobody is linked, for good, to the one person whose e-mail is the one that
    the ministry has verified. Raises 403 for an account that belongs to nobody here, or to a closed one.
    """
    link = SocialAccount.objects.filter(provider=ministry, uid=subject).first()
    person_id = int(link.user_id) if link else _by_email(email if email_verified else "")
    if person_id is None:
        raise problems.ministry_unknown(ministry=ministry, subject=subject)
    if not queries.get_person(person_id).is_active:
        raise problems.inactive_person()
    if link is None:
        link_ministry(person_id, ministry=ministry, subject=subject, by=f"person:{person_id}", at=at)
    what = "second_factor_asked" if queries.has_factor(person_id) else "signed_in"
    actor = f"person:{person_id}"
    record(f"person.{what}", subject=actor, by=actor, at=at, body={"by": ministry})
    return person_id


@transaction.atomic
def link_ministry(person_id: int, *, ministry: str, subject: str, by: str, at: datetime) -> int:
    """From now on this account at the ministry signs the person in; the link's id comes back.

    The same link again changes nothing. Raises 409 when either has another link there, 403 for a closed
    account.
    """
    if not queries.get_person(person_id).is_active:
        raise problems.inactive_person()
    Person.objects.select_for_update().get(pk=person_id)
    taken = problems.ministry_account_taken(ministry=ministry, subject=subject)
    mine = SocialAccount.objects.filter(provider=ministry, user_id=person_id).first()
    if mine is not None:
        if mine.uid != subject:
            raise taken
        return int(mine.pk)
    try:
        with transaction.atomic():
            row = SocialAccount.objects.create(
                provider=ministry, uid=subject, user_id=person_id, last_login=at, date_joined=at
            )
    except IntegrityError:
        raise taken from None
    body = {"link": row.pk, "ministry": ministry}
    record("person.ministry_linked", subject=f"person:{person_id}", by=by, at=at, body=body)
    return int(row.pk)


@transaction.atomic
def end_ministry_link(link_id: int, *, by: str, at: datetime) -> None:
    """The ministry's account signs nobody in any more; again changes nothing."""
    row = SocialAccount.objects.filter(pk=link_id).first()
    if row is None:
        return
    person_id, ministry = row.user_id, row.provider
    SocialAccount.objects.filter(pk=link_id).delete()
    body = {"link": link_id, "ministry": ministry}
    record("person.ministry_unlinked", subject=f"person:{person_id}", by=by, at=at, body=body)


def _by_email(email: str) -> int | None:
    """The one open account with that e-mail; None for none, and for two, which may be anybody's."""
    if not email.isascii() or not email.strip():  # ours are ASCII; the database's capitals make ſ an S
        return None
    found = Person.objects.filter(email__iexact=email.strip(), is_active=True).values_list("pk", flat=True)
    people = list(found[:2])
    return people[0] if len(people) == 1 else None
