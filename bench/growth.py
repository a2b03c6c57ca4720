"""What one more submission costs when 10,000, 100,000 and 1,000,000 are kept; prints a table.

    .venv/bin/python bench/growth.py [--sizes 10000,100000,1000000] [--villages 75000]

The first 2,000 come the way phones' do. The rest are copies of them made in the database (of submissions,
journal, claims and records, each with its own reference): their bytes are made up, their number and their
indexes are not. Then 500 more are received one by one and processed in one batch.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from homes import bench_home

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
FIRST, MORE = 2_000, 500
_COPY = """
CREATE TEMP TABLE copied AS
SELECT gen_random_uuid() AS ref, s.id AS old, n FROM generate_series(1, %(number)s) n
JOIN LATERAL (SELECT id FROM submissions_submission WHERE id = %(low)s + n %% %(first)s) s ON true;
INSERT INTO submissions_submission
    (ref, instance_id, form_id, form_version, person_id, received_at, xml, sha256, nonce)
SELECT c.ref, 'uuid:' || c.ref, s.form_id, s.form_version, s.person_id, s.received_at, s.xml, s.sha256,
       s.nonce
FROM copied c JOIN submissions_submission s ON s.id = c.old;
INSERT INTO journal_entry (at, kind, subject, "by", body, hash)
SELECT now(), 'submission.received', 'submission:' || ref, 'person:1', '{"n": 1}', sha256(ref::text::bytea)
FROM copied;
INSERT INTO records_claim (ref, kind, dataset, area_id, period, "values", about, reason, observed_on, made_at,
                           by, evidence, nonce)
SELECT gen_random_uuid(), 'field', k.dataset, v.areas[1 + c.n % array_length(v.areas, 1)], k.period,
       k."values", '{}', '', k.observed_on, k.made_at, k.by, 'submission:' || c.ref, k.nonce
FROM copied c JOIN submissions_submission s ON s.id = c.old
JOIN records_claim k ON k.evidence = 'submission:' || s.ref,
     (SELECT array_agg(id) AS areas FROM areas_area WHERE kind = 'village') v;
INSERT INTO records_record (dataset, area_id, period, "values", cells, version, changed_at)
SELECT DISTINCT ON (k.area_id) k.dataset, k.area_id, k.period, r."values", r.cells, 1, now()
FROM records_claim k, (SELECT * FROM records_record WHERE "values" <> '{}' LIMIT 1) r
WHERE NOT EXISTS (SELECT FROM records_record o WHERE o.area_id = k.area_id) ON CONFLICT DO NOTHING;
DROP TABLE copied;
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--villages", type=int, default=75_000)
    given = parser.parse_args()
    with bench_home():
        measure([int(size) for size in given.sizes.split(",")], given.villages)


def measure(sizes: list[int], villages: int) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from world import make_bench

    sender = Sender(make_bench(villages))
    sender.receive(FIRST)
    sender.process()
    print("| kept | receiving one, p50 ms | p95 ms | processing one, ms | database MB |")
    print("|---:|---:|---:|---:|---:|")
    for size in sizes:
        grow(size)
        took = sender.receive(MORE)
        each = sender.process()
        p95 = sorted(took)[int(len(took) * 0.95)]
        print(
            f"| {size:,} | {statistics.median(took):.2f} | {p95:.2f} | {each:.2f} | {megabytes():,} |",
            flush=True,
        )


class Sender:
    """Fills form40 for villages drawn by chance, and hands it in as the door does."""

    def __init__(self, bench: object) -> None:
        self._bench, self._dice, self._number = bench, random.Random("growth"), 0

    def receive(self, number: int) -> list[float]:
        """Milliseconds that each took, durable."""
        from export import filled

        from tambon.submissions.actions import receive

        bench, at, took = self._bench, datetime.now(UTC), []
        for _ in range(number):
            self._number += 1
            village = self._dice.choice(bench.villages)
            xml = filled(bench.form_id, bench.xform, bench.version, self._number, village, at, self._dice)
            began = time.perf_counter()
            receive(xml=xml, person_id=1, at=at)
            took.append((time.perf_counter() - began) * 1_000)
        return took

    def process(self) -> float:
        """Milliseconds a submission, until the inbox is empty."""
        from tambon.records.actions import process_inbox

        began, done = time.perf_counter(), 0
        while taken := process_inbox(at=datetime.now(UTC), limit=500):
            done += taken
        return (time.perf_counter() - began) * 1_000 / done


def grow(size: int) -> None:
    """Copies until so many are kept."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), min(id) FROM submissions_submission")
        kept, low = cursor.fetchone()
        if size > kept:
            number = {"number": size - kept, "low": low, "first": FIRST}
            for statement in filter(str.strip, _COPY.split(";\n")):
                cursor.execute(statement, number if "%(" in statement else None)
        cursor.execute("VACUUM ANALYZE")


def megabytes() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()) / 1000000")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
