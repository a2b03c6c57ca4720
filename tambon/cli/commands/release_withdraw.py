"""``tambon release withdraw``: a release is taken back; its line stays, with the reason."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime

NAME = "release withdraw"
HELP = "take a release back: its files go, a tombstone with the reason stays; completes an interrupted one"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("version", metavar="VERSION", help="the release, such as 2026-11.1")
    parser.add_argument("--reason-th", required=True, metavar="TEXT", help="why, in Thai, for all to read")
    parser.add_argument("--reason-en", required=True, metavar="TEXT", help="why, in English")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a refusal raises its Problem."""
    from tambon.releases import actions

    done = actions.withdraw(
        args.version, reason_th=args.reason_th, reason_en=args.reason_en, by="system", at=datetime.now(UTC)
    )
    if done.told_by:
        print(
            f"คำเตือน: หน้า /errata ยังบอกค่าเดิมของ {done.version} ในฉบับแก้ไข {done.told_by} "
            f"ถ้าไม่ควรมีใครอ่านค่าเหล่านั้น ให้ถอน {done.told_by} ด้วย ครั้งต่อไปให้แก้ด้วย release patch --hide-was\n"
            f"WARNING: /errata goes on telling former values of {done.version} in the patch {done.told_by}. "
            f"If nobody should read them, withdraw {done.told_by} too; another time patch with --hide-was",
            file=sys.stderr,
        )
    if args.json:
        body = {"version": done.version, "latest": done.latest, "resumed": done.resumed}
        print(json.dumps({**body, "told_by": done.told_by or None}))
        return 0
    again = " (ทำต่อจากครั้งก่อน · completed an interrupted withdrawal)" if done.resumed else ""
    print(f"ถอนแล้ว · withdrawn {done.version}{again}")
    if done.latest:
        print(f"ผู้อ่านได้รุ่น · readers now get {done.latest}")
    else:
        print("ไม่มีรุ่นใดเหลือให้อ่านแล้ว · no release is left: publish one with tambon release build")
    return 0
