"""How fast the public door answers: 75,000 made-up villages by 60 variables, beside Datasette and DuckDB.

    .venv/bin/python bench/public_reading.py [--villages N] [--readers N] [--datasette PATH]

The door runs as `tambon public` does. Datasette serves the same columns from SQLite, indexed by province,
with its suggestions off (`uv sync --group bench` brings it; without it that part is left out). DuckDB asks
the published Parquet in this process. All share the machine's cores with their reader.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import http.client
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

DATASET, VERSION = "village_facts", "2026-11.1"
ROWS = f"/api/v1/datasets/{DATASET}/rows"
ROUNDS, THREADS, SECONDS = 300, 8, 5.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--villages", type=int, default=75_000)
    parser.add_argument("--readers", type=int, default=1_000, help="at the same time")
    parser.add_argument(
        "--datasette", default=shutil.which("datasette", path=str(Path(sys.executable).parent))
    )
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.make:
        from public_world import make

        make(args.make, villages=args.villages)
        return 0
    with tempfile.TemporaryDirectory(prefix="tambon-bench-") as folder:
        catalogue = Path(folder) / "catalogue"
        made = ["--make", str(catalogue), "--villages", str(args.villages)]
        subprocess.run([sys.executable, __file__, *made], check=True)
        (Path(folder) / "static").mkdir()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tambon.config.public_settings",
            "TAMBON_CATALOGUE": str(catalogue),
            "TAMBON_TRUSTED_KEYS": "unsigned",
            "TAMBON_STATIC": str(Path(folder) / "static"),
        }
        parquet = catalogue / "releases" / VERSION / "data" / DATASET / "village.parquet"
        _door(args.readers)
        _duckdb(parquet)
        if args.datasette:
            _datasette(args.datasette, parquet, Path(folder))
        else:
            print("Datasette is not here: uv sync --group bench")
    return 0


def _door(readers: int) -> None:
    from serving import serving

    with serving("tambon.config.public_wsgi:application") as server:
        for _ in range(40):  # every process reads its tables into memory after its first question
            _get(server.port, f"{ROWS}?area=10&limit=1")
        _until_quiet(server.process.pid)
        for name, ask in (("", {}), (", gzip", {"Accept-Encoding": "gzip"})):
            _line(f"door: 100 rows of a province{name}", server.port, _province, ask)
        _line("door: an area's page", server.port, lambda chance: f"/areas/{_village(chance)}?lang=en", {})
        _line("door: an area, JSON", server.port, lambda chance: f"/api/v1/areas/{_village(chance)}", {})
        _rate("door", server.port, _province)
        _whole("door: whole table as CSV, as published", server.port, f"{ROWS}?format=csv")
        few = ",".join(["area_code", *(f"fact_{number:02}" for number in range(60))])
        _whole("door: 60 columns of it, made anew", server.port, f"{ROWS}?format=csv&columns={few}")
        _crowd(server.port, readers)
        sizes = ", ".join(f"{size:.0f}" for size in _resident(server.process.pid))
        print(f"door: memory of its processes afterwards, MB: {sizes}")


def _province(chance: random.Random) -> str:
    return f"{ROWS}?limit=100&area={chance.randrange(10, 87)}"


def _village(chance: random.Random) -> str:
    return f"{chance.randrange(10, 87)}{chance.randrange(1, 12):02}0101"


def _duckdb(parquet: Path) -> None:
    import duckdb

    connection = duckdb.connect()
    chance = random.Random(1)

    def ask() -> None:
        province = f"{chance.randrange(10, 87)}"
        sql = f"SELECT * FROM '{parquet}' WHERE province_code = ? ORDER BY area_code LIMIT 100"
        connection.execute(sql, [province]).fetchall()

    _show("DuckDB: 100 rows of a province, in process", [_timed(ask) for _ in range(40)])
    target = parquet.with_suffix(".copy")
    write = f"COPY (SELECT * FROM '{parquet}') TO '{target}' (FORMAT csv, HEADER)"
    _show("DuckDB: whole table as CSV, to a file", [_timed(lambda: connection.execute(write))])
    target.unlink()


def _datasette(program: str, parquet: Path, folder: Path) -> None:
    database = folder / "facts.db"
    _fill(database, parquet)
    port = _free_port()
    words = ["serve", str(database), "--port", str(port), "--setting", "suggest_facets", "off"]
    words += ["--setting", "default_page_size", "100", "--setting", "max_csv_mb", "0"]
    words += ["--setting", "sql_time_limit_ms", "60000"]
    process = subprocess.Popen([program, *words], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        while not _listens(port):
            time.sleep(0.1)

        def page(chance: random.Random) -> str:
            return f"/facts/facts.json?_shape=objects&_size=100&province_code={chance.randrange(10, 87)}"

        _line("Datasette: 100 rows of a province", port, page, {})
        _rate("Datasette", port, page)
        _whole("Datasette: whole table as CSV", port, "/facts/facts.csv?_stream=on&_size=max")
    finally:
        process.terminate()
        process.wait()


def _fill(database: Path, parquet: Path) -> None:
    """The published rows in SQLite."""
    import duckdb

    found = duckdb.connect().execute(f"SELECT * FROM '{parquet}'")
    names = [column[0] for column in found.description]
    with contextlib.closing(sqlite3.connect(database)) as target:
        target.execute(f"CREATE TABLE facts ({', '.join(names)}, PRIMARY KEY (area_code, period))")
        while rows := found.fetchmany(5_000):
            target.executemany(f"INSERT INTO facts VALUES ({', '.join('?' * len(names))})", rows)
        target.execute("CREATE INDEX by_province ON facts (province_code, area_code)")
        target.commit()


def _line(name: str, port: int, path: Callable[[random.Random], str], headers: dict[str, str]) -> None:
    chance = random.Random(2)
    with _connected(port) as connection:
        paths = [path(chance) for _ in range(ROUNDS)]
        for each in paths[:20]:
            _ask(connection, each, headers)
        _show(name, [_timed(lambda each=each: _ask(connection, each, headers)) for each in paths])


def _rate(name: str, port: int, path: Callable[[random.Random], str]) -> None:
    """Requests a second of several readers that each wait for their answer."""
    counts: list[int] = []

    def read(seed: int) -> None:
        chance, ended, count = random.Random(seed), time.perf_counter() + SECONDS, 0
        with _connected(port) as connection:
            while time.perf_counter() < ended:
                _ask(connection, path(chance), {})
                count += 1
        counts.append(count)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{name + f': {THREADS} readers':46}{sum(counts) / SECONDS:9.0f} a second")


def _whole(name: str, port: int, path: str) -> None:
    with _connected(port) as connection:
        _show(name, [_timed(lambda: _ask(connection, path, {})) for _ in range(3)])


def _crowd(port: int, readers: int) -> None:
    """All at once, each on a connection of its own, three requests each."""
    failed: list[str] = []

    async def read(number: int) -> None:
        chance = random.Random(number)
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            for _ in range(3):
                path = f"{ROWS}?limit=20&area={chance.randrange(10, 87)}"
                writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
                head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                if " 200 " not in head.splitlines()[0]:
                    failed.append(head.splitlines()[0])
                await reader.readexactly(int(head.partition("content-length:")[2].split()[0]))
            writer.close()
        except (OSError, asyncio.IncompleteReadError) as error:
            failed.append(type(error).__name__)

    async def everybody() -> None:
        await asyncio.gather(*map(read, range(readers)))

    taken = _timed(lambda: asyncio.run(everybody()))
    print(f"door: {readers} readers at once, three pages each: {len(failed)} failed, {taken / 1000:.1f} s")
    if failed:
        print(f"  {set(failed)}")


@contextlib.contextmanager
def _connected(port: int) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        yield connection
    finally:
        connection.close()


def _get(port: int, path: str) -> None:
    with _connected(port) as connection:
        _ask(connection, path, {})


def _ask(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> None:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    while answer.read(1 << 20):
        pass
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")


def _timed(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1000


def _show(name: str, times: list[float]) -> None:
    times.sort()
    print(f"{name:46}{times[len(times) // 2]:9.1f} ms p50 {times[int(len(times) * 0.95)]:9.1f} ms p95")


def _processes(pid: int) -> list[int]:
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in below for each in _processes(int(child)))]


def _resident(pid: int) -> list[float]:
    page = os.sysconf("SC_PAGE_SIZE")
    return [int(Path(f"/proc/{p}/statm").read_text().split()[1]) * page / 1e6 for p in _processes(pid)]


def _until_quiet(pid: int) -> None:
    """Returns when the processes use no time any more."""
    used = -1.0
    while True:
        now = sum(_used(each) for each in _processes(pid))
        if now - used < 0.05:
            return
        used = now
        time.sleep(1)


def _used(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


if __name__ == "__main__":
    raise SystemExit(main())
