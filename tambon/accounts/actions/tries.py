"""Counting how often a secret was tried, in the database: whichever process is asked, the count is one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from tambon.accounts import problems
from tambon.accounts.models import SignInFailure
from tambon.accounts.rules.signin import WINDOW, Counter


@transaction.atomic
def count_try(counters: Iterable[Counter], *, at: datetime) -> None:
    """Counts a try as a failure under each counter before it is made: a hundred at once cannot all be the
    tenth. Raises 429 when one of them is full, and counts then nothing.

    Must not be called inside a transaction that is rolled back on a Problem.
    """
    keys = {_key(counter): counter for counter in counters}
    with connection.cursor() as cursor:
        for key in sorted(keys):  # in one order, so that two tries never wait for one another
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", ["sign-in " + key.hex()])
    SignInFailure.objects.filter(at__lte=at - WINDOW).delete()
    for key, counter in keys.items():
        _demand_room(key, counter, at)
    SignInFailure.objects.bulk_create([SignInFailure(username_sha256=key, at=at) for key in keys])


def forget_tries(counter: Counter) -> None:
    """After a success: what was counted under this counter was the same person's mistyping."""
    SignInFailure.objects.filter(username_sha256=_key(counter)).delete()


def uncount_try(counter: Counter, *, at: datetime) -> None:
    """After a success: the try itself was no failure; those before it stay counted."""
    last = SignInFailure.objects.filter(username_sha256=_key(counter), at=at).values("pk")[:1]
    SignInFailure.objects.filter(pk__in=last).delete()


def _demand_room(key: bytes, counter: Counter, at: datetime) -> None:
    earlier = SignInFailure.objects.filter(username_sha256=key).order_by("-at")[: counter.most]
    failures = list(earlier.values_list("at", flat=True))
    if len(failures) >= counter.most:
        left = failures[-1] + WINDOW - at
        raise problems.too_many_failures(minutes=int(left.total_seconds() // 60) + 1)


def _key(counter: Counter) -> bytes:
    """Under the home's key, for names hold what people type by mistake, and addresses are few."""
    return salted_hmac("tambon sign-in", counter.name, algorithm="sha256").digest()
