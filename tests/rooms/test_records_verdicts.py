"""Grades and the offices that give them: findings, confirmations, disputes, registers, queues and history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from records_world import AT, TODAY, World, check, collect, judge, make_world, register

from tambon.areas.rules import Kind
from tambon.journal import queries as journal
from tambon.lib.problem import Problem
from tambon.records import actions, queries
from tambon.records.models import Changed, Claim, Tally
from tambon.records.rules import ClaimKind, Grade, Origin, Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LATER = AT + timedelta(hours=1)


@pytest.fixture
def world() -> World:
    return make_world()


def give(world, *verdicts, office="pwa", at=LATER) -> list[Outcome]:
    given = actions.give_verdicts(verdicts, office=world.office[office], by="person:9", at=at)
    return [answer.outcome for answer in given]


def grades(record) -> dict[str, Grade]:
    return {variable: cell.grade for variable, cell in record.cells.items()}


def faults() -> list[tuple[str, str]]:
    report = journal.verify(queries.JOURNAL_CHECKERS)
    return [(fault.code, fault.where) for fault in report.faults if not fault.code.startswith("journal")]


def test_cells_that_pass_are_checked_and_doubted_ones_stay_reported(world):
    record = collect(world, households=120, piped=90)
    assert check(record, households=3) == [record.id]
    assert grades(world.record()) == {"households": Grade.REPORTED, "piped_households": Grade.CHECKED}
    assert (Changed.objects.count(), queries.count_changed()) == (0, 0)
    (now,) = queries.list_history(record.id, "piped_households")  # the first check leaves no history
    assert (now.grade, now.since) == (Grade.CHECKED, AT)


def test_findings_about_values_that_have_changed_are_refused(world):
    record = collect(world, households=120, piped=90)
    collect(world, minutes=1, households=121, piped=90)
    assert check(record) == []
    assert grades(world.record())["piped_households"] is Grade.REPORTED
    assert queries.count_changed() == 1


def test_a_new_value_is_unchecked_and_its_neighbours_stay_checked(world):
    check(collect(world, households=120, piped=90))
    collect(world, minutes=1, households=121, piped=90)
    assert grades(world.record()) == {"households": Grade.REPORTED, "piped_households": Grade.CHECKED}


def test_the_owner_confirms_and_history_says_since_when(world):
    record = collect(world, households=120, piped=90)
    check(record)
    assert give(world, judge(record, "piped_households")) == [Outcome.DONE]
    assert grades(world.record()) == {"households": Grade.CHECKED, "piped_households": Grade.VERIFIED}
    past, now = queries.list_history(record.id, "piped_households")
    assert (past.grade, past.until, now.grade, now.since) == (Grade.CHECKED, LATER, Grade.VERIFIED, LATER)
    held = queries.find_held(record.id, "piped_households", moment=AT + timedelta(minutes=30))
    assert held is not None and held.grade is Grade.CHECKED
    assert queries.find_held(record.id, "piped_households", moment=AT - timedelta(days=1)) is None


def test_a_verdict_on_what_has_changed_is_refused_by_name_and_the_others_are_done(world):
    seen = collect(world, households=120, piped=90)
    other = collect(world, "58010202", households=80, piped=70)
    collect(world, minutes=1, households=120, piped=91)
    outcomes = give(world, judge(seen, "piped_households"), judge(other, "piped_households"))
    assert outcomes == [Outcome.CHANGED, Outcome.DONE]
    assert grades(world.record())["piped_households"] is Grade.REPORTED
    assert grades(world.record("58010202"))["piped_households"] is Grade.VERIFIED


def test_an_office_has_no_say_over_what_it_does_not_own(world):
    record = collect(world, households=120, piped=90)
    assert give(world, judge(record, "households")) == [Outcome.NOT_OWNED]
    assert give(world, judge(record, "piped_households"), office="lao") == [Outcome.NOT_OWNED]
    assert Claim.objects.count() == 1
    with pytest.raises(Problem):
        actions.give_verdicts([], office=0, by="person:9", at=LATER)


def test_what_is_not_there_is_unknown_and_one_cell_is_judged_once(world):
    record = collect(world, households=120, piped=90)
    verdict = judge(record, "piped_households")
    gone = type(verdict)(record.id + 99, "piped_households", 1, ClaimKind.CONFIRMATION)
    unasked = type(verdict)(record.id, "months_short", 1, ClaimKind.CONFIRMATION)
    assert give(world, gone, unasked) == [Outcome.UNKNOWN] * 2
    assert give(world, verdict, judge(record, "piped_households", dispute=True)) == [
        Outcome.DONE,
        Outcome.CHANGED,
    ]
    assert grades(world.record())["piped_households"] is Grade.VERIFIED


def test_a_dispute_with_a_proposed_value_makes_the_offices_own_entry(world):
    record = collect(world, households=120, piped=90)
    assert give(world, judge(record, "piped_households", dispute=True, proposed=88)) == [Outcome.DONE]
    now = world.record()
    assert (now.values["piped_households"], now.cells["piped_households"].origin) == (88, Origin.OFFICE)
    assert [claim.kind for claim in queries.list_claims(record.id)] == [
        ClaimKind.FIELD, ClaimKind.DISPUTE, ClaimKind.ENTRY
    ]  # fmt: skip
    assert queries.list_claims(record.id)[1].reason == "not_plausible"


def test_a_dispute_stands_until_somebody_looks_again(world):
    record = collect(world, households=120, piped=90)
    give(world, judge(record, "piped_households", dispute=True))
    assert grades(world.record())["piped_households"] is Grade.DISPUTED
    collect(world, minutes=120, households=120, piped=90)
    assert grades(world.record())["piped_households"] is Grade.REPORTED


def test_the_owners_register_stands_beside_the_field(world):
    collect(world, households=120, customers=85)
    actions.make_claims([register(world, pwa_customers=83)], at=LATER)
    record = world.record()
    cell = record.cells["pwa_customers"]
    assert (record.values["pwa_customers"], cell.origin, cell.differs) == (83, Origin.REGISTER, True)
    figures = queries.list_figures([record.id])[record.id, "pwa_customers"]
    assert {(f.origin, f.value, f.agency_id) for f in figures} == {
        (Origin.REGISTER, 83, world.agency["pwa"]), (Origin.FIELD, 85, None)
    }  # fmt: skip


def test_another_agencys_register_is_not_the_owners(world):
    collect(world, customers=85)
    actions.make_claims([register(world, agency="dopa", pwa_customers=83)], at=LATER)
    assert world.record().values["pwa_customers"] == 83, "newest, for nobody who owns it has spoken"
    collect(world, minutes=120, customers=86, households=1)
    actions.make_claims([register(world, pwa_customers=84)], at=LATER)
    assert world.record().values["pwa_customers"] == 84


def test_a_queue_shows_the_oddest_first_and_goes_on_after_its_cursor(world):
    for village, piped in (("58010201", 90), ("58010202", 91), ("58010203", 92)):
        check(
            collect(world, village, households=120, piped=piped),
            **({"piped_households": 3} if piped == 92 else {}),
        )
    office = world.office["pwa"]
    page = queries.list_queue(office, on=TODAY, limit=2)
    assert [item.record.values["piped_households"] for item in page] == [92, 90]
    assert [item.variables for item in page] == [("piped_households",)] * 2
    (last,) = queries.list_queue(office, on=TODAY, after=page[-1].cursor)
    assert last.record.values["piped_households"] == 91
    assert queries.list_queue(office, on=TODAY, areas=[world.area["580103"]]) == []
    assert len(queries.list_queue(office, on=TODAY, areas=[world.area["580102"]], dataset="water")) == 3
    assert queries.count_waiting(office) == 3
    give(world, judge(last.record, "piped_households"))
    assert queries.count_waiting(office) == 2
    assert len(queries.list_queue(office, on=TODAY)) == 2


def test_cells_are_counted_by_area_without_reading_a_value(world):
    for village in ("58010201", "58010202"):
        record = collect(world, village, households=120, piped=90)
        check(record)
    give(world, judge(record, "piped_households"))
    counts = queries.count_cells("water", period="2026", kind=Kind.TAMBON, on=TODAY, under=world.area["58"])
    (found,) = counts.values()
    assert list(counts) == [world.area["580102"]]
    assert (found.records, found.reported, found.checked, found.verified, found.unowned) == (2, 4, 3, 1, 0)
    by_village = queries.count_cells(
        "water", period="2026", kind=Kind.VILLAGE, on=TODAY, office=world.office["pwa"]
    )
    assert [c.reported for c in by_village.values()] == [1, 1]
    assert queries.count_cells("water", period="2027", kind=Kind.PROVINCE, on=TODAY) == {}


def test_rows_for_a_release_come_by_area(world):
    for village in ("58010202", "58010201"):
        collect(world, village)
    rows = list(queries.list_for_release("water", period="2026"))
    assert [row.area_id for row in rows] == [world.area["58010201"], world.area["58010202"]]
    assert rows[0].cells["households"].origin is Origin.FIELD


def test_a_claim_is_never_changed(world):
    collect(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        Claim.objects.update(reason="other")


def test_the_proof_holds_and_names_the_row_that_was_changed(world):
    record = collect(world, households=120, piped=90)
    check(record, households=3)
    give(world, judge(record, "piped_households"))
    collect(world, "58010202")
    actions.make_claims([register(world, pwa_customers=83)], at=LATER)
    assert faults() == []
    with connection.cursor() as cursor:
        forge = """UPDATE records_record SET values = values || '{"piped_households": 91}' WHERE id = %s"""
        cursor.execute(forge, [record.id])
    assert faults() == [("record-differs-from-claims", f"records_record {record.id}")]


def test_the_proof_names_a_forged_grade_a_forged_claim_and_a_forged_count(world):
    record = collect(world, households=120, piped=90)
    other = collect(world, "58010202")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_record SET cells = jsonb_set(cells, '{piped_households,0}', '\"v\"')"
            " WHERE id = %s",
            [record.id],
        )
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE records_claim SET by = 'person:0' WHERE area_id = %s", [other.area_id])
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("UPDATE records_tally SET verified = 9 WHERE record_id = %s", [other.id])
    claim = Claim.objects.get(area_id=other.area_id)
    assert set(faults()) == {
        ("record-differs-from-claims", f"records_record {record.id}"),
        ("row-changed", f"records_claim {claim.pk}"),
        ("counts-differ", f"records_tally of records_record {record.id}"),
        ("counts-differ", f"records_tally of records_record {other.id}"),
    }


def test_the_proof_names_a_claim_that_came_by_another_way_and_a_record_that_is_gone(world):
    record = collect(world)
    Tally.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_record WHERE id = %s", [record.id])
        cursor.execute(
            "INSERT INTO records_claim (ref, kind, dataset, area_id, period, values, about, reason,"
            " observed_on, made_at, by, evidence, nonce)"
            " SELECT gen_random_uuid(), kind, dataset, area_id, period, values, about, reason,"
            " observed_on, made_at, by, '', nonce FROM records_claim"
        )
    forged = Claim.objects.order_by("-id").first()
    assert forged is not None
    assert set(faults()) == {
        ("row-unjournaled", f"records_claim {forged.pk}"),
        ("record-missing", f"records_record water/2026/{record.area_id}"),
    }


def test_clocks_that_disagree_leave_a_history_in_order(world):
    record = collect(world, minutes=10, households=120)
    collect(world, minutes=0, households=121)
    collect(world, minutes=20, households=122)
    rows = queries.list_history(record.id, "households")
    assert all(row.since <= (row.until or datetime.max.replace(tzinfo=UTC)) for row in rows)
