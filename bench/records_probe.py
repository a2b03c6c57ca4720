"""How should a million records of 25 values be stored? Three shapes of the same data, the same questions.

    .venv/bin/python bench/records_probe.py --records 1000000 --values 25

Works in a database of its own on the server of ``DATABASE_URL`` (else the home's) and drops it at the end.
Prints a Markdown table: size, load time, and p50/p95 of each question after a warm-up.

* **wide**: one row per record; values as JSONB, and beside them a JSONB object of named fields per cell; one
  tally row per record and owner office.
* **compact**: the same, but a cell's state is a short array ``[grade, origin, claim, since, …]``.
* **cells**: one row per cell, with no tally: queues and counts read the cells.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql

SMALL, LARGE, OTHERS = 1, 2, 878  # offices: 0.1 % of the records, 5 %, and the rest spread over the districts
VILLAGES = 75_000
SHAPES = ("wide", "compact", "cells")

COMMON = """
create table village (id int primary key, province smallint not null);
insert into village select i, i % 77 from generate_series(0, %(villages)s - 1) i;
create table past (id bigserial primary key, record_id bigint, variable text, value jsonb, grade text,
                   claim bigint, since timestamptz, until timestamptz);
insert into past (record_id, variable, value, grade, claim, since, until)
  select r, 'variable_' || v, to_jsonb(r %% 997), 'reported', r, now() - interval '30 days',
         now() - interval '9 days'
    from generate_series(1, %(records)s, 10) r, generate_series(1, 3) v;
create index on past (record_id, variable, since);
create table claim (id bigserial primary key, record_id bigint, about jsonb, made_at timestamptz, body jsonb);
"""
# Which grade, oddness and office: the same arithmetic in every shape, so that they hold the same data.
GRADE = "case when (r*7+v*13) %% 20 < 6 then 'verified' when (r*7+v*13) %% 20 < 16 then 'checked' \
when (r*7+v*13) %% 20 < 19 then 'reported' else 'disputed' end"
OFFICE = "case when r %% 1000 = 7 then 1 when r %% 20 = 3 then 2 else 3 + r %% 878 end"
ODD = "(case when r %% 50 = 3 then 1 + r %% 7 else 0 end)"
SINCE = "(extract(epoch from now()) * 1e6)::bigint"
STATE = {
    "wide": f"jsonb_build_object('grade', {GRADE}, 'claim', r, 'origin', 'field', 'since', now())",
    "compact": f"jsonb_build_array(left({GRADE}, 1), 'f', r, {SINCE}, 0, 0)",
}
RECORDS = """
create table record (id bigint primary key, dataset smallint, area int, period text, values jsonb,
                     cells jsonb);
insert into record
  select r, r / %(villages)s, r %% %(villages)s, '2026', c.values, c.cells
    from generate_series(1, %(records)s) r,
    lateral (select jsonb_object_agg('variable_' || v, (r * v) %% 997) as values,
                    jsonb_object_agg('variable_' || v, {state}) as cells
               from generate_series(1, %(values)s) v) c;
create unique index on record (dataset, area, period);
create table tally (id bigserial primary key, record_id bigint, office int, dataset smallint, area int,
                    period text, reported smallint, checked smallint, verified smallint, disputed smallint,
                    waiting smallint, oddness smallint);
insert into tally (record_id, office, dataset, area, period, reported, checked, verified, disputed, waiting,
                   oddness)
  select r, o.office, r / %(villages)s, r %% %(villages)s, '2026', %(values)s, o.checked, o.verified,
         o.disputed, o.waiting, {odd}
    from generate_series(1, %(records)s) r,
    lateral (select case when v %% 5 = 0 then 900 else {office} end as office,
                    count(*) filter (where {grade} = 'checked') as checked,
                    count(*) filter (where {grade} = 'verified') as verified,
                    count(*) filter (where {grade} = 'disputed') as disputed,
                    count(*) filter (where {grade} <> 'verified') as waiting
               from generate_series(1, %(values)s) v group by 1) o;
create unique index on tally (record_id, office);
create index on tally (office, oddness desc, id) where waiting > 0;
create index on tally (dataset, period, area);
"""
CELLS = """
create table cell (record_id bigint, variable smallint, dataset smallint, area int, period text, value jsonb,
                   grade "char", origin "char", claim bigint, since timestamptz, office int,
                   oddness smallint);
