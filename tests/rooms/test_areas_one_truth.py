"""No sequence of changes, taken back or not, leaves two truths for one day in either calendar."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from areas_world import AT, make_world, on
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tambon.areas import actions, queries
from tambon.areas.models import Edition
from tambon.areas.rules import By, Kind
from tambon.areas.rules.operations import Abolish, Create, Merge, Move, Part, Recode, Rename, Split
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
START = date(2027, 1, 1)
DAYS = 40

districts = st.sampled_from(["5801", "5802", "5803"])
tambons = st.builds("{}{:02d}".format, districts, st.integers(1, 4))
villages = st.builds("{}{:02d}".format, tambons, st.integers(1, 4))
names = st.sampled_from(["ก", "ข", "ค"])
parts = st.builds(
    Part,
    tambons,
    names,
    st.just(""),
    st.none(),
    st.lists(st.tuples(villages, st.just("")), max_size=3).map(tuple),
)
operations = st.one_of(
    st.builds(Create, st.just(Kind.TAMBON), tambons, names, names, districts),
    st.builds(Create, st.just(Kind.VILLAGE), villages, names, names, tambons),
    st.builds(Create, st.just(Kind.DISTRICT), districts, names, names, st.just("58")),
    st.builds(Abolish, st.one_of(tambons, villages, districts)),
    st.builds(Rename, st.one_of(tambons, villages), names, names),
    st.builds(Recode, tambons, tambons),
    st.builds(Move, tambons, districts, st.one_of(st.just(""), tambons)),
    st.builds(Split, tambons, st.lists(parts, min_size=2, max_size=3).map(tuple)),
    st.builds(Merge, st.lists(tambons, min_size=2, max_size=3, unique=True).map(tuple), parts),
)
days = st.integers(0, DAYS).map(lambda n: START + timedelta(days=n))
steps = st.one_of(
    st.tuples(operations, days, days),
    st.tuples(st.just("undo"), st.integers(0, 9), st.none()),
)

_TWICE = """
    SELECT count(*) FROM {table} a JOIN {table} b ON a.id < b.id
     AND a.{key} = b.{key} AND a.{other} IS NOT DISTINCT FROM b.{other}
     AND (a.during && b.during OR a.listed && b.listed)
"""
_KEYS = (
    ("areas_areaname", "area_id", "area_id"),
    ("areas_areacode", "area_id", "scheme"),
    ("areas_areacode", "code", "scheme"),
    ("areas_membership", "child_id", "hierarchy"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=1, max_size=12))
def test_no_sequence_of_changes_leaves_two_truths_for_one_day(sequence) -> None:
    with transaction.atomic():
        make_world()
        for what, one, other in sequence:
            _try(what, one, other)
        _demand_one_truth()
        _demand_a_tree()
        transaction.set_rollback(True)


def _try(what, one, other) -> None:
    """A step that makes no sense is refused and leaves nothing; every other one is applied."""
    try:
        with transaction.atomic():
            if what == "undo":
                editions = list(
                    Edition.objects.filter(source="desk").order_by("-id").values_list("id", flat=True)
                )
                if editions:
                    actions.undo(editions[one % len(editions)], by="person:1", at=AT)
            else:
                actions.apply_operations([(what, on(one, other))], note="", by="person:1", at=AT)
    except Problem:
        pass


def _demand_one_truth() -> None:
    with connection.cursor() as cursor:
        for table, key, other in _KEYS:
            cursor.execute(_TWICE.format(table=table, key=key, other=other))
            assert cursor.fetchone() == (0,), (table, key)


def _demand_a_tree() -> None:
    """On every day and by either calendar: each code names one area, and the lines agree with the parents."""
    for number in range(0, DAYS + 2, 7):
        for by in By:
            on_day = START + timedelta(days=number)
            country = queries.get_area("TH", on=on_day, by=by)
            found = [queries.get_area("58", on=on_day, by=by)]
            for area in found:
                line = queries.list_ancestors(area.id, on=on_day, by=by)
                assert line[0] == country
                assert len({one.kind for one in line}) == len(line)
                for above, below in pairwise([*line, area]):
                    assert below in queries.list_children(above.id, on=on_day, by=by)
                found += queries.list_children(area.id, on=on_day, by=by)
            assert len({area.code for area in found}) == len(found) == len({area.id for area in found})
