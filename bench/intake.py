"""Measures the intake beside a bare floor, the processing behind it, and its memory; prints Markdown tables.

    .venv/bin/python bench/intake.py [--short]

A fresh home in a temporary folder (or the server that DATABASE_URL names), durable commits, the web server as
`tambon run` starts it, and the sender on the same cores.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from homes import bench_home
from serving import Server, end, serving

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
MOST_CODES = 10_000  # as many village codes as one command line holds


@dataclass
class Plan:
    """How much is measured."""

    senders: list[int]
    n: int
    warmup: int
    villages: int
    memory: int
    rounds: int


@dataclass
class Watch:
    """The memory of a family of processes, sampled while the block runs; megabytes of PSS."""

    pid: int
    samples: list[float] = field(default_factory=list)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        over = threading.Event()
        thread = threading.Thread(target=self._sample, args=(over,))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _sample(self, over: threading.Event) -> None:
        from load_watch import usage

        while True:
            self.samples.append(usage([self.pid])[1] / 2**20)
            if over.wait(0.5):
                return


def main() -> None:
    plan = _plan()
    with bench_home() as folder:
        measure(plan, folder)


def measure(plan: Plan, folder: Path) -> None:
    import django
    import psycopg
    from django.core.management import call_command
    from django.db import connection
    from floor import TABLE
    from world import make_bench

    django.setup()
    call_command("migrate", verbosity=0)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as database:
        database.execute(TABLE)
    began = time.perf_counter()
    bench = make_bench(plan.villages)
    connection.close()
    print(f"{plan.villages:,} synthetic villages made in {time.perf_counter() - began:.0f} s\n")
    xform = folder / "form40.xml"
    xform.write_text(bench.xform)
    codes = random.Random(40).sample(bench.villages, min(MOST_CODES, len(bench.villages)))
    today = datetime.now(UTC).date().isoformat()
    fixed = [
        "--xform",
        str(xform),
        "--set",
        f"village_code={'|'.join(codes)}",
        "--set",
        f"visit_date={today}",
    ]
    with serving("tambon.config.wsgi:application") as web, serving("floor:application") as floor:
        path = f"/odk/{bench.token}/submission"
        side_by_side(plan, (web, path), (floor, "/"), fixed)
        processing()
        with_the_processor(plan, web, path, fixed)


def side_by_side(plan: Plan, web: tuple[Server, str], floor: tuple[Server, str], fixed: list[str]) -> None:
    """Each level is sent to both in turn, so that a machine that drifts drifts for both; medians count."""
    print("| senders | floor per s | floor p95 ms | accepted per s | p95 ms | of the floor |")
    print("|---:|---:|---:|---:|---:|---:|")
    for senders in plan.senders:
        ours, bare = [], []
        for _ in range(plan.rounds):
            bare.append(send(*floor, fixed, plan.n, plan.warmup, senders))
            ours.append(send(*web, fixed, plan.n, plan.warmup, senders))
        (f, f95), (o, o95) = _median(bare), _median(ours)
        print(f"| {senders} | {f:,.0f} | {f95:.1f} | {o:,.0f} | {o95:.1f} | {o / f:.2f} |", flush=True)


def processing() -> None:
    """Drains what arrived so far; the servers are idle meanwhile."""
    from django.db import connection

    from tambon.records.actions import process_inbox
    from tambon.submissions.queries import count_quarantined

    began, done = time.perf_counter(), 0
    while taken := process_inbox(at=datetime.now(UTC), limit=500):
        done += taken
    rate = done / (time.perf_counter() - began)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_claim")
        (claims,) = cursor.fetchone()
    aside = count_quarantined()
    connection.close()
    print(
        f"\nProcessed {done:,} submissions at {rate:,.0f} per s: {claims:,} claims, {aside:,} set aside\n",
        flush=True,
    )


def with_the_processor(plan: Plan, web: Server, path: str, fixed: list[str]) -> None:
    """Many arrive while the worker processes what came before them."""
    watch = Watch(web.process.pid)
    worker = subprocess.Popen([sys.executable, "-m", "tambon.config.worker"], start_new_session=True)
    time.sleep(3)
    try:
        with watch.running():
            rate, p95 = _figures(send(web, path, fixed, plan.memory, plan.warmup, max(plan.senders)))
    finally:
        end(worker)
    first, last = watch.samples[0], watch.samples[-1]
    print("| arriving with the processor at work | per s | p95 ms | web MB at first | most | at last |")
    print("|---:|---:|---:|---:|---:|---:|")
    peak = max(watch.samples)
    print(f"| {plan.memory:,} | {rate:,.0f} | {p95:.1f} | {first:.0f} | {peak:.0f} | {last:.0f} |")


def send(server: Server, path: str, fixed: list[str], n: int, warmup: int, senders: int) -> dict[str, Any]:
    """One run of the load generator; ends the measurement when an answer was not 201."""
    with tempfile.NamedTemporaryFile(suffix=".json") as told:
        command = [
            sys.executable, str(HERE / "load_openrosa.py"), "--url", f"http://127.0.0.1:{server.port}",
            "--path", path, "--n", str(n + warmup), "--warmup", str(warmup), "--concurrency", str(senders),
            "--json", told.name, *fixed,
        ]  # fmt: skip
        run = subprocess.run(command, check=False, capture_output=True, text=True)
        if run.returncode:
            raise SystemExit(f"not everything was accepted: {run.stdout}{run.stderr}")
        result: dict[str, Any] = json.loads(Path(told.name).read_text())
    if set(result["status"]) != {"201"}:
        raise SystemExit(f"not everything was new: {result['status']} {result['response_samples']}")
    return result


def _figures(result: dict[str, Any]) -> tuple[float, float]:
    return result["throughput_per_s"], result["latency_ms"]["p95"]


def _median(results: list[dict[str, Any]]) -> tuple[float, float]:
    return sorted(_figures(result) for result in results)[len(results) // 2]


def _plan() -> Plan:
    parser = argparse.ArgumentParser(description="Submissions accepted and processed, and memory.")
    parser.add_argument("--senders", default="1,8,32", help="how many send at once, one level after another")
    parser.add_argument("--n", type=int, default=4_000, help="submissions of each run")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each level; the median is shown")
    parser.add_argument("--villages", type=int, default=75_000)
    parser.add_argument("--memory", type=int, default=20_000, help="submissions sent while it processes")
    parser.add_argument("--short", action="store_true", help="a minute instead of ten")
    given = parser.parse_args()
    senders = [int(number) for number in given.senders.split(",")]
    if given.short:
        return Plan(senders, n=800, warmup=200, villages=4_000, memory=3_000, rounds=1)
    return Plan(senders, given.n, given.n // 10, given.villages, given.memory, given.rounds)


if __name__ == "__main__":
    main()