insert into cell
  select r, v, r / %(villages)s, r %% %(villages)s, '2026', to_jsonb((r * v) %% 997),
         left({grade}, 1)::"char", 'f', r, now(), case when v %% 5 = 0 then 900 else {office} end, {odd}
    from generate_series(1, %(records)s) r, generate_series(1, %(values)s) v;
alter table cell add primary key (record_id, variable);
create index on cell (dataset, area, period);
create index on cell (office, oddness desc, record_id) where grade <> 'v';
"""


@dataclass
class Shape:
    """One storage under test and what was measured of it."""

    name: str
    connection: psycopg.Connection[Any]
    records: int
    seconds: float = 0.0
    bytes: int = 0
    times: dict[str, list[float]] = field(default_factory=dict)

    @property
    def by_cell(self) -> bool:
        return self.name == "cells"

    def ask(self, question: str, *args: Any) -> list[Any]:
        return self.connection.execute(question, args).fetchall()


def load(shape: Shape, values: int) -> None:
    """Fills the shape's tables set by set, indexes them and notes time and size."""
    body = CELLS if shape.by_cell else RECORDS
    body = body.format(state=STATE.get(shape.name, ""), grade=GRADE, office=OFFICE, odd=ODD)
    cursor = psycopg.ClientCursor(shape.connection)  # binds in the client: generate_series inside DDL scripts
    cursor.execute(COMMON.replace("i % 77", "i %% 77"), {"records": shape.records, "villages": VILLAGES})
    started = time.perf_counter()
    cursor.execute(body, {"records": shape.records, "values": values, "villages": VILLAGES})
    shape.seconds = time.perf_counter() - started
    shape.connection.execute("vacuum analyze")
    tables = ("cell",) if shape.by_cell else ("record", "tally")
    for table in tables:
        shape.bytes += shape.ask("select pg_total_relation_size(%s::regclass)", table)[0][0]


def count_by_province(shape: Shape, where: str) -> None:
    """Verified cells by province."""
    what, table = ("count(*)", "cell") if shape.by_cell else ("sum(verified)", "tally")
    also = "and grade = 'v'" if shape.by_cell else ""
    found = shape.ask(
        f"select province, {what} from {table} join village on village.id = area "
        f"where {where} {also} group by 1"
    )
    assert found, "nothing counted"


def open_queue(shape: Shape, office: int) -> None:
    """The 50 oddest records with something to do for the office, with their values."""
    if shape.by_cell:
        question = """select * from cell where (record_id, variable) in (select record_id, variable from
            (select record_id, min(oddness) as o from (select record_id, oddness from cell
               where office = %s and grade <> 'v' order by oddness desc, record_id limit 2000) f
             group by 1 order by o desc, 1 limit 50) p
             join lateral (select variable from cell c where c.record_id = p.record_id) x on true)"""
    else:
        question = """select record.*, oddness, waiting from tally join record on record.id = record_id
            where office = %s and waiting > 0 order by oddness desc, tally.id limit 50"""
    assert shape.ask(question, office), "an empty queue"


def history(shape: Shape) -> None:
    """One cell: what it holds and what it held."""
    record = random.randrange(1, shape.records, 10)
    if shape.by_cell:
        now = shape.ask("select value, grade, since from cell where record_id = %s and variable = 2", record)
    else:
        now = shape.ask("select values->'variable_2', cells->'variable_2' from record where id = %s", record)
    past = shape.ask(
        "select * from past where record_id = %s and variable = 'variable_2' order by since", record
    )
    assert now and past


def confirm(shape: Shape) -> None:
    """500 cells of 500 records of the large office: claims, history, cells, tallies, in one transaction."""
    chosen = [r for r in random.sample(range(3, shape.records, 20), 500)]
    with shape.connection.transaction():
        if shape.by_cell:
            _confirm_cells(shape, chosen)
        else:
            _confirm_records(shape, chosen)


KEEP = """insert into past (record_id, variable, value, grade, claim, since, until)
    select r, 'variable_1', v::jsonb, g, r, now(), now()
      from unnest(%s::bigint[], %s::text[], %s::text[]) as t (r, v, g)"""
CLAIM = """insert into claim (record_id, about, made_at, body)
    select r, '{"variable_1": "ref"}', now(), '{}' from unnest(%s::bigint[]) r"""


