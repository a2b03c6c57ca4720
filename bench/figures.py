"""How long the nation's figures of the programme take, by province, and how that grows with the villages.

    .venv/bin/python bench/figures.py [--villages 1000,10000,75000] [--home FOLDER]

The nine figures: posts, filled, vacant, person-months, trained; cells expected, reported, checked, verified.
The floor in the same run is one pass over the same rows: posts, contracts and counts of cells.
Each size is a home of its own; ``--home`` keeps the nations in its folder and uses them again.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from people_world import NOW, ON, PROGRAMME, nation

SIZES = "1000,10000,75000"
ROUNDS = 3
FLOOR = """
SELECT (SELECT count(*) FROM workforce_post), (SELECT count(lower(during)) FROM workforce_contract),
       (SELECT sum(reported) FROM records_tally)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--villages", default=SIZES, help="sizes, one after another")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        _measure(args.one, args.home)
        return 0
    print(
        "\n## The programme's figures\n\n| villages | what | statements | first ms | p50 ms | of the floor |"
    )
    print("|---:|---|---:|---:|---:|---:|", flush=True)
    for size in args.villages.split(","):  # a process each: a home is a process's own
        kept = ["--home", str(args.home / size)] if args.home else []
        subprocess.run([sys.executable, __file__, "--one", size, *kept], check=True)
    return 0


def _measure(villages: int, home: Path | None) -> None:
    with nation(villages, kept=home):
        from tambon.areas.rules import Kind
        from tambon.plan.queries import expected_parts, get_programme
        from tambon.records.queries import count_cells
        from tambon.releases.actions.snapshots.programme import count_programmes
        from tambon.releases.queries import count_programme
        from tambon.workforce.queries import count_posts

        view = get_programme(PROGRAMME)
        asked = [(one.dataset, one.period) for one in expected_parts(PROGRAMME, ON)]
        questions: dict[str, Callable[[], object]] = {
            "the nation by province": lambda: count_programme(view, on=ON, finest=Kind.PROVINCE),
            "the nation by district": lambda: count_programme(view, on=ON),
            "what is published, written out": lambda: count_programmes(NOW).model_dump_json(),
            "of these: posts and person-months": lambda: count_posts(PROGRAMME, on=ON),
            "cells by province": lambda: [
                count_cells(name, period=period, kind=Kind.PROVINCE, on=ON) for name, period in asked
            ],
        }
        floor = statistics.median(_timed(_floor) for _ in range(ROUNDS))
        print(f"| {villages:,} | floor: the same rows read once | 1 | | {floor:.0f} | 1 × |", flush=True)
        for name, question in questions.items():
            _line(name, question, floor)


def _line(name: str, question: Callable[[], object], floor: float) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first = _timed(question)
    with CaptureQueriesContext(connection) as captured:
        question()
    middle = statistics.median(_timed(question) for _ in range(ROUNDS))
    statements = len(captured.captured_queries)
    print(f"| | {name} | {statements} | {first:.0f} | {middle:.0f} | {middle / floor:.1f} × |", flush=True)


def _floor() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(FLOOR)


def _timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return (time.perf_counter() - began) * 1_000


if __name__ == "__main__":
    sys.exit(main())
