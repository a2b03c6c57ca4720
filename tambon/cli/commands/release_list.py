"""``tambon release list``: every release that was ever frozen here, and its state."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tambon.releases.queries import ReleaseView

NAME = "release list"
HELP = "every release, newest first: frozen, published, patched or withdrawn"
NEEDS_DATABASE = True
STATES = {
    "frozen": "ตรึงแล้วยังไม่เผยแพร่ · frozen, not published: run the command again that began it",
    "published": "เผยแพร่ · published",
    "withdrawn": "ถอนแล้ว · withdrawn",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Takes none of its own."""


def run(args: argparse.Namespace) -> int:
    """Exit code 0."""
    from tambon.releases import queries

    known = queries.list_releases()
    patched = {each.patches: each.version for each in reversed(known) if each.state == "published"}
    if args.json:
        print(json.dumps([_told(each, patched) for each in known], ensure_ascii=False))
        return 0
    for each in known:
        more = f" · แก้ไขของ · corrects {each.patches}" if each.patches else ""
        if each.state == "published" and each.version in patched:
            more += f" · มีรุ่นแก้ไข · corrected by {patched[each.version]}"
        if each.withdrawn_at:
            more += f" {each.withdrawn_at:%Y-%m-%d}: {each.withdrawn_th} · {each.withdrawn_en}"
        print(f"{each.version}  {each.round}  {STATES[each.state]}{more}")
    if not known:
        print("ยังไม่มี · none yet")
    return 0


def _told(each: ReleaseView, patched: dict[str, str]) -> dict[str, Any]:
    days = {"frozen_at": each.frozen_at, "published_at": each.published_at, "withdrawn_at": each.withdrawn_at}
    return {
        "version": each.version,
        "round": each.round,
        "state": each.state,
        "patches": each.patches or None,
        "patched_by": patched.get(each.version),
        **{name: at.isoformat() if at else None for name, at in days.items()},
        "reason_th": each.withdrawn_th or None,
        "reason_en": each.withdrawn_en or None,
        "manifest_sha256": each.manifest_sha256 or None,
    }
