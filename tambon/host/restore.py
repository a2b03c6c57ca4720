"""A backup becomes a home again. What is proven about the rooms' own tables is proven by who calls this."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from tambon.host import clients, copies, erasures, manifest, problems, signing_key
from tambon.host.backup import BLOBS, DUMP, Tell
from tambon.host.copies import Differs
from tambon.host.home import Home
from tambon.host.manifest import Manifest

MAY_LIE_IN_IT = frozenset({"personal-key", "secret-key", signing_key.FILE})
Keep = Callable[[BinaryIO, str], None]  # takes a content in, or raises `Differs` when it has another sum


def read(folder: Path, *, own: str) -> Manifest:
    """The backup's manifest, when its dump and lists are what it says; ``own`` is this product's version.

    Raises `backup_unreadable`, `backup_newer`, `backup_damaged`.
    """
    try:
        made = manifest.read((folder / manifest.FILE).read_text(encoding="utf-8"))
    except (OSError, manifest.Unreadable) as fault:
        raise problems.backup_unreadable(folder=folder, why=fault) from fault
    if manifest.is_newer(made.product, own):
        raise problems.backup_newer(product=made.product, own=own)
    for part in made.parts:
        path = folder / part.name
        if not path.is_file() or copies.sum_of(path) != (part.sha256, part.size):
            raise problems.backup_damaged(part=part.name)
    return made


def demand_room(home: Home, catalogue: Path) -> None:
    """Raises `home_not_empty` when anything but keys lies where the home or its catalogue shall be."""
    for folder in (home.root, catalogue):
        found = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
        unexpected = [name for name in found if name not in MAY_LIE_IN_IT]
        if home.unfinished.exists():
            home.demand_whole()
        if unexpected:
            raise problems.home_not_empty(home=folder, found=", ".join(unexpected[:5]))


def missing_keys(home: Home, made: Manifest) -> dict[str, list[str]]:
    """{name: fingerprints} of the backup's keys that are neither in the environment nor in the new home."""
    given = {
        "personal-key": os.environ.get("TAMBON_PERSONAL_KEY") or _text(home.root / "personal-key"),
        "secret-key": os.environ.get("TAMBON_SECRET_KEY") or _text(home.root / "secret-key"),
    }
    held = {name: manifest.fingerprints(name, text) for name, text in given.items()}
    if signing_key.is_told() or (home.root / signing_key.FILE).exists():
        held[signing_key.FILE] = (signing_key.fingerprint(signing_key.held_key(home)),)
    return manifest.missing(made.keys, held)


def demand_personal_key(home: Home, lacking: dict[str, list[str]]) -> None:
    """Raises `key_missing` for the key without which something never opens again.

    Without the other one people sign in anew, and nothing is lost.
    """
    if prints := lacking.get("personal-key"):
        raise problems.key_missing(name="personal-key", prints=", ".join(prints), home=home.root)


def demand_empty(place: dict[str, Any]) -> None:
    """Raises `database_not_empty`."""
    if tables := clients.count_tables(place):
        raise problems.database_not_empty(tables=tables)


def begin(home: Home, folder: Path) -> None:
    """From now on the home says that it is unfinished, until `finish`."""
    home.make()
    for place in (home.root, home.blobs, home.freezes):  # a folder that somebody made by hand is open to all
        place.mkdir(mode=0o700, exist_ok=True)
        place.chmod(0o700)
    with home.unfinished.open("x", encoding="utf-8") as file:
        json.dump({"from": str(folder)}, file)
        file.flush()
        os.fsync(file.fileno())
    copies.flush_folders(home.run)


def copy_files(folder: Path, made: Manifest, targets: dict[str, Path], *, keep: Keep, tell: Tell) -> int:
    """Contents and folders into their places, each compared with its sum; how many files comes back.

    Raises `backup_damaged` with the file's name.
    """
    count = 0
    for part in made.parts:
        name = part.name.removesuffix(".sha256")
        if part.name == DUMP:
            continue
        total, done = made.counts.get("blob_bytes" if name == BLOBS else f"{name}_bytes", 0), 0
        tell(name, 0, total)
        for line in copies.read_list(folder / part.name):
            done += _copy(folder, line, targets.get(name), keep)
            count += 1
            tell(name, min(done, total), total)
    return count


def merge_erasures(home: Home, files: list[Path]) -> list[erasures.Erasure]:
    """What was erased since, from the backup and from the files given; the new home remembers it too."""
    found = erasures.merged(files)
    erasures.remember_erasures(found, home=home)
    return found


def finish(home: Home) -> None:
    """The home is whole."""
    home.unfinished.unlink()
    copies.flush_folders(home.run)


def _copy(folder: Path, line: copies.Line, target: Path | None, keep: Keep) -> int:
    source = folder / line.name
    try:
        with source.open("rb") as file:
            if target is None:
                keep(file, line.sha256)
            else:
                inside = Path(line.name).relative_to(line.name.partition("/")[0])
                copies.copy(file, target / inside, expected=line.sha256)
    except (Differs, FileNotFoundError) as fault:
        raise problems.backup_damaged(part=line.name) from fault
    return source.stat().st_size


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
