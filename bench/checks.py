"""How long do all checks take over the nation's villages, and how long what changed since?

    .venv/bin/python bench/checks.py --villages 75000

A home of its own, made and removed: synthetic villages, as many in a tambon as the nation has, a dataset with
its last round, one claim a record by the tambon's own worker. Prints a Markdown table.

* **rows**: the dictionary's checks over every record, and the grades that follow.
* **across**: last round, neighbours, agency, other datasets and leads, a district at a time.
* **1 % in one place**, **1 % everywhere**: the same after so many villages changed; only their districts run.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tambon.dictionary.rules.spec import VariableSpec

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]
DATASET, BY = "health", "system"
AT, ON = datetime(2026, 11, 22, 5, tzinfo=UTC), date(2026, 11, 22)
BATCH, NATION = 500, 75_000
LARGE = 400  # a variable that goes as high is a share of the households
SHARES = {"vaccinated": 0.2, "children": 0.3, "pets": 0.3, "health": 0.08}
# Households differ from village to village, the shares of them little; one village in five hundred is odd.
VALUES = """
SELECT jsonb_object_agg(v.name, CASE v.kind
    WHEN 'boolean' THEN to_jsonb(hashint8(n.id + v.place) %% 2 = 0)
    WHEN 'base' THEN to_jsonb(n.households)
    WHEN 'number' THEN to_jsonb(round(v.low + (v.high - v.low) * 0.1 * (0.9 + 0.2 * random())))
    ELSE to_jsonb(round(n.odd * n.households * v.share * (0.9 + 0.2 * random()))) END)
FROM unnest(%(names)s::text[], %(kinds)s::text[], %(lows)s::float[], %(highs)s::float[], %(shares)s::float[])
     WITH ORDINALITY AS v (name, kind, low, high, share, place)
"""
RECORDS = f"""
CREATE TEMP TABLE village AS
SELECT a.id, (60 + abs(hashint8(a.id)) %% 140) AS households, t.ancestor_id AS tambon,
       CASE WHEN abs(hashint8(a.id + 7)) %% 500 = 0 THEN 0.02 ELSE 1 END AS odd
FROM areas_area a
JOIN areas_lineage t ON t.descendant_id = a.id AND t.depth = 1 AND t.hierarchy = 'administrative'
WHERE a.kind = 'village';
INSERT INTO records_record (dataset, area_id, period, values, cells, version, changed_at)
SELECT %(dataset)s::text, n.id, p.period, ({VALUES}), '{{}}', 1, %(at)s::timestamptz
FROM village n, (VALUES ('2025'), ('2026')) AS p (period);
INSERT INTO records_claim (ref, kind, dataset, area_id, period, values, about, reason, observed_on, made_at,
                           by, evidence, nonce)
SELECT gen_random_uuid(), 'field', r.dataset, r.area_id, r.period, r.values, '{{}}', '', %(on)s::date,
       %(at)s::timestamptz, 'person:' || v.tambon, '', '\\x00'
FROM records_record r JOIN village v ON v.id = r.area_id;
UPDATE records_record r SET cells = (
    SELECT jsonb_object_agg(k, jsonb_build_array('r', 'f', c.id, 1790000000000000, NULL, 0))
    FROM jsonb_object_keys(r.values) k)
FROM records_claim c WHERE c.area_id = r.area_id AND c.dataset = r.dataset AND c.period = r.period;
"""
WAITING = "INSERT INTO records_changed (record_id) SELECT id FROM records_record WHERE period = '2026'"
PHASES = (("all", 0.0, False), ("1 % in one place", 0.01, False), ("1 % everywhere", 0.01, True))
HEAD = "| changed | records | rows, s | districts | across, s | together, s | findings across |"
CHANGE = """
UPDATE records_record SET version = version + 1,
    values = values || jsonb_build_object('toilet_households', (values->>'households')::numeric - 1)
