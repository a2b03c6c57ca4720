"""Samples: the same seed draws the same cells, the interval covers what it says, and what is published."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from functools import partial
from hashlib import sha256

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from records_world import AT, BY, TODAY, World, check, make_world

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.journal import queries as journal
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.records import actions as records
from tambon.records.models import Record
from tambon.records.rules import ClaimKind, NewClaim
from tambon.releases.actions.snapshots.progress import progress
from tambon.verification import actions
from tambon.verification.models import Sample, SampledCell
from tambon.verification.queries import JOURNAL_CHECKERS, sampling
from tambon.verification.rules import CellRef, Reason
from tambon.verification.rules.sampling import (
    Candidate,
    Judged,
    NewSample,
    Why,
    draw,
    in_share,
    result_of,
    wilson,
)

LATER = AT + timedelta(hours=1)
CELLS = st.lists(
    st.builds(
        Candidate, st.integers(1, 99), st.text("abc/2026", min_size=1, max_size=8), st.sampled_from("xyz"),
        st.integers(1, 9), st.booleans(), st.booleans(),
    ),
    max_size=40,
)  # fmt: skip


@given(CELLS, st.text(max_size=8), st.integers(1, 1000), st.randoms())
def test_the_same_seed_draws_the_same_cells_in_any_order_and_among_any_others(cells, seed, share, dice):
    drawn, population = draw(cells, seed=seed, share=share)
    shuffled = list(cells)
    dice.shuffle(shuffled)
    again, same = draw(shuffled, seed=seed, share=share)
    assert (set(again), same) == (set(drawn), population)
    half, _ = draw(cells[::2], seed=seed, share=share)
    assert set(half) == {one for one in drawn if one.candidate in cells[::2]}


@given(CELLS, st.text(max_size=8), st.integers(1, 999))
def test_what_is_new_or_odd_is_drawn_whole_and_a_larger_share_draws_more(cells, seed, share):
    drawn, population = draw(cells, seed=seed, share=share)
    by_why = {why: [one.candidate for one in drawn if one.why is why] for why in Why}
    assert by_why[Why.FIRST] == [one for one in cells if one.first]
    assert by_why[Why.ODD] == [one for one in cells if one.odd and not one.first]
    assert population == sum(not (one.first or one.odd) for one in cells)
    more, _ = draw(cells, seed=seed, share=share + 1)
    assert set(drawn) <= set(more)
    everything, _ = draw(cells, seed=seed, share=1000)
    assert len(everything) == len(cells)


def test_a_cells_place_follows_from_the_seed_as_it_is_written_down() -> None:
    """Anybody can reckon it."""
    place = int(sha256(b"seed\nwater/2026/a\nx").hexdigest(), 16) / 2**256
    for share in range(1, 1001):
        assert in_share("seed", "water/2026/a", "x", share) == (place < share / 1000)


def test_the_share_is_met_over_many_cells() -> None:
    drawn = sum(in_share("a seed", f"water/2026/{n}", "households", 100) for n in range(20_000))
    assert 1_850 < drawn < 2_150


@pytest.mark.parametrize(
    ("errors", "judged", "low", "high"),
    [(0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0),
     (3, 100, 0.0103, 0.0845), (0, 0, 0.0, 1.0)],
)  # fmt: skip
def test_the_interval_is_wilsons(errors: int, judged: int, low: float, high: float) -> None:
    assert wilson(errors, judged) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize("true_rate", [0.01, 0.05, 0.2])
def test_the_interval_covers_the_true_rate_in_some_95_of_100_samples(true_rate: float) -> None:
    """Errors among many cells, and many seeds: each sample's interval holds the true rate or not."""
    dice = random.Random(f"coverage {true_rate}")
    cells = [(f"water/2026/{n}", dice.random() < true_rate) for n in range(2_000)]
    rate = sum(wrong for _, wrong in cells) / len(cells)
    covered, trials = 0, 150
    for trial in range(trials):
        sample = [wrong for key, wrong in cells if in_share(f"seed {trial}", key, "x", 100)]
        low, high = wilson(sum(sample), len(sample))
        covered += low <= rate <= high
    assert covered / trials >= 0.9


