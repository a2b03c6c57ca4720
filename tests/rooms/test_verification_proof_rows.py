"""A world in which everything happened holds; one row changed behind the log, and the proof names it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from across_world import claim, finding, person, seen
from django.db import connection, transaction
from django.db.models import Model
from records_world import AT, BY, TODAY, World, collect, make_world, register
from signing_world import LATER, faults, officer, run_rules, sign, standing
from test_records_redaction import redact
from test_verification_handing import OTHER, hand
from test_verification_returns import give_back
from test_verification_verdicts import ref

from tambon.accounts import actions as accounts
from tambon.accounts import queries as people
from tambon.accounts.rules import Role, Who
from tambon.dictionary import actions as dictionary
from tambon.host.home import Home
from tambon.records import actions as records
from tambon.records.models import Changed, Claim, PastValue, Record, Reopened, Tally
from tambon.submissions.models import Submission
from tambon.verification import actions
from tambon.verification.actions import heads
from tambon.verification.models import Finding, HandOver, HeadLink
from tambon.verification.rules.signing import Stop

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LAST = LATER + timedelta(hours=1)


@dataclass(frozen=True)
class Lived:
    """A world with a life: 01 cannot be true and was reported thrice; 02 changed much, and was explained;
    03 was returned twice and handed over; 0301 is signed under a dictionary that was loaded twice.
    """

    world: World
    signer: Who

    def record(self, end: str) -> Record:
        return Record.objects.get(area_id=self.world.area[f"5801{end}"], period="2026")


@pytest.fixture
def lived(home: Home) -> Lived:
    world = make_world()
    world.office[OTHER] = accounts.add_office(
        agency="pwa", code=OTHER, name_th="ประปา สาขา 2", name_en="Branch 2", by=BY, at=AT
    )
    load_again()
    impossible(world)
    explained(world)
    returned_and_handed(world)
    signer = officer(world)
    heads.make_link(signer, "58010201", days=30, on=TODAY, at=AT)
    ended, _ = heads.make_link(signer, "58010202", days=7, on=TODAY, at=AT)
    heads.end_link(signer, ended, on=TODAY, at=LATER)
    offers = [register(world, village="58010301", piped_households=number) for number in (70, 75)]
    for minutes, offer in enumerate(offers):
        records.make_claims([offer], at=AT + timedelta(minutes=minutes))
    sign(world, signer, "580103")
    return Lived(world, signer)


def load_again() -> None:
    """The dataset's second version, and everything told of it."""
    text = yaml.safe_load((dictionary.STANDARD / "water.yml").read_text("utf-8"))
    text["variables"][0]["maximum"] = text["variables"][0].get("maximum", 0) - 1
    dictionary.load_text(yaml.safe_dump(text, allow_unicode=True), file="water.yml", by=BY, at=AT)
    tell_all()


def tell_all() -> None:
    while records.keep_standing(at=LATER):
        pass
    run_rules()


def impossible(world: World) -> None:
    for minutes, households in enumerate((4321, 119, 120)):
        collect(world, minutes=minutes, households=households, piped=130)
        run_rules()
    redact(Submission.objects.order_by("pk")[0].ref, "households")


def explained(world: World) -> None:
    claim(world, "58010202", "2025", households=120, piped_households=90)
    claim(world, "58010202", households=480, piped_households=90)
    run_rules()
    worker, lao = people.who(world.worker, on=TODAY), person(world, "lao", Role.VERIFIER, office="lao")
    record = world.record("58010202")
    actions.explain(worker, seen(record), text="มีหมู่บ้านจัดสรรใหม่", on=TODAY, at=LATER)
    actions.accept(lao, seen(record), on=TODAY, at=LATER)


def returned_and_handed(world: World) -> None:
    record = collect(world, "58010203", households=120, piped=90, customers=60, months=1)
    run_rules()
    giver = person(world, "somying", Role.VERIFIER, office="pwa")
    taker = person(world, "somchai", Role.VERIFIER, office=OTHER)
    give_back(giver, ref(record, "pwa_customers"))
    collect(world, "58010203", minutes=9, customers=61)
    run_rules()
    give_back(giver, ref(world.record("58010203"), "piped_households"), at=LATER)
    taken = hand(giver, world.record("58010203"), variable="pwa_customers")
    actions.answer_hand_over(taker, taken, taken=True, on=TODAY, at=LATER)
    hand(giver, world.record("58010201"))
    assert faults() == []  # though most records have not been told of the new territory yet
    tell_all()


@contextmanager
def behind_the_log() -> Iterator[set[str]]:
    """The places that the proof names once the block is through; then everything is as it was."""
    places: set[str] = set()
    with transaction.atomic():
        yield places
        places |= {where for _, where in faults()}
        transaction.set_rollback(True)


def each_is_named(row: Model, *changes: dict[str, Any], where: str = "") -> None:
    """Each change of the row, and its end, is named."""
    where, rows = where or f"{row._meta.db_table} {row.pk}", type(row).objects.filter(pk=row.pk)  # type: ignore[attr-defined]
    for change in changes:
        with behind_the_log() as places:
            assert rows.update(**change) == 1
        assert where in places, change
    with behind_the_log() as places:
        rows._raw_delete(rows.db)
    assert any(where in place or place == f"handover:{row.pk}" for place in places), "deleted"


