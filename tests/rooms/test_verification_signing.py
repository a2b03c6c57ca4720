"""Who signs what, what stands in the way, what a lock holds up, and what the journal says of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from records_world import AT, TODAY, World, check, collect, judge, make_world, send, xml
from signing_world import EVERYTHING, LATER, faults, officer, refused, run_rules, sign, standing

from tambon.accounts.rules import Role
from tambon.areas.rules import Kind
from tambon.journal.models import Entry
from tambon.plan import queries as plan
from tambon.records import actions as records
from tambon.records.models import Claim, Lock
from tambon.records.rules import ClaimKind, NewClaim
from tambon.verification import actions
from tambon.verification.models import Finding, Returned, SignOff
from tambon.verification.queries import completeness, signing
from tambon.verification.rules.signing import (
    Left,
    Level,
    NewSigning,
    Standing,
    State,
    Stop,
    days_late,
    due_day,
    level_of,
    state_of,
)


def test_levels_go_up_from_the_tambon() -> None:
    assert [level.above for level in Level] == [Level.DISTRICT, Level.PROVINCE, Level.COUNTRY, None]
    assert [level.below for level in Level] == [None, Kind.TAMBON, Kind.DISTRICT, Kind.PROVINCE]
    assert level_of(Kind.VILLAGE) is None and level_of(Kind.LOCAL_GOVERNMENT) is None


@pytest.mark.parametrize(
    ("level", "due"),
    [
        (Level.TAMBON, date(2026, 12, 7)),
        (Level.DISTRICT, date(2026, 12, 14)),
        (Level.PROVINCE, date(2026, 12, 21)),
        (Level.COUNTRY, date(2026, 12, 30)),
    ],
)
def test_each_level_has_its_days_after_the_round(level: Level, due: date) -> None:
    assert due_day(level, date(2026, 11, 30)) == due
    assert (days_late(due, due), days_late(due, due + timedelta(days=3)), days_late(None, due)) == (0, 3, 0)


def test_an_area_is_stopped_ready_or_has_nothing() -> None:
    ready = Standing(expected=5)
    assert state_of(Standing(), None) is State.NOTHING
    assert state_of(ready, None) is State.READY
    assert state_of(Standing(expected=5, stops={Stop.BLOCKS: 1}), None) is State.STOPPED


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.mark.slow
def test_what_stands_in_the_way_is_counted_by_kind(world: World) -> None:
    record = collect(world, households=120, piped=90)
    check(record, households=10)
    Finding.objects.create(
        record_id=record.id,
        variable="households",
        rule="r",
        rule_version="1",
        severity="blocks",
        opened_at=AT,
    )
    Finding.objects.create(
        record_id=record.id, variable="households", rule="q", rule_version="1", severity="asks", opened_at=AT
    )
    verdict = judge(record, "piped_households", dispute=True)
    records.give_verdicts([verdict], office=world.office["pwa"], by="person:9", at=LATER)
    Returned.objects.create(
        record_id=record.id, variable="piped_households", claim_id=1, office_id=world.office["pwa"],
        reason="x", due=TODAY, made_at=AT, by="person:9",
    )  # fmt: skip
    send(world, xml("58010202", version="unknown"))
    records.process_inbox(at=AT)
    found = standing(world)
    assert found.stops == {
        Stop.BLOCKS: 1,
        Stop.RETURNS: 1,
        Stop.DISPUTED: 1,
        Stop.QUARANTINED: 1,
    }
    asked = found.expected
    assert asked and asked % 3 == 0
    assert found.left == {Left.MISSING: asked - 2, Left.UNVERIFIED: 1, Left.ASKS: 1}
    cells = signing.list_open_cells("water", "2026", world.area["5801"], on=TODAY)
    assert {what: [one.variable for one in some] for what, some in cells.items()} == {
        "asks": ["households"],
        "blocks": ["households"],
        "disputed": ["piped_households"],
        "returns": ["piped_households"],
    }
    assert refused(lambda: sign(world, officer(world))) == "409-signing-stopped"
    assert standing(world, "580103").stops == {}
    assert standing(world, "5801").stops[Stop.BELOW] == 2


@pytest.mark.slow
def test_nobody_signs_what_the_automatic_rules_have_not_looked_at(world: World) -> None:
    who = officer(world)
    collect(world, households=120, piped=90)
    for step in (actions.check_changed, actions.check_groups):  # of a row, then across rows
        now = standing(world)
        assert now.stops == {Stop.UNCHECKED: 2}
        assert {place: Stop.UNCHECKED in standing(world, place).stops for place in ("580103", "5801")} == {
            "580103": False, "5801": True,
        }  # fmt: skip
        asked = NewSigning("water", "2026", world.area["580102"], now.seen, EVERYTHING)
        assert refused(lambda asked=asked: actions.sign(who, asked, on=TODAY, at=LATER)) == (
            "409-signing-stopped"
        )
        step(at=AT)
    assert standing(world).stops == {}
    sign(world, who)


@pytest.mark.slow
def test_a_signed_tambon_is_locked_and_the_district_signs_after_it(world: World) -> None:
    collect(world, households=120, piped=90)
    who = officer(world)
    ref = sign(world, who)
    collect(world, minutes=90, households=130, piped=90)
    assert world.record().values["households"] == 120
    (signed,) = signing.list_signings("water", "2026", world.area["580102"])
    assert (signed.ref, signed.level, signed.due) == (ref, Level.TAMBON, date(2026, 12, 7))
    assert signed.counts["reported"] == 2 and signed.left_open[Left.UNVERIFIED] == 2
    assert refused(lambda: sign(world, who, "5801")) == "409-signing-stopped"
    sign(world, who, "580103")
    district = sign(world, who, "5801")
    assert (
        refused(lambda: actions.unlock(who, ref=ref, reason="x", on=TODAY, at=LATER)) == "409-signing-above"
    )
    actions.unlock(who, ref=district, reason="พบแบบที่ส่งช้า", on=TODAY, at=LATER)
    assert actions.unlock(who, ref=ref, reason="พบแบบที่ส่งช้า", on=TODAY, at=LATER) == 1
    assert world.record().values["households"] == 130
    kinds = Entry.objects.filter(kind__startswith="signoff").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["signoff.made"] * 3 + ["signoff.lifted"] * 2
    assert not any("พบ" in str(entry.body) for entry in Entry.objects.all())
    assert faults() == []
    again = sign(world, who)
    assert [one.ref for one in signing.list_signings("water", "2026", world.area["580102"])] == [again, ref]


@pytest.mark.slow
def test_each_level_is_signed_by_its_own_officers_alone(world: World) -> None:
    collect(world, households=120, piped=90)
    district = officer(world)
    province = officer(world, Role.PROVINCE, "58", "chai")
    central = officer(world, Role.CENTRAL, "TH", "kanya")
    verifier = officer(world, Role.LOCAL_GOVERNMENT, "5801", "malai")
    stranger = officer(world, Role.DISTRICT, "580103", "prasert")
    for who in (province, central, verifier, stranger):
        assert refused(lambda who=who: sign(world, who)).startswith("403")
    for place in ("580102", "580103", "5801"):
        sign(world, district, place)
    assert refused(lambda: sign(world, district, "58")).startswith("403")
    ref = sign(world, province, "58")
    assert refused(lambda: sign(world, province, "TH")).startswith("403")
    sign(world, central, "TH")
    assert refused(lambda: actions.unlock(central, ref=ref, reason="x", on=TODAY, at=LATER)).startswith("403")
    code = refused(lambda: actions.unlock(province, ref=ref, reason="x", on=TODAY, at=LATER))
    assert code == "409-signing-above"


@pytest.mark.slow
def test_what_is_refused_and_why(world: World) -> None:
    collect(world, households=120, piped=90)
    who, seen = officer(world), standing(world).seen
    assert refused(lambda: sign(world, who, leave=frozenset())) == "422-signing-unsaid"
    assert refused(lambda: sign(world, who, leave=EVERYTHING - {Left.MISSING})) == "422-signing-unsaid"
    assert refused(lambda: sign(world, who, "58010201")).startswith("404-signing-no-level")
    collect(world, minutes=1, households=121, piped=90)
    assert refused(lambda: sign(world, who, seen=seen)) == "409-signing-changed"
    ref = sign(world, who)
    assert refused(lambda: sign(world, who)) == "409-signing-already"
    assert (
        refused(lambda: actions.unlock(who, ref=ref, reason=" ", on=TODAY, at=LATER)) == "422-signing-reason"
    )
    actions.unlock(who, ref=ref, reason="ผิด", on=TODAY, at=LATER)
    code = refused(lambda: actions.unlock(who, ref=ref, reason="ผิด", on=TODAY, at=LATER))
    assert code == "409-signing-not-signed"
    nothing = NewSigning("water", "1999", world.area["580102"], "0.0", EVERYTHING)
    assert refused(lambda: actions.sign(who, nothing, on=TODAY, at=LATER)) == "409-signing-nothing"


@pytest.mark.slow
def test_what_is_left_open_is_what_was_read(world: World) -> None:
    """A question that a rule asks since, or a word of an office, changes no value."""
    record, who = collect(world, households=120, piped=90), officer(world)
    run_rules()
    read = standing(world).seen
    word = judge(record, "piped_households")
    records.give_verdicts([word], office=world.office["pwa"], by="person:9", at=AT)
    assert standing(world).seen != read
    assert refused(lambda: sign(world, who, seen=read)) == "409-signing-changed"
    read = standing(world).seen
    Finding.objects.create(
        record_id=record.id, variable="households", rule="x", rule_version="1", family="across",
        severity="asks", details={"th": "x", "en": "x"}, opened_at=AT,
    )  # fmt: skip
    assert refused(lambda: sign(world, who, seen=read)) == "409-signing-changed"
    sign(world, who)
    assert SignOff.objects.get().left_open["asks"] == 1


@pytest.mark.slow
def test_the_proof_names_a_sign_off_that_was_changed_behind_the_log(world: World) -> None:
    collect(world, households=120, piped=90)
    who = officer(world)
    ref = sign(world, who)
    row = SignOff.objects.get(ref=ref)
    where = f"verification_signoff {row.pk}"
    assert faults() == []
    for change, back in (
        ({"note": "อื่น"}, {"note": ""}),
        ({"by": "person:1"}, {"by": row.by}),
        ({"left_open": {}}, {"left_open": row.left_open}),
        ({"counts": {}}, {"counts": row.counts}),
    ):
        SignOff.objects.filter(pk=row.pk).update(**change)
        assert faults() == [("row-changed", where)], change
        SignOff.objects.filter(pk=row.pk).update(**back)
    Lock.objects.filter(ref=ref).update(upto=10**9)
    assert ("row-changed", where) in faults()
    Lock.objects.filter(ref=ref).update(upto=Claim.objects.latest("id").pk, until=LATER)
    assert ("row-changed", where) in faults()
    Lock.objects.filter(ref=ref).update(until=None)
    assert faults() == []
    SignOff.objects.filter(pk=row.pk).update(unlocked_at=LATER, unlock_reason="x")
    assert ("row-unjournaled", where) in faults() and ("row-changed", where) in faults()


@pytest.mark.slow
@pytest.mark.django_db
def test_sign_off_expects_what_progress_does() -> None:
    """What there can be none of is not asked: neither counts it as expected."""
    world = make_world()
    values = {"households": 120, "piped_households": {"absent": "not_applicable"}}
    village = world.area["58010201"]
    claim = NewClaim(ClaimKind.FIELD, "water", village, "2026", values, observed_on=TODAY, by="person:1")
    records.make_claims([claim], at=AT)
    found = standing(world)
    (part,) = signing.rounds_for("water", "2026")
    (expected,) = [one for one in plan.expected_parts(part.programme, TODAY) if one.dataset == "water"]
    area = world.area["580102"]
    told = completeness.by_area(part, expected, Kind.TAMBON, on=TODAY)[area]
    assert told.not_applicable == 1
    assert (found.expected, found.reported) == (told.expected, told.reported)
    assert found.left[Left.MISSING] == told.missing