def test_the_rate_is_of_the_random_part_alone() -> None:
    found = result_of(
        [(Why.RANDOM, Judged.CONFIRMED, 8), (Why.RANDOM, Judged.DISPUTED, 2), (Why.RANDOM, Judged.CHANGED, 1),
         (Why.ODD, Judged.DISPUTED, 5), (Why.FIRST, None, 3)]
    )  # fmt: skip
    assert (found.drawn, found.waiting, found.judged, found.errors, found.changed) == (19, 3, 10, 2, 1)
    assert (found.whole_judged, found.whole_errors, found.rate) == (5, 5, 0.2)
    assert result_of([]).rate is None and result_of([]).interval is None


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def officer(world: World, name: str = "somying", office: str = "pwa", area: str | None = None) -> Who:
    person = accounts.add_person(username=name, name_th="สมหญิง", by=BY, at=AT)
    new = NewGrant(
        person, Role.VERIFIER, date(2026, 10, 1), area_id=world.area[area] if area else None,
        office_id=world.office[office],
    )  # fmt: skip
    accounts.grant(new, by=BY, at=AT)
    return who_is.who(person, on=TODAY)


def say(world: World, village: str, period: str = "2026", **values: object) -> None:
    claim = NewClaim(
        ClaimKind.FIELD, "water", world.area[village], period, values, TODAY, "person:1", made_at=AT
    )
    records.make_claims([claim], at=AT)


def asked(world: World, share: int = 1000) -> NewSample:
    return NewSample(world.office["pwa"], "water", "2026", share)


def drawn(world: World, who: Who, share: int = 1000):  # type: ignore[no-untyped-def]
    return actions.draw_sample(who, asked(world, share), on=TODAY, at=LATER)


def refused(call) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Problem) as caught, transaction.atomic():
        call()
    return caught.value.kind.code


def faults() -> list[str]:
    return [one.code for one in journal.verify(JOURNAL_CHECKERS).faults]


def ref(cell: SampledCell) -> CellRef:
    return CellRef(cell.record_id, cell.variable, cell.claim_id)


@pytest.mark.slow
def test_new_and_odd_values_are_drawn_whole(world: World) -> None:
    for village in ("58010201", "58010202"):
        say(world, village, "2025", piped_households=80, pwa_customers=80)
    for village in ("58010201", "58010202", "58010203"):
        say(world, village, piped_households=90, pwa_customers=90)
    check(world.record("58010201"), pwa_customers=3)
    who = officer(world)
    found = {
        (one.key.split("/")[:2] == ["water", "2026"], one.variable, one.first, one.odd)
        for one in sampling.candidates(world.office["pwa"], "water", "2026", on=TODAY)
    }
    assert (True, "piped_households", True, False) in found  # the third village has no earlier value
    assert (True, "pwa_customers", False, True) in found
    drawn(world, who, share=1)
    whys = sorted(SampledCell.objects.values_list("why", flat=True))
    assert whys.count("first") == 2 and whys.count("odd") == 1
    assert Sample.objects.get().population == 3


@pytest.mark.slow
def test_in_the_first_period_of_a_dataset_nobody_is_new(world: World) -> None:
    say(world, "58010201", piped_households=90)
    drawn(world, officer(world))
    assert [one.why for one in SampledCell.objects.all()] == ["random"]


