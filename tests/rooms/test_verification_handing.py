"""Handing a cell over: within an agency the territory follows, between agencies administrators are told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from records_world import AT, BY, TODAY, World, collect, make_world
from signing_world import LATER, faults, officer, sign, standing

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.notices.queries import waiting_for
from tambon.notices.rules import WaitKind
from tambon.records import actions as records
from tambon.records import queries as records_held
from tambon.records.models import Record
from tambon.records.rules import Grade, RecordView
from tambon.verification import actions, queries
from tambon.verification.actions import OwnValue
from tambon.verification.models import HandOver
from tambon.verification.rules import CellRef, Reason
from tambon.verification.rules.handing import Decides, HandReason
from tambon.verification.rules.signing import Stop

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OTHER = "pwa-2"


@pytest.fixture
def world() -> World:
    world = make_world()
    second_office(world)
    return world


def second_office(world: World) -> None:
    world.office[OTHER] = accounts.add_office(
        agency="pwa", code=OTHER, name_th="ประปา สาขา 2", name_en="Branch 2", by=BY, at=AT
    )
    accounts.set_territory(
        office_id=world.office[OTHER], area_ids=[world.area["580103"]], since=date(2026, 1, 1), by=BY, at=AT
    )


def person(
    world: World, name: str, role: Role = Role.VERIFIER, *, office: str | None = None, area: str | None = None
) -> Who:
    id_ = accounts.add_person(username=name, name_th=name, by=BY, at=AT)
    new = NewGrant(
        id_, role, date(2026, 10, 1), area_id=world.area[area] if area else None,
        office_id=world.office[office] if office else None,
    )  # fmt: skip
    accounts.grant(new, by=BY, at=AT)
    return who_is.who(id_, on=TODAY)


def ref(record: RecordView, variable: str = "piped_households") -> CellRef:
    return CellRef(record.id, variable, record.cells[variable].claim_id)


def hand(who: Who, record: RecordView, taker: str = OTHER, variable: str = "piped_households") -> int:
    reason = HandReason.OTHER_SERVES
    return actions.hand_over(who, ref(record, variable), taker=taker, reason=reason, on=TODAY, at=AT)


def answer(who: Who, id_: int, *, taken: bool) -> None:
    actions.answer_hand_over(who, id_, taken=taken, on=TODAY, at=AT + timedelta(minutes=1))


def waiting(world: World, office: str) -> list[str]:
    page = queries.list_office_queue(world.office[office], on=TODAY)
    return [f"{row.area.code} {cell.variable.name}" for row in page.rows for cell in row.cells]


def code(call) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.kind.code


def test_taken_the_village_and_its_cells_are_the_takers_from_that_day(world: World) -> None:
    record = collect(world, customers=60, households=120, piped=90)
    collect(world, "58010202")
    giver, taker = person(world, "somying", office="pwa"), person(world, "somchai", office=OTHER)
    hand(giver, record, variable="pwa_customers")
    id_ = hand(giver, record)
    assert queries.handed_over([record.id]) == {(record.id, "piped_households"), (record.id, "pwa_customers")}
    assert len(waiting(world, "pwa")) == 3, "it stays where it is until it is answered"
    assert [one.kind for one in waiting_for(taker.person_id, on=TODAY)] == [WaitKind.HANDED_OVER]
    answer(taker, id_, taken=True)
    assert waiting(world, "pwa") == ["58010202 piped_households"]
    assert waiting(world, OTHER) == ["58010201 piped_households", "58010201 pwa_customers"]
    assert queries.count_handed_to(world.office[OTHER], on=TODAY) == 0, (
        "what else was handed there is taken with it"
    )
    while records.keep_standing(at=AT + timedelta(minutes=2)):
        pass
    assert waiting(world, OTHER) == ["58010201 piped_households", "58010201 pwa_customers"]
    assert "lao" not in str(waiting(world, "lao")) and waiting(world, "lao")[0].endswith("households")
    yesterday = TODAY - timedelta(days=1)
    assert queries.owners_of([record], on=yesterday)[record.id, "piped_households"] == world.office["pwa"]
    entry = Entry.objects.get(kind="territory.handed")
    assert entry.body["area"] == world.area["58010201"] and entry.by == taker.actor
    told = queries.list_given_by(world.office["pwa"], on=TODAY)
    assert [one.taken for one in told] == [True, True]


def test_refused_or_taken_back_nothing_moves(world: World) -> None:
    record = collect(world)
    giver, taker = person(world, "somying", office="pwa"), person(world, "somchai", office=OTHER)
    answer(taker, hand(giver, record), taken=False)
    actions.take_back(giver, hand(giver, record), on=TODAY, at=AT)
    assert waiting(world, "pwa") == ["58010201 piped_households"]
    assert list(HandOver.objects.values_list("taken", flat=True)) == [False, False]


def test_only_the_giver_gives_and_only_the_taker_takes_and_once(world: World) -> None:
    record = collect(world)
    giver, taker = person(world, "somying", office="pwa"), person(world, "somchai", office=OTHER)
    stranger = person(world, "malai", office="lao")
    assert code(lambda: hand(stranger, record)) == "403-not-allowed"
    id_ = hand(giver, record)
    assert code(lambda: hand(giver, record)) == "409-handover-open"
    assert code(lambda: answer(giver, id_, taken=True)) == "403-not-allowed"
    assert code(lambda: answer(stranger, id_, taken=False)) == "403-not-allowed"
    assert code(lambda: actions.take_back(taker, id_, on=TODAY, at=AT)) == "403-not-allowed"
    answer(taker, id_, taken=True)
    assert code(lambda: answer(taker, id_, taken=False)) == "409-handover-answered"
    assert code(lambda: answer(taker, 10**9, taken=False)) == "404-handover-unknown"


def test_it_is_handed_to_an_office_of_the_variables_chain_alone(world: World) -> None:
    record, giver = collect(world), person(world, "somying", office="pwa")
    assert code(lambda: hand(giver, record, "nobody")) == "422-handover-office"
    assert code(lambda: hand(giver, record, "pwa-1")) == "422-handover-office"
    assert code(lambda: hand(giver, record, "dopa-1")) == "422-handover-agency"
    story = queries.get_story(record.id, "piped_households", on=TODAY)
    assert [one.code for one in queries.takers_of(story, on=TODAY)] == ["lao-1", OTHER]


def test_between_agencies_administrators_are_told_and_close_it_once_it_is_so(world: World) -> None:
    record = collect(world)
    giver, local = person(world, "somying", office="pwa"), person(world, "malai", office="lao")
    boss = person(world, "boss", Role.ADMINISTRATOR, area="TH")
    id_ = hand(giver, record, "lao-1")
    (told,) = queries.list_between_agencies(on=TODAY)
    assert (told.id, told.decides, told.value) == (id_, Decides.ADMINISTRATORS, 90)
    assert queries.list_handed_to(world.office["lao"], on=TODAY) == []
    assert WaitKind.HANDED_BETWEEN in {one.kind for one in waiting_for(boss.person_id, on=TODAY)}
    assert code(lambda: answer(local, id_, taken=True)) == "403-not-allowed"
    assert code(lambda: answer(boss, id_, taken=True)) == "409-handover-not-moved"
    accounts.set_territory(office_id=world.office["pwa"], area_ids=[], since=TODAY, by=BY, at=AT)
    answer(boss, id_, taken=True)
    assert queries.list_between_agencies(on=TODAY) == []
    assert WaitKind.HANDED_BETWEEN not in {one.kind for one in waiting_for(boss.person_id, on=TODAY)}


def test_what_moved_to_a_third_office_since_is_not_taken(world: World) -> None:
    record = collect(world)
    giver, taker = person(world, "somying", office="pwa"), person(world, "somchai", office=OTHER)
    id_ = hand(giver, record)
    third = accounts.add_office(agency="pwa", code="pwa-3", name_th="3", name_en="3", by=BY, at=AT)
    accounts.hand_area(area_id=world.area["580102"], office_id=third, since=TODAY, by=BY, at=AT)
    assert code(lambda: answer(taker, id_, taken=True)) == "409-handover-moved"
    answer(taker, id_, taken=False)


def test_handing_an_area_keeps_what_was_planned_for_it(world: World) -> None:
    village, later = world.area["58010201"], TODAY + timedelta(days=30)
    third = accounts.add_office(agency="pwa", code="pwa-3", name_th="3", name_en="3", by=BY, at=AT)
    accounts.hand_area(area_id=village, office_id=third, since=later, by=BY, at=AT)
    accounts.hand_area(area_id=village, office_id=world.office[OTHER], since=TODAY, by=BY, at=AT)
    accounts.hand_area(area_id=village, office_id=world.office[OTHER], since=TODAY, by=BY, at=AT)

    def owner(day: date) -> int | None:
        return who_is.owner_offices({"x": ("pwa",)}, [village], on=day)["x", village]

    days = (TODAY - timedelta(days=1), TODAY, later - timedelta(days=1), later)
    assert [owner(day) for day in days] == [
        world.office["pwa"], world.office[OTHER], world.office[OTHER], third
    ]  # fmt: skip
    accounts.hand_area(area_id=village, office_id=world.office["pwa"], since=TODAY, by=BY, at=AT)
    assert owner(TODAY) == world.office["pwa"]


def test_what_the_giver_said_that_day_goes_on_counting(world: World) -> None:
    record = collect(world, customers=60, households=120, piped=90)
    giver, taker = person(world, "somying", office="pwa"), person(world, "somchai", office=OTHER)
    actions.dispute(giver, ref(record), reason=Reason.NOT_PLAUSIBLE, proposed=None, on=TODAY, at=AT)
    actions.confirm(giver, [ref(record, "pwa_customers")], on=TODAY, at=AT)
    answer(taker, hand(giver, world.record(), variable="pwa_customers"), taken=True)
    grades = {name: cell.grade for name, cell in world.record().cells.items()}
    assert grades["piped_households"] is Grade.DISPUTED and grades["pwa_customers"] is Grade.VERIFIED
    assert standing(world).stops[Stop.DISPUTED] == 1
    assert not list(records_held.check_records())
    words = [ref(world.record())]
    actions.confirm(taker, words, on=TODAY, at=AT + timedelta(minutes=2))
    assert world.record().cells["piped_households"].grade is Grade.VERIFIED


def test_who_took_it_today_and_spoke_hands_it_on_tomorrow(world: World) -> None:
    record = collect(world, customers=60, households=120, piped=90)
    giver, taker = person(world, "somying", office="pwa"), person(world, "somchai", office=OTHER)
    answer(taker, hand(giver, record), taken=True)
    answer(giver, hand(taker, world.record(), "pwa-1"), taken=True)  # it said nothing: nothing is lost
    answer(taker, hand(giver, world.record()), taken=True)
    actions.confirm(taker, [ref(world.record())], on=TODAY, at=AT + timedelta(minutes=2))
    id_ = hand(taker, world.record(), "pwa-1", "pwa_customers")
    assert code(lambda: answer(giver, id_, taken=True)) == "409-handover-today"
    tomorrow = TODAY + timedelta(days=1)
    actions.answer_hand_over(giver, id_, taken=True, on=tomorrow, at=AT + timedelta(days=1))
    assert world.record().cells["piped_households"].grade is Grade.VERIFIED


def test_an_owners_own_value_under_a_lock_is_no_fault_when_owners_change(world: World) -> None:
    collect(world, customers=60, households=120, piped=90)
    giver = person(world, "somying", office="pwa")
    own = OwnValue(ref(world.record(), "pwa_customers"), 70)
    actions.enter(giver, [own], observed_on=date(2026, 11, 10), note="", on=TODAY, at=AT)
    assert world.record().values["pwa_customers"] == 70
    sign(world, officer(world))
    for since in (TODAY, date(2026, 11, 1)):  # by the day; and one that is told late
        accounts.set_territory(office_id=world.office["pwa"], area_ids=[], since=since, by=BY, at=LATER)
        while records.keep_standing(at=LATER):
            pass
        assert world.record().values["pwa_customers"] == 70
        assert faults() == []
    Record.objects.update(values={**world.record().values, "households": 121})
    assert [code for code, _ in faults()] == ["record-differs-from-claims"], (
        "other rules are proven as before"
    )
