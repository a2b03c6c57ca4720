"""Places that end, begin and move: each record lies under one signer, and what was signed stays so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from records_world import AT, BY, World, collect, judge, make_world, register
from signing_world import EVERYTHING, faults, officer, refused

from tambon.accounts import actions as accounts
from tambon.accounts import queries as people
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.areas import actions as areas
from tambon.areas import queries as tree
from tambon.areas.rules import Kind, When
from tambon.areas.rules.operations import Abolish, Create, Move, Operation
from tambon.lib.problem import Problem
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.rules import NewClaim
from tambon.verification import actions
from tambon.verification.queries import signing
from tambon.verification.rules import CellRef
from tambon.verification.rules.signing import Left, NewSigning, Standing, Stop

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2027, 1, 1)
MIDNIGHT = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
EVE = date(2026, 12, 31)
NOON = MIDNIGHT + timedelta(hours=12)


@pytest.fixture
def world() -> World:
    world = make_world()
    collect(world, "58010201", households=120, piped=90)
    collect(world, "58010203", households=130, piped=90)
    return world


def change(*operations: Operation) -> None:
    areas.apply_operations(
        [(one, When(DAY, DAY)) for one in operations], note="", by=BY, at=AT, synthetic=True
    )


def settle(at: datetime) -> None:
    while records.keep_standing(at=at):
        pass
    while actions.check_changed(at=at) + actions.check_groups(at=at):
        pass


def standing(world: World, place: str = "580102", *, on: date = DAY) -> Standing:
    area = world.area[place]
    return signing.standings("water", "2026", [area], on=on)[area]


def sign(world: World, who: Who, place: str = "580102", *, on: date = DAY, leave=EVERYTHING, at=NOON) -> UUID:  # type: ignore[no-untyped-def]
    settle(at)
    seen = standing(world, place, on=on).seen
    return actions.sign(who, NewSigning("water", "2026", world.area[place], seen, leave), on=on, at=at)


def unlock(who: Who, ref: UUID) -> int:
    return actions.unlock(who, ref=ref, reason="x", on=DAY, at=NOON + timedelta(hours=1))


def late(world: World, village: str, households: int = 999) -> NewClaim:
    return register(world, agency="lao", village=village, households=households)


def households(world: World, village: str) -> object:
    return world.record(village).values["households"]


def test_a_village_that_ended_is_told_signed_and_locked_with_its_last_tambon(world: World) -> None:
    verdict = judge(world.record("58010203"), "piped_households", dispute=True)
    records.give_verdicts([verdict], office=world.office["pwa"], by="person:9", at=AT)
    change(Abolish("58010203"))
    settle(NOON)
    before = standing(world, on=EVE)
    assert before.stops == {Stop.DISPUTED: 1} and Left.ENDED not in before.left
    now, third = standing(world), before.expected // 3
    assert (now.stops, now.left[Left.ENDED], now.records, now.reported) == ({}, 1, 2, 4)
    assert (before.left[Left.MISSING], now.left[Left.MISSING]) == (third * 3 - 4, third * 2 - 2)
    assert now.expected == now.left[Left.MISSING] + now.reported
    found = signing.list_open_cells("water", "2026", world.area["580102"], on=DAY)
    assert [(what, one.area_id) for what, some in found.items() for one in some] == [
        ("ended", world.area["58010203"])
    ]
    pwa = accounts.add_person(username="somying", name_th="สมหญิง", by=BY, at=AT)
    accounts.grant(NewGrant(pwa, Role.VERIFIER, EVE, office_id=world.office["pwa"]), by=BY, at=AT)
    claim = world.record("58010203").cells["piped_households"].claim_id
    cell = CellRef(world.record("58010203").id, "piped_households", claim)
    with pytest.raises(Problem, match="403"):  # no office answers for it, so nobody could settle a stop
        actions.confirm(people.who(pwa, on=DAY), [cell], on=DAY, at=NOON)
    who = officer(world)
    unsaid = EVERYTHING - {Left.ENDED}
    assert refused(lambda: sign(world, who, leave=unsaid)) == "422-signing-unsaid"
    ref = sign(world, who)
    records.make_claims([late(world, "58010201"), late(world, "58010203")], at=NOON)
    assert (households(world, "58010201"), households(world, "58010203")) == (120, 130)
    count = held.count_late("water", period="2026", area_id=world.area["580102"], on=DAY)
    assert (count.claims, count.records) == (2, 2)
    assert faults() == []
    assert unlock(who, ref) == 2
    assert (households(world, "58010203"), faults()) == (999, [])


def test_a_village_that_begins_after_the_signing_waits_too(world: World) -> None:
    who = officer(world)
    ref = sign(world, who, on=EVE, at=MIDNIGHT - timedelta(hours=1))
    change(Create(Kind.VILLAGE, "58010204", "บ้านใหม่", "", "580102"))
    world.area["58010204"] = tree.get_area("58010204", on=DAY).id
    settle(NOON)
    records.make_claims([late(world, "58010204")], at=NOON)
    assert (world.record("58010204").values, faults()) == ({}, [])
    assert unlock(who, ref) == 1
    assert (households(world, "58010204"), faults()) == (999, [])


def test_a_village_that_moved_lies_under_the_signer_of_the_day_and_changes_under_no_signature(
    world: World,
) -> None:
    who = officer(world)
    first = sign(world, who, on=EVE, at=MIDNIGHT - timedelta(hours=1))
    records.make_claims([late(world, "58010201", 140), late(world, "58010203", 150)], at=MIDNIGHT)
    change(Move("58010201", "580103"))
    settle(NOON)
    assert (standing(world).records, standing(world, "580103").records) == (1, 1)
    second = sign(world, who, "580103")
    with pytest.raises(Problem, match="Pha Bong") as caught:
        unlock(who, first)
    assert caught.value.kind.code == "409-signing-elsewhere"
    assert (households(world, "58010201"), faults()) == (120, [])
    assert unlock(who, second) == 0, "the first still keeps it"
    assert unlock(who, first) == 2
    assert (households(world, "58010201"), households(world, "58010203"), faults()) == (140, 150, [])


def test_a_village_that_moved_before_is_not_its_former_tambons(world: World) -> None:
    change(Move("58010201", "580103"))
    who = officer(world)
    sign(world, who)
    records.make_claims([late(world, "58010201", 140), late(world, "58010203", 150)], at=NOON)
    assert (households(world, "58010201"), households(world, "58010203")) == (140, 130)


def test_nobody_signs_below_what_is_signed(world: World) -> None:
    who = officer(world)
    sign(world, who)
    sign(world, who, "580103")
    district = sign(world, who, "5801")
    change(
        Create(Kind.TAMBON, "580104", "ห้วยผา", "", "5801"),
        Create(Kind.VILLAGE, "58010401", "บ้านใหม่", "", "580104"),
    )
    world.area.update({code: tree.get_area(code, on=DAY).id for code in ("580104", "58010401")})
    settle(NOON)
    records.make_claims([late(world, "58010401")], at=NOON)
    assert refused(lambda: sign(world, who, "580104")) == "409-signing-above"
    unlock(who, district)
    assert households(world, "58010401") == 999
    sign(world, who, "580104")
    assert faults() == []
