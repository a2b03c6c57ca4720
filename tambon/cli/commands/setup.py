"""Makes everything that a home needs before it is served."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

NAME = "setup"
HELP = "make the home's database, areas, dictionary, forms and static files, without serving"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing of its own."""


def run(args: argparse.Namespace) -> int:
    """Again, it changes nothing."""
    from tambon.cli.founding import prepare_standard, sign_own
    from tambon.cli.statics import collect

    prepare_standard(at=datetime.now(UTC))
    sign_own(at=datetime.now(UTC))
    collect()
    return 0
