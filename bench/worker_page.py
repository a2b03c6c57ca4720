"""How fast a worker's page, a district at a glance and `may` answer when the whole nation is at work.

    .venv/bin/python bench/worker_page.py [--villages 75000] [--home FOLDER]

Whole requests of signed-in people over a socket, to the web server as `tambon run` starts it. The floors, in
turn with the pages: `/healthz` (every middleware and a `SELECT 1`), a small file, and `SELECT 1` alone.
``--home`` keeps the nation that was made there and uses it again.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from people_world import ON, VILLAGES, nation, size
from serving import Server, serving

PEOPLE, ROUNDS, TOGETHER = 200, 1, 8
WARMING = 60  # until the threads that serve have their connections and their statements prepared
ASKED = 100  # so often `may` is asked between two looks at the clock
HEALTH = "`/healthz`"
Visit = tuple[str, str]  # address and cookie


@dataclass
class Page:
    """What is asked for, by whom, and how long each answer took in ms."""

    name: str
    visits: list[Visit]
    times: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.95)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--villages", type=int, default=VILLAGES)
    parser.add_argument("--home", type=Path)
    args = parser.parse_args()
    with nation(args.villages, kept=args.home):
        from tambon.cli.statics import collect

        collect()
        print(f"\n## People and the plan\n\n{args.villages:,} villages: {size()}.\n")
        dice = random.Random(7)
        pages = _pages(dice)
        _statements(pages)
        with serving("stopped_desk:application") as web:
            _side_by_side(web, pages)
            _together(web, pages)
        _may(dice)
    return 0


def _pages(dice: random.Random) -> list[Page]:
    """The pages with the people who look at them, drawn from the whole nation."""
    from django.contrib.staticfiles.storage import staticfiles_storage

    from tambon.accounts.models import Grant, Person
    from tambon.areas.queries import views

    at_work = Grant.objects.filter(role="worker", during__contains=ON).values_list("person_id", flat=True)
    workers = _some(dice, at_work.distinct())
    with_posts = _districts()
    officers = Grant.objects.filter(role="district", area_id__in=with_posts).values_list(
        "person_id", "area_id"
    )
    looking = dict(_some(dice, officers))
    districts = views(looking.values(), on=ON)
    users = Person.objects.in_bulk([*workers, *looking])
    return [
        Page(HEALTH, [("/healthz", "")] * len(workers)),
        Page("a small file", [(staticfiles_storage.url("built/mark.svg"), "")] * len(workers)),
        Page("a worker's page", [("/desk/work", _cookie(users[one])) for one in workers]),
        Page(
            "a district at a glance",
            [(f"/desk/workers/{districts[at].code}", _cookie(users[one])) for one, at in looking.items()],
        ),
    ]


def _some(dice: random.Random, found: Iterable[Any]) -> list[Any]:
    listed = sorted(found)
    return dice.sample(listed, min(PEOPLE, len(listed)))


def _districts() -> set[int]:
    """Those in which somebody works."""
    from tambon.areas.queries import ancestor_ids
    from tambon.workforce.models import Contract

    tambons = set(Contract.objects.values_list("post__tambon_id", flat=True))
    return {line[-2] for line in ancestor_ids(tambons, on=ON).values()}


def _cookie(user: object) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def _statements(pages: list[Page]) -> None:
    """How many statements a page asks the database, and how long they take, without a web server."""
    import stopped_desk
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    assert stopped_desk
    settings.ALLOWED_HOSTS.append("testserver")
    print("| page | statements | kB |\n|---|---:|---:|")
    for page in pages[2:]:
        told, lengths = [], []
        for address, cookie in page.visits[:40]:
            with CaptureQueriesContext(connection) as asked:
                answer = Client(headers={"cookie": cookie}).get(address)
            told.append(len(asked.captured_queries))
            lengths.append(len(answer.content) / 1_000)
        low, high = min(told[5:]), max(told[5:])  # the first ones fill what a process keeps
        print(f"| {page.name} | {low}–{high} | {statistics.median(lengths):.0f} |", flush=True)


def _side_by_side(web: Server, pages: list[Page]) -> None:
    """One who asks, each page once in turn, so that a machine that drifts drifts for all of them."""
    line = HTTPConnection("127.0.0.1", web.port)
    for page in pages:
        for number in range(WARMING):
            _ask(line, page.visits[number % len(page.visits)])
    for number in range(PEOPLE * ROUNDS):
        for page in pages:
            page.times.append(_ask(line, page.visits[number % len(page.visits)]))
    floor = pages[0].median
    print("\n| page | p50 ms | p95 ms | p50 beside the floor |\n|---|---:|---:|---:|")
    for page in pages:
        print(
            f"| {page.name} | {page.median:.1f} | {page.p95:.1f} | {page.median / floor:.1f} × |", flush=True
        )
    print(f"| `SELECT 1` in this process | {_select():.2f} | | |", flush=True)


def _ask(line: HTTPConnection, visit: Visit) -> float:
    address, cookie = visit
    began = time.perf_counter()
    line.request("GET", address, headers={"Cookie": cookie, "Accept-Language": "th"})
    answer = line.getresponse()
    answer.read()
    took = (time.perf_counter() - began) * 1_000
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status} {answer.headers.get('Location', '')}")
    return took


def _together(web: Server, pages: list[Page]) -> None:
    """Many who ask at once, as on a Monday morning; the processors' time tells most on a busy machine."""
    print(f"\n| {TOGETHER} who ask at once | per s | p50 ms | p95 ms | CPU ms a page: web | database |")
    print("|---|---:|---:|---:|---:|---:|")
    for page in (pages[0], pages[2], pages[3]):
        parts = [page.visits[number::TOGETHER] for number in range(TOGETHER)]
        before, began = _cpu(web), time.perf_counter()
        with ThreadPoolExecutor(TOGETHER) as pool:
            page.times = [one for part in pool.map(lambda part: _all(web, part), parts) for one in part]
        asked, took = len(page.times), time.perf_counter() - began
        ours, database = ((after - was) / asked * 1_000 for was, after in zip(before, _cpu(web), strict=True))
        print(
            f"| {page.name} | {asked / took:,.0f} | {page.median:.1f} | {page.p95:.1f} | {ours:.1f} | "
            f"{database:.1f} |",
            flush=True,
        )


