"""Serves a home: database, web and worker, until it is told to stop."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from tambon.cli import reading
from tambon.host import web
from tambon.host.home import Home
from tambon.host.supervisor import Program, Supervisor, stop_on_signals

NAME = "run"
HELP = "serve a home: database, web and worker; Ctrl-C stops everything"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine alone)"
    )
    parser.add_argument("--port", type=reading.port, default=8000, help="port to listen on (default: 8000)")


def run(args: argparse.Namespace) -> int:
    """0 when it was told to stop. Raises `home_unfinished` after a restore that was cut off."""
    Home.from_environment().demand_whole()
    _tell_addresses(args.host, args.port)
    web.demand_free(args.host, args.port)
    home = None if os.environ.get("DATABASE_URL") else Home.from_environment()
    supervisor = Supervisor(home, _programs(args.host, args.port))
    stop_on_signals()
    try:
        supervisor.start_database()
        lines = prepare(args.host)
        supervisor.watch(_once_serving(args.host, args.port, lines))
    except KeyboardInterrupt:
        print("กำลังหยุด · stopping …", file=sys.stderr)
    finally:
        supervisor.stop()
    return 0


def prepare(host: str) -> list[str]:
    """Migrates, founds an empty home as a real one, gathers static files; what to print once it serves."""
    from tambon.cli.database import set_up
    from tambon.cli.founding import found_real, sign_own
    from tambon.cli.statics import collect

    set_up()
    from django.conf import settings
    from django.db import connections

    _demand_that_a_demonstration_stays(host)
    settings.HOME.note_addresses(url=settings.TAMBON_URL, public_url=settings.TAMBON_PUBLIC_URL)
    link = found_real(at=datetime.now(UTC))
    sign_own(at=datetime.now(UTC))
    collect()
    lines = [*_addresses(), *_people(link)]
    connections.close_all()
    return lines


def _tell_addresses(host: str, port: int) -> None:
    """What settings read: where we serve is where we are, unless the operator says otherwise."""
    here = web.address("127.0.0.1" if host in ("0.0.0.0", "::") else host, port)  # noqa: S104
    os.environ.setdefault("TAMBON_URL", here)
    urls = [here, os.environ["TAMBON_URL"], os.environ.get("TAMBON_PUBLIC_URL", "")]
    hosts = ["127.0.0.1", "localhost", "[::1]", *(web.host_of(url) for url in urls)]
    named = [f"[{name}]" if ":" in name and name[0] != "[" else name for name in hosts if name]
    os.environ.setdefault("TAMBON_HOSTS", ",".join(dict.fromkeys(named)))


def _programs(host: str, port: int) -> list[Program]:
    return [
        Program("web", web.command("tambon.config.wsgi:application", host=host, port=port)),
        Program("worker", [sys.executable, "-m", "tambon.config.worker"]),
    ]


def _demand_that_a_demonstration_stays(host: str) -> None:
    from django.conf import settings

    from tambon.accounts import queries
    from tambon.cli import problems

    if not (queries.is_demonstration() or queries.has_demonstration_people()):
        return
    told = (settings.TAMBON_URL, settings.TAMBON_PUBLIC_URL)
    answered = [name.strip("[]") for name in settings.ALLOWED_HOSTS]
    for where in (host, *map(web.host_of, told), *answered):
        if not web.is_loopback(where):
            raise problems.demonstration_stays_here(where=where)
    if os.environ.get("TAMBON_BEHIND_PROXY") == "1":
        raise problems.demonstration_stays_here(where="TAMBON_BEHIND_PROXY=1")


def _once_serving(host: str, port: int, lines: list[str]) -> Callable[[], None]:
    """Prints the lines the first time that the server answers."""
    waiting = [lines]

    def look() -> None:
        if waiting and web.listens(host, port):
            print("\n".join(waiting.pop()), flush=True)

    return look


def _addresses() -> list[str]:
    from django.conf import settings

    url = settings.TAMBON_URL
    return [
        "",
        f"  หน้าเว็บ · portal      {url}/",
        f"  โต๊ะทำงาน · desk       {url}/desk/",
        f"  ข้อมูล · API           {url}/api/docs",
        "",
    ]


def _people(link: str | None) -> list[str]:
    """Who may sign in: a demonstration's people, or the first administrator of a home founded just now."""
    from tambon.accounts import queries

    if queries.is_demonstration():
        greeting = importlib.import_module("tambon.cli.demonstration.greeting")
        return list(greeting.lines())
    if link is None:
        return []
    return ["  ผู้ดูแลระบบตั้งรหัสผ่านได้ครั้งเดียวที่ · the administrator sets a password, once, at", f"  {link}", ""]
