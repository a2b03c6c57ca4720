"""``tambon release copy``: sends the catalogue to a bucket, from which public doors anywhere are served."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from tambon.cli import problems
from tambon.host.home import Home

NAME = "release copy"
HELP = "copy what was published to s3://bucket/prefix; what is there already is not sent again"
SETTING = "TAMBON_CATALOGUE_COPY"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="S3", help=f"s3://bucket/prefix (default: {SETTING})")
    parser.add_argument("--catalogue", metavar="DIR", help="what was published (default: the home's)")


def run(args: argparse.Namespace) -> int:
    """0 when all of it is there. Raises `no_catalogue`, and OSError where the bucket refuses."""
    from tambon.releases.mirroring import mirror
    from tambon.store import Bucket

    named = args.catalogue or os.environ.get("TAMBON_CATALOGUE") or Home.from_environment().catalogue
    folder = Path(named).resolve()
    if not folder.is_dir():
        raise problems.no_catalogue(folder=folder)
    sent = mirror(folder, Bucket(args.to or os.environ.get(SETTING, ""), setting=f"--to / {SETTING}"))
    print(f"ส่งแล้ว {sent} แฟ้ม · {sent} files sent")
    return 0
