"""A village that goes to another tambon takes its records along, on the very day: owners, counts, queues."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from records_world import AT, BY, TODAY, World, collect, make_world

from tambon.accounts import actions as accounts
from tambon.areas import actions as areas
from tambon.areas import queries as tree
from tambon.areas.rules import When
from tambon.areas.rules.operations import Move
from tambon.records import actions, queries

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2027, 1, 1)
EVE = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # in Bangkok a minute before the new year
MIDNIGHT = EVE + timedelta(minutes=1)


@pytest.fixture
def world() -> World:
    world = make_world()
    collect(world, households=120, piped=90)
    return world


def stand(at: datetime) -> int:
    done = 0
    while found := actions.keep_standing(at=at, limit=2):
        done += found
    return done


def test_records_follow_on_the_day_on_which_a_change_comes_into_force(world: World) -> None:
    assert tree.get_area("58010201", on=TODAY).id == world.area["58010201"]
    stand(AT)
    accounts.set_territory(
        office_id=world.office["pwa"],
        area_ids=[tree.get_area("580102", on=TODAY).id],
        since=TODAY,
        by=BY,
        at=AT,
    )
    stand(AT)
    before = queries.count_waiting(world.office["pwa"])
    assert before > 0
    move = Move("58010201", "580103")
    areas.apply_operations([(move, When(DAY, DAY))], note="", by=BY, at=AT, synthetic=True)
    stand(EVE)
    assert queries.count_waiting(world.office["pwa"]) == before, "until the day nothing moves"
    assert stand(MIDNIGHT) > 0, "no edition came that day; the change did"
    assert queries.count_waiting(world.office["pwa"]) == 0
    assert stand(MIDNIGHT) == 0