@pytest.mark.slow
def test_a_sample_is_judged_in_passing_closed_and_published(world: World) -> None:
    for village in ("58010201", "58010202", "58010203"):
        say(world, village, piped_households=90, pwa_customers=90)
    who, _ = officer(world), officer(world, "second")
    sample = drawn(world, who)
    body = Entry.objects.get(kind="sample.drawn").body
    assert (body["seed"], body["drawn"]) == (Sample.objects.get().seed, 6)
    cells = list(SampledCell.objects.order_by("id"))
    assert refused(lambda: actions.close_sample(who, ref=sample, on=TODAY, at=LATER)) == "409-sample-waits"
    actions.confirm(who, [ref(one) for one in cells[:4]], on=TODAY, at=LATER)
    actions.dispute(who, ref(cells[4]), reason=Reason.OTHER, proposed=None, on=TODAY, at=LATER)
    place = Record.objects.get(pk=cells[5].record_id).area_id
    changed = next(code for code, id_ in world.area.items() if id_ == place)
    later = NewClaim(
        ClaimKind.FIELD, "water", place, "2026", {cells[5].variable: 91}, TODAY, "person:1", made_at=LATER
    )
    records.make_claims([later], at=LATER)
    assert world.record(changed).values[cells[5].variable] == 91
    assert progress(LATER)["samples"] == []
    actions.close_sample(who, ref=sample, on=TODAY, at=LATER)
    result = sampling.get_sample(sample).result
    assert (result.judged, result.errors, result.changed, result.waiting) == (5, 1, 1, 0)
    (told,) = progress(LATER)["samples"]
    low, high = wilson(1, 5)
    assert (told["seed"], told["drawn"], told["judged"], told["errors"]) == (body["seed"], 6, 5, 1)
    assert (told["rate"], told["low"], told["high"]) == (0.2, round(low, 4), round(high, 4))
    json.dumps(told)
    assert refused(lambda: actions.close_sample(who, ref=sample, on=TODAY, at=LATER)) == "409-sample-closed"
    assert faults() == []
    Sample.objects.update(seed="another")
    assert faults() == ["row-changed"]


@pytest.mark.slow
def test_a_sample_closed_early_says_how_many_were_left_and_takes_no_later_word(world: World) -> None:
    for village in ("58010201", "58010202", "58010203"):
        say(world, village, piped_households=90)
    who, _ = officer(world), officer(world, "second")
    sample = drawn(world, who)
    first, *others = SampledCell.objects.order_by("id")
    actions.confirm(who, [ref(first)], on=TODAY, at=LATER)
    for seen in (1, 3):  # not what is left
        early = partial(actions.close_sample, who, ref=sample, on=TODAY, at=LATER, leave=seen)
        assert refused(early) == "409-sample-waits"
    actions.close_sample(who, ref=sample, on=TODAY, at=LATER, leave=2)
    (told,) = progress(LATER)["samples"]
    assert (told["judged"], told["left"]) == (1, 2)
    actions.confirm(who, [ref(one) for one in others], on=TODAY, at=LATER)
    assert sampling.get_sample(sample).result.waiting == 2 and faults() == []


@pytest.mark.slow
def test_an_office_of_one_person_publishes_no_sample(world: World) -> None:
    say(world, "58010201", piped_households=90)
    who = officer(world)
    sample = drawn(world, who)
    actions.confirm(who, [ref(one) for one in SampledCell.objects.all()], on=TODAY, at=LATER)
    actions.close_sample(who, ref=sample, on=TODAY, at=LATER)
    assert progress(LATER)["samples"] == []


@pytest.mark.slow
def test_who_may_draw_and_what_is_refused(world: World) -> None:
    say(world, "58010201", piped_households=90)
    who = officer(world)
    assert refused(lambda: drawn(world, officer(world, "malai", "lao"))).startswith("403")
    assert refused(lambda: drawn(world, officer(world, "narrow", area="580102"))).startswith("403")
    assert refused(lambda: drawn(world, who, share=0)) == "422-sample-share"
    sample = drawn(world, who)
    assert refused(lambda: drawn(world, who)) == "409-sample-open"
    other = officer(world, "dao", "dopa")
    assert refused(lambda: actions.close_sample(other, ref=sample, on=TODAY, at=LATER)).startswith("403")
    page = sampling.list_sample_queue(sample, office_id=world.office["pwa"], on=TODAY, limit=20)
    assert [[cell.variable.name for cell in row.cells] for row in page.rows] == [["piped_households"]]
    actions.confirm(who, [ref(one) for one in SampledCell.objects.all()], on=TODAY, at=LATER)
    assert sampling.list_sample_queue(sample, office_id=world.office["pwa"], on=TODAY, limit=20).rows == ()
    assert refused(lambda: actions.draw_sample(
        who, NewSample(world.office["pwa"], "water", "1999", 100), on=TODAY, at=LATER
    )) == "409-sample-nothing"  # fmt: skip
