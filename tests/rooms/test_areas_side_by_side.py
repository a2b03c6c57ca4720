"""Loads and edits at once, in threads of their own and against the real server; a load that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from areas_check import demand_lineage, demand_one_truth, demand_tree, everything
from areas_world import AT, DAY, LIST, do, make_world, on
from at_once import given_at_once
from django.db import connection

from tambon.areas import actions, queries
from tambon.areas.models import Edition
from tambon.areas.rules import Kind, ListSource
from tambon.areas.rules.lists import Listed
from tambon.areas.rules.operations import Create, Rename
from tambon.config import jobs
from tambon.lib.problem import Problem
from tambon.releases.registry import actions as product

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
D1, D2 = date(2027, 1, 1), date(2027, 2, 1)


def told_at_once(*work: Callable[[], object]) -> list[object]:
    """What each piece of work gave, or the code of its refusal; any other error is raised."""

    def told(one: Callable[[], object]) -> object:
        try:
            return one()
        except Problem as problem:
            return problem.kind.code

    return given_at_once(*(partial(told, one) for one in work))


def load(day: date, *more: Listed):
    of = ListSource("list", day, "CC0-1.0", "us")
    return actions.load_list([*LIST, *more], of=of, by="system", at=AT)


def sound() -> None:
    demand_one_truth()
    demand_lineage()
    demand_tree()


def test_one_list_loaded_four_times_at_once_is_one_edition() -> None:
    reports = told_at_once(*(lambda: load(DAY) for _ in range(4)))
    assert sorted(one.already for one in reports) == [False, True, True, True]
    assert Edition.objects.count() == 1
    sound()


def test_two_lists_and_two_editors_at_once_end_in_one_truth() -> None:
    make_world()
    new = Listed(Kind.TAMBON, "580109", "ใหม่", "New")
    given = told_at_once(
        lambda: load(D1, new),
        lambda: load(D2),
        lambda: do(Rename("580102", "หนึ่ง", ""), when=on(D1)),
        lambda: do(Rename("580102", "สอง", ""), when=on(D1)),
        lambda: do(Create(Kind.TAMBON, "580109", "ก", "", "5801"), when=on(D1)),
        lambda: do(Create(Kind.TAMBON, "580109", "ข", "", "5801"), when=on(D1)),
    )
    refusals = [one for one in given if isinstance(one, str)]
    assert refusals and set(refusals) <= {
        "409-area-code-in-use", "409-areas-edition-older", "409-areas-two-truths", "409-area-change-order",
    }  # fmt: skip
    sound()


def test_of_two_who_saw_the_same_one_is_told_to_look_again() -> None:
    make_world()
    seen = queries.newest_edition()

    def save(name: str) -> int:
        operation = Rename("580102", name, "")
        return actions.apply_operations([(operation, on(D1))], note="", by="person:1", at=AT, seen=seen)

    given = told_at_once(lambda: save("หนึ่ง"), lambda: save("สอง"))
    assert given.count("409-area-effect-stale") == 1


def test_one_edition_undone_twice_at_once_is_undone_once() -> None:
    make_world()
    before = everything()
    edition = do(Rename("580102", "หนึ่ง", ""), when=on(D1))
    given = told_at_once(*(lambda: actions.undo(edition, by="person:1", at=AT) for _ in range(3)))
    assert given.count("409-area-edition-undone") == 2
    assert everything() == before


_KILLED = """
import sys, time
import django
django.setup()
from tambon.areas import actions
from tambon.areas.actions import editions
from tambon.areas.actions.editions import write_changes
sys.path.insert(0, {folder!r})
from areas_world import AT, LIST, DAY
from tambon.areas.rules import ListSource
def slow(*given):
    write_changes(*given)
    print("written", flush=True)
    time.sleep(60)
editions.write_changes = slow
actions.load_list(LIST, of=ListSource("list", DAY, "CC0-1.0", "us"), by="system", at=AT)
"""


def test_a_load_killed_before_its_end_leaves_nothing_and_holds_nobody_up() -> None:
    database = connection.settings_dict
    server, mark, options = os.environ["DATABASE_URL"].partition("?")
    own = f"{server.rpartition('/')[0]}/{database['NAME']}{mark}{options}"
    program = [sys.executable, "-c", _KILLED.format(folder=str(Path(__file__).parent))]
    environment = {**os.environ, "DATABASE_URL": own, "DJANGO_SETTINGS_MODULE": "tambon.config.settings"}
    process = subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "written"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    since = time.monotonic()
    report = load(DAY)
    assert time.monotonic() - since < 20, "the lock of the killed one went with its connection"
    assert (report.added, report.already) == (len(LIST), False)
    sound()


def test_the_worker_publishes_what_a_list_brought_the_second_time(home) -> None:
    make_world()
    jobs._published.clear()
    rows = [{"code": "58010301", "name_th": "ก", "name_en": ""}]
    of = {"source": "more", "day": DAY, "licence": "CC0-1.0", "credit": "us", "synthetic": True}
    folder = home.catalogue / "areas"
    actions.load_villages(rows, **of, by="system", at=AT)
    jobs.publish_areas(0)
    first = product.announced(folder)
    jobs.publish_areas(0)
    assert product.announced(folder) == first
    do(Create(Kind.TAMBON, "580103", "ใหม่", "New", "5801"), when=on(DAY))
    jobs.publish_areas(0)
    second = product.announced(folder)
    actions.load_villages(rows, **{**of, "day": DAY}, by="system", at=datetime.now(UTC))
    jobs.publish_areas(0)
    assert len(first) < len(second) < len(product.announced(folder))
