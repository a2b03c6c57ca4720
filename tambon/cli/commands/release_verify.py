"""``tambon release verify``: does a copy of a release hold exactly what was published, by the key's word?"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

NAME = "release verify"
HELP = "check a downloaded copy against its manifest and its publisher's key; nothing but the copy is asked"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder with manifest.json")
    parser.add_argument(
        "--key", action="append", default=[], metavar="FINGERPRINT", dest="keys",
        help="the publisher's key: the manifest must bear its signature; may be given again",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when every byte is as the manifest says and a named key signed that, 1 when not."""
    from tambon.catalogue.integrity import verify_copy
    from tambon.cli.trust import trust

    keys = trust(args.keys, args.folder.resolve().parent.parent) if args.keys else None
    verdict, signer = verify_copy(args.folder, keys)
    if args.json:
        said = {"good": verdict.good, **asdict(verdict), "signed_by": signer, "trusted": bool(keys)}
        print(json.dumps(said, ensure_ascii=False))
    elif verdict.good:
        print(f"ครบถ้วน · {verdict.version}: all {verdict.files} files are as the manifest says")
        print(_said_of_key(signer, trusted=bool(keys)))
        print(
            f"เทียบกับค่าที่ประกาศไว้ · compare with the published sum of manifest.json: {verdict.manifest_sha256}"
        )
    else:
        for fault in verdict.faults:
            print(f"ไม่ตรง · {fault}")
    return 0 if verdict.good else 1


def _said_of_key(signer: str, *, trusted: bool) -> str:
    if trusted:
        return f"ลงลายมือชื่อด้วยกุญแจที่ระบุ · signed by the key that you named: {signer}"
    if signer:
        return f"กุญแจที่ลงลายมือชื่อ (ยืนยันด้วย --key) · signed by, to be confirmed with --key: {signer}"
    return "ไม่มีลายมือชื่อ · nobody signed it"
