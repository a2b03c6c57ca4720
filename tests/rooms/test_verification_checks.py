"""The automatic rules run over what changed: findings open, close, and the grades follow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from records_world import AT, World, collect, make_world

from tambon.journal.models import Entry
from tambon.records import queries as records
from tambon.records.rules import Grade
from tambon.verification import actions, queries
from tambon.verification.models import Finding

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return make_world()


def open_rules(record_id: int) -> list[str]:
    return [f.rule for f in queries.list_open_findings([record_id])[record_id]]


def test_what_passes_is_checked_and_has_no_finding(world: World) -> None:
    record = collect(world, households=120, piped=90)
    assert actions.check_changed(at=AT) == 1
    assert world.record().cells["piped_households"].grade is Grade.CHECKED
    assert open_rules(record.id) == []
    assert not Entry.objects.filter(kind="records.checked").exists()


def test_a_broken_rule_opens_a_finding_which_names_what_it_looked_at(world: World) -> None:
    record = collect(world, households=80, piped=90)
    actions.check_changed(at=AT)
    found = queries.list_open_findings([record.id])[record.id]
    assert len(found) == 1
    assert (found[0].variable, found[0].involved) == ("piped_households", ("households", "piped_households"))
    assert found[0].th and found[0].en
    held = world.record()
    assert held.cells["piped_households"].grade is Grade.REPORTED
    assert held.cells["piped_households"].oddness > 0
    assert held.cells["households"].grade is Grade.CHECKED


def test_a_mended_value_closes_its_finding_and_keeps_it(world: World) -> None:
    record = collect(world, households=80, piped=90)
    actions.check_changed(at=AT)
    later = AT + timedelta(hours=1)
    collect(world, minutes=60, households=120, piped=90)
    assert actions.check_changed(at=later) == 1
    assert open_rules(record.id) == []
    assert Finding.objects.get(record_id=record.id).closed_at == later
    assert world.record().cells["piped_households"].grade is Grade.CHECKED


def test_nothing_new_changes_nothing(world: World) -> None:
    collect(world, households=80, piped=90)
    actions.check_changed(at=AT)
    before = list(Finding.objects.values_list("pk", "opened_at", "closed_at")), Entry.objects.count()
    assert actions.check_changed(at=AT + timedelta(hours=1)) == 0
    assert (
        list(Finding.objects.values_list("pk", "opened_at", "closed_at")),
        Entry.objects.count(),
    ) == before


def test_the_same_break_found_again_stays_one_finding(world: World) -> None:
    collect(world, households=80, piped=90)
    actions.check_changed(at=AT)
    collect(world, minutes=60, households=80, piped=95)
    actions.check_changed(at=AT + timedelta(hours=1))
    assert Finding.objects.count() == 1


def test_a_finding_of_an_older_rule_gives_way_to_the_newer(world: World) -> None:
    record = collect(world, households=80, piped=90)
    actions.check_changed(at=AT)
    Finding.objects.update(rule_version="water:older")
    collect(world, minutes=60, households=80, piped=95)
    actions.check_changed(at=AT + timedelta(hours=1))
    closed = Finding.objects.filter(closed_at__isnull=False).values_list("rule_version", flat=True)
    assert list(closed) == ["water:older"]
    assert len(open_rules(record.id)) == 1


def test_what_changed_is_checked_in_pieces(world: World) -> None:
    for number in (1, 2, 3):
        collect(world, f"5801020{number}", households=80, piped=90)
    assert [actions.check_changed(at=AT, limit=2) for _ in range(3)] == [2, 1, 0]
    assert records.count_changed() == 0
    assert Finding.objects.count() == 3
