"""Files that were compared with their manifest: are they still the very files that were compared?

A file that was written, moved or linked anew since then has another stamp. It is compared again before it is
read, so that a copy by a backup does no harm and a swapped file is never served.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tambon.catalogue.integrity import MANIFEST, list_files, sum_file
from tambon.store import DamagedFile

Stamp = tuple[int, int, int, int]


@dataclass
class Sealed:
    """The files of one edition, by their stamps from before the comparison; ``fault`` is what it found."""

    folder: Path
    sums: Mapping[str, str]
    stamps: dict[str, Stamp | None]
    fault: object = None
    _changed: dict[str, Stamp] = field(default_factory=dict)

    def demand(self, relative: str) -> None:
        """Raises `DamagedFile` where the file is not as its manifest says any more."""
        path = self.folder / relative
        now = stamp_of(path)
        if now is not None and now == self.stamps.get(relative):
            return
        if now is None or relative not in self.sums or self._changed.get(relative) == now:
            raise DamagedFile(relative, "it is not the file that was published")
        if sum_file(path) != self.sums[relative] or stamp_of(path) != now:
            self._changed[relative] = now
            raise DamagedFile(relative, "changed since it was checked")
        self.stamps[relative] = now


class Seals:
    """Of every edition what its last comparison found: it is made anew only where a file is another one."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, str], Sealed] = {}

    def of(self, folder: Path, total: str, compare: Callable[[], tuple[dict[str, Any], object]]) -> Sealed:
        """``compare`` gives the manifest, and the first fault; ``total`` is the manifest's announced sum."""
        stamps = stamps_of(folder)
        known = self._known.get((folder, total))
        if known is None or known.stamps != stamps:
            manifest, fault = compare()
            sums = {str(file["path"]): str(file["sha256"]) for file in manifest.get("files", ())}
            known = self._known[folder, total] = Sealed(folder, {**sums, MANIFEST: total}, stamps, fault)
        return known


def stamps_of(folder: Path) -> dict[str, Stamp | None]:
    return {relative: stamp_of(folder / relative) for relative in list_files(folder)}


def stamp_of(path: Path) -> Stamp | None:
    """What changes when somebody writes or replaces the file; None for what is no plain file."""
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
