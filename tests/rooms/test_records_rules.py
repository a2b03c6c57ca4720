"""Resolution and grading hold for any claims in any order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tambon.dictionary.rules.spec import Band
from tambon.dictionary.rules.spec import Resolution as Resolve
from tambon.records.rules import (
    OBS_STATUS,
    ORIGINS,
    VERDICTS,
    Cell,
    ClaimKind,
    Grade,
    Known,
    Origin,
    Within,
    claim_bytes,
    count,
    derive,
    obs_status,
    pack,
    regrade,
    unpack,
)

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
TODAY = date(2026, 11, 22)
OWNER_OFFICE, OTHER_OFFICE, OWNER_AGENCY, OTHER_AGENCY = 7, 8, 70, 80
VALUES = st.sampled_from([0, 1, 120, 120.5, True, "tap", {"absent": "unknown"}, {"absent": "not_asked"}])
BAND = Within(Band(absolute=1, per_cent=5))
RULES = st.sampled_from([*(r for r in Resolve if r is not Resolve.OWNER_WITHIN), BAND])


def owned(claim: Known, variable: str) -> bool:
    if claim.office_id is not None:
        return claim.office_id == OWNER_OFFICE
    return claim.agency_id == OWNER_AGENCY


def offer(
    id_: int, kind: ClaimKind, value: object, *, day: int = 0, minute: int = 0, ours: bool = True
) -> Known:
    office = {True: OWNER_OFFICE, False: OTHER_OFFICE}[ours] if kind is ClaimKind.ENTRY else None
    agency = {True: OWNER_AGENCY, False: OTHER_AGENCY}[ours] if kind is not ClaimKind.FIELD else None
    seen, made = TODAY + timedelta(days=day), NOON + timedelta(minutes=minute)
    return Known(id_, f"r{id_:03}", kind, {"x": value}, {}, seen, made, agency, office)


def verdict(id_: int, kind: ClaimKind, about: int, *, minute: int = 0, ours: bool = True) -> Known:
    office = OWNER_OFFICE if ours else OTHER_OFFICE
    made = NOON + timedelta(minutes=minute)
    return Known(id_, f"r{id_:03}", kind, {}, {"x": f"r{about:03}"}, TODAY, made, OWNER_AGENCY, office)


@st.composite
def histories(draw: st.DrawFn) -> list[Known]:
    claims: list[Known] = []
    for id_ in range(1, draw(st.integers(1, 7)) + 1):
        kind = draw(st.sampled_from([*ORIGINS, *VERDICTS]))
        minute, ours = draw(st.integers(0, 3)), draw(st.booleans())
        if kind in VERDICTS:
            claims.append(verdict(id_, kind, draw(st.integers(1, 7)), minute=minute, ours=ours))
        else:
            day = draw(st.integers(0, 2))
            claims.append(offer(id_, kind, draw(VALUES), day=day, minute=minute, ours=ours))
    return claims


def derived(claims: list[Known], rule: Resolve = Resolve.NEWEST, held: dict | None = None):
    found = derive(claims, {"x": rule}, owned=owned, held=held or {}, at=NOON)
    return (found.values["x"], found.cells["x"]) if found.cells else None


@given(histories(), RULES, st.randoms())
def test_the_order_in_which_claims_arrive_does_not_matter(claims, rule, dice: random.Random):
    shuffled = list(claims)
    dice.shuffle(shuffled)
    assert derived(claims, rule) == derived(shuffled, rule)


@given(histories(), RULES)
def test_deriving_again_changes_nothing(claims, rule):
    once = derived(claims, rule)
    if once is not None:
        later = derive(claims, {"x": rule}, owned=owned, held={"x": once}, at=NOON + timedelta(days=1))
        assert (later.values["x"], later.cells["x"]) == once


@given(histories(), RULES)
def test_what_is_held_was_said_by_somebody(claims, rule):
    held = derived(claims, rule)
    said = {c.id: c.values["x"] for c in claims if c.kind not in VERDICTS}
    assert (held is None) == (not said)
    if held is not None:
        assert said[held[1].claim_id] == held[0]


@given(histories(), RULES)
def test_nobody_but_the_owner_makes_a_value_verified_or_disputed(claims, rule):
    foreign = [c for c in claims if c.kind not in VERDICTS or c.office_id != OWNER_OFFICE]
    held = derived(foreign, rule)
    assert held is None or held[1].grade is Grade.REPORTED


@given(histories(), RULES)
def test_a_confirmation_falls_when_the_value_changes(claims, rule):
    held = derived(claims, rule)
    if held is None or held[1].grade is not Grade.VERIFIED:
        return
    winner = ClaimKind.FIELD if rule is Resolve.FIELD else ClaimKind.ENTRY
    changed = derived([*claims, offer(99, winner, "something else", day=9)], rule)
    assert changed is not None
    assert changed[0] == "something else" and changed[1].grade is Grade.REPORTED


@given(histories(), RULES)
def test_only_not_asked_loses_to_whatever_was_said(claims, rule):
    held = derived(claims, rule)
    if held is not None and held[0] == {"absent": "not_asked"}:
        assert all(c.values["x"] == {"absent": "not_asked"} for c in claims if c.kind not in VERDICTS)


def test_the_newest_evidence_wins_and_not_the_newest_arrival():
    late_arrival = offer(2, ClaimKind.FIELD, 2, day=0, minute=50)
    assert derived([offer(1, ClaimKind.FIELD, 1, day=1), late_arrival])[0] == 1


def test_the_owners_register_beats_a_newer_answer_from_the_field():
    claims = [offer(1, ClaimKind.REGISTER, 118), offer(2, ClaimKind.FIELD, 120, day=30)]
    value, cell = derived(claims, Resolve.OWNER)
    assert (value, cell.origin, cell.differs) == (118, Origin.REGISTER, True)
    assert derived([offer(1, ClaimKind.REGISTER, 118, ours=False), claims[1]], Resolve.OWNER)[0] == 120


def test_what_was_seen_beats_a_newer_register():
    claims = [offer(1, ClaimKind.FIELD, 120), offer(2, ClaimKind.REGISTER, 118, day=30)]
    assert derived(claims, Resolve.FIELD)[0] == 120
    assert derived(claims, Resolve.NEWEST)[0] == 118


def test_a_newer_unknown_replaces_an_older_figure():
    claims = [offer(1, ClaimKind.FIELD, 120), offer(2, ClaimKind.FIELD, {"absent": "unknown"}, day=1)]
    assert derived(claims)[0] == {"absent": "unknown"}
    assert derived([claims[0], offer(2, ClaimKind.FIELD, {"absent": "not_asked"}, day=1)])[0] == 120


def test_the_same_value_said_again_stays_confirmed_and_another_ends_it_for_good():
    claims = [offer(1, ClaimKind.FIELD, 120), verdict(2, ClaimKind.CONFIRMATION, 1)]
    assert derived(claims)[1].grade is Grade.VERIFIED
    claims.append(offer(3, ClaimKind.FIELD, 120, day=1))
    assert derived(claims)[1].grade is Grade.VERIFIED
    claims.append(offer(4, ClaimKind.FIELD, 121, day=2))
    claims.append(offer(5, ClaimKind.FIELD, 120, day=3))
    assert derived(claims)[1].grade is Grade.REPORTED


def test_who_looks_again_and_repeats_a_disputed_value_is_asked_of_again():
    claims = [offer(1, ClaimKind.FIELD, 120), verdict(2, ClaimKind.DISPUTE, 1)]
    assert derived(claims)[1].grade is Grade.DISPUTED
    claims.append(offer(3, ClaimKind.FIELD, 120, day=1))
    assert derived(claims)[1].grade is Grade.REPORTED


def test_the_owners_latest_word_counts():
    claims = [offer(1, ClaimKind.FIELD, 120), verdict(2, ClaimKind.DISPUTE, 1, minute=1)]
    claims.append(verdict(3, ClaimKind.CONFIRMATION, 1, minute=2))
    assert derived(claims)[1].grade is Grade.VERIFIED
    claims.append(verdict(4, ClaimKind.DISPUTE, 1, minute=3))
    assert derived(claims)[1].grade is Grade.DISPUTED


def test_a_value_is_checked_only_when_the_rules_ran_on_that_very_value():
    claims = [offer(1, ClaimKind.FIELD, 120)]
    passed = Cell(Grade.REPORTED, Origin.FIELD, 1, NOON, weight=0)
    assert derived(claims)[1].grade is Grade.REPORTED
    assert derived(claims, held={"x": (120, passed)})[1].grade is Grade.CHECKED
    assert derived(claims, held={"x": (119, passed)})[1] == Cell(Grade.REPORTED, Origin.FIELD, 1, NOON)
    doubted = Cell(Grade.CHECKED, Origin.FIELD, 1, NOON, weight=3)
    assert derived(claims, held={"x": (120, doubted)})[1].grade is Grade.REPORTED


@given(
    st.sampled_from(Grade), st.sampled_from(Origin), st.integers(1, 2**40),
    st.datetimes(timezones=st.just(UTC)), st.none() | st.integers(0, 99), st.booleans(),
)  # fmt: skip
def test_a_cell_is_stored_and_read_back(grade, origin, claim_id, since, weight, differs):
    cell = Cell(grade, origin, claim_id, since, weight, differs)
    assert unpack(pack(cell)) == cell


def test_cells_are_counted_once_by_state():
    def cell(grade: Grade, **more) -> Cell:
        return Cell(grade, Origin.FIELD, 1, NOON, **more)

    unknown, unasked = {"absent": "unknown"}, {"absent": "not_asked"}
    found = count(
        [
            (1, cell(Grade.REPORTED, weight=3)),
            (2, cell(Grade.CHECKED, differs=True)),
            (3, cell(Grade.VERIFIED, differs=True)),
            (4, cell(Grade.DISPUTED)),
            (unknown, cell(Grade.CHECKED)),
            (unasked, cell(Grade.REPORTED)),
        ]
    )
    assert (found.reported, found.checked, found.verified, found.disputed, found.absent) == (4, 1, 1, 1, 2)
    assert (found.waiting, found.oddness) == (3, 5)


def test_sdmx_statuses():
    assert set(OBS_STATUS) == set(Grade)
    assert obs_status(12, Grade.VERIFIED) == "A"
    assert obs_status({"absent": "not_applicable"}, Grade.CHECKED) == "M"


def test_a_claim_has_one_way_to_be_written():
    one = {
        "ref": "r", "kind": "field", "dataset": "water", "area_id": 1, "period": "2026",
        "values": {"b": 1e2, "a": "ก"}, "about": {}, "reason": "", "observed_on": TODAY, "made_at": NOON,
        "by": "person:1", "agency_id": None, "office_id": None, "evidence": "", "nonce": b"not part of it",
    }  # fmt: skip
    other = {**one, "values": {"a": "ก", "b": 100}, "made_at": NOON.astimezone()}
    assert claim_bytes(one) == claim_bytes(other)
    assert '"a":"ก","b":100'.encode() in claim_bytes(one)


@given(histories(), RULES, st.integers(0, 5))
def test_grading_after_a_check_says_what_deriving_anew_would(claims, rule, weight):
    held = derived(claims, rule)
    if held is not None:
        value, cell = held
        again = derived(claims, rule, held={"x": (value, replace(cell, weight=weight))})
        assert again is not None
        assert (regrade(cell, weight, NOON).grade, cell.claim_id) == (again[1].grade, again[1].claim_id)
        assert regrade(cell, weight, NOON).since == cell.since


def test_what_sources_say_differently_waits_for_the_owners_decision():
    field, register = offer(1, ClaimKind.FIELD, 120), offer(2, ClaimKind.REGISTER, 118, day=1)
    assert derived([field], Resolve.PERSON)[0] == 120
    value, cell = derived([field, register], Resolve.PERSON)
    assert (value, cell.differs) == (120, True)
    later = offer(3, ClaimKind.FIELD, 125, day=2)
    assert derived([field, register, later], Resolve.PERSON)[0] == 120
    decision = offer(4, ClaimKind.ENTRY, 119, day=3)
    assert derived([field, register, later, decision], Resolve.PERSON)[0] == 119
    stranger = replace(decision, office_id=OTHER_OFFICE)
    assert derived([field, register, later, stranger], Resolve.PERSON)[0] == 120


def test_inside_the_band_the_owners_figure_is_held_and_outside_a_person_decides():
    field, near = offer(1, ClaimKind.FIELD, 120), offer(2, ClaimKind.REGISTER, 118, day=-1)
    assert derived([field, near], BAND)[0] == 118
    far = offer(2, ClaimKind.REGISTER, 90, day=1)
    assert derived([field, far], BAND)[0] == 120
    assert derived([field, far, offer(3, ClaimKind.ENTRY, 91, day=2)], BAND)[0] == 91
    foreign = replace(near, agency_id=OTHER_AGENCY)
    assert derived([field, foreign], BAND)[0] == 120


def test_a_confirmation_stands_while_a_difference_waits_for_a_decision():
    claims = [offer(1, ClaimKind.FIELD, 120), verdict(2, ClaimKind.CONFIRMATION, 1, minute=1)]
    claims += [offer(3, ClaimKind.REGISTER, 60, day=1), offer(4, ClaimKind.FIELD, 120, day=2)]
    value, cell = derived(claims, Resolve.PERSON)
    assert (value, cell.grade) == (120, Grade.VERIFIED)
