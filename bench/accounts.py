"""How fast accounts and offices are loaded by file, and how fast `may` answers.

    .venv/bin/python bench/accounts.py [--people 10000] [--offices 7850]

Makes a home of its own with the whole country's districts and tambons. The floor of a load is COPY of as many
plain rows (people, grants, two entries of the journal each) into tables without constraints, in the same run.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
AT, TODAY = datetime(2026, 12, 15, 5, tzinfo=UTC), date(2026, 12, 15)
PEOPLE = ("username", "name_th", "name_en", "email", "role", "area", "from", "until")
OFFICES = ("agency", "agency_th", "office", "name_th", "email", "addressee", "address", "areas", "from")
ASKED = 200_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--offices", type=int, default=7_850)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tambon-bench-") as folder:
        os.environ |= {"TAMBON_HOME": folder, "DJANGO_SETTINGS_MODULE": "tambon.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(ROOT))
        from tambon.cli.database import ready_database

        with ready_database():
            districts, tambons = _country()
            print("\n## Accounts\n\n| what | seconds | beside the floor |\n|---|---|---|")
            _accounts(districts, args.people)
            _offices(tambons, args.offices)
            _may(districts)
    return 0


def _country() -> tuple[list[str], list[str]]:
    from tambon.accounts import actions as accounts
    from tambon.areas import actions, queries
    from tambon.areas.rules import Kind

    accounts.found("demonstration", by="system", at=AT)
    actions.load_geothai(by="system", at=AT)
    country = queries.get_area("TH", on=TODAY).id
    districts = [one.code for one in queries.list_under(country, on=TODAY, kind=Kind.DISTRICT)]
    return districts, [one.code for one in queries.list_under(country, on=TODAY, kind=Kind.TAMBON)]


def _accounts(districts: list[str], people: int) -> None:
    from tambon.accounts import actions

    rows = [
        (f"user{n}", f"ผู้ใช้ ทดสอบ {n}", f"User {n}", f"u{n}@example.go.th" if n % 3 else "", "district",
         districts[n % len(districts)], "1 ต.ค. 2569", "30/9/2570")
        for n in range(people)
    ]  # fmt: skip
    _load("accounts", people, _csv(PEOPLE, rows), floor=(people, people, 2 * people), load=lambda content:
          actions.load_accounts(content, who=None, by="system", at=AT))  # fmt: skip
    _load("accounts in an XLSX", people, _xlsx(PEOPLE, [(f"x{row[0]}", *row[1:]) for row in rows]),
          floor=(people, people, 2 * people), load=lambda content:
          actions.load_accounts(content, who=None, by="system", at=AT))  # fmt: skip


def _offices(tambons: list[str], offices: int) -> None:
    from tambon.accounts import actions

    rows = [
        ("lao", "องค์กรปกครองส่วนท้องถิ่น", f"lao-{n}", f"อบต. ทดสอบ {n}", "", "นายก", "",
         tambons[n] if n < len(tambons) else "", "1/10/2569")
        for n in range(offices)
    ]  # fmt: skip
    _load("offices with a territory", offices, _csv(OFFICES, rows), floor=(offices, offices, 2 * offices),
          load=lambda content: actions.load_offices(content, by="system", at=AT))  # fmt: skip


def _load(
    what: str, number: int, content: bytes, *, floor: Sequence[int], load: Callable[[bytes], object]
) -> None:
    lowest = _timed(lambda: _floor(floor))
    took = _timed(lambda: print(f"  {load(content)}", file=sys.stderr))
    print(f"| {number:,} {what} | {took:.1f} | {took / lowest:.1f} × {lowest:.2f} s |", flush=True)
    took = _timed(lambda: print(f"  {load(content)}", file=sys.stderr))
    print(f"| the same again, which changes nothing | {took:.1f} | |", flush=True)


def _csv(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([heading, *rows])
    return text.getvalue().encode()


def _xlsx(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([heading, *rows]):
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell)
    return buffer.getvalue()


def _floor(counts: Sequence[int]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for rows in counts:
            cursor.execute("CREATE TEMP TABLE floor (a bigint, b bigint, c text, during daterange, d bytea)")
            with cursor.copy("COPY floor FROM STDIN") as target:
                for number in range(rows):
                    target.write_row((number, number, "some text of a row", "[2026-10-01,)", b"0" * 32))
            cursor.execute("DROP TABLE floor")


def _may(districts: list[str]) -> None:
    """`may` with the grants of a day loaded: a few grants, and the thirty villages of a busy worker."""
    from tambon.accounts import queries
    from tambon.accounts.rules import GrantView, Role, Thing, Verb, Who, may
    from tambon.areas import queries as areas

    ids = areas.ids_by_code(districts, on=TODAY)
    lines = list(areas.reached_from(ids.values(), on=TODAY).values())
    person = queries.find_person("user7")
    loaded = queries.who(person.id, on=TODAY) if person else None
    many = Who(
        0, "w", "w", "w", "th", tuple(GrantView(Role.WORKER, area) for area in list(ids.values())[:30])
    )
    dice = random.Random(7)
    things = [Thing(dice.choice(lines), 3) for _ in range(1_000)]
    print("\n| `may` | p50 µs | p95 µs |\n|---|---|---|")
    for name, who, verb in (("one grant", loaded, Verb.SEE_CELLS), ("thirty grants", many, Verb.COLLECT)):
        times = []
        for number in range(ASKED // 100):
            thing = things[number % len(things)]
            began = time.perf_counter()
            for _ in range(100):
                may(who, verb, thing)  # type: ignore[arg-type]
            times.append((time.perf_counter() - began) / 100 * 1e6)
        times.sort()
        print(
            f"| {name} | {statistics.median(times):.2f} | {times[int(len(times) * 0.95)]:.2f} |", flush=True
        )


def _timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
