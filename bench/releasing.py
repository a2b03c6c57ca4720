"""How long a release's files take to write, each kind apart, beside DuckDB's own COPY of the same table.

    .venv/bin/python bench/releasing.py [--villages 1000 10000 75000] [--periods 12] [--variables 60]

Villages are made up, ten to a tambon, a thousand to a province; half of the variables are counts, a
quarter decimals, the rest codes and yes/no. Needs no database. Floor: the village table's own COPY to Parquet
and to CSV, with DuckDB's defaults, in the same session.
What is asked: Parquet and CSV of the wide tables under three times the floor.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tambon.releases import freezes
from tambon.releases.building import make_level, write_level
from tambon.releases.formats import writing
from tambon.releases.rules.shape import Dataset, Freeze, Variable
from tambon.store import Session, literal, working_session

CODES = [{"code": code, "label_th": code, "label_en": code} for code in ("none", "part", "all")]
KINDS = ("integer", "decimal", "integer", "code", "integer", "boolean", "integer", "decimal")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--villages", type=int, nargs="+", default=[1_000, 10_000, 75_000])
    parser.add_argument("--periods", type=int, default=12)
    parser.add_argument("--variables", type=int, default=60)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    print("| villages | " + " | ".join(STEPS) + " | peak MB |\n" + "|---" * (len(STEPS) + 2) + "|")
    for villages in args.villages:
        taken = measure(villages, args.periods, args.variables, args.threads)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        cells = " | ".join(f"{taken[step]:.2f} s" for step in STEPS)
        print(f"| {villages:,} | {cells} | {peak:,} |", flush=True)
        wide, floor = taken["wide Parquet and CSV"], taken["floor: COPY of villages"]
        print(f"    wide / floor = {wide / floor:.1f}", flush=True)


STEPS = (
    "tables made", "floor: COPY of villages", "wide Parquet and CSV", "long table", "workbooks", "maps",
)  # fmt: skip


def measure(villages: int, periods: int, variables: int, threads: int) -> dict[str, float]:
    """Seconds for each of `STEPS`."""
    taken: dict[str, float] = {}

    @contextmanager
    def step(name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        taken[name] = time.perf_counter() - began

    dataset = dataset_of(periods, variables)
    with tempfile.TemporaryDirectory(prefix="tambon-bench-") as home:
        out = Path(home) / "data"
        source = writing.Source(head(dataset), Path(home))
        with working_session(Path(home) / "work", folders=[Path(home)], threads=threads) as session:
            make_areas(session, villages)
            make_cells(session, dataset)
            make_shapes(session, Path(home))
            with step("tables made"):
                rows = {level: make_level(session, source.freeze, dataset, level) for level in dataset.levels}
            with step("floor: COPY of villages"):
                copy(session, Path(home))
            with step("wide Parquet and CSV"):
                for level in dataset.levels:
                    write_level(session, level, rows[level], out)
            columns = {
                level: session.columns(f"SELECT * FROM {writing.made(level)}") for level in dataset.levels
            }
            with step("long table"):
                writing.write_observations(session, dataset, columns, out)
            parts = [
                writing.Table(level, p, columns[level]) for level in dataset.levels for p in dataset.periods
            ]
            with step("workbooks"):
                for part in parts:
                    writing.write_book(session, source, dataset, part, out)
            with step("maps"):
                latest = writing.Table("village", dataset.periods[-1], columns["village"])
                writing.write_drawn(session, source, dataset, latest, out)
    return taken


def dataset_of(periods: int, variables: int) -> Dataset:
    made = []
    for number in range(variables):
        kind, name = KINDS[number % len(KINDS)], f"v{number:02}"
        adds = "sum" if kind in ("integer", "decimal", "boolean") else "none"
        codes = CODES if kind == "code" else []
        made.append(Variable(name, name, name, kind, "free", aggregation=adds, unit="unit", codes=codes))
    months = [f"{2025 + number // 12}-{number % 12 + 1:02}" for number in range(periods)]
    return Dataset("bench", 1, "ทดสอบ", "Bench", "village", months, made)


def head(dataset: Dataset) -> Freeze:
    return Freeze(
        version="2026-11.1",
        round={"code": "bench", "name_th": "ทดสอบ", "name_en": "Bench"},
        frozen_at="2026-11-22T03:00:00+00:00",
        demonstration=True,
        public_url="http://127.0.0.1:8000",
        seal={"root": "", "at": ""},
        areas_editions=[],
        datasets=[dataset],
        files={},
    )


def make_areas(session: Session, villages: int) -> None:
    """Ten villages to a tambon, ten tambons to a district, ten districts to a province; and the country."""
    session.run(
        f"""CREATE TABLE places AS SELECT p, d, d || lpad((t % 10 + 1)::VARCHAR, 2, '0') AS s, i % 10 + 1 AS n
        FROM (SELECT i, t, p, p || lpad((t // 10 % 10 + 1)::VARCHAR, 2, '0') AS d
        FROM (SELECT i, i // 10 AS t, (10 + i // 1000)::VARCHAR AS p FROM range({villages}) r(i)))"""
    )
    village = "s || lpad(n::VARCHAR, 2, '0')"
    levels = {
        "country": ("'TH'", "NULL", "NULL", "NULL", "NULL"),
        "province": ("p", "'TH'", "p", "NULL", "NULL"),
        "district": ("d", "p", "p", "d", "NULL"),
        "tambon": ("s", "d", "p", "d", "s"),
        "village": (village, "s", "p", "d", "s"),
    }
    parts = [
        f"SELECT DISTINCT 'a-' || lower({code}) AS area_id, '{kind}' AS kind, {code} AS area_code, "
        f"'บ้านสมมติ ' || {code} AS name_th, 'Ban Sommot ' || {code} AS name_en, {up}::VARCHAR AS parent_code, "
        f"{p}::VARCHAR AS province_code, {d}::VARCHAR AS district_code, {s}::VARCHAR AS tambon_code, "
        "true AS synthetic FROM places"
        for kind, (code, up, p, d, s) in levels.items()
    ]
    session.run("CREATE TABLE areas AS " + " UNION ALL ".join(parts))


def make_cells(session: Session, dataset: Dataset) -> None:
    """A tenth of the cells is absent; the rest is of every grade."""
    values = {
        "integer": "(h % 400)::BIGINT", "decimal": "(h % 100000 / 100)::DECIMAL(19,6)",
        "boolean": "h % 3 = 0", "code": "['none', 'part', 'all'][1 + (h % 3)::INT]",
    }  # fmt: skip
    columns = []
    for number, v in enumerate(dataset.variables):
        chance = f"hash(area_id || period || {number})"
        value = values[v.type].replace("h %", f"{chance} %")
        columns.append(
            f"CASE WHEN {chance} % 10 > 0 THEN {value} END AS {v.name}, "
            f"['reported', 'checked', 'verified', 'disputed'][1 + ({chance} % 4)::INT] AS {v.name}_grade, "
            f"['field', 'register'][1 + ({chance} % 2)::INT] AS {v.name}_origin, "
            f"CASE WHEN {chance} % 10 = 0 THEN 'unknown' END AS {v.name}_absent"
        )
    periods = ", ".join(literal(period) for period in dataset.periods)
    session.run(
        f"CREATE TABLE cells AS SELECT area_id, period, true AS planned, {', '.join(columns)} "
        f"FROM areas, unnest([{periods}]) t(period) WHERE kind = 'village'"
    )


def make_shapes(session: Session, folder: Path) -> None:
    """A point for each village."""
    from tambon.areas.rules.geometry import point_wkb
    from tambon.releases.rules.boundaries import Shape

    found = session.query("SELECT area_id FROM areas WHERE kind = 'village' ORDER BY ALL")[1]
    points = (
        Shape(area_id, point_wkb(98 + n % 700 / 100, 6 + n % 1300 / 100), "CC0-1.0", "made up")
        for n, (area_id,) in enumerate(found)
    )
    freezes.write_shapes(folder, "village", points)


def copy(session: Session, folder: Path) -> None:
    """DuckDB's own time for the table of villages."""
    for number, options in enumerate(("FORMAT parquet, COMPRESSION zstd", "FORMAT csv, HEADER")):
        path = literal(folder / f"floor{number}")
        session.run(f"COPY (SELECT * FROM made_village) TO {path} ({options})")


if __name__ == "__main__":
    main()
