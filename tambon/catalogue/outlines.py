"""Releases by their manifests alone: what is said of each in lists and feeds, and what each patch changed.

A list of releases opens none of them. A release whose files are missing or of another size is no good one;
what else is wrong with a file shows when it is read.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tambon.catalogue.editions import MEMORY, PUBLIC, Announced, Edition, Untrusted, line_of, said
from tambon.catalogue.errata import FILE, Wanted, head_of
from tambon.catalogue.integrity import MANIFEST, BadManifest, Fault, outer_faults, read_manifest
from tambon.catalogue.sealed import Sealed
from tambon.catalogue.shapes import Patch, ReleaseLine
from tambon.catalogue.signing import BadSignature
from tambon.catalogue.trusting import Trust, read_signed
from tambon.store import DamagedFile, Reader, Rows


@dataclass(frozen=True)
class Outline:
    """A release's line in a list, what it says of itself where it is a patch, and its files, not yet read."""

    line: ReleaseLine
    patch: Patch | None
    datasets: tuple[str, ...]
    files: Sealed


class Outlines:
    """Those of the releases in one folder, each made once: no release changes."""

    def __init__(self, folder: Path, trust: Trust | None, audience: str, *, threads: int = 1) -> None:
        self._folder = folder
        self._trust = trust
        self._audience = audience
        self._threads = threads
        self._known: dict[str, Outline] = {}
        self._reader: Reader | None = None
        self._lock = threading.Lock()

    def of(self, announced: Announced, edition: Edition | None = None) -> Outline:
        """Raises `Untrusted` for a release that is not as it was announced, as far as its outside shows.

        One that is open, ``edition``, was compared whole; what became of a file since shows when it is read.
        """
        known = self._known.get(announced.manifest_sha256)
        if known is None:
            known = _of_edition(edition) if edition else self._make(announced)
            self._known[announced.manifest_sha256] = known
        return known

    def changes(self, announced: Announced, columns: Sequence[str], wanted: Wanted) -> Rows:
        """Rows of the patch's list of changes. Raises `Untrusted`, `DamagedFile` and `UnknownColumn`."""
        self.of(announced)
        with self._lock:
            if self._reader is None:
                self._reader = Reader(self._folder, threads=self._threads, memory=MEMORY, demand=self._demand)
        path = f"{announced.version}/{FILE}"
        return self._reader.select(path, columns=columns, where=wanted.where, order=["n"], limit=wanted.limit)

    def _demand(self, path: str) -> None:
        version, _, relative = path.partition("/")
        # others may be made meanwhile; of two of one name the one that was announced last
        found = [one for one in [*self._known.values()] if one.line["version"] == version]
        if not found:
            raise DamagedFile(path, "it is of no release that is announced")
        found[-1].files.demand(relative)

    def _make(self, announced: Announced) -> Outline:
        folder = self._folder / announced.version
        try:
            if self._trust is not None:
                read_signed(folder / MANIFEST, self._trust)
            manifest, total = read_manifest(folder)
            told = (announced.manifest_sha256, announced.version)
            fault = None if (total, manifest["version"]) == told else Fault(MANIFEST, "changed")
            fault = fault or next(iter(outer_faults(folder, manifest)), None)
            if fault is not None:
                raise Untrusted(announced.version, fault)
            if manifest.get("audience", PUBLIC) != self._audience:
                raise ValueError("it was made for another audience")
            line = line_of(manifest, announced, folder)
            sums = {str(file["path"]): str(file["sha256"]) for file in manifest["files"]}
            return _outline(manifest, line, Sealed(folder, sums, {}))
        except (BadManifest, BadSignature, OSError, ValueError, KeyError, TypeError) as error:
            raise Untrusted(announced.version, said(error)) from error


def _of_edition(edition: Edition) -> Outline:
    return _outline(edition.manifest, edition.line, edition.seal)


def _outline(manifest: dict[str, Any], line: ReleaseLine, files: Sealed) -> Outline:
    return Outline(line, head_of(manifest, line), tuple(manifest["datasets"]), files)
