"""How fast the public side answers about areas: 75,000 made-up villages, through the whole web application.

    .venv/bin/python bench/registry_reads.py [--villages N] [--edition FOLDER]

Each question is a WSGI call in this process: no socket, every middleware. The floor is the same call answered
304 (the asker holds it already): addresses, middleware and ETag, and no answer made. ``--edition`` takes a
catalogue folder that was really published, instead of the made-up one.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path[:0] = [str(Path(__file__).parent.parent / "tests")]

ROUNDS = 600
VERSION = "2026-11-01.1"
TILES = 2_000  # about as many as the country has to zoom 10
TILE_BYTES = 20_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--villages", type=int, default=75_000)
    parser.add_argument("--edition", type=Path, help="a catalogue folder with areas/")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.make:
        _make(args.make, args.villages)
        return 0
    with tempfile.TemporaryDirectory(prefix="tambon-bench-") as folder:
        catalogue = args.edition or Path(folder) / "catalogue"
        if not args.edition:  # in a process of its own, so that its memory is not counted
            made = ["--make", str(catalogue), "--villages", str(args.villages)]
            subprocess.run([sys.executable, __file__, *made], check=True)
        (Path(folder) / "static").mkdir()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tambon.config.public_settings",
            "TAMBON_CATALOGUE": str(catalogue),
            "TAMBON_STATIC": str(Path(folder) / "static"),
            "TAMBON_TRUSTED_KEYS": "unsigned",  # an edition of whoever gives it
        }
        _measure()
    return 0


def _make(catalogue: Path, villages: int) -> None:
    os.environ |= {"TAMBON_HOME": str(catalogue.parent), "DJANGO_SETTINGS_MODULE": "tambon.config.settings"}
    from registry_files import write_edition
    from registry_world import thailand

    content = thailand(villages)
    chance = random.Random(1)
    zooms = [(z, x, y) for z in range(11) for x in range(min(2**z, 64)) for y in range(min(2**z, 64))]
    content.tiles = {place: chance.randbytes(TILE_BYTES) for place in zooms[:TILES]}
    write_edition(catalogue, VERSION, content)


def _measure() -> None:
    import django

    django.setup()
    from tambon.config.public_wsgi import application
    from tambon.public.published import registry
    from tambon.store import open_session

    with open_session() as session:  # its own memory is every public process's, with or without areas
        session.query("SELECT 1")
    before = _resident()
    started = time.perf_counter()
    edition = registry().edition()
    print(f"opened in {time.perf_counter() - started:.2f} s, {_resident() - before:.0f} MB more memory")
    spans = edition.spans
    chance = random.Random(2)
    some = [chance.randrange(len(spans.area)) for _ in range(ROUNDS)]
    names = [name[: chance.randint(1, 8)] for at in some for name in (spans.th[at], spans.en[at]) if name]
    parts = [name[3:7] for at in some if len(name := spans.th[at]) > 7]
    asked: dict[str, Iterable[str]] = {
        "an area": (f"/api/v1/areas/{spans.code[at] or spans.ids[spans.area[at]]}" for at in some),
        "an area in 2010": (f"/api/v1/areas/{spans.code[at] or 'TH'}?on=2010-01-01" for at in some),
        "names as typed": (f"/api/v1/areas/search?limit=10&q={quote(name)}" for name in names[:ROUNDS]),
        "parts of names": (f"/api/v1/areas/search?limit=10&q={quote(part)}" for part in parts),
        "a name never met": (f"/api/v1/areas/search?limit=10&q={quote('ฆฌ')}{at}" for at in some),
    }
    if edition.tiles:
        asked["a tile"] = _tiles(edition.tiles, chance)
    in_process = _times(registry().area, [spans.code[at] or "TH" for at in some])
    print(f"{'':20}{'p50 ms':>8}{'p95 ms':>8}{'floor':>8}{'p95/floor p95':>15}")
    print(f"{'get an area, bare':20}{_at(in_process, 0.5):8.2f}{_at(in_process, 0.95):8.2f}")
    for name, paths in asked.items():
        _line(application, name, list(paths))


def _tiles(tiles: Any, chance: random.Random) -> list[str]:
    zooms = range(tiles.first_zoom, tiles.last_zoom + 1)
    places = [(z, x, y) for z in zooms for x in range(min(2**z, 1024)) for y in range(min(2**z, 600))]
    held = [place for place in chance.sample(places, min(20_000, len(places))) if tiles.get(*place)]
    held = held or [(0, 0, 0)]
    return ["/api/v1/tiles/areas/{}/{}/{}.mvt".format(*chance.choice(held)) for _ in range(ROUNDS)]


def _line(application: Any, name: str, paths: list[str]) -> None:
    """Question and floor by turns, so that both meet the same machine."""
    for path in paths[:20]:
        _ask(application, path, False)
    answers, floors = [], []
    for path in paths:
        answers += _times(lambda each: _ask(application, each, False), [path])
        floors += _times(lambda each: _ask(application, each, True), [path])
    p95, floor = _at(answers, 0.95), _at(floors, 0.95)
    print(f"{name:20}{_at(answers, 0.5):8.2f}{p95:8.2f}{floor:8.2f}{p95 / floor:14.1f}×")


def _ask(application: Any, path: str, held: bool) -> None:
    route, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": route, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1",
        "HTTP_ACCEPT_ENCODING": "gzip", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http", "wsgi.version": (1, 0), "wsgi.multithread": True,
        "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    if held:
        environ["HTTP_IF_NONE_MATCH"] = "*"
    statuses: list[str] = []
    answer = application(environ, lambda status, _headers, _info=None: statuses.append(status))
    b"".join(answer)
    answer.close()
    if statuses[0][:3] not in ("200", "204", "304"):
        raise SystemExit(f"{path}: {statuses[0]}")


def _times(do: Callable[[str], object], each: Iterable[str]) -> list[float]:
    found = []
    for one in each:
        started = time.perf_counter()
        do(one)
        found.append((time.perf_counter() - started) * 1000)
    return found


def _at(times: list[float], part: float) -> float:
    return sorted(times)[int(len(times) * part)]


def _resident() -> float:
    """Megabytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    raise SystemExit(main())
