"""Serves portal and API from a catalogue folder alone."""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from tambon.cli import problems, reading
from tambon.host import web
from tambon.host.home import Home
from tambon.host.signing_key import SETTING as SIGNING_KEY
from tambon.host.supervisor import Program, Supervisor, stop_on_signals

if TYPE_CHECKING:
    from tambon.catalogue.mirroring import Mirror

log = logging.getLogger("tambon.public")
LOOK_SECONDS = 3
SECRETS = (
    "DATABASE_URL", "TAMBON_HOME", "TAMBON_SECRET_KEY", "TAMBON_PERSONAL_KEY", "TAMBON_OIDC", "TAMBON_SMTP",
    SIGNING_KEY,
)  # fmt: skip
BUCKET_KEYS = ("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN")  # of the follower alone
NOT_BEFORE, REMEMBER = "TAMBON_NOT_BEFORE", "TAMBON_REMEMBER"
NAME = "public"
HELP = "serve portal and API from published files alone, without a database"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--catalogue",
        metavar="DIR",
        help="the published files: a folder or s3://bucket/prefix (default: the home's catalogue)",
    )
    parser.add_argument(
        "--workers", type=reading.workers, default=web.WORKERS, help=f"processes (default: {web.WORKERS})"
    )
    reading.key_arguments(parser, "serve")
    parser.add_argument(
        "--not-before", metavar="DATE|NUMBER", default="",
        help="take no list of releases or areas that was signed before this day or moment, or with a lower "
        "number (default: TAMBON_NOT_BEFORE)",
    )  # fmt: skip
    parser.add_argument(
        "--remember", metavar="DIR", default="",
        help="note here the newest list that was seen, so that no older one is taken after a restart either "
        "(default: TAMBON_REMEMBER; a bucket's cache remembers by itself)",
    )  # fmt: skip
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine alone)"
    )
    parser.add_argument("--port", type=reading.port, default=8080, help="port to listen on (default: 8080)")


def run(args: argparse.Namespace) -> int:
    """0 when it was told to stop. Raises `no_catalogue`, `no_trust`, `not_a_fingerprint`, `not_a_moment`."""
    from tambon.cli.trust import (
        SETTING,
        told_keys,
        trust,
        warn_of_untrusted,
    )  # they bring DuckDB, which --help does without

    told = told_keys(args.keys, unsigned=args.unsigned)
    os.environ[SETTING] = ",".join(told)
    recent = _recent(args)
    web.demand_free(args.host, args.port)
    stop_on_signals()
    with _catalogue(args, told) as folder, tempfile.TemporaryDirectory(prefix="tambon-public-") as static:
        warn_of_untrusted(folder, trust(told, folder, **recent))
        _tell_settings(args, folder, static)
        _serve(args, folder)
    return 0


def _recent(args: argparse.Namespace) -> dict[str, str]:
    """How new a list must be; the processes that answer get it by their environment."""
    not_before = args.not_before or os.environ.get(NOT_BEFORE, "")
    remembered = args.remember or os.environ.get(REMEMBER, "")
    if remembered:
        remembered = str(Path(remembered).resolve())
        Path(remembered).mkdir(parents=True, exist_ok=True)
    os.environ[NOT_BEFORE], os.environ[REMEMBER] = not_before, remembered
    return {"not_before": not_before, "remembered": remembered}


def _serve(args: argparse.Namespace, folder: Path) -> None:
    target = "tambon.config.public_wsgi:application"
    server = web.command(target, host=args.host, port=args.port, workers=args.workers)
    supervisor = Supervisor(None, [Program("public", server)])
    try:
        _collect()
        print(f"{os.environ['TAMBON_PUBLIC_URL']}/  ←  {folder}", flush=True)
        supervisor.watch(lambda: None)
    except KeyboardInterrupt:
        print("กำลังหยุด · stopping …", file=sys.stderr)
    finally:
        supervisor.stop()


def _catalogue(args: argparse.Namespace, told: list[str]) -> AbstractContextManager[Path]:
    named = args.catalogue or os.environ.get("TAMBON_CATALOGUE") or ""
    return _followed(named, told) if "://" in named else nullcontext(_folder(named))


def _folder(named: str) -> Path:
    folder = Path(named or Home.from_environment().catalogue).resolve()
    if not folder.is_dir():
        raise problems.no_catalogue(folder=folder)
    return folder


@contextmanager
def _followed(address: str, told: list[str]) -> Iterator[Path]:
    """The folder in which the bucket's catalogue is kept; it is followed until the block ends.

    What an earlier run kept is served at once, and while the bucket is away.
    """
    from tambon.catalogue.mirroring import Mirror
    from tambon.cli.trust import trust
    from tambon.store import Bucket

    bucket = Bucket(address, setting="--catalogue")
    folder = _cache(address)
    mirror, ended = Mirror(bucket, folder, trust(told, folder)), threading.Event()
    if not (folder / "latest.json").exists():
        _look(mirror)

    def follow() -> None:
        while not ended.wait(LOOK_SECONDS):
            _look(mirror)

    thread = threading.Thread(target=follow, name="mirror", daemon=True)
    thread.start()
    try:
        yield folder
    finally:
        ended.set()
        thread.join(timeout=2)


def _look(mirror: Mirror) -> None:
    try:
        mirror.follow()
    except OSError as error:
        log.error("the catalogue cannot be followed: %s", error)


def _cache(address: str) -> Path:
    """``TAMBON_CACHE``, else a folder of the user's, one for each address."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    own = Path(base) / "tambon" / re.sub("[^a-z0-9.-]+", "-", address.removeprefix("s3://").lower())
    folder = Path(os.environ.get("TAMBON_CACHE") or own).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _tell_settings(args: argparse.Namespace, folder: Path, static: str) -> None:
    """The public side gets what it needs and nothing that opens the collecting side."""
    for secret in (*SECRETS, *BUCKET_KEYS):
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
