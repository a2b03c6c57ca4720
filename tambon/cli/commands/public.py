"""Serves portal and API from a catalogue folder alone."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tambon.cli import problems, reading
from tambon.cli.trust import SETTING, told_keys, trust
from tambon.host import web
from tambon.host.home import Home
from tambon.host.signing_key import SETTING as SIGNING_KEY
from tambon.host.supervisor import Program, Supervisor, stop_on_signals

NAME = "public"
HELP = "serve portal and API from published files alone, without a database"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--catalogue", metavar="DIR", help="the published files (default: the home's catalogue)"
    )
    parser.add_argument(
        "--key", action="append", default=[], metavar="FINGERPRINT", dest="keys",
        help="serve only what this key signed; more than once for more (default: TAMBON_TRUSTED_KEYS, or the "
        "home's own)",
    )  # fmt: skip
    parser.add_argument("--unsigned", action="store_true", help="serve files that nobody vouches for")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine alone)"
    )
    parser.add_argument("--port", type=reading.port, default=8080, help="port to listen on (default: 8080)")


def run(args: argparse.Namespace) -> int:
    """0 when it was told to stop. Raises `no_catalogue`, `no_trust` and `not_a_fingerprint`."""
    folder = _catalogue(args.catalogue)
    told = told_keys(args.keys, unsigned=args.unsigned)
    trust(told, folder)
    os.environ[SETTING] = ",".join(told)
    web.demand_free(args.host, args.port)
    stop_on_signals()
    with tempfile.TemporaryDirectory(prefix="tambon-public-") as static:
        _tell_settings(args, folder, static)
        server = web.command("tambon.config.public_wsgi:application", host=args.host, port=args.port)
        supervisor = Supervisor(None, [Program("public", server)])
        try:
            _collect()
            print(f"{os.environ['TAMBON_PUBLIC_URL']}/  ←  {folder}", flush=True)
            supervisor.watch(lambda: None)
        except KeyboardInterrupt:
            print("กำลังหยุด · stopping …", file=sys.stderr)
        finally:
            supervisor.stop()
    return 0


def _catalogue(named: str | None) -> Path:
    folder = Path(named or os.environ.get("TAMBON_CATALOGUE") or Home.from_environment().catalogue).resolve()
    if not folder.is_dir():
        raise problems.no_catalogue(folder=folder)
    return folder


def _tell_settings(args: argparse.Namespace, folder: Path, static: str) -> None:
    """The public side gets what it needs and nothing that opens the collecting side."""
    for secret in ("DATABASE_URL", "TAMBON_HOME", "TAMBON_SECRET_KEY", "TAMBON_PERSONAL_KEY", SIGNING_KEY):
        os.environ.pop(secret, None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tambon.config.public_settings"
    os.environ["TAMBON_CATALOGUE"], os.environ["TAMBON_STATIC"] = str(folder), static
    here = web.address("127.0.0.1" if args.host in ("0.0.0.0", "::") else args.host, args.port)  # noqa: S104
    os.environ.setdefault("TAMBON_PUBLIC_URL", here)
    hosts = ["127.0.0.1", "localhost", "[::1]", *map(web.host_of, (here, os.environ["TAMBON_PUBLIC_URL"]))]
    os.environ.setdefault("TAMBON_HOSTS", ",".join(dict.fromkeys(filter(None, hosts))))


def _collect() -> None:
    import django

    from tambon.cli.statics import collect

    django.setup()
    collect()
