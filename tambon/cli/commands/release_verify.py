"""``tambon release verify``: does a downloaded copy of a release hold exactly what its manifest says?"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

NAME = "release verify"
HELP = "check a downloaded copy of a release against its manifest; no database is asked"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder with manifest.json")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when every byte is as the manifest says, 1 when not."""
    from tambon.catalogue.integrity import verify_folder

    verdict = verify_folder(args.folder)
    if args.json:
        print(json.dumps({"good": verdict.good, **asdict(verdict)}, ensure_ascii=False))
    elif verdict.good:
        print(f"ครบถ้วน · {verdict.version}: all {verdict.files} files are as the manifest says")
        print(
            f"เทียบกับค่าที่ประกาศไว้ · compare with the published sum of manifest.json: {verdict.manifest_sha256}"
        )
    else:
        for fault in verdict.faults:
            print(f"ไม่ตรง · {fault}")
    return 0 if verdict.good else 1
