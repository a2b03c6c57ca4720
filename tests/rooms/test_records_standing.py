"""The dictionary and the territories change under the records: nothing stops, all is told again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import yaml
from records_world import AT, BY, TODAY, World, collect, judge, make_world, register

from tambon.accounts import actions as accounts
from tambon.dictionary import actions as dictionary
from tambon.dictionary.queries import get_dataset
from tambon.dictionary.rules.reading import read_dataset
from tambon.lib.problem import Problem
from tambon.records import actions, queries
from tambon.records.models import Tally
from tambon.records.rules import ClaimKind, Grade, NewClaim, Outcome
from tambon.verification import actions as verification
from tambon.verification import queries as stories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LATER = AT + timedelta(hours=1)


@pytest.fixture
def world() -> World:
    world = make_world()
    collect(world, households=120, piped=90)
    quality = get_dataset("water").spec.by_name["drinking_quality"].codes[0].code
    said = NewClaim(
        ClaimKind.FIELD, "water", world.area["58010201"], "2026", {"drinking_quality": quality}, TODAY,
        "person:1",
    )  # fmt: skip
    actions.make_claims([said], at=AT)
    return world


def water_text(**changes: dict[str, object]) -> str:
    """The water dataset as it would be loaded next: without ``drinking_quality``, and with changed owners."""
    text = yaml.safe_load((dictionary.STANDARD / "water.yml").read_text("utf-8"))
    text["variables"] = [v for v in text["variables"] if v["name"] != "drinking_quality"]
    for variable in text["variables"]:
        variable.update(changes.get(variable["name"], {}))
    return yaml.safe_dump(text, allow_unicode=True)


def load_water(**changes: dict[str, object]) -> None:
    dictionary.load_text(water_text(**changes), file="water.yml", by=BY, at=LATER)


def stand(at: datetime = LATER) -> int:
    done = 0
    while found := actions.keep_standing(at=at, limit=2):
        done += found
    return done


def test_a_variable_that_is_asked_no_more_stops_neither_checks_nor_verdicts(world: World) -> None:
    load_water()
    with pytest.raises(Problem, match="404"):
        stories.get_story(world.record().id, "drinking_quality", on=TODAY)
    assert verification.check_changed(at=LATER) == 1
    verdict = judge(world.record(), "piped_households")
    answers = actions.give_verdicts([verdict], office=world.office["pwa"], by="person:9", at=LATER)
    assert [answer.outcome for answer in answers] == [Outcome.DONE]
    assert world.record().cells["piped_households"].grade is Grade.VERIFIED


def test_records_are_told_again_by_the_new_dictionary(world: World) -> None:
    verification.check_changed(at=AT)
    stand(AT)
    load_water()
    assert stand() == 1
    assert "drinking_quality" not in world.record().values
    assert queries.count_changed() == 1  # the new rules run over it
    assert not list(queries.check_records())
    assert [row.claim_id for row in queries.list_history(world.record().id, "drinking_quality")]
    assert stand() == 0


def test_a_new_owner_finds_the_cells_in_its_queue(world: World) -> None:
    stand(AT)
    load_water(piped_households={"owner": ["lao"]})
    stand()
    assert [item.variables for item in queries.list_queue(world.office["pwa"], on=TODAY)] == []
    (item,) = queries.list_queue(world.office["lao"], on=TODAY)
    assert "piped_households" in item.variables and item.waiting == len(item.variables)


def test_a_new_owners_clock_begins_anew_though_a_value_changes_with_it_and_the_former_ones_runs_on(
    world: World,
) -> None:
    actions.make_claims(
        [replace(register(world, pwa_customers=60), made_at=AT + timedelta(minutes=5))], at=LATER
    )
    stand(AT)
    load_water(piped_households={"owner": ["dopa"]})  # and a value leaves: the record itself changes too
    stand(AT + timedelta(days=3))
    clocks = dict(Tally.objects.values_list("office_id", "waiting_since"))
    assert clocks[world.office["dopa"]] == AT + timedelta(days=3)
    assert clocks[world.office["lao"]] == AT
    assert clocks[world.office["pwa"]] < AT + timedelta(days=1)


def test_a_territory_that_begins_later_counts_from_its_first_day_in_bangkok(world: World) -> None:
    stand(AT)
    accounts.set_territory(
        office_id=world.office["pwa"], area_ids=[world.area["580103"]], since=date(2026, 12, 1), by=BY, at=AT
    )
    eve = datetime(2026, 11, 30, 16, 59, tzinfo=UTC)
    stand(eve)
    assert queries.count_waiting(world.office["pwa"]) == 1
    stand(eve + timedelta(minutes=1))  # 00:00 on 1 December in Bangkok
    assert queries.count_waiting(world.office["pwa"]) == 0
    lao = queries.list_queue(world.office["lao"], on=date(2026, 12, 1))
    assert "piped_households" in lao[0].variables


def test_a_changed_rule_is_previewed_before_it_applies(world: World) -> None:
    actions.make_claims([replace(register(world, piped_households=80), observed_on=LATER.date())], at=AT)
    assert world.record().values["piped_households"] == 80
    before = get_dataset("water").spec
    wide = {"resolution": "owner_within", "band": {"per_cent": 20}}
    near = read_dataset(water_text(piped_households=wide), file="water.yml")
    assert queries.changed_rules(before, near) == ["piped_households"]
    assert list(queries.preview_rules(near, ["piped_households"])) == []
    narrow = {**wide, "band": {"per_cent": 5}}  # 90 was said first, and nobody has decided
    strict = read_dataset(water_text(piped_households=narrow), file="water.yml")
    (moved,) = queries.preview_rules(strict, ["piped_households"])
    assert (moved.variable, moved.before, moved.after) == ("piped_households", 80, 90)
    assert world.record().values["piped_households"] == 80
    load_water(piped_households=narrow)
    stand()
    assert world.record().values["piped_households"] == 90
    assert not list(queries.check_records())


def lock_the_tambon(world: World) -> UUID:
    ref = uuid4()
    actions.lock_area(dataset="water", period="2026", area_id=world.area["580102"], ref=ref, at=LATER)
    return ref


def test_what_is_signed_stays_what_was_held_until_its_lock_is_lifted(world: World) -> None:
    actions.make_claims([replace(register(world, piped_households=80), observed_on=LATER.date())], at=AT)
    stand(AT)
    before, ref = world.record(), lock_the_tambon(world)
    narrow = {"resolution": "owner_within", "band": {"per_cent": 5}}  # by it 90 is held, which was said first
    spec = read_dataset(water_text(piped_households=narrow), file="water.yml")
    (moved,) = queries.preview_rules(spec, ["piped_households"])
    assert (moved.before, moved.after, moved.signed) == (80, 90, True)
    load_water(piped_households=narrow)
    assert stand() == 1
    held = world.record()
    assert held.values["piped_households"] == before.values["piped_households"] == 80
    assert held.cells["piped_households"].claim_id == before.cells["piped_households"].claim_id
    assert not list(queries.check_records())
    verdict = judge(held, "piped_households")
    (answer,) = actions.give_verdicts([verdict], office=world.office["pwa"], by="person:9", at=LATER)
    assert answer.outcome is Outcome.DONE
    assert world.record().cells["piped_households"].grade is Grade.VERIFIED
    assert not list(queries.check_records())
    assert actions.lift_lock(ref=ref, at=LATER) == 1
    assert world.record().values["piped_households"] == 90
    assert not list(queries.check_records())


def test_a_signed_value_stays_when_another_office_comes_to_own_it(world: World) -> None:
    owner = {"resolution": "owner"}
    load_water(piped_households=owner)
    register_said = replace(register(world, piped_households=80), observed_on=date(2026, 11, 1))
    actions.make_claims([register_said], at=AT)
    stand()
    assert world.record().values["piped_households"] == 80
    ref = lock_the_tambon(world)
    load_water(piped_households={**owner, "owner": ["lao"]})
    assert stand() == 1
    assert world.record().values["piped_households"] == 80
    assert not list(queries.check_records())
    actions.lift_lock(ref=ref, at=LATER)
    assert world.record().values["piped_households"] == 90
    assert not list(queries.check_records())
