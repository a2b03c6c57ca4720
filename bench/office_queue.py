"""An office's queue and five hundred confirmations at a million records.

    .venv/bin/python bench/office_queue.py --kept /tmp/a-million

Prints a Markdown table of p50 and p95, the statements of one page, and what PostgreSQL plans for them
(``--explain``). ``--kept`` keeps the home for the next time; making it takes minutes.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from queue_world import BY, LARGE, NOW, ON, SINCE, country

PASSES = 30


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--villages", type=int, default=75_000)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--explain", action="store_true")
    asked = parser.parse_args()
    with country(asked.villages, kept=asked.kept):
        _measure(explain=asked.explain)


def _measure(*, explain: bool) -> None:
    from django.db import connection

    from tambon.accounts.models import Office
    from tambon.records.models import Claim, Record, Tally

    counted = ", ".join(f"{m.objects.count():,} {n}" for m, n in (
        (Record, "records"), (Claim, "claims"), (Tally, "counts of records"), (Office, "offices")
    ))  # fmt: skip
    print(f"{counted}\n\n| | p50 ms | p95 ms |\n|---|---|---|", flush=True)
    for name, office in _offices().items():
        _of_office(name, office)
    _confirmations(_offices()["half of the country"])
    _sheet(_offices()["half of the country"])
    if explain:
        _explain(_offices()["half of the country"], connection)


def _offices() -> dict[str, int]:
    """A large office, one with a district, a local government: with the most that waits of their kind."""
    from django.db.models import Count

    from tambon.accounts.models import Office
    from tambon.records.models import Tally

    busy = Tally.objects.filter(waiting__gt=0).values("office").annotate(n=Count("id")).order_by("-n")

    def most(*, half: str = "", **of: str) -> int:
        return int(busy.filter(**of).exclude(office__code=half)[0]["office"])

    return {
        "half of the country": int(Office.objects.get(code=LARGE).pk),
        "a province (dopa)": most(office__agency__code="dopa"),
        "a district (pwa)": most(office__agency__code="pwa", office__code__startswith="pwa-", half=LARGE),
        "a tambon (lao)": most(office__agency__code="lao"),
    }  # fmt: skip


def _of_office(name: str, office: int) -> None:
    from django.test import Client

    from tambon.accounts.queries import get_user
    from tambon.verification import queries

    page = queries.list_office_queue(office, on=ON, limit=20)
    cells, places = queries.count_office_queue(office, on=ON).total()
    shown = sum(len(row.cells) for row in page.rows)
    print(f"| {name}: {cells:,} values wait in {places:,} records, {shown} of them on a page | | |")
    _often(f"{name}: what waits, counted by dataset and district",
           lambda: queries.count_office_queue(office, on=ON))  # fmt: skip
    _often(f"{name}: a page of 20 records with all that stands beside",
           lambda: queries.list_office_queue(office, on=ON, limit=20))  # fmt: skip
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(get_user(_officer(office)))

    def visit() -> None:
        answer = client.get(f"/desk/queue/{office}")
        assert answer.status_code == 200, answer.status_code

    _often(f"{name}: the whole page as a request", visit)


def _officer(office: int) -> int:
    from tambon.accounts import actions as accounts
    from tambon.accounts import queries
    from tambon.accounts.rules import NewGrant, Role

    name = f"bench{office}"
    found = {person.username: person.id for person in queries.list_people()}
    if name in found:
        return int(found[name])
    person = accounts.add_person(username=name, name_th="ผู้ตรวจ", by=BY, at=NOW)
    accounts.grant(NewGrant(person, Role.VERIFIER, SINCE, office_id=office), by=BY, at=NOW)
    return int(person)


def _confirmations(office: int) -> None:
    from tambon.accounts import queries as accounts
    from tambon.records import queries as held
    from tambon.records.rules import Outcome, word_of
    from tambon.verification import actions
    from tambon.verification.rules import CellRef

    who = accounts.who(_officer(office), on=ON)
    items = held.list_queue(office, on=ON, limit=7_000)
    cells = [
        CellRef(i.record.id, v, i.record.cells[v].claim_id, word_of(i.record.cells[v].grade))
        for i in items
        for v in i.variables[:1]
    ]
    random.Random(3).shuffle(cells)
    batches = iter([cells[n : n + 500] for n in range(0, len(cells), 500)])

    def confirm() -> None:
        batch = next(batches)
        answers = actions.confirm(who, batch, on=ON, at=NOW)
        assert len(answers) == 500 and all(answer.outcome is Outcome.DONE for answer in answers)

    _often("confirm 500 cells of 500 records", confirm, passes=min(12, len(cells) // 500 - 1))


def _sheet(office: int) -> None:
    """Five thousand cells out, looked at and done; the file is CSV, whose reading takes no process apart."""
    from tambon.accounts import queries as accounts
    from tambon.desk.sheet_columns import sheet_xlsx
    from tambon.formats import csv_bytes
    from tambon.verification import actions
    from tambon.verification.queries import sheets
    from tambon.verification.rules.sheets import COLUMNS, key_of

    key, who = key_of("bench"), accounts.who(_officer(office), on=ON)
    given: dict[str, Any] = {"office_id": office, "on": ON, "key": key}
    rows = sheets.sheet_rows(**given)
    _often(f"a spreadsheet of {len(rows):,} cells: its rows", lambda: sheets.sheet_rows(**given), passes=3)
    _often("its workbook", lambda: sheet_xlsx(rows), passes=3)
    word = COLUMNS.index("word")
    filled = csv_bytes(COLUMNS, [(*row[:word], "confirm", *row[word + 1 :]) for row in rows])
    _often("sent back: looked at", lambda: sheets.check_sheet(filled, who=who, **given), passes=3)
    started = time.perf_counter()
    done = actions.apply_sheet(filled, who=who, at=NOW, **given)
    print(f"| done: {len(done.wishes):,} cells (once, s) | {time.perf_counter() - started:.1f} | |")


def _explain(office: int, connection: Any) -> None:
    from django.test.utils import CaptureQueriesContext

    from tambon.verification import queries

    queries.list_office_queue(office, on=ON, limit=20)
    with CaptureQueriesContext(connection) as told:
        queries.list_office_queue(office, on=ON, limit=20)
        queries.count_office_queue(office, on=ON)
    print(f"\n{len(told.captured_queries)} statements")
    for one in told.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) " + one["sql"].replace("%", "%%"))
            lines = [line for (line,) in cursor.fetchall()]
        print(f"\n{' '.join(one['sql'].split())[:100]}\n  " + "\n  ".join(lines[:14] + lines[-2:]))


def _often(what: str, do: Callable[[], Any], passes: int = PASSES) -> None:
    do()
    times = []
    for _ in range(passes):
        started = time.perf_counter()
        do()
        times.append(1000 * (time.perf_counter() - started))
    times.sort()
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    print(f"| {what} | {times[len(times) // 2]:,.1f} | {p95:,.1f} |", flush=True)


if __name__ == "__main__":
    main()
