"""How long a form's submissions take on their way out, beside reading their bytes alone; prints a table.

    .venv/bin/python bench/export.py [--submissions 20000] [--home FOLDER]

The form is form40 with three rows of its repeat. A home in a temporary folder; ``--home`` keeps it and uses
it again. Floor: the same rows fetched and nothing done with them.
What is asked: a zip of 20,000 under 1 s, a filtered page of 100 under 20 ms.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
ROUNDS = 5
VILLAGES = 2_000
BATCH = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=20_000)
    parser.add_argument("--home", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tambon-bench-") as folder:
        os.environ["TAMBON_HOME"] = str(args.home or folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "tambon.config.settings"
        from tambon.host import postgres
        from tambon.host.home import Home
        from tambon.host.settings import url_of

        home = Home.from_environment()
        with postgres.database(home):
            os.environ.setdefault("DATABASE_URL", url_of(home))
            measure(args.submissions)


def measure(number: int) -> None:
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    from tambon.submissions.models import Submission

    if Submission.objects.count() < number:
        make(number)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    table()
    connection.close()


def make(number: int) -> None:
    """The submissions, received and processed as those of phones are."""
    from django.db import transaction
    from world import make_bench

    from tambon.records.actions import process_inbox
    from tambon.submissions.actions import receive

    bench, at, dice = make_bench(VILLAGES), datetime.now(UTC), random.Random("out")
    began = time.perf_counter()
    for start in range(0, number, BATCH):
        with transaction.atomic():
            for one in range(start, min(start + BATCH, number)):
                xml = filled(
                    bench.form_id, bench.xform, bench.version, one, dice.choice(bench.villages), at, dice
                )
                receive(xml=xml, person_id=1, at=at)
    while process_inbox(at=at):
        pass
    print(
        f"{number:,} submissions received and processed in {time.perf_counter() - began:.0f} s\n", flush=True
    )


def filled(
    form_id: str, xform: str, version: str, number: int, village: str, at: datetime, dice: random.Random
) -> bytes:
    from tambon.forms.rules.shape import read_shape

    shape = SHAPES.setdefault(version, read_shape(xform)) if version not in SHAPES else SHAPES[version]
    said: dict[str, list[str]] = {"": [], "groups": []}
    for node in shape.questions:
        if node.path.startswith("meta/"):
            continue
        text = {"village_code": village, "visit_date": at.date().isoformat()}.get(node.name)
        if text is None and node.choices:
            text = dice.choice(node.choices).name
        if text is None:
            text = str(dice.randrange(100)) if node.type in ("integer", "decimal") else "ข้อความ ๑๒๓"
        said[shape.repeat_of(node.path)].append(f"<{node.name}>{text}</{node.name}>")
    rows = "".join(f"<groups>{''.join(said['groups'])}</groups>" for _ in range(3))
    head = f'<data xmlns:orx="http://openrosa.org/xforms" id="{form_id}" version="{version}">'
    return (
        f"{head}{''.join(said[''])}{rows}"
        f"<orx:meta><orx:instanceID>uuid:{number:036}</orx:instanceID></orx:meta></data>"
    ).encode()


SHAPES: dict[str, object] = {}


def table() -> None:
    from django.db import connection

    from tambon.areas.queries import count as count_areas
    from tambon.areas.queries import get_area, list_ancestors, list_under
    from tambon.areas.rules import Kind
    from tambon.blobs.folder import Folder
    from tambon.records.queries.submitted import within
    from tambon.submissions.models import Submission
    from tambon.submissions.out.lines import line_parts
    from tambon.submissions.out.workbook import workbook_parts
    from tambon.submissions.out.zipped import zip_parts
    from tambon.submissions.queries.layouts import get_layout
    from tambon.submissions.queries.tables import Where, count, page, stream

    form_id = Submission.objects.values_list("form_id", flat=True)[0]
    layout, where, at = get_layout(form_id), Where(form_id), datetime.now(UTC)
    blobs = Folder(Path(os.environ["TAMBON_HOME"]) / "none")
    today = at.date()
    country = get_area("TH", on=today).id

    def villages_in(area: int) -> int:
        return count_areas(Kind.VILLAGE, on=today, under=area)

    district = max(list_under(country, on=today, kind=Kind.DISTRICT), key=lambda one: villages_in(one.id))
    province = list_ancestors(district.id, on=today)[-1]
    here = Where(form_id, also=(within([district.id], on=today),))
    there = Where(form_id, also=(within([province.id], on=today),))

    def told(_: int) -> None:
        pass

    def xml_alone() -> int:
        with connection.connection.cursor(binary=True) as cursor:
            cursor.execute("SELECT xml FROM submissions_submission")
            return sum(len(xml) for (xml,) in cursor)

    number, _ = count(where)
    size = xml_alone()
    print(f"{number:,} submissions, {size / 1e6:.0f} MB of XML", end="; ")
    print(f"{count(there)[0]:,} in {province.name_th}, {count(here)[0]:,} in a district of it\n")
    floor = timed(xml_alone)
    print("| what | p50 ms | least ms | CPU ms | of the floor | bytes |")
    print("|---|---:|---:|---:|---:|---:|")
    line("floor: the XML fetched", floor, floor, size)
    whole: dict[str, Callable[[], int]] = {
        "every row streamed with what is known of it": lambda: sum(1 for _ in stream(where)),
        "zip of CSV": lambda: size_of(zip_parts(layout, where, open_blob=blobs.open, at=at, told=told)),
        "lines of JSON": lambda: size_of(line_parts(layout, where, told=told)),
        "zip of CSV, one province": lambda: size_of(
            zip_parts(layout, there, open_blob=blobs.open, at=at, told=told)
        ),
        "page of 100, the nation": lambda: len(page(where, limit=100)),
        "page of 100, a state and a sender": lambda: len(
            page(Where(form_id, sender="bench", state=None), limit=100)
        ),
        "page of 100, one province": lambda: len(page(there, limit=100)),
        "page of 100, one district": lambda: len(page(here, limit=100)),
        "counted, one district": lambda: count(here)[0],
    }
    for name, question in whole.items():
        line(name, timed(question), floor, question())
    once = timed(lambda: size_of(workbook_parts(layout, where, told=told)), rounds=1)
    line("workbook", once, floor, 0)


def size_of(parts: object) -> int:
    return sum(len(part) for part in parts)  # type: ignore[attr-defined]


Times = tuple[list[float], float]


def timed(what: Callable[[], object], rounds: int = ROUNDS) -> Times:
    took, cpu = [], time.process_time()
    for _ in range(rounds):
        began = time.perf_counter()
        what()
        took.append((time.perf_counter() - began) * 1_000)
    return took, (time.process_time() - cpu) * 1_000 / rounds


def line(name: str, times: Times, floor: Times, size: int) -> None:
    middle = statistics.median(times[0])
    share = middle / statistics.median(floor[0])
    print(
        f"| {name} | {middle:,.1f} | {min(times[0]):,.1f} | {times[1]:,.0f} | {share:.1f} × | {size:,} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
