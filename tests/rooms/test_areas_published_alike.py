"""Whatever happens to areas: one truth, a true lineage, undone exactly, and files that say the same."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from areas_check import DAY as ONE_DAY
from areas_check import demand_lineage, demand_one_truth, demand_tree, everything
from areas_world import AT, LIST, make_world
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry_rows import make_edition
from test_areas_one_truth import DAYS, START, operations

from tambon.areas import actions, queries
from tambon.areas.actions.drawing import Point, place_points
from tambon.areas.models import AreaCode, Edition
from tambon.areas.rules import By, Kind, ListSource, Scheme, When
from tambon.areas.rules.lists import Listed
from tambon.areas.rules.operations import Create, Merge, Move, Part, Recode, Rename, Split
from tambon.catalogue.registry.registry import Registry
from tambon.lib.problem import Problem
from tambon.releases.registry.reading import read_registry

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROLLED_BACK = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
days = st.integers(0, DAYS).map(lambda n: START + timedelta(days=n))
some_day = st.one_of(st.none(), days)
MORE = [Listed(Kind.TAMBON, f"580{d}0{t}", f"ใหม่{d}{t}", "") for d in (1, 2) for t in (2, 3, 4)]
VILLAGES = [f"580{d}0{t}0{v}" for d in (1, 2) for t in (1, 2, 3) for v in (1, 2)]
steps = st.one_of(
    st.tuples(st.just("do"), operations, some_day, some_day),
    st.tuples(st.just("do"), operations, days, st.none()),
    st.tuples(st.just("list"), st.sets(st.sampled_from(MORE), max_size=3), days, st.sampled_from("ab")),
    st.tuples(st.just("villages"), st.sets(st.sampled_from(VILLAGES), max_size=4), days, st.just("")),
    st.tuples(st.just("place"), st.integers(0, 9), days, st.just("")),
    st.tuples(st.just("undo"), st.integers(0, 9), st.none(), st.none()),
)
sequences = st.lists(steps, min_size=1, max_size=10)


def step(what, given, one, other) -> None:
    """A step that makes no sense is refused and leaves nothing."""
    try:
        with transaction.atomic():
            STEPS[what](given, one, other)
    except Problem:
        pass


def _do(operation, legal, listed) -> None:
    actions.apply_operations([(operation, When(legal, listed, "ก"))], note="", by="person:1", at=AT)


def _list(more, day, source) -> None:
    without = [one for one in LIST if one.code not in {each.code for each in more} and one.code != "580102"]
    listed = sorted([*without, *more], key=lambda each: (len(each.code), each.code))
    country = [each for each in listed if each.code == "TH"]
    rest = [each for each in listed if each.code != "TH"]
    of = ListSource(f"list {source}", day, "CC0-1.0", "us")
    actions.load_list([*country, *rest], of=of, by="system", at=AT)


def _villages(codes, day, _) -> None:
    actions.load_villages(
        [{"code": code, "name_th": f"บ้าน {code[-2:]}", "name_en": ""} for code in sorted(codes)],
        source="more", day=day, licence="CC0-1.0", credit="us", synthetic=True, by="system", at=AT,
    )  # fmt: skip


def _place(number, day, _) -> None:
    ids = sorted(set(AreaCode.objects.filter(during__contains=day).values_list("area_id", flat=True)))
    name = f"{number} {day} {queries.newest_edition()}"
    drawn = Edition.objects.create(
        source="drawn", day=day, sha256=name, licence="CC0-1.0", credit="us", kinds=[], loaded_at=AT
    )
    place_points([Point(ids[number % len(ids)], 98.0 + number / 10, 19.0, "x")], drawn)


def _undo(number, *_) -> None:
    editions = list(Edition.objects.order_by("-id").values_list("id", flat=True))
    actions.undo(editions[number % len(editions)], by="person:1", at=AT)


STEPS = {"do": _do, "list": _list, "villages": _villages, "place": _place, "undo": _undo}


def in_a_world(sequence) -> Iterator[None]:
    with transaction.atomic():
        make_world()
        for one in sequence:
            step(*one)
            yield
        transaction.set_rollback(True)


@ROLLED_BACK
@given(sequences)
def test_lists_desks_and_undoing_in_any_order_leave_one_truth_and_its_lineage(sequence) -> None:
    for _ in in_a_world(sequence):
        demand_one_truth()
        demand_lineage()
        demand_tree(orphans=True)


@ROLLED_BACK
@given(sequences)
def test_what_was_done_last_can_be_undone_and_leaves_no_trace(sequence) -> None:
    """Each edition that a step makes is taken back at once, compared, and put back by undoing that."""
    with transaction.atomic():
        make_world()
        for one in sequence:
            before, newest = everything(), queries.newest_edition()
            step(*one)
            made = queries.newest_edition()
            if made == newest or one[0] == "undo":
                continue
            done = everything()
            back = actions.undo(made, by="person:1", at=AT)
            assert everything() == before, one
            actions.undo(back, by="person:1", at=AT)
            assert everything() == done, one
        transaction.set_rollback(True)


@settings(ROLLED_BACK, max_examples=4)
@given(sequences)
def test_the_published_files_say_what_the_database_says(sequence) -> None:
    for _ in in_a_world(sequence):
        pass
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        make_world()
        for one in sequence:
            step(*one)
        demand_same(Path(folder))
        transaction.set_rollback(True)


CHAIN = (
    (Split("580101", (Part("580101"), Part("580103", "ก", "", None, (("58010102", ""),)))), 0, 3),
    (Rename("580103", "ข", ""), 5, 6),
    (Recode("580103", "580105"), 8, 9),
    (Create(Kind.TAMBON, "580103", "ผู้มาแทน", "", "5801"), 10, 12),
    (Move("580105", "5802"), 15, 20),
    (Merge(("580202", "580201"), Part("580201")), 25, 26),
)


def test_a_chain_is_told_alike_by_the_files_and_the_database(tmp_path) -> None:
    make_world()
    for operation, legal, listed in CHAIN:
        code = queries.get_area("58", on=START).code
        assert code == "58"
        step("do", operation, START + legal * ONE_DAY, START + listed * ONE_DAY)
    first = START + ONE_DAY
    split = queries.describe("580103", on=first)
    assert [one.code for one in split.predecessors] == ["580101"]
    assert [(one.change, one.name_th) for one in split.successors] == [("renamed", "ข")]
    changes = queries.list_changes(split.area.id)
    assert [str(one.kind) for one in changes][:4] == ["split", "renamed", "recoded", "moved"]
    demand_same(tmp_path)


def test_a_village_that_a_change_takes_along_leads_from_its_old_code_to_the_new_one(tmp_path) -> None:
    make_world()
    step("do", CHAIN[0][0], START, START)
    step("do", Move("580102", "5802"), START, START)
    for old, new in (("58010102", "58010302"), ("58010201", "58020201")):
        gone, came = queries.describe(old, on=START), queries.describe(new, on=START)
        assert not gone.standing and came.area.id == gone.area.id
        assert [one.code for one in gone.successors] == [new]
        assert [one.code for one in came.predecessors] == [old]
    make_edition(tmp_path, read_registry(), on=START)
    page = Registry(tmp_path).area("58010201", START)
    assert page is not None and [one["area_code"] for one in page["successors"]] == ["58020201"]


def demand_same(folder: Path) -> None:
    """Every code that there ever was, on every week, by both calendars."""
    make_edition(folder, read_registry(), on=START)
    registry = Registry(folder)
    assert registry.faults() == []
    codes = sorted(set(AreaCode.objects.filter(scheme=str(Scheme.DOPA)).values_list("code", flat=True)))
    for day in [START + n * ONE_DAY for n in (-400, *range(0, DAYS + 5, 4))]:
        for by in By:
            for code in codes:
                page = registry.area(code, day, by.value)
                assert said(code, day, by) == read(registry, page, code, day, by), (code, day, by)


def said(code: str, day: date, by: By) -> dict | None:
    try:
        facts = queries.describe(code, on=day, by=by)
    except Problem:
        return None
    seen = (
        day
        if facts.standing
        else facts.until - ONE_DAY
        if facts.until and facts.until <= day
        else facts.since
    )
    return {
        "area": facts.area.public_id,
        "code": facts.area.code,
        "name": facts.area.name_th,
        "standing": facts.standing,
        "above": [one.code for one in facts.ancestors],
        "below": [one.code for one in queries.list_children(facts.area.id, on=seen, by=by)],
        "known": facts.known_completely,
    }


def read(registry: Registry, page, code: str, day: date, by: By) -> dict | None:
    if page is None or page["dated_by"] != by.value:
        return None
    return {
        "area": page["area_id"],
        "code": page["area_code"],
        "name": page["name_th"],
        "standing": page["standing"],
        "above": [one["area_code"] for one in page["ancestors"]],
        "below": [one["area_code"] for one in registry.children(code, day, by.value)],
        "known": page["known_completely"],
    }
