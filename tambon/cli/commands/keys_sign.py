"""The home's signature on all that it published and that lacks it."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime

NAME = "keys sign"
HELP = "sign what this home published before it signed, or under a former key; `run` does it too"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing of its own."""


def run(args: argparse.Namespace) -> int:
    """0 when all that is published is signed; 1 when something is there that is not this home's."""
    from tambon.releases import actions

    found = actions.sign_published(by="operator", at=datetime.now(UTC))
    if args.json:
        print(json.dumps(asdict(found)))
    else:
        print("\n".join(f"✓ {path}" for path in found.signed) or "ลงลายมือชื่อครบแล้ว · all of it is signed")
        for path in found.foreign:
            print(f"✗ ไม่ใช่ของบ้านนี้ · not of this home: {path}")
    return 1 if found.foreign else 0
