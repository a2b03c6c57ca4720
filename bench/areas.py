"""How fast the registry takes the whole country, and how fast it answers.

    .venv/bin/python bench/areas.py [--villages 75000]

Makes a home of its own. The floor of a load is COPY of the same number of rows into tables of the same
columns without a constraint. The boundaries are `mapthai_tha1.geojson` to `…3` in ``TAMBON_TEST_DATA``
(default ``../shared/data`` beside the checkout); without them that part is left out, and said.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("TAMBON_TEST_DATA", ROOT.parent / "shared" / "data"))
AT, TODAY = datetime(2026, 11, 22, tzinfo=UTC), date(2026, 11, 22)
LISTED, DRAWN = date(2026, 11, 1), date(2019, 11, 6)
TERMS = {"licence": "CC0-1.0", "credit": "bench", "by": "system", "at": AT}
ROUNDS = 400


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--villages", type=int, default=75_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tambon-bench-") as folder:
        os.environ |= {"TAMBON_HOME": folder, "DJANGO_SETTINGS_MODULE": "tambon.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(ROOT))
        from tambon.cli.database import ready_database

        with ready_database():
            print("\n## The registry of areas\n\n| what | seconds | beside the floor |\n|---|---|---|")
            total = _load(args.villages)
            print(f"| all of it | {total:.1f} | |", flush=True)
            _publish()
            _ask()
    return 0


def _load(villages: int) -> float:
    from tambon.areas import actions, queries
    from tambon.areas.rules import Kind, synthetic_villages

    took = _timed(lambda: actions.load_geothai(by="system", at=AT))
    print(f"| geothai: 8,442 areas and 1,583 abolished codes | {took:.1f} | |", flush=True)
    country = queries.get_area("TH", on=TODAY).id
    codes = [one.code for one in queries.list_under(country, on=TODAY, kind=Kind.TAMBON)]
    total = took
    rows, floor = synthetic_villages(codes, villages), _floor(villages)
    took = _timed(lambda: actions.load_villages(rows, source="bench", day=LISTED, synthetic=True, **TERMS))
    print(f"| {villages:,} villages | {took:.1f} | {took / floor:.1f} × {floor:.1f} s |", flush=True)
    return total + took + _boundaries()


def _boundaries() -> float:
    from tambon.areas.actions.boundaries import load_boundaries
    from tambon.areas.rules import Kind

    total = 0.0
    for number, kind in enumerate((Kind.PROVINCE, Kind.DISTRICT, Kind.TAMBON), start=1):
        path = DATA / f"mapthai_tha{number}.geojson"
        if not path.is_file():
            print(f"| {kind} boundaries: {path.name} is not in TAMBON_TEST_DATA | left out | |")
            continue
        took = _timed(lambda: load_boundaries(path, kind=kind, source="bench", day=DRAWN, **TERMS))  # noqa: B023
        total += took
        print(f"| {kind} boundaries | {took:.1f} | |", flush=True)
    return total


def _floor(villages: int) -> float:
    """COPY into plain tables: an area, a name, a code, a parent and five lines for each village."""
    from django.db import connection

    columns = "(a bigint, b text, c text, during daterange, listed daterange, e bigint)"

    def copied() -> None:
        with connection.cursor() as cursor:
            for times in (1, 1, 1, 1, 5):
                cursor.execute(f"CREATE TEMP TABLE floor {columns} ON COMMIT PRESERVE ROWS")
                with cursor.copy("COPY floor FROM STDIN") as target:
                    for number in range(villages * times):
                        target.write_row((number, "some text", "58010101", "(,)", "(,)", 1))
                cursor.execute("DROP TABLE floor")

    return _timed(copied)


def _publish() -> None:
    from tambon.releases.registry.actions import publish_areas

    took = _timed(lambda: publish_areas(by="system", at=AT))
    print(f"| publishing it: tables, shapes at three levels, tiles | {took:.1f} | |", flush=True)


def _ask() -> None:
    from tambon.areas import queries
    from tambon.areas.rules import Kind

    provinces = queries.list_children(queries.get_area("TH", on=TODAY).id, on=TODAY)
    sizes = sorted((len(queries.ids_under(p.id, on=TODAY, kind=Kind.VILLAGE)), p.id) for p in provinces)
    number, median = sizes[len(sizes) // 2]
    then = date(2010, 6, 1)
    print("\n| question | p50 ms | p95 ms |\n|---|---|---|")
    _ask_one("get_area(on=…) of a tambon today", lambda: queries.get_area("580102", on=TODAY))
    _ask_one("get_area(on=…) of a tambon in 2010", lambda: queries.get_area("430301", on=then))
    _ask_one(
        f"the {number:,} village ids under a median province",
        lambda: queries.ids_under(median, on=TODAY, kind=Kind.VILLAGE),
    )
    _ask_one("describe, with what came before and after", lambda: queries.describe("430301", on=TODAY))


def _ask_one(name: str, question: Callable[[], object]) -> None:
    for _ in range(20):
        question()
    times = sorted(_timed(question) * 1_000 for _ in range(ROUNDS))
    print(f"| {name} | {statistics.median(times):.2f} | {times[int(ROUNDS * 0.95)]:.2f} |", flush=True)


def _timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
