"""The catalogue copied into a bucket: files first, then lists, each ``latest.json`` last."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tambon.catalogue.integrity import MANIFEST, SIGNATURE, list_files
from tambon.store import Bucket, Listed

EDITIONS = (("releases", "releases.json", "releases"), ("areas", "areas/editions.json", "editions"))


def mirror(catalogue: Path, bucket: Bucket) -> int:
    """Sends what the bucket has not; how many files went. Safe to repeat after any kill.

    An edition's manifest goes after all its other files: one whose manifest is there is there as a whole.
    Raises OSError where the bucket refuses.
    """
    small = _read_small(catalogue)
    there = bucket.list_all()
    sent, published = 0, set()
    for inside, listing, key in EDITIONS:
        for version in _published(small.get(listing), key):
            published.add(f"{inside}/{version}")
            sent += _send_edition(catalogue, f"{inside}/{version}", bucket, there)
    for name in sorted(small, key=_order):
        if not bucket.holds(there.get(name), small[name]):
            bucket.put(name, small[name])
            sent += 1
    bucket.delete([name for name in there if _edition(name) and _edition(name) not in published])
    return sent


def lacking(catalogue: Path, bucket: Bucket) -> tuple[list[str], list[str]]:
    """What `mirror` would send, and what it would take away; nothing is changed.

    Lists and manifests are compared by their sums, the other files by their sizes. Raises OSError where the
    bucket is away.
    """
    small, there = _read_small(catalogue), bucket.list_all()
    missing = [name for name in sorted(small) if not bucket.holds(there.get(name), small[name])]
    published = set()
    for inside, listing, key in EDITIONS:
        for version in _published(small.get(listing), key):
            published.add(f"{inside}/{version}")
            for name in list_files(catalogue / inside / version):
                path, listed = catalogue / inside / version / name, there.get(f"{inside}/{version}/{name}")
                same = listed is not None and listed.size == path.stat().st_size
                if not same or (name in (MANIFEST, SIGNATURE) and not bucket.holds(listed, path)):
                    missing.append(f"{inside}/{version}/{name}")
    more = sorted(name for name in there if _edition(name) and _edition(name) not in published)
    return missing, more


def _send_edition(catalogue: Path, inside: str, bucket: Bucket, there: dict[str, Listed]) -> int:
    """The manifest goes last; a signature that was made later goes when it is there."""
    folder = catalogue / inside
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return 0
    whole = bucket.holds(there.get(f"{inside}/{MANIFEST}"), manifest)
    names = [] if whole else [name for name in list_files(folder) if name not in (MANIFEST, SIGNATURE)]
    names += [SIGNATURE] if (folder / SIGNATURE).is_file() else []
    missing = [name for name in names if not bucket.holds(there.get(f"{inside}/{name}"), folder / name)]
    missing += [] if whole else [MANIFEST]
    for name in missing:
        bucket.put(f"{inside}/{name}", folder / name)
    return len(missing)


def _read_small(catalogue: Path) -> dict[str, bytes]:
    """As they are before anything is sent: what is announced meanwhile waits for the next run. A file is read
    before its signature, which also holds the content of before."""
    return {name: (catalogue / name).read_bytes() for name in sorted(_small_files(catalogue), key=_unsigned)}


def _unsigned(name: str) -> tuple[bool, str]:
    return name.endswith(".sig"), name


def _published(listing: bytes | None, key: str) -> list[str]:
    if listing is None:
        return []
    lines = json.loads(listing)[key]
    return [str(line["version"]) for line in lines if line["state"] == "published"]


def _small_files(catalogue: Path) -> Iterator[str]:
    """All but editions, drafts and locks."""
    for path in catalogue.rglob("*"):
        name = path.relative_to(catalogue).as_posix()
        is_hidden = any(part.startswith(".") for part in name.split("/"))
        if path.is_file() and not is_hidden and _edition(name) is None:
            yield name


def _edition(name: str) -> str | None:
    """The edition that a file belongs to."""
    parts = name.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 and parts[0] in ("releases", "areas") else None


def _order(name: str) -> tuple[int, str]:
    """Signatures before what they sign, lists after what they announce, latest.json last of all."""
    base = name.rpartition("/")[2]
    place = {"releases.json": 2, "editions.json": 2, "latest.json": 3}.get(base, 0 if "sig" in base else 1)
    return place, name
