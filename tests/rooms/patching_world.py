"""A home with one release of two villages, and what corrects, patches and withdraws it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from records_world import AT, BY, World, check, collect, make_world

from tambon.host.home import Home
from tambon.releases import actions, publishing
from tambon.releases.actions import releasing, withdrawing

LATER = AT + timedelta(days=1)
WHY = {"reason_th": "แก้จำนวนครัวเรือน", "reason_en": "households corrected"}


def make_released() -> World:
    """Release 2026.1 is published."""
    world = make_world()
    record = collect(world, households=120, piped=90)
    collect(world, "58010202", minutes=1, households=80, piped=10)
    check(record)
    actions.release_round("r1", by=BY, at=AT)
    return world


def correct(world: World) -> None:
    """The village is asked again, and says otherwise."""
    check(collect(world, minutes=60, households=130, piped=95))


def patch(version: str = "2026.1", **more: Any) -> releasing.Published:
    return actions.patch_release(version, **{**WHY, "by": BY, "at": LATER, **more})


def withdraw(version: str, **more: Any) -> withdrawing.Withdrawn:
    return actions.withdraw(version, **{**WHY, "by": BY, "at": LATER, **more})


def told(folder: Path) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((folder / "errata.json").read_bytes())
    return body


def lines(home: Home) -> list[dict[str, Any]]:
    return publishing.announced(home.catalogue)
