"""Another key takes the place of the signing key, by a statement that the present one signs."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from tambon.host import problems, signing_key
from tambon.host.home import Home

NAME = "keys replace"
HELP = "make a new signing key, state it under the present one's signature, and sign all again"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--new", type=Path, metavar="FILE", help="the new key, where TAMBON_SIGNING_KEY gives the present one"
    )


def run(args: argparse.Namespace) -> int:
    """0 when readers of the old key can follow. What an interruption left unsigned `keys sign` signs.

    Raises `signing_key_told` and `signing_key_unusable`.
    """
    from tambon.releases import actions

    home, at = Home.from_environment(), datetime.now(UTC)
    if signing_key.is_told() and args.new is None:
        raise problems.signing_key_told()
    new = signing_key.read_key(args.new) if args.new else signing_key.make_next(home)
    line = actions.state_replacement(new, by="operator", at=at)
    signed = 0
    if not signing_key.is_told():
        if args.new:
            signing_key.put_next(home, new)
        signing_key.take_next(home)
        signed = len(actions.sign_published(by="operator", at=at).signed)
    told = {"from": line.former, "to": line.new, "signed": signed}
    if args.json:
        print(json.dumps(told))
    else:
        print(f"{line.former} →\n{line.new}")
        print(f"ลงลายมือชื่อใหม่ {signed} แฟ้ม · signed again: {signed} files")
        if signing_key.is_told():
            print("ต่อไป: เปลี่ยน TAMBON_SIGNING_KEY แล้วสั่ง · next: change it, then ask tambon keys sign")
    return 0
