"""Several at once: the same cells returned by two, answered and checked meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from at_once import given_at_once
from records_world import AT, TODAY, World, collect, make_world
from test_records_together import said
from test_verification_verdicts import officer, ref

from tambon.config.processor import drain_once
from tambon.forms.models import FormVersion
from tambon.records import actions as records
from tambon.records.models import Reopened
from tambon.verification import actions
from tambon.verification.models import Returned
from tambon.verification.rules import Reason
from tambon.verification.rules.returning import Come

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LATER = AT + timedelta(hours=1)


@pytest.fixture
def world() -> World:
    return make_world()


def test_of_two_who_return_the_same_cells_each_cell_goes_back_once(world: World) -> None:
    cells = [ref(collect(world, f"5801020{number}")) for number in (1, 2, 3)]
    people = [officer(world), officer(world, name="wanna")]

    def work(place: int) -> Callable[[], list[Come]]:
        mine = cells if place else cells[::-1]

        def run() -> list[Come]:
            found = actions.return_cells(
                people[place],
                mine,
                reason=Reason.OTHER,
                note="",
                due=TODAY + timedelta(days=3),
                on=TODAY,
                at=AT,
            )
            return [one.come for one in found]

        return run

    come = Counter(one for found in given_at_once(work(0), work(1)) for one in found)  # type: ignore[attr-defined]
    assert come == {Come.DONE: 3, Come.ALREADY: 3}
    assert Returned.objects.count() == Reopened.objects.count() == 3
    assert FormVersion.objects.filter(form__form_id="return.water.piped_households").count() == 1


def test_an_answer_that_comes_while_the_rules_run_ends_the_return(world: World) -> None:
    record, somying = collect(world), officer(world)
    actions.return_cells(
        somying, [ref(record)], reason=Reason.OTHER, note="", due=TODAY + timedelta(days=3), on=TODAY, at=AT
    )
    neighbours = [said(world, "58010201", number + 3600) for number in range(3)]
    answer = replace(said(world, "58010201", 7200), values={"piped_households": 90}, made_at=LATER)
    given_at_once(
        lambda: records.make_claims(neighbours, at=LATER),
        lambda: actions.check_changed(at=LATER),
        lambda: records.make_claims([answer], at=LATER),
        lambda: actions.check_changed(at=LATER),
    )
    drain_once(LATER)
    assert [row.closed_how for row in Returned.objects.all()] == ["answered"]