def test_findings(lived: Lived) -> None:
    assert faults() == []
    assert Stop.BLOCKS in standing(lived.world).stops
    blocks = Finding.objects.get(severity="blocks", closed_at=None)
    each_is_named(blocks, {"closed_at": LAST}, {"severity": "notes"}, {"variable": "households"})
    accepted = finding(lived.world.record("58010202"))
    assert accepted.accepted_at is not None
    each_is_named(accepted, {"closed_at": LAST}, {"severity": "notes"})
    with behind_the_log() as places:  # softened while its record waits for the rules
        Changed.objects.create(record_id=blocks.record_id)
        Finding.objects.filter(pk=blocks.pk).update(severity="notes")
        run_rules()
        assert Finding.objects.get(pk=blocks.pk).severity == "blocks"
    assert places == set()


def test_values_that_nobody_looked_at(lived: Lived) -> None:
    collect(lived.world, "58010203", minutes=30, households=121)
    record = lived.record("0203")
    assert faults() == []
    with behind_the_log() as places:
        Changed.objects.filter(record_id=record.pk).delete()
    assert places == {f"records_record {record.pk}"}
    with behind_the_log() as places:
        cells(lived.record("0201"), "piped_households", 4, "0")
    assert f"records_record {lived.record('0201').pk}" in places


def test_history(lived: Lived) -> None:
    past, record = PastValue.objects.filter(record=lived.record("0203")).first(), lived.record("0203")
    assert past is not None
    later = past.until + timedelta(seconds=1)
    each_is_named(
        past, {"grade": "verified"}, {"since": past.since - timedelta(days=9)}, {"until": later},
        {"value": 5}, {"value": 5, "claim_id": 10**9}, {"variable": "households"}, {"origin": "office"},
    )  # fmt: skip
    with behind_the_log() as places:
        PastValue.objects.filter(pk=past.pk).update(id=past.pk + 1000)
    assert f"records_pastvalue {past.pk}" in places
    for end, variable in (("0201", "households"), ("0202", "households"), ("0203", "pwa_customers")):
        for moment in (1_000_000, 4_000_000_000_000_000):
            with behind_the_log() as places:
                cells(lived.record(end), variable, 3, str(moment))
            assert places == {f"records_record {lived.record(end).pk}"}, (end, moment)
    last = PastValue.objects.filter(record=record, variable="pwa_customers").latest("since")
    with behind_the_log() as places:  # within what the claim would allow
        cells(record, "pwa_customers", 3, str(int(last.until.timestamp() * 1_000_000) + 1))
    assert places == {f"records_record {record.pk}"}


def test_under_a_lock(lived: Lived) -> None:
    record = lived.record("0301")
    first, second = Claim.objects.filter(area_id=record.area_id).order_by("pk").values_list("pk", flat=True)
    assert record.values == {"piped_households": 75} and record.cells["piped_households"][2] == second
    with behind_the_log() as places:
        cells(record, "piped_households", 2, str(first))
        Record.objects.filter(pk=record.pk).update(values={"piped_households": 70})
    assert f"records_record {record.pk}" in places


def test_returns_hand_overs_and_links(lived: Lived) -> None:
    record = lived.record("0203")
    where = f"records_reopened of records_record {record.pk}"
    opened, ended = Reopened.objects.get(until=None), Reopened.objects.exclude(until=None).get()
    each_is_named(opened, {"until": TODAY}, {"since": date(2026, 11, 1)}, where=where)
    each_is_named(ended, {"until": date(2026, 12, 31)}, {"variable": "households"}, where=where)
    waiting, taken = HandOver.objects.get(answered_at=None), HandOver.objects.get(taken=True)
    each_is_named(waiting, {"taken": True, "answered_at": LATER, "answered_by": "x"}, {"reason": "other"})
    each_is_named(taken, {"taken": False}, {"answered_by": "x"}, {"taker_id": lived.world.office["lao"]})
    link, over = HeadLink.objects.get(ended_at=None), HeadLink.objects.exclude(ended_at=None).get()
    changes = {"until": LAST + timedelta(days=999)}, {"secret_hash": b"x"}, {"ended_at": LAST}
    for row in (link, over):
        named = [*changes, {"ended_at": None}] if row is over else changes
        for change in named:
            with behind_the_log() as places:
                HeadLink.objects.filter(pk=row.pk).update(**change)
            assert f"verification_headlink {row.pk}" in places, change


def test_whose_queue_a_cell_waits_in(lived: Lived) -> None:
    tally = Tally.objects.get(record=lived.record("0203"), office_id=lived.world.office[OTHER])
    each_is_named(
        tally, {"office_id": None}, {"waiting": 9},
        where=f"records_tally of records_record {tally.record_id}",
    )  # fmt: skip


def test_what_a_redaction_and_an_unlock_change_is_told(lived: Lived) -> None:
    """Also under a lock: what another claim holds by then is held as the journal says."""
    world = lived.world
    collect(world, "58010202", minutes=50, months=3)
    one = Submission.objects.latest("pk").ref
    collect(world, "58010202", minutes=51, months=4)
    second = Submission.objects.latest("pk").ref
    records.lock_area(dataset="water", period="2026", area_id=world.area["580102"], ref=second, at=LAST)
    lock_faults = {f"records_lock {pk}" for pk in locks()}
    redact(second, "months", at=LAST)
    assert world.record("58010202").values["months_short"] == 3
    assert {where for _, where in faults()} <= lock_faults
    redact(one, "months", at=LAST)
    assert "months_short" not in world.record("58010202").values
    assert {where for _, where in faults()} <= lock_faults
    records.lift_lock(ref=second, at=LAST)
    collect(world, "58010202", minutes=180, months=5)
    assert {where for _, where in faults()} <= lock_faults


def locks() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM records_lock")
        return [id_ for (id_,) in cursor.fetchall()]


def cells(record: Record, variable: str, place: int, value: str) -> None:
    """One word of a stored cell, changed in the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_record SET cells = jsonb_set(cells, %s, %s::jsonb) WHERE id = %s",
            [[variable, str(place)], value, record.pk],
        )
