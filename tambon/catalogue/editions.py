"""One release, opened: every byte is as its manifest says, and the manifest as it was announced."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tambon.catalogue import problems
from tambon.catalogue.chosen import Chosen
from tambon.catalogue.held import Holder
from tambon.catalogue.integrity import (
    MANIFEST,
    SIGNATURE,
    BadManifest,
    Fault,
    read_manifest,
    signer_of,
    verify_folder,
)
from tambon.catalogue.places import COLUMNS, Atlas
from tambon.catalogue.sealed import Sealed, Seals
from tambon.catalogue.shapes import LEVELS, Dataset, Described, File, ReleaseLine
from tambon.catalogue.signing import BadSignature
from tambon.catalogue.trusting import Trust, read_signed
from tambon.store import DamagedFile, Reader, UnknownColumn

PUBLIC = "public"
AREAS = "areas.parquet"
MEMORY = "400MB"  # of one release's questions; what does not fit is sorted in its scratch folder
PUBLISHED, WITHDRAWN = "published", "withdrawn"  # the states of a line


class Untrusted(Exception):
    """An edition that is announced but is not what was announced; the message names the file."""

    def __init__(self, version: str, fault: object) -> None:
        super().__init__(f"{version}: {fault}")
        self.version = version
        self.fault = str(fault)


@dataclass(frozen=True)
class Announced:
    """A line of the list of a product's editions, such as releases.json."""

    version: str
    manifest_sha256: str
    published_at: str
    line: Mapping[str, Any] = field(default_factory=dict, compare=False)  # all that the list says of it

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back: nothing is left but this line."""
        return self.line.get("state") == WITHDRAWN


class Edition:
    """The files of one published release, checked when it was opened."""

    def __init__(  # noqa: PLR0913 - each is told by whoever opens it
        self,
        folder: Path,
        announced: Announced,
        *,
        threads: int,
        trust: Trust | None,
        audience: str = PUBLIC,
        scratch: Path | None = None,
        seals: Seals | None = None,
        atlas: Atlas | None = None,
    ) -> None:
        """``scratch`` is where whole answers may be written. Raises `Untrusted`."""
        self.seal = demand_sealed(folder, announced, trust, seals or Seals())
        self._trust = trust
        self.folder = folder
        self.version = announced.version
        self.etag = announced.manifest_sha256
        try:
            self.manifest, total = read_manifest(folder)
            if total != self.etag:
                raise ValueError("its manifest changed while it was opened")
            if self.manifest.get("audience", PUBLIC) != audience:
                raise ValueError("it was made for another audience")
            self.reader = Reader(
                folder, threads=threads, scratch=scratch, memory=MEMORY, demand=self.seal.demand
            )
            self.holder, self.chosen = Holder(self.reader), Chosen()
            described = json.loads((folder / "dictionary.json").read_bytes())["datasets"]
            self.datasets: dict[str, Dataset] = {each["name"]: self._dataset(each) for each in described}
            self.seal.demand("dictionary.json")
            self.places = (atlas or Atlas()).of(
                self.seal.sums[AREAS], lambda: self.reader.select(AREAS, columns=COLUMNS).rows
            )
        except (BadManifest, DamagedFile, UnknownColumn, OSError, ValueError, KeyError) as error:
            raise Untrusted(announced.version, said(error)) from error
        self._paths = {file["path"] for file in self.manifest["files"]} | {MANIFEST}
        self._paths |= {SIGNATURE} if (folder / SIGNATURE).is_file() else set()
        self.line = line_of(self.manifest, announced, folder)

    def path(self, relative: str) -> Path:
        """The path of a file that the manifest lists, as it says. Raises 404-published-file-unknown, and
        503-published-release-damaged for one that was changed."""
        if relative not in self._paths or not self._holds(relative):
            raise problems.file_unknown(version=self.version, path=relative)
        try:
            if relative == SIGNATURE:
                read_signed(self.folder / MANIFEST, self._trust)
            else:
                self.seal.demand(relative)
        except (BadSignature, DamagedFile, OSError) as error:
            raise problems.release_damaged(version=self.version, fault=said(error)) from error
        return self.folder / relative

    def _holds(self, relative: str) -> bool:
        """Whether the file itself lies here; a link set since the release was checked may lead anywhere."""
        return (self.folder / relative).resolve() == self.folder.resolve() / relative

    def dataset(self, name: str) -> Dataset:
        """Raises 404-published-dataset-unknown."""
        if name not in self.datasets:
            raise problems.dataset_unknown(dataset=name, known=", ".join(self.datasets))
        return self.datasets[name]

    def close(self) -> None:
        self.reader.close()

    def _dataset(self, described: Described) -> Dataset:
        counts: dict[str, Any] = self.manifest["datasets"][described["name"]]
        prefix = f"data/{described['name']}/"
        files = [_file(each) for each in self.manifest["files"] if each["path"].startswith(prefix)]
        return {
            **described,
            "tables": described.get("tables", []),
            "files": files,
            "rows": counts["rows"],
            "grades": counts["grades"],
            "expected": counts["expected"],
            "absent": counts["absent"],
        }


def demand_whole(folder: Path, announced: Announced, trust: Trust | None) -> None:
    """A trusted key signed the manifest, it is as announced, and every byte is as it says.

    Raises `Untrusted`.
    """
    demand_sealed(folder, announced, trust, Seals())


def demand_sealed(folder: Path, announced: Announced, trust: Trust | None, seals: Seals) -> Sealed:
    """The same; what is known by ``seals`` is not compared again."""

    def compare() -> tuple[dict[str, Any], object]:
        verdict = verify_folder(folder)
        told = (announced.manifest_sha256, announced.version)
        if verdict.manifest_sha256 and (verdict.manifest_sha256, verdict.version) != told:
            return {}, Fault(MANIFEST, "changed")
        if verdict.faults:
            return {}, verdict.faults[0]
        return read_manifest(folder)[0], None

    try:
        if trust is not None:
            read_signed(folder / MANIFEST, trust)
        sealed = seals.of(folder, announced.manifest_sha256, compare)
    except (BadManifest, BadSignature, OSError) as error:
        raise Untrusted(announced.version, said(error)) from error
    if sealed.fault is not None:
        raise Untrusted(announced.version, sealed.fault)
    return sealed


def said(error: Exception) -> str:
    """What happened, without where the catalogue lies on this machine: readers are told it."""
    if isinstance(error, OSError):
        return f"{Path(str(error.filename or MANIFEST)).name}: {error.strerror or 'cannot be read'}"
    return str(error)


def _file(listed: dict[str, Any]) -> File:
    inside = listed["path"].split("/", 2)[2]
    stem, _, form = inside.partition(".")
    level, _, period = stem.partition("-")
    return {
        "path": listed["path"],
        "format": form,
        "level": level if level in LEVELS else "",
        "table": "" if level in LEVELS else stem,
        "period": period if level in LEVELS else "",
        "bytes": listed["bytes"],
        "sha256": listed["sha256"],
    }


def _signer(folder: Path) -> str:
    """By whose key the release is signed; empty where nobody signed it, or not this one."""
    with suppress(BadSignature, OSError):
        return signer_of(folder, (folder / MANIFEST).read_bytes())
    return ""


def line_of(manifest: dict[str, Any], announced: Announced, folder: Path) -> ReleaseLine:
    """What a release's manifest and its announcement say of it."""
    periods = {period for each in manifest["datasets"].values() for period in each["periods"]}
    line: ReleaseLine = {
        "version": announced.version,
        "published_at": announced.published_at,
        "frozen_at": manifest["frozen_at"],
        "round": manifest["round"],
        "periods": sorted(periods),
        "synthetic": manifest["synthetic"],
        "manifest_sha256": announced.manifest_sha256,
        "signed_by": _signer(folder),
    }
    if told := manifest.get("errata"):
        line["patches"] = str(told["patches"])
    return line
