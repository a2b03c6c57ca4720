"""The rules across rows in the database: what waits, what opens and closes, and what explanations do."""

from __future__ import annotations

from functools import partial

import pytest
from across_world import LATER, changed_village, claim, code, finding, person, rules_of, run, seen
from records_world import AT, TODAY, World, collect, make_world, register

from tambon.accounts import queries as people
from tambon.accounts.rules import Role
from tambon.journal.models import Entry
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.rules import Grade, RecordView
from tambon.verification import actions, queries
from tambon.verification.actions.explaining import Seen
from tambon.verification.models import Finding, WaitingGroup

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return make_world()


def test_a_change_since_the_last_round_is_asked_about_and_weighs(world: World) -> None:
    record = changed_village(world)
    assert rules_of(record) == [("changed_since_last_round", "households")]
    assert record.cells["households"].grade is Grade.REPORTED
    assert record.cells["piped_households"].grade is Grade.CHECKED
    assert WaitingGroup.objects.count() == 0
    entry = Entry.objects.filter(kind="groups.checked").latest("pk")
    assert entry.body["opened"] == 1


def test_a_change_in_the_last_round_is_seen_by_the_round_after(world: World) -> None:
    record = changed_village(world)
    claim(world, "58010201", "2025", households=470)
    run(LATER)
    assert rules_of(record) == []
    assert finding_closed(record) and world.record().cells["households"].grade is Grade.CHECKED


def finding_closed(record: RecordView) -> bool:
    return Finding.objects.get(record_id=record.id).closed_at == LATER


def test_a_row_that_changes_keeps_what_the_neighbours_rules_found(world: World) -> None:
    record = changed_village(world)
    claim(world, "58010201", piped_households=91)
    actions.check_changed(at=LATER)  # its own rules alone, before its district's
    assert world.record().cells["households"].grade is Grade.REPORTED
    run(LATER)
    assert rules_of(record) == [("changed_since_last_round", "households")]
    assert Finding.objects.count() == 1


def test_the_agencys_figure_is_compared_with_the_fields(world: World) -> None:
    claim(world, "58010201", households=120, piped_households=110, pwa_customers=40)
    records.make_claims([register(world, pwa_customers=95)], at=AT)
    run()
    record = world.record()
    assert rules_of(record) == [("differs_from_agency", "pwa_customers")]
    said = queries.list_open_findings([record.id])[record.id][0]
    assert "40" in said.th and "95" in said.th


def test_another_dataset_of_the_village_is_compared_whichever_comes_last(world: World) -> None:
    claim(world, "58010201", households=120)
    run()
    assert rules_of(world.record()) == []
    claim(world, "58010201", dataset="population", households=60)
    run(LATER)
    assert rules_of(world.record()) == [("stand_together:households_water", "households")]
    claim(world, "58010201", dataset="population", households=118)
    run(LATER)
    assert rules_of(world.record()) == []


def test_only_what_waits_for_no_rule_of_its_own_is_asked_about(world: World) -> None:
    claim(world, "58010201", "2025", households=120)
    claim(world, "58010201", households=480)
    actions.check_changed(at=AT)
    claim(world, "58010201", households=130)  # comes before the district's turn
    actions.check_groups(at=AT)
    assert Finding.objects.count() == 0 and held.count_changed() == 1
    run()
    assert rules_of(world.record()) == []


def test_nothing_changed_runs_nothing(world: World) -> None:
    changed_village(world)
    before = Entry.objects.count(), list(Finding.objects.values_list("pk", "opened_at", "closed_at"))
    assert actions.check_groups(at=LATER) == 0
    assert (
        Entry.objects.count(),
        list(Finding.objects.values_list("pk", "opened_at", "closed_at")),
    ) == before


def test_an_accepted_explanation_weighs_no_more_while_its_values_stand(world: World) -> None:
    record = changed_village(world)
    worker, officer = people.who(world.worker, on=TODAY), person(world, "lao", Role.VERIFIER, office="lao")
    actions.explain(
        worker, seen(record), text="มีหมู่บ้านจัดสรรใหม่ 360 หลัง", evidence="หนังสือ อบต. 12", on=TODAY, at=AT
    )
    assert world.record().cells["households"].grade is Grade.REPORTED
    actions.accept(officer, seen(record), on=TODAY, at=LATER)
    assert world.record().cells["households"].grade is Grade.CHECKED
    claim(world, "58010201", piped_households=91)
    run(LATER)
    assert world.record().cells["households"].grade is Grade.CHECKED
    claim(world, "58010201", households=600)
    run(LATER)
    assert world.record().cells["households"].grade is Grade.REPORTED
    assert Finding.objects.filter(record_id=record.id).count() == 2
    kinds = list(
        Entry.objects.filter(kind__startswith="finding.").order_by("pk").values_list("kind", flat=True)
    )
    assert kinds == ["finding.explained", "finding.accepted"]
    assert "จัดสรร" not in str(list(Entry.objects.values_list("body", flat=True)))


