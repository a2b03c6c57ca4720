"""How long a value's whole story takes, in a table of claims as large as a nation's.

    .venv/bin/python bench/cell_story.py [--villages 75000] [--home FOLDER]

The world is `people_world.py`'s nation with two claims about every record. About one value there are up to a
few hundred events more: answers, confirmations, returns, findings. The floor in the same run is the claims
of that record, read alone. ``--home`` keeps the nation in its folder and uses it again.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from people_world import NOW, ON, nation

ROUNDS = 15
EVENTS = (0, 30, 100, 300)
MANY = """
INSERT INTO records_claim (ref, kind, dataset, area_id, period, values, about, reason, observed_on, made_at,
    by, evidence, nonce)
SELECT gen_random_uuid(), 'field', r.dataset, r.area_id, r.period, r.values, '{}', '', %(on)s, %(now)s,
    'system', '', ''
FROM records_record r, generate_series(1, 2)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--villages", type=int, default=75_000)
    parser.add_argument("--home", type=Path)
    args = parser.parse_args()
    with nation(args.villages, kept=args.home):
        _fill()
        _measure()
    return 0


def _fill() -> None:
    from django.db import connection

    from tambon.records.models import Claim

    with connection.cursor() as cursor:
        if not Claim.objects.exists():
            cursor.execute(MANY, {"on": ON, "now": NOW - timedelta(days=60)})
        for table in ("records_claim", "records_record", "areas_lineage"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def _measure() -> None:
    from tambon.records.models import Claim, Record

    size = f"{Record.objects.count():,} records, {Claim.objects.count():,} claims"
    print(f"\n## A value's story\n\n{size}; load average {os.getloadavg()[0]:.1f}.\n")
    print("| what | events | statements | first ms | p50 ms | p95 ms |")
    print("|---|---:|---:|---:|---:|---:|", flush=True)
    subject = _Subject()
    for wanted in EVENTS:
        subject.grow(wanted)
        for name, question in subject.questions().items():
            _line(name, question)


class _Subject:
    """One value of one village, and what has happened to it."""

    def __init__(self) -> None:
        from tambon.areas.queries import get_area
        from tambon.dictionary.queries import get_dataset
        from tambon.records.actions import make_claims
        from tambon.records.queries import find_record
        from tambon.records.rules import ClaimKind, NewClaim

        self.spec = get_dataset("water").spec
        self.area = self._village(get_area("5801", on=ON).id)
        self.variable, self.count = "piped_households", 0
        self.period = "2031" if self.spec.period_kind == "year" else "2031-01"  # of no record but this one
        first = NewClaim(
            ClaimKind.FIELD, "water", self.area, self.period, {self.variable: 90, "households": 120}, ON,
            "system",
        )  # fmt: skip
        make_claims([first], at=NOW - timedelta(days=500))
        found = find_record("water", area_id=self.area, period=self.period)
        assert found is not None
        self.record = found.id

    @staticmethod
    def _village(district: int) -> int:
        from tambon.areas.queries import ids_under
        from tambon.areas.rules import Kind

        return min(ids_under(district, on=ON, kind=Kind.VILLAGE))

    def grow(self, wanted: int) -> None:
        """Until so many things have happened; every third answer is judged, sent back or asked about."""
        from tambon.records.actions import make_claims
        from tambon.records.rules import ClaimKind, NewClaim
        from tambon.verification.models import Finding, Returned

        while self.count < wanted:
            at = NOW - timedelta(days=400) + timedelta(hours=5 * self.count)
            new = NewClaim(
                ClaimKind.FIELD, "water", self.area, self.period, {self.variable: self.count % 50}, ON,
                "system",
            )  # fmt: skip
            make_claims([new], at=at)
            office = self._office()
            if office is not None and self.count % 3 == 0:
                self._judge(office, at + timedelta(hours=1))
                Returned.objects.create(
                    record_id=self.record, variable=self.variable, claim_id=1, office_id=office,
                    reason="other", due=ON, made_at=at, by="system", closed_at=at + timedelta(hours=2),
                    closed_how="confirmed",
                )  # fmt: skip
            Finding.objects.create(
                record_id=self.record, variable=self.variable, rule=f"r{self.count}", rule_version="1",
                severity="asks", details={"th": "สงสัย", "en": "odd"}, opened_at=at, closed_at=at,
            )  # fmt: skip
            self.count += 4

    def _office(self) -> int | None:
        from tambon.records.queries import get_record
        from tambon.verification.queries import owners_of

        return owners_of([get_record(self.record)], on=ON).get((self.record, self.variable))

    def _judge(self, office: int, at: Any) -> None:
        from tambon.records.actions import give_verdicts
        from tambon.records.queries import get_record
        from tambon.records.rules import ClaimKind, GivenVerdict

        claim = get_record(self.record).cells[self.variable].claim_id
        word = GivenVerdict(self.record, self.variable, claim, ClaimKind.CONFIRMATION)
        give_verdicts([word], office=office, by="system", at=at)

    def questions(self) -> dict[str, Callable[[], int]]:
        from tambon.records.models import Claim
        from tambon.releases.queries import tell_story
        from tambon.verification.queries import Telling, get_story

        found = get_story(self.record, self.variable, on=ON)
        of = {"area_id": self.area, "dataset": "water", "period": self.period}
        return {
            "floor: the record's claims alone": lambda: len(list(Claim.objects.filter(**of).values_list())),
            "the value with what is beside it": lambda: len(
                get_story(self.record, self.variable, on=ON).claims
            ),
            "its whole story": lambda: len(tell_story(Telling(found), found)),
        }


def _line(name: str, question: Callable[[], int]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first = _timed(question)
    with CaptureQueriesContext(connection) as captured:
        found = question()
    taken = sorted(_timed(question) for _ in range(ROUNDS))
    p95 = taken[min(len(taken) - 1, round(0.95 * (len(taken) - 1)))]
    middle, statements = statistics.median(taken), len(captured.captured_queries)
    print(f"| {name} | {found} | {statements} | {first:.0f} | {middle:.1f} | {p95:.1f} |", flush=True)


def _timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return (time.perf_counter() - began) * 1_000


if __name__ == "__main__":
    sys.exit(main())
