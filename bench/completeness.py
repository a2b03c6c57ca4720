"""How long it takes to count how complete the values are, live, over a million records and more.

    .venv/bin/python bench/completeness.py [--villages 75000] [--home FOLDER]

The world is `people_world.py`'s nation with a record for every village and each of the plan's datasets whose
rounds have begun, again for earlier years until there are a million. The floor in the same run is one sum
over the same counts of one dataset and period. ``--home`` keeps the nation in its folder and uses it again.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from people_world import NOW, ON, PROGRAMME, nation

ROUNDS = 9
WANTED = 1_000_000
FLOOR = "SELECT sum(reported) FROM records_tally WHERE dataset = %s AND period = %s"
# Every village of the datasets, and the same again for years before; clocks that began up to fifty days ago.
MORE = """
INSERT INTO records_record (dataset, period, area_id, values, cells, version, changed_at)
SELECT r.dataset, %(period)s::text, a.id, '{}', '{}', 1, '2027-01-02' FROM areas_area a,
    (SELECT DISTINCT dataset FROM records_record) r WHERE a.kind = 'village'
ON CONFLICT DO NOTHING;
INSERT INTO records_tally (record_id, office_id, dataset, period, area_id, reported, checked, verified,
    disputed, absent, not_applicable, waiting, oddness, oldest_claim, waiting_since)
SELECT r.id, o.id, r.dataset, r.period, r.area_id, 6, 2, 2, 0, 1, 1, 3, 0, 1,
    %(now)s::timestamptz - (r.id %% 50) * interval '1 day'
FROM records_record r JOIN areas_lineage l ON l.descendant_id = r.area_id AND l.hierarchy = 'administrative'
JOIN accounts_territory t ON t.area_id = l.ancestor_id JOIN accounts_office o ON o.id = t.office_id
WHERE r.period = %(period)s ON CONFLICT DO NOTHING
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--villages", type=int, default=75_000)
    parser.add_argument("--home", type=Path)
    args = parser.parse_args()
    with nation(args.villages, kept=args.home):
        _fill(args.villages * WANTED // 75_000)
        _measure()
    return 0


def _fill(wanted: int) -> None:
    from django.db import connection

    from tambon.records.models import Record

    with connection.cursor() as cursor:
        for year in range(2027, 2010, -1):
            if Record.objects.count() >= wanted and year < 2027:
                break
            for statement in MORE.split(";\n"):
                cursor.execute(statement, {"period": str(year), "now": NOW})
        for table in ("records_tally", "records_record", "areas_lineage"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def _measure() -> None:
    from django.db import connection

    from tambon.accounts.models import Office
    from tambon.areas.queries import get_area
    from tambon.areas.rules import Kind
    from tambon.plan.queries import expected_cells, rounds_in
    from tambon.records.models import Record, Tally
    from tambon.verification import queries
    from tambon.verification.rules.clock import RULE

    part = max((one for one in rounds_in(PROGRAMME) if one.opens <= ON), key=lambda one: one.period)
    expected = next(
        one for one in expected_cells(part.code, on=ON)
        if (one.dataset, one.period) == (part.dataset, part.period)
    )  # fmt: skip
    office = Office.objects.filter(code__startswith="pwa").order_by("pk").first()
    place = {code: get_area(code, on=ON).id for code in ("58", "5801")}
    tambon = _tambon(place["5801"])
    counts = {
        "floor: one sum over the same counts": lambda: _floor(part.dataset, part.period),
        "the nation by province": lambda: queries.by_area(part, expected, Kind.PROVINCE, on=ON),
        "the nation by district": lambda: queries.by_area(part, expected, Kind.DISTRICT, on=ON),
        "a province by district": lambda: queries.by_area(
            part, expected, Kind.DISTRICT, on=ON, under=place["58"]
        ),
        "a district by tambon": lambda: queries.by_area(
            part, expected, Kind.TAMBON, on=ON, under=place["5801"]
        ),
        "a tambon by village": lambda: queries.by_area(part, expected, Kind.VILLAGE, on=ON, under=tambon),
        "a district by office": lambda: queries.by_office(part, on=ON, under=place["5801"]),
        "the nation by office": lambda: queries.by_office(part, on=ON),
        "one office's clock": lambda: queries.list_silent(1, on=ON, office_id=office.pk if office else None),
        "all silent offices (one value in ten)": lambda: queries.list_silent(RULE.silent, on=ON),
    }  # fmt: skip
    size = f"{Record.objects.count():,} records, {Tally.objects.count():,} counts of them"
    print(f"\n## Completeness\n\n{size}; load average {os.getloadavg()[0]:.1f}.\n")
    print("| what | statements | first ms | p50 ms | p95 ms |")
    print("|---|---:|---:|---:|---:|", flush=True)
    for name, question in counts.items():
        _line(name, question, connection)


def _tambon(district: int) -> int:
    from tambon.areas.queries import ids_under
    from tambon.areas.rules import Kind

    return next(
        one for one in sorted(ids_under(district, on=ON, kind=Kind.TAMBON))
        if ids_under(one, on=ON, kind=Kind.VILLAGE)
    )  # fmt: skip


def _line(name: str, question: Callable[[], object], connection: object) -> None:
    from django.test.utils import CaptureQueriesContext

    first = _timed(question)
    with CaptureQueriesContext(connection) as captured:  # type: ignore[arg-type]
        question()
    taken = sorted(_timed(question) for _ in range(ROUNDS))
    p95 = taken[min(len(taken) - 1, round(0.95 * (len(taken) - 1)))]
    middle, statements = statistics.median(taken), len(captured.captured_queries)
    print(f"| {name} | {statements} | {first:.0f} | {middle:.1f} | {p95:.1f} |", flush=True)


def _floor(dataset: str, period: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(FLOOR, [dataset, period])


def _timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return (time.perf_counter() - began) * 1_000


if __name__ == "__main__":
    sys.exit(main())