WHERE id = ANY(%(ids)s);
INSERT INTO records_changed (record_id) SELECT unnest(%(ids)s::bigint[]) ON CONFLICT DO NOTHING
"""


@contextlib.contextmanager
def home() -> Iterator[None]:
    """Django on a home of its own."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="tambon-bench-"))
        os.environ |= {"TAMBON_HOME": folder, "DJANGO_SETTINGS_MODULE": "tambon.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        from tambon.cli.database import ready_database

        stack.enter_context(ready_database())
        yield


def make(villages: int) -> int:
    """The country and its records; how many values a record has."""
    from django.db import connection

    from tambon.accounts import actions as accounts
    from tambon.areas import actions, queries
    from tambon.areas.rules import Kind, synthetic_villages
    from tambon.dictionary import actions as dictionary
    from tambon.dictionary.queries import get_dataset

    accounts.found("demonstration", by=BY, at=AT)
    actions.load_geothai(by=BY, at=AT)
    country = queries.get_area("TH", on=ON).id
    tambons = [t.code for t in queries.list_under(country, on=ON, kind=Kind.TAMBON)]
    tambons = tambons[: max(1, round(len(tambons) * villages / NATION))]
    rows = synthetic_villages(tambons, villages)
    terms = {"licence": "CC0-1.0", "credit": "synthetic", "synthetic": True}
    actions.load_villages(rows, source="bench", day=ON, **terms, by=BY, at=AT)
    dictionary.load_standard(by=BY, at=AT)
    asked = [v for v in get_dataset(DATASET).spec.asked if v.type in ("integer", "decimal", "boolean")]
    with connection.cursor() as cursor:
        given = {**_columns(asked), "dataset": DATASET, "at": AT, "on": ON}
        for statement in RECORDS.split(";\n"):
            if statement.strip():
                cursor.execute(statement, given)
        cursor.execute(WAITING)
        cursor.execute("ANALYZE")
    return len(asked)


def _columns(asked: list[VariableSpec]) -> dict[str, list[Any]]:
    return {
        "names": [v.name for v in asked],
        "kinds": [_kind(v) for v in asked],
        "lows": [v.minimum or 0 for v in asked],
        "highs": [v.maximum or 100 for v in asked],
        "shares": [SHARES.get(v.name.partition("_")[0], 0.85) for v in asked],
    }


def _kind(variable: VariableSpec) -> str:
    if variable.name == "households":
        return "base"
    if variable.type == "boolean":
        return "boolean"
    return "number" if (variable.maximum or 0) < LARGE else "share"


def _work(step: str, done: multiprocessing.Queue) -> None:  # type: ignore[type-arg]
    """One worker: the step until nothing waits."""
    from django.db import connection

    from tambon.verification import actions

    connection.close()
    carried, run = 0, getattr(actions, step)
    while found := run(at=AT, limit=BATCH):
        carried += found
    done.put(carried)


def timed(step: str, workers: int) -> tuple[int, float]:
    """How much the step carried, in how many seconds, with so many workers beside the database."""
    from django.db import connection

    connection.close()
    forked = multiprocessing.get_context("fork")
    done = forked.Queue()
    started = time.perf_counter()
    processes = [forked.Process(target=_work, args=(step, done)) for _ in range(workers)]
    for process in processes:
        process.start()
    carried = sum(done.get() for _ in processes)
    for process in processes:
        process.join()
    return carried, time.perf_counter() - started


def database_seconds() -> float:
    """Processor time of the home's database so far, ended connections included; 0 where /proc is not."""
    pid = Path(os.environ["TAMBON_HOME"], "postgres", "postmaster.pid").read_text().split()[0]
    stats = [Path(f"/proc/{pid}/stat"), *(p / "stat" for p in Path("/proc").glob("[0-9]*"))]
    ticks = 0
    for place, path in enumerate(stats):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            if place == 0:  # its own and those of connections that ended
                ticks += sum(map(int, fields[11:15]))
            elif fields[1] == pid:
                ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def change(share: float, *, everywhere: bool) -> int:
    """So large a share of the villages changes, in one place or everywhere; how many."""
    from django.db import connection

    order = "hashint8(id)" if everywhere else "area_id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM records_record WHERE period = '2026' ORDER BY {order}")
        ids = [row[0] for row in cursor.fetchall()]
        ids = ids[: max(1, round(len(ids) * share))]
        for statement in CHANGE.split(";\n"):
            cursor.execute(statement, {"ids": ids})
    return len(ids)


def measure(workers: int) -> list[str]:
    from tambon.verification.models import Finding

    lines = []
    for name, share, everywhere in PHASES:
        if share:
            change(share, everywhere=everywhere)
        records, rows = timed("check_changed", workers)
        groups, across = timed("check_groups", workers)
        found = Finding.objects.filter(closed_at__isnull=True, family="across").count()
        figures = f"{rows:.1f} | {groups:,} | {across:.1f} | {rows + across:.1f} | {found:,}"
        lines.append(f"| {name} | {records:,} | {figures} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--villages", type=int, default=75_000)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with home():
        started = time.perf_counter()
        values = make(given.villages)
        seconds = time.perf_counter() - started
        print(f"{given.villages:,} villages of {values} values, made in {seconds:.0f} s", flush=True)
        print(f"\n{HEAD}\n|" + "---|" * 7)
        before = database_seconds()
        print("\n".join(measure(given.workers)))
        own = resource.getrusage(resource.RUSAGE_CHILDREN)
        database = database_seconds() - before
        print(f"\nProcessor time of all phases: {own.ru_utime + own.ru_stime:.1f} s of the workers and "
              f"{database:.1f} s of the database.")  # fmt: skip
        if given.villages < NATION:
            print(f"For {NATION:,} villages multiply by {NATION / given.villages:.1f}.")


if __name__ == "__main__":
    main()