def _confirm_cells(shape: Shape, chosen: list[int]) -> None:
    held = shape.ask(
        "select record_id, value::text, grade::text from cell where record_id = any(%s) and variable = 1 "
        "order by 1 for update",
        chosen,
    )
    shape.connection.execute(CLAIM, [chosen])
    shape.connection.execute(KEEP, [[h[i] for h in held] for i in range(3)])
    shape.connection.execute(
        "update cell set grade = 'v', since = now() where record_id = any(%s) and variable = 1", [chosen]
    )


def _confirm_records(shape: Shape, chosen: list[int]) -> None:
    held = shape.ask("select id, values, cells from record where id = any(%s) order by id for update", chosen)
    shape.connection.execute(CLAIM, [chosen])
    past = [(i, json.dumps(values["variable_1"]), str(cells["variable_1"])) for i, values, cells in held]
    shape.connection.execute(KEEP, [list(column) for column in zip(*past, strict=True)])
    for _, _, cells in held:
        if shape.name == "wide":
            cells["variable_1"]["grade"] = "verified"
        else:
            cells["variable_1"][0] = "v"
    shape.connection.execute(
        "update record set cells = n.cells::jsonb from unnest(%s::bigint[], %s::text[]) as n(id, cells) "
        "where record.id = n.id",
        [[h[0] for h in held], [json.dumps(h[2]) for h in held]],
    )
    shape.connection.execute(
        "update tally set verified = verified + 1, waiting = waiting - 1 "
        "where record_id = any(%s) and office = 2",
        [chosen],
    )


def measure(shape: Shape, runs: int) -> None:
    """Times every question ``runs`` times after two warm-up runs."""
    questions: dict[str, tuple[Callable[[], None], int]] = {
        "verified by province, all": (lambda: count_by_province(shape, "true"), max(3, runs // 5)),
        "verified by province, one dataset": (lambda: count_by_province(shape, "dataset = 0"), runs),
        "queue, office with 0.1 %": (lambda: open_queue(shape, SMALL), runs),
        "queue, office with 5 %": (lambda: open_queue(shape, LARGE), runs),
        "confirm 500 cells": (lambda: confirm(shape), runs),
        "history of one cell": (lambda: history(shape), runs * 5),
    }
    for name, (question, times) in questions.items():
        question()
        question()
        taken = shape.times[name] = []
        for _ in range(times):
            started = time.perf_counter()
            question()
            taken.append((time.perf_counter() - started) * 1000)


@contextmanager
def own_database(name: str) -> Iterator[psycopg.Connection[Any]]:
    """A database made for this run and dropped after it, whatever happens."""
    from tambon.host.home import Home
    from tambon.host.settings import database_settings

    place = database_settings(Home.from_environment())
    given = {k: place[k.upper()] for k in ("user", "password", "host", "port") if place[k.upper()]}
    with psycopg.connect(dbname="postgres", autocommit=True, **given) as outer:
        outer.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            with psycopg.connect(dbname=name, autocommit=True, **given) as inner:
                yield inner
        finally:
            outer.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def table(shapes: list[Shape]) -> str:
    """The figures as a Markdown table."""
    lines = ["| | " + " | ".join(f"{s.name} ({s.records:,} records)" for s in shapes) + " |"]
    lines.append("|---" * (len(shapes) + 1) + "|")
    lines.append("| on disk, MB | " + " | ".join(f"{s.bytes / 1e6:,.0f}" for s in shapes) + " |")
    lines.append("| load and index, s | " + " | ".join(f"{s.seconds:.0f}" for s in shapes) + " |")
    for question in shapes[0].times:
        cells = []
        for shape in shapes:
            taken = sorted(shape.times[question])
            p95 = taken[min(len(taken) - 1, round(0.95 * len(taken)))]
            cells.append(f"{statistics.median(taken):,.1f} / {p95:,.1f}")
        lines.append(f"| {question}, ms p50 / p95 | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument(
        "--cell-records", type=int, help="records of the one-row-per-cell shape (default: the same)"
    )
    parser.add_argument("--values", type=int, default=25)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    asked = parser.parse_args()
    done = []
    for name in asked.shapes:
        records = asked.cell_records or asked.records if name == "cells" else asked.records
        with own_database(f"tambon_probe_{os.getpid()}_{name}") as connection:
            shape = Shape(name, connection, records)
            load(shape, asked.values)
            measure(shape, asked.runs)
            done.append(shape)
            print(f"{name}: {shape.seconds:.0f} s to load", flush=True)
    print("\n" + table(done))


if __name__ == "__main__":
    random.seed(20)
    main()
