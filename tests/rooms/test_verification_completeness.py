"""How complete values are: every level is the sum of the next below, and no person is in a published file."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import astuple
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_world import AT, BY, TODAY, VILLAGES, World, check, collect, judge, make_world

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.areas import queries as areas
from tambon.areas.rules import LEVELS, Kind
from tambon.dictionary.rules.absence import Reason, absent
from tambon.plan import queries as plan
from tambon.plan.rules import ExpectedCells, RoundView
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.rules import CellCounts, ClaimKind, Grade, NewClaim, absence
from tambon.releases.actions.snapshots.progress import progress
from tambon.verification import queries
from tambon.verification.models import Returned
from tambon.verification.rules.completeness import Completeness, complete

COUNT = st.integers(0, 50)


@given(st.lists(st.builds(Completeness, *[COUNT] * 11), max_size=5))
def test_sums_are_sums_of_every_part(parts: list[Completeness]) -> None:
    whole = sum(parts, Completeness())
    assert (
        astuple(whole) == tuple(sum(column) for column in zip(*map(astuple, parts), strict=True)) or not parts
    )


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_what_is_asked_is_reported_or_unknown_or_missing_or_does_not_apply(
    reported: int, na: int, unknown: int, missing: int
) -> None:
    counts = CellCounts(1, reported, 0, 0, 0, na + unknown, 0, 0, na)
    found = complete(reported + na + unknown + missing, counts)
    assert found.expected == reported + unknown + missing
    assert (found.missing, found.unknown, found.not_applicable) == (missing, unknown, na)
    assert found.places_ask >= found.reported + found.not_applicable + found.unknown


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def part() -> tuple[RoundView, ExpectedCells]:
    (one,) = plan.get_round("r1").datasets
    (expected,) = plan.expected_cells("r1", on=TODAY)
    return one, expected


def absence_of(world: World, village: str, reason: Reason, *variables: str) -> None:
    """What the worker says instead of values, as an answer of the field would."""
    values = {name: absent(reason) for name in variables}
    claim = NewClaim(ClaimKind.FIELD, "water", world.area[village], "2026", values, TODAY, "test")
    records.make_claims([claim], at=AT + timedelta(minutes=30))


def fill(world: World, seed: int) -> None:
    """Some villages answered, checked, confirmed, disputed, returned; some values that are none."""
    dice = random.Random(seed)
    over = NewGrant(world.worker, Role.WORKER, date(2026, 10, 1), area_id=world.area["580103"])
    accounts.grant(over, by=BY, at=AT)
    for number, village in enumerate(VILLAGES):
        if dice.random() < 0.25:
            continue
        record = collect(world, village, minutes=number, households=99, piped=dice.randint(0, 99))
        if dice.random() < 0.7:
            check(record, piped_households=dice.choice([0, 3]))
        if dice.random() < 0.5:
            reason = dice.choice([Reason.NOT_APPLICABLE, Reason.UNKNOWN])
            absence_of(world, village, reason, "months_short", "main_drinking_source")
        record = world.record(village)
        kind = dice.choice([None, ClaimKind.CONFIRMATION, ClaimKind.DISPUTE])
        if kind is not None:
            records.give_verdicts(
                [judge(record, "piped_households", dispute=kind is ClaimKind.DISPUTE)],
                office=world.office["pwa"],
                by=BY,
                at=AT,
            )
        if kind is ClaimKind.DISPUTE:
            Returned.objects.create(
                record_id=record.id, variable="piped_households", claim_id=1, office_id=world.office["pwa"],
                reason="other", due=TODAY, made_at=AT, by=BY,
            )  # fmt: skip


def slowly(world: World) -> dict[int, Counter[str]]:
    """{village: counts}, read from the records one by one in plain Python."""
    found: dict[int, Counter[str]] = {}
    for record in held.list_for_release("water", period="2026"):
        counts = found.setdefault(record.area_id, Counter())
        for name, cell in record.cells.items():
            reason = absence(record.values[name])
            if reason is not None:
                counts["not_applicable" if reason == Reason.NOT_APPLICABLE else "unknown"] += 1
            else:
                counts["reported"] += 1
                counts[cell.grade.value] += cell.grade is not Grade.REPORTED
            counts["waiting"] += record.is_waiting(name)
    for area in Returned.objects.filter(closed_at=None).values_list("record__area_id", flat=True):
        found[area]["returned"] += 1
    return found


NAMES = ("reported", "checked", "verified", "disputed", "not_applicable", "unknown", "waiting", "returned")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_level_is_the_sum_of_the_next_and_equals_the_records_themselves(
    world: World, seed: int
) -> None:
    fill(world, seed)
    one, expected = part()
    twin = slowly(world)
    villages = queries.by_area(one, expected, Kind.VILLAGE, on=TODAY)
    for village, figures in villages.items():
        assert {name: getattr(figures, name) for name in NAMES} == {
            name: twin.get(village, Counter())[name] for name in NAMES
        }
    for kind in LEVELS:
        for area, figures in queries.by_area(one, expected, kind, on=TODAY).items():
            below = [v for v in villages if area in areas.reached_from([v], on=TODAY)[v]]
            assert figures == sum((villages[v] for v in below), Completeness())
            if kind is not Kind.VILLAGE:
                next_kind = LEVELS[LEVELS.index(kind) + 1]
                children = queries.by_area(one, expected, next_kind, on=TODAY, under=area)
                assert figures == sum(children.values(), Completeness())
    assert sum(queries.by_office(one, on=TODAY).values(), Completeness()) == sum(
        villages.values(), Completeness()
    )


@pytest.mark.slow
def test_what_is_expected_of_offices_is_what_is_expected_of_the_area(world: World) -> None:
    one, expected = part()
    for code in ("58", "5801", "580102", "58010301"):
        found = queries.expected_by_office(one, on=TODAY, under=world.area[code])
        assert sum(found.values()) == expected.cells_in(world.area[code])
    assert queries.NOBODY in queries.expected_by_office(one, on=TODAY)  # lao answers for one tambon alone


@pytest.mark.slow
def test_a_persons_villages_are_added_up_and_nobodys_too() -> None:
    villages = {1: Completeness(10, 4), 2: Completeness(10, 5), 3: Completeness(10, 6)}
    assert queries.by_person(villages, {1: 7, 2: 7}) == {7: Completeness(20, 9), 0: Completeness(10, 6)}


@pytest.mark.slow
def test_no_person_and_nothing_finer_than_a_district_is_published(world: World, tmp_path: Path) -> None:
    fill(world, 4)
    for name, office in (("a", "pwa"), ("b", "pwa"), ("alone", "lao")):
        person = accounts.add_person(username=name, name_th=f"คนชื่อ{name}", by=BY, at=AT)
        accounts.grant(
            NewGrant(person, Role.VERIFIER, date(2026, 1, 1), office_id=world.office[office]), by=BY, at=AT
        )
    later = AT + timedelta(days=50)
    shown = progress(later)
    assert {line["kind"] for line in shown["areas"]} == {"province", "district"}
    assert {line["office"] for line in (*shown["offices"], *shown["silent"])} == {"pwa-1"}
    text = json.dumps(shown, ensure_ascii=False)
    assert "มาลี" not in text and "คนชื่อ" not in text and "lao-1" not in text
    assert shown["rule"]["days"] == {"asked": 15, "told_above": 30, "silent": 45}
    assert shown["silent"][0]["days"] >= 45
    district = next(line for line in shown["areas"] if line["area_code"] == "5801")
    assert district["expected"] >= district["reported"] + district["absent"]
    assert district["absent"] == district["not_applicable"] + district["unknown"]