def test_an_explanation_is_decided_on_as_it_was_read(world: World) -> None:
    record = changed_village(world)
    worker, officer = people.who(world.worker, on=TODAY), person(world, "lao", Role.VERIFIER, office="lao")
    actions.explain(worker, seen(record), text="มีหมู่บ้านจัดสรรใหม่ 360 หลัง", on=TODAY, at=AT)
    read = seen(record)
    assert queries.get_finding(read.id, on=TODAY).explained == read.explained
    actions.explain(worker, read, text="ไม่รู้ เดาเอา", on=TODAY, at=AT)
    for late in (read, Seen(read.id, read.basis)):
        decide = partial(actions.accept, officer, late, on=TODAY, at=LATER)
        assert code(decide) == "409-finding-changed"
        decide = partial(actions.refuse, officer, late, why="ขอหลักฐาน", on=TODAY, at=LATER)
        assert code(decide) == "409-finding-changed"
    assert world.record().cells["households"].grade is Grade.REPORTED
    actions.accept(officer, seen(record), on=TODAY, at=LATER)
    assert world.record().cells["households"].grade is Grade.CHECKED


def test_accepting_lets_nothing_pass_that_no_rule_has_looked_at(world: World) -> None:
    record = changed_village(world)
    worker, officer = people.who(world.worker, on=TODAY), person(world, "lao", Role.VERIFIER, office="lao")
    actions.explain(worker, seen(record), text="มีหมู่บ้านจัดสรรใหม่", on=TODAY, at=AT)
    claim(world, "58010201", piped_households=91)
    actions.accept(officer, seen(record), on=TODAY, at=LATER)
    assert world.record().cells["piped_households"].weight is None
    assert world.record().cells["piped_households"].grade is Grade.REPORTED
    run(LATER)
    assert {cell.grade for cell in world.record().cells.values()} == {Grade.CHECKED}


def test_a_refused_explanation_is_kept_and_the_finding_open_again(world: World) -> None:
    record = changed_village(world)
    worker, officer = people.who(world.worker, on=TODAY), person(world, "lao", Role.VERIFIER, office="lao")
    actions.explain(worker, seen(record), text="นับใหม่แล้ว", on=TODAY, at=AT)
    actions.refuse(officer, seen(record), why="ขอรูปถ่ายหรือเอกสาร", on=TODAY, at=LATER)
    now = finding(record)
    assert now.explanation == "" and now.details["refused"][0]["why"] == "ขอรูปถ่ายหรือเอกสาร"
    actions.explain(worker, seen(record), text="มีหนังสือของ อบต.", on=TODAY, at=LATER)
    assert finding(record).explained_by == worker.actor


def test_who_may_explain_and_who_accept(world: World) -> None:
    record = changed_village(world)
    other = person(world, "pwa", Role.VERIFIER, office="pwa")  # owns another variable of the same village
    wrong = person(world, "far", Role.WORKER, place="580103")
    lao, head = (
        person(world, "lao", Role.VERIFIER, office="lao"),
        person(world, "head", Role.VILLAGE_HEAD, place="580102"),
    )
    district = person(world, "district", Role.DISTRICT, place="5801")
    for who in (other, wrong, head):
        assert code(
            lambda who=who: actions.explain(who, seen(record), text="เพราะนับใหม่", on=TODAY, at=AT)
        ).startswith("403")
    assert code(lambda: actions.accept(lao, seen(record), on=TODAY, at=AT)) == "409-finding-not-explained-yet"
    actions.explain(lao, seen(record), text="ทะเบียนของเราก็เป็นเช่นนี้", on=TODAY, at=AT)
    assert code(lambda: actions.accept(lao, seen(record), on=TODAY, at=AT)) == "403-finding-own-explanation"
    assert code(lambda: actions.accept(district, seen(record), on=TODAY, at=AT)).startswith("403")
    assert code(lambda: actions.accept(other, seen(record), on=TODAY, at=AT)).startswith("403")
    worker = people.who(world.worker, on=TODAY)
    assert (
        code(lambda: actions.explain(worker, seen(record), text="แทรกคำอธิบาย", on=TODAY, at=AT))
        == "409-finding-changed"
    )


def test_where_nobody_is_responsible_the_district_accepts(world: World) -> None:
    claim(world, "58010301", "2025", households=120)
    claim(world, "58010301", households=480)
    run()
    record = world.record("58010301")
    worker = person(world, "there", Role.WORKER, place="580103")
    actions.explain(worker, seen(record), text="มีบ้านจัดสรรใหม่", on=TODAY, at=AT)
    actions.accept(person(world, "district", Role.DISTRICT, place="5801"), seen(record), on=TODAY, at=AT)
    assert world.record("58010301").cells["households"].grade is Grade.CHECKED


def test_what_cannot_be_true_is_not_explained_away(world: World) -> None:
    record = collect(world, households=80, piped=90)
    run()
    blocked = Finding.objects.get(record_id=record.id, closed_at__isnull=True)
    worker = people.who(world.worker, on=TODAY)
    at = Seen(blocked.pk, blocked.basis)
    assert (
        code(lambda: actions.explain(worker, at, text="ก็เป็นอย่างนี้", on=TODAY, at=AT))
        == "422-finding-not-explained"
    )


def test_an_old_page_and_a_strange_photo_are_refused(world: World) -> None:
    record = changed_village(world)
    worker = people.who(world.worker, on=TODAY)
    stale = seen(record)
    claim(world, "58010201", households=490)
    run(LATER)
    assert (
        code(lambda: actions.explain(worker, stale, text="เพราะนับใหม่", on=TODAY, at=AT))
        == "409-finding-changed"
    )
    now = seen(record)
    for evidence in ("0" * 64, "ก" * 201):
        told = code(
            lambda e=evidence: actions.explain(worker, now, text="เพราะนับใหม่", evidence=e, on=TODAY, at=AT)
        )
        assert told == "422-finding-evidence"
    assert code(lambda: actions.explain(worker, now, text=" ", on=TODAY, at=AT)) == "422-finding-explanation"
