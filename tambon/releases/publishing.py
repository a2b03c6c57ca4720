"""The last steps into a catalogue: the list of releases and the latest's name, each swapped in one rename."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from tambon.catalogue.recency import HEAD, next_head
from tambon.releases import problems
from tambon.releases.freezes import dump
from tambon.releases.rules.listing import newest, with_release, withdrawn
from tambon.releases.signing import put_signed
from tambon.store import sweep

LATEST = "latest.json"
LIST = "releases.json"
OF_OFFICIALS = "official/"  # before the address of what is signed for the official catalogue


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keeps every other builder out of ``folder`` and clears the drafts that killed ones left.

    The lock ends with the process that holds it, however it ends. Raises `problems.another_builds`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise problems.another_builds() from error
        sweep(folder)
        yield
    finally:
        os.close(handle)


def announced(catalogue: Path) -> list[dict[str, Any]]:
    """The releases in releases.json, newest first; none when nothing was published yet."""
    path = catalogue / LIST
    return list(json.loads(path.read_bytes())["releases"]) if path.exists() else []


def latest(catalogue: Path) -> dict[str, Any] | None:
    """What latest.json says; None without one that can be read."""
    try:
        told = dict(json.loads((catalogue / LATEST).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return {key: told[key] for key in told if key != HEAD}


def announce(
    catalogue: Path,
    version: str,
    *,
    manifest_sha256: str,
    published_at: str,
    patches: str = "",
    prefix: str = "",
) -> None:
    """Lists the release, then names the latest. Safe to repeat: a listed release keeps its line.

    ``prefix`` is `OF_OFFICIALS` in the official catalogue.
    """
    at = datetime.fromisoformat(published_at)
    line = {"version": version, "manifest_sha256": manifest_sha256, "published_at": published_at}
    known = announced(catalogue)
    listed = with_release(known, line | ({"patches": patches} if patches else {}))
    if listed != known:
        put(catalogue, LIST, {"releases": listed}, at=at, prefix=prefix)
    put(catalogue, LATEST, newest(listed), at=at, prefix=prefix)


def announce_withdrawal(
    catalogue: Path, version: str, tombstone: Mapping[str, Any], *, at: datetime, prefix: str = ""
) -> None:
    """Turns the release's line into a tombstone, then names the newest that stands. Safe to repeat."""
    listed = withdrawn(announced(catalogue), version, tombstone)
    put(catalogue, LIST, {"releases": listed}, at=at, prefix=prefix)
    put(catalogue, LATEST, newest(listed), at=at, prefix=prefix)


def put(catalogue: Path, name: str, body: Mapping[str, Any], *, at: datetime, prefix: str = "") -> None:
    """Swaps one of the catalogue's own small files (``name`` may lie deeper) in one rename, and signs it.

    The signed content says its own address, its number, which is higher than that of the one before, and the
    moment: neither another file nor an older one can take its place unseen.
    """
    path = catalogue / name
    former = path.read_bytes() if path.is_file() else None
    head = next_head(f"{prefix}{name}", former, at)
    put_signed(path, dump({**body, HEAD: head.as_dict()}).encode())
