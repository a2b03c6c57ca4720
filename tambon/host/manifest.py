"""``backup.json``: what a backup holds, with the sums by which it is known again. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

FORMAT = 1
FILE = "backup.json"
FINGERPRINT_HEX = 16


class Unreadable(Exception):
    """It is no manifest that this version reads; the message says why."""


@dataclass(frozen=True)
class Part:
    """One file of the backup: the dump, or a list of files with their sums."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class JournalMark:
    """Where the journal stood in the dump's snapshot; ``root`` is empty before the first seal."""

    entries: int
    seals: int
    era: int
    root: str


@dataclass(frozen=True)
class Manifest:
    """A whole backup. ``keys`` are fingerprints; no key is ever in a backup."""

    made_at: datetime
    product: str
    parts: tuple[Part, ...]
    journal: JournalMark
    keys: Mapping[str, tuple[str, ...]]  # {name of a key: fingerprints}
    counts: Mapping[str, int] = field(default_factory=dict)  # files and bytes, for people
    absent: tuple[str, ...] = ()  # contents that the database names and that were not there to be copied
    erased: tuple[str, ...] = ()  # contents that the dump names and that were erased before their turn came
    format: int = FORMAT

    def to_json(self) -> str:
        """The text of the file."""
        told = {**asdict(self), "made_at": self.made_at.isoformat(), "format": self.format}
        return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read(text: str) -> Manifest:
    """The manifest in the text; raises `Unreadable`."""
    try:
        told: dict[str, Any] = json.loads(text)
        if told["format"] != FORMAT:
            raise Unreadable(f"format {told['format']}, and this version reads {FORMAT}")
        return Manifest(
            datetime.fromisoformat(told["made_at"]),
            str(told["product"]),
            tuple(Part(str(p["name"]), str(p["sha256"]), int(p["size"])) for p in told["parts"]),
            JournalMark(**told["journal"]),
            {str(name): tuple(map(str, prints)) for name, prints in told["keys"].items()},
            {str(name): int(count) for name, count in told["counts"].items()},
            tuple(map(str, told["absent"])),
            tuple(map(str, told.get("erased", ()))),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Unreadable(f"{type(fault).__name__}: {fault}") from fault


def fingerprint(name: str, key: str) -> str:
    """Sixteen hex digits by which a key is known again; they tell nothing of it, since keys are random.

    The name is hashed too: one key used for two things has two fingerprints.
    """
    return sha256(f"tambon key fingerprint 1\0{name}\0{key}".encode()).hexdigest()[:FINGERPRINT_HEX]


def fingerprints(name: str, ring: str) -> tuple[str, ...]:
    """Of each key in a list with commas."""
    return tuple(fingerprint(name, key.strip()) for key in ring.split(",") if key.strip())


def missing(wanted: Mapping[str, Iterable[str]], held: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """{name: fingerprints} of the keys that the backup was made with and that are not held."""
    lacking = {name: sorted(set(prints) - set(held.get(name, ()))) for name, prints in wanted.items()}
    return {name: prints for name, prints in lacking.items() if prints}


def is_newer(product: str, than: str) -> bool:
    """Whether one version of the product is newer than another; what is no number counts as nought."""
    return _numbers(product) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.partition("+")[0].split(".")
    return tuple(int(part) if part.isdecimal() else 0 for part in parts)
