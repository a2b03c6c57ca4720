"""The list of editions and the latest's name beside them, each swapped in one rename."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tambon.releases.publishing import put

LATEST = "latest.json"
LIST = "editions.json"
Line = dict[str, Any]


def announced(folder: Path) -> list[Line]:
    """The editions in editions.json, newest first; none when nothing was published yet."""
    path = folder / LIST
    return list(json.loads(path.read_bytes())["editions"]) if path.exists() else []


def announce(folder: Path, version: str, *, manifest_sha256: str, published_at: str) -> None:
    """Lists the edition, then makes it the latest. Safe to repeat: a listed edition keeps its line."""
    known = announced(folder)
    if version not in {line["version"] for line in known}:
        line = {"version": version, "manifest_sha256": manifest_sha256, "published_at": published_at}
        known = [{**line, "state": "published"}, *known]
        _put(folder, LIST, {"editions": known}, at=datetime.fromisoformat(published_at))
    _put(folder, LATEST, known[0], at=datetime.fromisoformat(published_at))


def _put(folder: Path, name: str, body: Line, *, at: datetime) -> None:
    """What is signed says its address in the catalogue, in which the folder lies."""
    put(folder.parent, f"{folder.name}/{name}", body, at=at)


def next_version(on: date, taken: Iterable[str]) -> str:
    """``2026-11-22.1``: the day of publication, and the number after the last edition of that day."""
    parts = (one.rpartition(".") for one in taken)
    used = [int(number) for day, _, number in parts if day == on.isoformat()]
    return f"{on.isoformat()}.{max(used, default=0) + 1}"
