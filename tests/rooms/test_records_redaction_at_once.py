"""A redaction while others speak, or redact, leaves nothing behind and waits for nobody who waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from at_once import at_once, until_somebody_waits
from django.db import transaction
from records_world import AT, World, collect, judge, make_world
from test_records_doubts import faults
from test_records_redaction import OFFICER, redact, tables_with

from tambon.host.home import Home
from tambon.records import actions
from tambon.records.models import Claim
from tambon.submissions.models import Submission

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LATER = AT + timedelta(hours=1)
PHONE, OTHER = 812345678, 898765432


@pytest.fixture
def world(home: Home) -> World:
    return make_world()


def beside(first: Callable[[], object], second: Callable[[], object], *, for_rows: bool) -> list[object]:
    """The second begins while the first is done and not committed, and waits for it."""
    done, go_on = threading.Event(), threading.Event()

    def begin() -> None:
        with transaction.atomic():
            first()
            done.set()
            assert go_on.wait(20)

    def follow() -> None:
        assert done.wait(20)
        second()

    def release() -> None:
        assert done.wait(20)
        until_somebody_waits(for_rows=for_rows)
        go_on.set()

    return list(at_once(begin, follow, release))


def test_a_word_that_is_given_at_that_moment_loses_the_value_too(world: World) -> None:
    record = collect(world, households=PHONE, piped=90)
    one = Submission.objects.get().ref
    verdict, office = judge(record, "households"), world.office["lao"]

    def confirm() -> None:
        actions.give_verdicts([verdict], office=office, by=OFFICER, at=LATER)

    assert beside(confirm, lambda: redact(one, "households"), for_rows=True) == [None] * 3
    assert Claim.objects.get(kind="confirmation").values == {}
    assert (tables_with(str(PHONE)), world.record().values, faults()) == ([], {"piped_households": 90}, [])


def test_of_two_redactions_the_second_finds_what_the_first_one_left(world: World) -> None:
    """The office confirmed both forms' numbers in one word: each redaction puts that claim anew."""
    collect(world, piped=PHONE)
    collect(world, minutes=1, customers=OTHER)
    verdicts = [judge(world.record(), name) for name in ("piped_households", "pwa_customers")]
    actions.give_verdicts(verdicts, office=world.office["pwa"], by=OFFICER, at=AT + timedelta(minutes=2))
    one, other = Submission.objects.order_by("pk").values_list("ref", flat=True)
    found = beside(lambda: redact(one, "piped"), lambda: redact(other, "customers"), for_rows=True)
    assert found == [None] * 3
    assert Claim.objects.get(kind="confirmation").values == {}
    left = [tables_with(str(number)) for number in (PHONE, OTHER)]
    assert (left, world.record().values, faults()) == ([[], []], {}, [])
