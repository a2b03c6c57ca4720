"""How fast a national roster is loaded, and how fast questions about the workforce are answered.

    .venv/bin/python bench/workforce.py [--posts 14512] [--villages 75000]

Makes a home of its own: the whole country's tambons without Bangkok, made-up villages, a roster of one
person a post. The floor of a load is COPY of as many plain rows into tables of the same columns without a
constraint, measured in the same run. First a thousand rows, then all of them, to show how it grows.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
AT, TODAY = datetime(2026, 12, 15, 5, tzinfo=UTC), date(2026, 12, 15)
SINCE, UNTIL = date(2026, 10, 1), date(2027, 10, 1)
TERMS = {"licence": "CC0-1.0", "credit": "bench", "by": "system", "at": AT}
HEADING = ("tambon", "post", "name_th", "citizen_id", "bank_account", "from", "until", "contract")
ROUNDS = 50


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=14_512)
    parser.add_argument("--villages", type=int, default=75_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tambon-bench-") as folder:
        os.environ |= {"TAMBON_HOME": folder, "DJANGO_SETTINGS_MODULE": "tambon.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(ROOT))
        from tambon.cli.database import ready_database

        with ready_database():
            codes = _country(args.villages)
            print("\n## The workforce\n\n| what | seconds | beside the floor |\n|---|---|---|")
            for posts in (1_000, args.posts):
                _load(codes, posts, args.villages)
            _ask()
    return 0


def _country(villages: int) -> list[str]:
    """The tambons of the programme."""
    from tambon.accounts import actions as accounts
    from tambon.areas import actions, queries
    from tambon.areas.rules import Kind, synthetic_villages
    from tambon.plan import actions as plan
    from tambon.plan.models import Programme

    accounts.found("demonstration", by="system", at=AT)
    actions.load_geothai(by="system", at=AT)
    country = queries.get_area("TH", on=TODAY).id
    under = queries.list_under(country, on=TODAY, kind=Kind.TAMBON)
    codes = [one.code for one in under if not one.code.startswith("10")]
    rows = synthetic_villages(codes, villages)
    actions.load_villages(rows, source="bench", day=date(2026, 11, 1), synthetic=True, **TERMS)
    plan.make_programme(code="n", name_th="น", name_en="N", since=SINCE, until=UNTIL, by="system", at=AT)
    programme = Programme.objects.get(code="n")
    programme.without.set([queries.get_area("10", on=TODAY).id])
    return codes


def _load(codes: list[str], posts: int, villages: int) -> None:
    from django.conf import settings

    from tambon.workforce import actions

    content = roster(codes, posts)
    floor = _timed(lambda: _floor(posts, villages * posts // (2 * len(codes))))

    def load() -> None:
        report = actions.load_roster(
            content, programme="n", keys=settings.PERSONAL_KEYS, by="system", at=AT,
            progress=lambda line: print(f"  {time.perf_counter() - began:6.1f} s  {line}", file=sys.stderr),
        )  # fmt: skip
        said = f"{report.contracts:,} contracts, {report.villages:,} villages, {len(report.refused)} refused"
        print(f"  {said}", file=sys.stderr)

    began = time.perf_counter()
    took = _timed(load)
    print(f"| a roster of {posts:,} rows | {took:.1f} | {took / floor:.1f} × {floor:.2f} s |", flush=True)
    began = time.perf_counter()
    took = _timed(load)
    print(f"| the same again, which changes nothing | {took:.1f} | |", flush=True)


def roster(codes: list[str], posts: int) -> bytes:
    """A roster of one person a post, two posts a tambon."""
    from tambon.lib.thai_id import check_digit

    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADING)
    for number in range(posts):
        first = f"{number + 100_000_000_000:012}"
        writer.writerow([
            codes[number // 2], number % 2 + 1, f"ผู้เก็บข้อมูล ทดสอบ {number}", first + check_digit(first),
            f"{number + 1_000_000_000}", "1 ต.ค. 2569" if number % 2 else "3/10/2569", "30 ก.ย. 2570",
            f"จ.{number}/2570",
        ])  # fmt: skip
    return text.getvalue().encode()


def _floor(posts: int, villages: int) -> None:
    """COPY into plain tables: a person, a contract and what is personal a post; a share and a grant a
    village; an entry of the journal for each person, contract, personal row and person's grants.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        for rows in (posts, posts, posts, villages, villages, 4 * posts):
            cursor.execute("CREATE TEMP TABLE floor (a bigint, b bigint, c text, during daterange, d bytea)")
            with cursor.copy("COPY floor FROM STDIN") as target:
                for number in range(rows):
                    target.write_row((number, number, "some text of a row", "[2026-10-01,)", b"0" * 32))
            cursor.execute("DROP TABLE floor")


def _ask() -> None:
    from tambon.areas import queries as areas
    from tambon.workforce import queries
    from tambon.workforce.models import Contract

    one = Contract.objects.order_by("pk")[7_000 % Contract.objects.count()]
    district = areas.get_area("5801", on=TODAY).id
    country = areas.get_area("TH", on=TODAY).id
    print("\n| question | p50 ms | p95 ms |\n|---|---|---|")
    questions: dict[str, Callable[[], Any]] = {
        "find_contract of a person": lambda: queries.find_contract(one.person_id, on=TODAY),
        "villages_of a contract": lambda: queries.villages_of(one.pk, on=TODAY),
        "list_workers of a district": lambda: queries.list_workers(district, on=TODAY),
        "list_unassigned of a district": lambda: queries.list_unassigned("n", under=district, on=TODAY),
        "count_posts of the country": lambda: queries.count_posts("n", on=TODAY),
        "count_unassigned of the country": lambda: queries.count_unassigned("n", under=country, on=TODAY),
    }
    for name, question in questions.items():
        question()
        times = sorted(_timed(question) * 1_000 for _ in range(ROUNDS if "country" not in name else 7))
        print(
            f"| {name} | {statistics.median(times):.1f} | {times[int(len(times) * 0.95)]:.1f} |", flush=True
        )


def _timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
