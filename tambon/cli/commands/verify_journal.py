"""``tambon verify-journal``: does the journal hold, and is the database still what the journal says?"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tambon.journal.rules import Checker, Report, SealProof

NAME = "verify-journal"
HELP = (
    "prove that the journal holds and that the database still equals it (exit 1 names the rows that do not)"
)
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--receipt", metavar="HEX", type=_hash, help="prove that one entry is in a seal")
    parser.add_argument(
        "--root", metavar="HEX", type=_hash, action="append", default=[],
        help="a root from a release's manifest that must still be a seal's; may be repeated",
    )  # fmt: skip
    parser.add_argument("--most", type=int, default=20, help="how many faults to name (default: 20)")


def run(args: argparse.Namespace) -> int:
    """0 when it holds, 1 when it does not; an unknown or unsealed receipt raises its Problem."""
    from tambon.journal import queries

    if args.receipt:
        return _tell_proof(queries.get_proof(args.receipt), as_json=args.json)
    report = queries.verify(checkers(), roots=args.root, most=args.most)
    if args.json:
        print(json.dumps(_as_dict(report), ensure_ascii=False))
    else:
        _say(report)
    return 0 if report.holds else 1


def checkers() -> dict[str, Checker]:
    """{entry kind: function} of every room that has ``JOURNAL_CHECKERS`` in its queries."""
    from importlib import import_module
    from importlib.util import find_spec

    from django.conf import settings

    found: dict[str, Checker] = {}
    for room in settings.ROOMS:
        if find_spec(f"{room}.queries"):
            found |= getattr(import_module(f"{room}.queries"), "JOURNAL_CHECKERS", {})
    return found


def _hash(text: str) -> bytes:
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = b""
    if len(value) != 32:
        raise argparse.ArgumentTypeError("64 hexadecimal digits are needed")
    return value


def _as_dict(report: Report) -> dict[str, Any]:
    return {
        "holds": report.holds,
        "entries": report.entries,
        "seals": report.seals,
        "unsealed": report.unsealed,
        "root": report.root.hex(),
        "fault_count": report.fault_count,
        "faults": [asdict(fault) for fault in report.faults],
    }


def _say(report: Report) -> None:
    print(
        f"บันทึก {report.entries} · ผนึก {report.seals} · รอผนึก {report.unsealed}\n"
        f"{report.entries} entries, {report.seals} seals, {report.unsealed} waiting for a seal"
    )
    for fault in report.faults:
        print(f"  {fault.where}: {fault.th} · {fault.en} [{fault.code}]")
    if report.fault_count > len(report.faults):
        more = report.fault_count - len(report.faults)
        print(f"  และอีก {more} รายการ · and {more} more")
    if report.holds:
        print(f"สมุดบันทึกถูกต้องครบถ้วน · the journal holds; last root {report.root.hex() or '-'}")
    else:
        print("สมุดบันทึกไม่ตรงกับข้อมูล · the journal does not hold")


def _tell_proof(proof: SealProof, *, as_json: bool) -> int:
    shown = {
        "holds": proof.holds(),
        "entry": proof.entry_id,
        "receipt": proof.receipt.hex(),
        "seal": proof.seal_id,
        "index": proof.index,
        "size": proof.size,
        "path": [node.hex() for node in proof.path],
        "root": proof.root.hex(),
    }
    if as_json:
        print(json.dumps(shown))
    else:
        said = ("พิสูจน์ได้ · proven", "พิสูจน์ไม่ได้ · not proven")[0 if proof.holds() else 1]
        print(f"{said}: entry {proof.entry_id}, seal {proof.seal_id}, root {proof.root.hex()}")
        print(f"  leaf {proof.index} of {proof.size} (RFC 9162, 2.1.3.2), path:")
        print("".join(f"  {node.hex()}\n" for node in proof.path), end="")
    return 0 if proof.holds() else 1
