"""``tambon demo``: prepares a demonstration home without serving it."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from datetime import UTC, datetime

from tambon.cli import problems, reading
from tambon.host.home import Home
from tambon.host.postgres import answers

NAME = "demo"
HELP = "prepare a demonstration with synthetic data, and print how to get in as one JSON object"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fresh", action="store_true", help="throw the home's demonstration away first")
    parser.add_argument(
        "--port",
        type=reading.port,
        help="where it will be served (default: as it was last, else 8000)",
    )
    parser.add_argument("--quiet", action="store_true", help="print nothing but refusals")


def run(args: argparse.Namespace) -> int:
    """0; raises a Problem for a home that holds real data. Again, it adds only what is missing."""
    if args.port:
        os.environ.setdefault("TAMBON_URL", f"http://127.0.0.1:{args.port}")
    if args.fresh:
        _throw_away(Home.from_environment())
    from tambon.cli.database import ready_database

    with ready_database():
        told = _prepare(quiet=args.quiet)
    if not args.quiet:
        print(json.dumps(told, ensure_ascii=False, indent=None if args.json else 2))
    return 0


def _prepare(*, quiet: bool) -> dict[str, object]:
    from django.conf import settings

    from tambon.cli.demonstration import greeting
    from tambon.cli.demonstration.prepare import prepare
    from tambon.cli.statics import collect

    def say(th: str, en: str) -> None:
        if not quiet:
            print(f"· {th} · {en}", file=sys.stderr, flush=True)

    prepare(settings.HOME, secret_key=settings.SECRET_KEY, at=datetime.now(UTC), say=say)
    collect()
    return greeting.summary()


def _throw_away(home: Home) -> None:
    """Empties a demonstration's home; refuses where the home is in use, elsewhere, or real."""
    if not home.database.exists():
        return
    if os.environ.get("DATABASE_URL"):
        raise problems.fresh_needs_own_database()
    from tambon.cli.database import ready_database

    with ready_database():
        from tambon.accounts.queries import deployment_kind

        kind = deployment_kind()
    if kind == "real":
        raise problems.home_is_real(home=str(home.root))
    if answers(home):
        raise problems.home_in_use(home=str(home.root))
    for part in (
        home.database,
        home.catalogue,
        home.blobs,
        home.photos,
        home.feeds,
        home.freezes,
        home.official,
    ):
        shutil.rmtree(part, ignore_errors=True)
