"""What a roster changes of contracts that stand: each change stands, and grants follow it everywhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from test_workforce_roster import codes, file, load, row
from workforce_world import AT, BY, SINCE, TODAY, UNTIL, World, make_world

from tambon.accounts import actions as accounts
from tambon.lib.problem import Problem
from tambon.workforce import actions, roster_problems
from tambon.workforce.models import Absence, Contract
from tambon.workforce.rules import AbsenceReason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TOMORROW = TODAY + timedelta(1)


@pytest.fixture
def world() -> World:
    return make_world()


def days(world: World, name: str) -> list[tuple[date, date]]:
    rows = Contract.objects.filter(person_id=world.people[name], during__isempty=False).order_by("during")
    return [(one.during.lower, one.during.upper) for one in rows]


def of(name: str, tambon: str = "580102", post: int = 1, **more: str) -> list[str]:
    return row(tambon, post, f"คุณ{name}", username=name, **{"from": "2026-10-01", **more})


def test_a_contract_that_a_roster_splits_in_two_becomes_two(world: World) -> None:
    world.hired("malee", "580102", 1)
    both = file(of("malee", until="2027-03-31"), of("malee", **{"from": "2027-04-01", "until": "2027-09-30"}))
    report = load(both)
    assert report.refused == () and (report.amended, report.contracts) == (1, 1)
    assert days(world, "malee") == [(SINCE, date(2027, 4, 1)), (date(2027, 4, 1), UNTIL)]
    again = load(both)
    assert (again.unchanged, again.amended, again.contracts) == (2, 0, 0)


def test_contracts_that_pass_days_to_one_another_are_amended_in_their_order(world: World) -> None:
    world.hired("malee", "580102", 1, until=date(2027, 4, 1))
    world.hired("somchai", "580102", 1, since=date(2027, 4, 1))
    report = load(file(of("somchai", **{"from": "2027-05-01"}), of("malee", until="2027-04-30")))
    assert codes(report) == {} and report.amended == 2
    assert days(world, "malee") == [(SINCE, date(2027, 5, 1))]
    assert days(world, "somchai") == [(date(2027, 5, 1), UNTIL)]


def test_who_stands_in_keeps_no_village_after_a_roster_ends_their_contract(world: World) -> None:
    world.shared()
    malee = world.hired("malee", "580102", 1)
    kaew = world.hired("kaew", "580103", 1)
    until = TODAY + timedelta(20)
    actions.set_absence(
        malee, since=TODAY, until=until, reason=AbsenceReason.SICK, substitute=kaew, by=BY, at=AT
    )
    assert world.having("58010201", TODAY + timedelta(10)) == "kaew"
    load(file(of("kaew", "580103", until=TODAY.isoformat())))
    assert world.having("58010201", TODAY) == "kaew"
    assert world.having("58010201", TOMORROW) is None


def test_nobody_is_absent_from_days_that_a_roster_takes_from_a_contract(world: World) -> None:
    malee = world.hired("malee", "580102", 1)
    until = TODAY + timedelta(20)
    actions.set_absence(malee, since=TODAY, until=until, reason=AbsenceReason.SICK, by=BY, at=AT)
    load(file(of("malee", until=TODAY.isoformat())))
    (absence,) = Absence.objects.all()
    assert absence.during.upper == TOMORROW


def test_a_past_absence_gives_its_substitute_no_past_day_when_a_roster_is_loaded(world: World) -> None:
    """Malee had the village on those days, and answered there; nobody else had it, too."""
    world.shared()
    malee = world.hired("malee", "580102", 1)
    kaew = world.hired("kaew", "580103", 1)
    actions.set_absence(
        malee, since=TODAY - timedelta(10), until=TODAY + timedelta(10), reason=AbsenceReason.SICK,
        substitute=kaew, by=BY, at=AT,
    )  # fmt: skip
    load(file(of("malee", contract="จ.1/2570"), of("kaew", "580103")))
    assert world.having("58010201", TODAY - timedelta(5)) == "malee"
    assert world.having("58010201", TODAY) == "kaew"


def test_a_closed_account_gets_no_contract_and_its_old_one_stays(world: World) -> None:
    world.hired("malee", "580102", 1)
    for name in ("malee", "somchai"):
        accounts.close_person(world.people[name], by=BY, at=AT)
    report = load(file(of("malee"), of("somchai", post=2), of("kaew", "580103")))
    assert codes(report) == {3: roster_problems.account_closed.code}
    assert (report.unchanged, report.contracts) == (1, 1)
    with pytest.raises(Problem) as raised:
        world.hired("somchai", "580102", 2)
    assert raised.value.kind.code == "403-person-inactive"
