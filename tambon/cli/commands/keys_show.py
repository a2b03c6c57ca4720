"""The home's signing key, as readers know it."""

from __future__ import annotations

import argparse
import base64
import json

from tambon.host import signing_key
from tambon.host.home import Home

NAME = "keys show"
HELP = "tell the fingerprint of the key that signs what is published; made at first use"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing of its own."""


def run(args: argparse.Namespace) -> int:
    """0. The private key is told nobody."""
    home = Home.from_environment()
    key = signing_key.signing_key(home)
    public = base64.b64encode(signing_key.public_bytes(key)).decode()
    where = signing_key.SETTING if signing_key.is_told() else str(home.root / signing_key.FILE)
    told = {
        "algorithm": "ed25519",
        "fingerprint": signing_key.fingerprint(key),
        "key": public,
        "where": where,
    }
    if args.json:
        print(json.dumps(told))
        return 0
    print(f"ลายนิ้วมือ · fingerprint  {told['fingerprint']}")
    print(f"กุญแจเปิด · public key   {public}")
    print(f"ที่เก็บ · kept in        {where}")
    print(f"ผู้อ่านตรวจด้วย · readers check with: tambon release verify DIR --key {told['fingerprint']}")
    return 0
