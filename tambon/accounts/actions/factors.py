"""The second factor: set, asked for, removed by its owner, taken away by an officer when it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from tambon.accounts import problems
from tambon.accounts.actions.tries import count_try, forget_tries
from tambon.accounts.models import Person
from tambon.accounts.rules.signin import again_counter, factor_counter
from tambon.accounts.rules.totp import matching_step, tidy_code
from tambon.accounts.sealing import sealed_for, turned
from tambon.journal.actions import record

Type = Authenticator.Type


@dataclass(frozen=True)
class Proof:
    """What shows that it is the person and not whoever found the desk open: the password once more.

    Somebody without a password, who signs in by a ministry, gives none.
    """

    person_id: int
    password: str


def new_factor_secret() -> str:
    """160 random bits in base32, for a factor that is not set yet (RFC 4226 asks for that length)."""
    secret: str = generate_totp_secret()
    return secret


def set_second_factor(proof: Proof, *, secret: str, code: str, at: datetime) -> list[str]:
    """From now on the person is asked for codes of this secret; ten recovery codes come back this once.

    Every session of the person ends. Raises 403 for a wrong password or code, 429 after too many, 409 when
    there is a factor already.
    """
    _prove(proof, at)
    step = matching_step(secret, code, at=at)
    if step is None:
        raise problems.wrong_code()
    return _set(proof, secret, step, at)


@transaction.atomic
def _set(proof: Proof, secret: str, step: int, at: datetime) -> list[str]:
    person = Person.objects.select_for_update().get(pk=proof.person_id)
    if Authenticator.objects.filter(user=person).exists():
        raise problems.second_factor_set()
    with sealed_for(person.pk):
        row = TOTP.activate(person, secret).instance
        row.data["step"] = step
        row.save(update_fields=["data"])
        codes = RecoveryCodes.activate(person).generate_codes()
    _end_sessions(person, proof.password)
    _record("set", person.pk, by=_actor(person.pk), at=at)
    return list(codes)


def use_second_factor(person_id: int, code: str, *, at: datetime) -> None:
    """Takes a code of the clock or one of the recovery codes, each once. Raises 403 and, after ten, 429.

    Must not be called inside a transaction that is rolled back on a Problem: the try is counted first.
    """
    count_try([factor_counter(person_id)], at=at)
    kind = _use(person_id, code, at)
    if kind is None:
        raise problems.wrong_code()


@transaction.atomic
def _use(person_id: int, code: str, at: datetime) -> str | None:
    rows = Authenticator.objects.select_for_update().filter(user_id=person_id).order_by("-type")
    for row in rows:  # the codes of the clock first
        with sealed_for(person_id):
            if not (_by_clock(row, code, at) if row.type == Type.TOTP else _by_list(row, code)):
                continue
        Authenticator.objects.filter(pk=row.pk).update(last_used_at=at)
        forget_tries(factor_counter(person_id))
        _record("used", person_id, by=_actor(person_id), at=at, body={"by": row.type})
        return str(row.type)
    return None


def _by_clock(row: Authenticator, code: str, at: datetime) -> bool:
    secret = TOTP(row).instance.data["secret"]
    step = matching_step(_opened(secret), code, at=at, after=row.data.get("step", 0))
    if step is None:
        return False
    row.data["step"] = step
    row.save(update_fields=["data"])
    return True


def _by_list(row: Authenticator, code: str) -> bool:
    return bool(RecoveryCodes(row).validate_code(tidy_code(code)))


@transaction.atomic
def _new_codes(proof: Proof, at: datetime) -> list[str]:
    person = Person.objects.select_for_update().get(pk=proof.person_id)
    if not Authenticator.objects.filter(user=person, type=Type.TOTP).exists():
        raise problems.no_second_factor()
    Authenticator.objects.filter(user=person, type=Type.RECOVERY_CODES).delete()
    with sealed_for(person.pk):
        codes = RecoveryCodes.activate(person).generate_codes()
    _record("codes_renewed", person.pk, by=_actor(person.pk), at=at)
    return list(codes)


def renew_recovery_codes(proof: Proof, *, at: datetime) -> list[str]:
    """Ten new recovery codes, this once; those before are worth nothing. Raises 403, 409 and 429."""
    _prove(proof, at)
    return _new_codes(proof, at)


def remove_second_factor(proof: Proof, *, at: datetime) -> None:
    """The person is asked for a password alone again. Every session ends. Raises 403 and 429."""
    _prove(proof, at)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=proof.person_id)
        if Authenticator.objects.filter(user=person).delete()[0]:
            _end_sessions(person, proof.password)
            _record("removed", person.pk, by=_actor(person.pk), at=at)


@transaction.atomic
def drop_second_factor(person_id: int, *, by: str, at: datetime) -> bool:
    """An officer takes away a lost factor; whether there was one. Part of resetting the access."""
    had = bool(Authenticator.objects.filter(user_id=person_id).delete()[0])
    if had:
        _record("removed", person_id, by=by, at=at)
    return had


@transaction.atomic
def turn_second_factors(*, by: str, at: datetime) -> int:
    """Seals every second factor under the ring's first key; how many were sealed under an older one.

    Again changes nothing. Raises `lib.sealing.UnknownKey`, and changes nothing, when a key is missing.
    """
    count = 0
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        held = "secret" if row.type == Type.TOTP else "seed"
        anew = turned(row.user_id, row.data[held])
        if anew is not None:
            Authenticator.objects.filter(pk=row.pk).update(data={**row.data, held: anew})
            count += 1
    if count:
        record("person.second_factors_turned", subject="person:all", by=by, at=at, body={"rows": count})
    return count


def _prove(proof: Proof, at: datetime) -> None:
    counter = again_counter(proof.person_id)
    person = Person.objects.filter(pk=proof.person_id, is_active=True).first()
    if person is None:
        raise problems.inactive_person()
    if not person.has_usable_password():
        return
    count_try([counter], at=at)
    if not person.check_password(proof.password):
        raise problems.wrong_password_again()
    forget_tries(counter)


def _end_sessions(person: Person, password: str) -> None:
    """A session is bound to the stored hash of the password: the same one under a new salt ends them all."""
    if person.has_usable_password():
        person.set_password(password)
    else:
        person.set_unusable_password()
    person.save(update_fields=["password"])


def _opened(sealed: str) -> str:
    from allauth.mfa.utils import decrypt

    return str(decrypt(sealed))


def _record(what: str, person_id: int, *, by: str, at: datetime, body: dict[str, str] | None = None) -> None:
    record(f"person.second_factor_{what}", subject=_actor(person_id), by=by, at=at, body=body)


def _actor(person_id: int) -> str:
    return f"person:{person_id}"