def _cpu(web: Server) -> tuple[float, float]:
    """Seconds of the processors that the web server and the database's server have used."""
    from load_watch import usage

    from tambon.host.home import Home

    postmaster = int((Home.from_environment().database / "postmaster.pid").read_text().split()[0])
    return tuple(sum(usage([pid])[0].values()) for pid in (web.process.pid, postmaster))  # type: ignore[return-value]


def _all(web: Server, visits: list[Visit]) -> list[float]:
    with contextlib.closing(HTTPConnection("127.0.0.1", web.port)) as line:
        return [_ask(line, visit) for visit in visits]


def _select() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        return statistics.median(_timed(lambda: cursor.execute("SELECT 1")) for _ in range(1_000)) * 1_000


def _may(dice: random.Random) -> None:
    """`may` with real people's grants of the day: one who has the most villages, a district's officer."""
    from django.db.models import Count

    from tambon.accounts import queries
    from tambon.accounts.models import Grant
    from tambon.accounts.rules import Thing, Verb, may
    from tambon.areas.queries import reached_from

    rows = Grant.objects.filter(role="worker", during__contains=ON).values("person_id", "area_id")
    most = rows.values("person_id").annotate(villages=Count("pk")).order_by("-villages")[0]["person_id"]
    officer = Grant.objects.filter(role="district").values_list("person_id", flat=True)[0]
    own = [row["area_id"] for row in rows.filter(person_id=most)]
    others = dice.sample([row["area_id"] for row in rows], 500)
    lines = reached_from([*own, *others], on=ON)
    things = [Thing(lines[area]) for area in (*own * 20, *others)]
    dice.shuffle(things)
    empty = _per_call(lambda thing: None, things)
    print("\n| `may`, grants loaded | grants | p50 µs | p95 µs |\n|---|---:|---:|---:|")
    for person, verb in ((most, Verb.COLLECT), (officer, Verb.SEE_WORKFORCE)):
        who = queries.who(person, on=ON)
        p50, p95 = _per_call(lambda thing, who=who, verb=verb: may(who, verb, thing), things)
        print(f"| {who.grants[0].role}: {verb} | {len(who.grants)} | {p50:.2f} | {p95:.2f} |", flush=True)
    print(f"| floor: a call that answers nothing | | {empty[0]:.2f} | {empty[1]:.2f} |", flush=True)


def _per_call(do: Callable[..., object], things: list[object]) -> tuple[float, float]:
    times = []
    for number in range(2_000):
        thing = things[number % len(things)]
        began = time.perf_counter()
        for _ in range(ASKED):
            do(thing)
        times.append((time.perf_counter() - began) / ASKED * 1e6)
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.95)]


def _timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
