"""A copy of the signing key, to be kept where no backup of the database is."""

from __future__ import annotations

import argparse
from pathlib import Path

from tambon.cli import problems
from tambon.host import signing_key
from tambon.host.home import Home

NAME = "keys export"
HELP = "write the signing key into a new file (PEM, 0600), to be kept apart from backups"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a new file, on a medium that you lock away")


def run(args: argparse.Namespace) -> int:
    """0 when it is written. Raises `key_file_exists`."""
    key = signing_key.signing_key(Home.from_environment())
    try:
        signing_key.write_private(args.file.expanduser(), signing_key.to_pem(key))
    except FileExistsError as error:
        raise problems.key_file_exists(path=args.file) from error
    print(f"{args.file}  ({signing_key.fingerprint(key)})")
    return 0
