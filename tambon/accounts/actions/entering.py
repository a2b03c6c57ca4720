"""Phone tokens, one-time links, passwords, and the check at the door."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tambon.accounts import problems, queries
from tambon.accounts.actions.tries import count_try, forget_tries, uncount_try
from tambon.accounts.models import OneTimeLink, Person, PhoneToken
from tambon.accounts.rules import LINK_LIFE, new_token, token_hash, username_key
from tambon.accounts.rules.phones import PhoneLoss
from tambon.accounts.rules.signin import Counter, password_counters
from tambon.journal.actions import record
from tambon.lib.days import thai_day


@transaction.atomic
def issue_phone_token(*, person_id: int, label: str, by: str, at: datetime, token: str | None = None) -> str:
    """A token for one phone, of which only the hash is kept; it comes back this once.

    A demonstration person may be given a chosen ``token``, and gets the same phone when it is given again.
    """
    _demand_open(person_id, chosen=token is not None)
    issued = token or new_token()
    known = queries.find_phone(issued, on=thai_day(at))
    if known is not None and known.person_id == person_id:
        return issued
    try:
        with transaction.atomic():
            row = PhoneToken.objects.create(
                person_id=person_id, sha256=token_hash(issued), label=label, made_at=at
            )
    except IntegrityError as error:
        raise problems.token_taken() from error
    record("phone.issued", subject=f"phone:{row.pk}", by=by, at=at, body={"person": person_id})
    return issued


@transaction.atomic
def revoke_phone_token(phone_id: int, *, by: str, at: datetime, reason: str = "") -> None:
    """The phone is let in no more; again changes nothing.

    ``reason`` is one of `PhoneLoss`, or nothing where no person decides.
    """
    if reason and reason not in set(PhoneLoss):
        raise problems.unknown_reason()
    if PhoneToken.objects.filter(pk=phone_id, revoked_at__isnull=True).update(revoked_at=at):
        body = {"reason": reason} if reason else {}
        record("phone.revoked", subject=f"phone:{phone_id}", by=by, at=at, body=body)
    elif not PhoneToken.objects.filter(pk=phone_id).exists():
        raise problems.unknown_phone(phone=phone_id)


@transaction.atomic
def make_one_time_link(person_id: int, *, by: str, at: datetime) -> str:
    """The token of a link with which the person sets a password once within seven days.

    Links made for the person before are spent by it.
    """
    _demand_open(person_id, chosen=False)
    token = new_token()
    OneTimeLink.objects.filter(person_id=person_id, used_at__isnull=True).update(used_at=at)
    row = OneTimeLink.objects.create(
        person_id=person_id, sha256=token_hash(token), made_at=at, until=at + LINK_LIFE
    )
    record("link.made", subject=f"link:{row.pk}", by=by, at=at, body={"person": person_id})
    return token


@transaction.atomic
def use_one_time_link(token: str, *, password: str, at: datetime) -> int:
    """Sets the password of the person for whom the link was made; their id comes back.

    Raises 403 for a link that is spent, over or unknown, and 400 for a weak password, which leaves the link.
    """
    link = (
        OneTimeLink.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(sha256=token_hash(token), used_at__isnull=True, until__gt=at, person__is_active=True)
        .first()
    )
    if link is None:
        raise problems.link_spent()
    _set_password(link.person, password)
    link.used_at = at
    link.save(update_fields=["used_at"])
    actor = f"person:{link.person.pk}"
    record("person.password_set", subject=actor, by=actor, at=at, body={"link": link.pk})
    return link.person.pk


@transaction.atomic
def set_demonstration_password(person_id: int, *, password: str, by: str, at: datetime) -> None:
    """Gives a demonstration person a chosen password; the one they have already is left as it is."""
    _demand_open(person_id, chosen=True)
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.has_usable_password() and person.check_password(password):  # checking none is as slow as one
        return
    _set_password(person, password)
    record("person.password_set", subject=f"person:{person_id}", by=by, at=at)


def sign_in_check(username: str, password: str, *, at: datetime, address: str = "", device: str = "") -> int:
    """The id of the person whose username and password these are.

    Raises 403 when they are not and 429 after ten failures within fifteen minutes, whether or not there is
    such a person, in the same time. Failures of one address are counted over all names as well; a
    ``device`` on which this person signed in before counts for itself. Must not be called inside a
    transaction that is rolled back on a Problem: the failure is counted in one of its own.
    """
    key = username_key(username)
    counters = password_counters(key, address=address, device=device)
    person_id = _right_password(key, password, counters, at)
    what = "second_factor_asked" if queries.has_factor(person_id) else "signed_in"
    _entered(person_id, what, "password", counters, at)
    return person_id


def app_sign_in_check(username: str, password: str, *, at: datetime, address: str = "") -> int:
    """The same for an app that collects, which can ask for a password and for nothing more.

    Raises 403 as well, once the password was right, for whoever has a second factor or must have one: the
    password alone would open what it does not open at the desk.
    """
    key = username_key(username)
    counters = password_counters(key, address=address, device="")
    person_id = _right_password(key, password, counters, at)
    if queries.has_factor(person_id) or queries.lacks_factor(queries.who(person_id, on=thai_day(at))):
        _entered(person_id, "second_factor_asked", "app", counters, at)
        raise problems.phone_needs_token()
    _entered(person_id, "signed_in", "app", counters, at)
    return person_id


def _right_password(key: str, password: str, counters: tuple[Counter, ...], at: datetime) -> int:
    """Whose password it is. The try is counted as a failure first."""
    count_try(counters, at=at)
    person = Person.objects.filter(username=key, is_active=True).first()
    if person is None:
        make_password(password)  # as slow as checking one, so that the answer's time tells nobody who exists
        raise problems.wrong_password()
    if not person.check_password(password):
        raise problems.wrong_password()
    return person.pk


@transaction.atomic
def _entered(person_id: int, what: str, by: str, counters: tuple[Counter, ...], at: datetime) -> None:
    """What was mistyped under this name or device is forgotten; an address keeps its other failures."""
    forget_tries(counters[0])
    for counter in counters[1:]:
        uncount_try(counter, at=at)
    actor = f"person:{person_id}"
    record(f"person.{what}", subject=actor, by=actor, at=at, body={"by": by})


def _set_password(person: Person, password: str) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise problems.weak_password() from error
    person.set_password(password)
    person.save(update_fields=["password"])


def _demand_open(person_id: int, *, chosen: bool) -> None:
    """Raises unless the account is open, and, for a chosen secret, a demonstration's."""
    person = queries.get_person(person_id)
    if not person.is_active:
        raise problems.inactive_person()
    if chosen and not (person.demonstration and queries.is_demonstration()):
        raise problems.demonstration_only()
