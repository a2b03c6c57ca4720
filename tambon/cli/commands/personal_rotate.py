"""``tambon personal rotate``: seals personal data anew under the first key of TAMBON_PERSONAL_KEY."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime

NAME = "personal rotate"
HELP = "seal personal data under the first key of TAMBON_PERSONAL_KEY, so that the old one can go"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when the first key alone opens everything; 1 when something is damaged.

    A key that is missing raises its Problem, which names it, and changes nothing.
    """
    from django.conf import settings

    from tambon.workforce.actions.personal import rotate

    done = rotate(keys=settings.PERSONAL_KEYS, by="operator", at=datetime.now(UTC))
    key = settings.PERSONAL_KEYS.keys[0].id.hex()
    if args.json:
        print(json.dumps({"key": key, "people": done.people, "damaged": list(done.damaged)}))
    else:
        print(
            f"ผนึกใหม่ด้วยกุญแจ {key} แล้ว {done.people:,} คน · "
            f"sealed anew under key {key}: {done.people:,} people"
        )
        if not done.damaged:
            print("เปิดทุกรายการได้ด้วยกุญแจนี้ดอกเดียว · this key alone opens everything now")
    if done.damaged and not args.json:
        print(
            f"เปิดไม่ได้ {len(done.damaged)} คน โปรดบันทึกใหม่ · damaged, enter them anew: persons "
            + ", ".join(map(str, done.damaged[:20])),
            file=sys.stderr,
        )
    return 1 if done.damaged else 0
