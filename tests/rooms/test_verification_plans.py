"""What pages and proofs ask is answered from what they are about, and not from all that the country holds."""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile
from typing import Any

import pytest
from django.db import connection
from records_world import AT, TODAY, World, collect, make_world
from test_verification_verdicts import officer, ref

from tambon.records.queries import sql as of_records
from tambon.verification import actions, queries
from tambon.verification.queries import sql
from tambon.verification.rules import Reason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ONE_CLAIM = "records_one_claim_per_evidence_and_dataset"


@pytest.fixture
def world() -> World:
    return make_world()


def plan(statement: str, asked: dict[str, Any]) -> list[str]:
    """Its lines, where no table is so small that reading all of it is best."""
    with connection.cursor() as cursor:
        for way in ("seqscan", "hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {statement}", asked)
        return [line for (line,) in cursor.fetchall()]


def part(lines: list[str], name: str) -> str:
    """What the plan says of one of the statement's named parts: the lines that are set in below its name."""
    start = next(place for place, line in enumerate(lines) if line.strip() == f"CTE {name}")
    depth = len(lines[start]) - len(lines[start].lstrip())
    inside = takewhile(lambda line: len(line) - len(line.lstrip()) > depth, lines[start + 1 :])
    return "\n".join(inside)


def of_area(world: World) -> dict[str, Any]:
    return {
        "dataset": "water", "period": "2026", "areas": [world.area["580102"]], "on": TODAY,
        "since": TODAY, "roles": ["worker"], "hierarchy": "administrative",
    }  # fmt: skip


def test_claims_of_a_submission_are_found_by_its_name(world: World) -> None:
    assert ONE_CLAIM in "".join(plan(sql.statement("quarantined"), of_area(world)))
    assert ONE_CLAIM in "".join(plan(of_records.statement("lost_submissions"), {}))


def test_of_all_that_waits_for_its_rules_an_areas_own_is_read(world: World) -> None:
    waiting = part(plan(sql.statement("standing"), of_area(world)), "waiting")
    assert "on records_changed" in waiting and "on held" in waiting


def test_returns_are_planned_for_the_area_that_is_asked_about(world: World) -> None:
    cell = ref(collect(world))
    due = TODAY + timedelta(days=3)
    actions.return_cells(officer(world), [cell], reason=Reason.OTHER, note="", due=due, on=TODAY, at=AT)
    for _ in range(3):
        found = {
            code: [one.record_id for one in queries.open_returns_under(world.area[code], on=TODAY)]
            for code in ("TH", "5801", "580102", "58010201", "58010202", "580103")
        }
    mine = [cell.record_id]
    assert found == {"TH": mine, "5801": mine, "580102": mine, "58010201": mine, "58010202": [], "580103": []}
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [one for (one,) in cursor.fetchall()]
    assert not [one for one in kept if "areas_lineage" in one and "verification_returned" in one]
