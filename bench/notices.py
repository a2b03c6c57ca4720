"""How long it takes to tell a whole country what waits: digests, one page, the bell, the journal, letters.

.venv/bin/python bench/notices.py [--villages N]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent)]
ROUNDS = 30


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--villages", type=int, default=75_000)
    args = parser.parse_args()
    from tambon.host import postgres
    from tambon.host.home import Home
    from tambon.host.settings import url_of

    with tempfile.TemporaryDirectory(prefix="tambon-bench-") as folder:
        home = Home.at(folder)
        with postgres.database(home):
            os.environ |= {"DATABASE_URL": url_of(home), "TAMBON_HOME": folder}
            os.environ["DJANGO_SETTINGS_MODULE"] = "tambon.config.settings"
            _measure(args.villages)
    return 0


def _measure(villages: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from notices_world import AT, BY, ON, make_country

    from tambon.notices import actions, queries
    from tambon.notices.models import Digest

    call_command("migrate", verbosity=0)
    make_country(villages)
    print(f"## Telling everybody ({villages:,} villages, {_counts()})\n\n| what | time |\n|---|---|")
    made = _once("digests of everybody, by desk and e-mail", lambda: actions.make_digests(on=ON, at=AT))
    _once("the same again: nothing is due", lambda: actions.make_digests(on=ON, at=AT))
    tomorrow = ON + timedelta(days=1)
    _once("the next day: the desk's alone", lambda: actions.make_digests(on=tomorrow, at=AT))
    worker, officer = _worker(), _officer()
    _often("one worker's page: what waits", lambda: queries.waiting_for(worker, on=ON))
    _often("one district officer's", lambda: queries.waiting_for(officer, on=ON))
    _often("the bell in the menu", lambda: queries.count_new(worker))
    _journal(BY, AT)
    _once("reading the journal: a contract made for each post", lambda: actions.read_journal(at=AT))
    _once("again: nothing new", lambda: actions.read_journal(at=AT))
    _letters()
    print(f"\n{dict(made)} made; {Digest.objects.count():,} digests in the table.")


def _counts() -> str:
    from tambon.accounts.models import Office, Person
    from tambon.records.models import Tally
    from tambon.workforce.models import Contract

    counted = (Contract, "contracts"), (Person, "people"), (Office, "offices"), (Tally, "counts of records")
    return ", ".join(f"{model.objects.count():,} {name}" for model, name in counted)


def _worker() -> int:
    from tambon.accounts.models import Grant

    return int(Grant.objects.filter(role="worker").order_by("-pk").values_list("person_id", flat=True)[100])


def _officer() -> int:
    from tambon.accounts.models import Person

    found = Person.objects.filter(username__startswith="district").order_by("-pk")
    return int(found.values_list("pk", flat=True)[10])


def _journal(by: str, at: Any) -> None:
    from django.db import transaction

    from tambon.journal.actions import record_many
    from tambon.journal.rules import NewEntry
    from tambon.workforce.models import Contract

    rows = Contract.objects.values_list("pk", "post_id", "person_id")
    entries = [
        NewEntry("workforce.contract_made", f"contract:{id_}", by, at,
                 {"post": post, "person": person, "since": "2026-10-01"})
        for id_, post, person in rows
    ]  # fmt: skip
    with transaction.atomic():
        record_many(entries)


def _letters() -> None:
    from notices_world import AT

    from tambon.areas.models import Area
    from tambon.notices import actions, queries
    from tambon.notices.rules import Letterhead

    head = Letterhead("ที่ทำการปกครองจังหวัด", "ศาลากลางจังหวัด", "กลุ่มงานปกครอง", "นายสมมุติ ใจดี", "ปลัดจังหวัด")
    province = Area.objects.filter(kind="province").order_by("pk").last()
    given = {"from_area": province.pk, "first_number": "มส 0017/1", "head": head, "by": "system", "at": AT}  # type: ignore[union-attr]
    ids = _once("letters to all offices of a province", lambda: actions.make_letters(**given))
    _once(f"their PDF ({len(ids)} letters)", lambda: queries.letters_pdf(ids, desk="http://127.0.0.1/desk/"))


def _once(what: str, do: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    done = do()
    print(f"| {what} | {time.perf_counter() - start:.2f} s |", flush=True)
    return done


def _often(what: str, do: Callable[[], Any]) -> None:
    do()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        do()
        times.append(time.perf_counter() - start)
    times.sort()
    print(
        f"| {what} (median, p95) | {1000 * times[ROUNDS // 2]:.1f}, {1000 * times[-2]:.1f} ms |", flush=True
    )


if __name__ == "__main__":
    sys.exit(main())
