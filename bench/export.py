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
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from homes import bench_home

ROUNDS = 5
VILLAGES = 2_000
BATCH = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=20_000)
    parser.add_argument("--home", type=Path)
    args = parser.parse_args()
    with bench_home(args.home):
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
    from tambon.submissions.models import Submission
    from tambon.submissions.queries.layouts import get_layout
    from tambon.submissions.queries.tables import Where, count

    form_id = Submission.objects.values_list("form_id", flat=True)[0]
    where = {"the nation": Where(form_id), **places(form_id)}
    number, size = count(where["the nation"])[0], xml_alone()
    inside = ", ".join(f"{count(one)[0]:,} in {name}" for name, one in where.items())
    print(f"{number:,} submissions, {size / 1e6:.0f} MB of XML; {inside}\n")
    floor = timed(xml_alone)
    print("| what | p50 ms | least ms | CPU ms | of the floor | bytes |")
    print("|---|---:|---:|---:|---:|---:|")
    line("floor: the XML fetched", floor, floor, size)
    for name, question in questions(get_layout(form_id), where).items():
        rounds = 1 if name.startswith("workbook") else ROUNDS
        line(name, timed(question, rounds=rounds), floor, question() if rounds > 1 else 0)


def questions(layout: object, where: dict[str, Any]) -> dict[str, Callable[[], int]]:
    """What is asked, by its name."""
    from tambon.blobs.folder import Folder
    from tambon.submissions.out.lines import line_parts
    from tambon.submissions.out.workbook import workbook_parts
    from tambon.submissions.out.zipped import zip_parts
    from tambon.submissions.queries.tables import count, page, stream

    blobs, at = Folder(Path(os.environ["TAMBON_HOME"]) / "none"), datetime.now(UTC)

    def told(_: int) -> None:
        pass

    def zipped(one: object) -> int:
        return size_of(zip_parts(layout, one, open_blob=blobs.open, at=at, told=told))

    nation, province, district = where.values()
    return {
        "every row streamed with what is known of it": lambda: sum(1 for _ in stream(nation)),
        "zip of CSV": lambda: zipped(nation),
        "lines of JSON": lambda: size_of(line_parts(layout, nation, told=told)),
        "zip of CSV, one province": lambda: zipped(province),
        "page of 100, the nation": lambda: len(page(nation, limit=100)),
        "page of 100, a sender": lambda: len(page(replace(nation, sender="bench"), limit=100)),
        "page of 100, one province": lambda: len(page(province, limit=100)),
        "page of 100, one district": lambda: len(page(district, limit=100)),
        "counted, one district": lambda: count(district)[0],
        "workbook": lambda: size_of(workbook_parts(layout, nation, told=told)),
    }


def places(form_id: str) -> dict[str, Any]:
    """The district with most villages and its province, as filters."""
    from tambon.areas.queries import count as count_areas
    from tambon.areas.queries import get_area, list_ancestors, list_under
    from tambon.areas.rules import Kind
    from tambon.records.queries.submitted import within
    from tambon.submissions.queries.tables import Where

    today = datetime.now(UTC).date()
    districts = list_under(get_area("TH", on=today).id, on=today, kind=Kind.DISTRICT)
    fullest = max(districts, key=lambda one: count_areas(Kind.VILLAGE, on=today, under=one.id))
    province = list_ancestors(fullest.id, on=today)[-1]
    return {
        "a province": Where(form_id, also=(within([province.id], on=today),)),
        "a district": Where(form_id, also=(within([fullest.id], on=today),)),
    }


def xml_alone() -> int:
    """Every submission's XML fetched, and nothing done with it; the bytes come back."""
    from django.db import connection

    connection.ensure_connection()
    with connection.connection.cursor(binary=True) as cursor:
        cursor.execute("SELECT xml FROM submissions_submission")
        return sum(len(xml) for (xml,) in cursor)


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
