"""One release, opened: every byte is as its manifest says, and the manifest as it was announced."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tambon.catalogue import problems
from tambon.catalogue.chosen import Chosen
from tambon.catalogue.held import Holder
from tambon.catalogue.integrity import BadManifest, Fault, read_manifest, verify_folder
from tambon.catalogue.places import COLUMNS, Places
from tambon.catalogue.shapes import Dataset, Described, File, ReleaseLine
from tambon.store import DamagedFile, Reader, UnknownColumn


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


class Edition:
    """The files of one published release, checked when it was opened."""

    def __init__(
        self, folder: Path, announced: Announced, *, threads: int, scratch: Path | None = None
    ) -> None:
        """``scratch`` is where whole answers may be written. Raises `Untrusted`."""
        demand_whole(folder, announced)
        self.folder = folder
        self.version = announced.version
        self.etag = announced.manifest_sha256
        try:
            self.manifest, _ = read_manifest(folder)
            self.reader = Reader(folder, threads=threads, scratch=scratch)
            self.holder, self.chosen = Holder(self.reader), Chosen()
            described = json.loads((folder / "dictionary.json").read_bytes())["datasets"]
            self.datasets: dict[str, Dataset] = {each["name"]: self._dataset(each) for each in described}
            self.places = Places(self.reader.select("areas.parquet", columns=COLUMNS).rows)
        except (BadManifest, DamagedFile, UnknownColumn, OSError, ValueError, KeyError) as error:
            raise Untrusted(announced.version, error) from error
        self._paths = {file["path"] for file in self.manifest["files"]} | {"manifest.json"}
        self.line = _line(self.manifest, announced)

    def path(self, relative: str) -> Path:
        """The path of a file that the manifest lists. Raises 404-published-file-unknown."""
        if relative not in self._paths or not self._holds(relative):
            raise problems.file_unknown(version=self.version, path=relative)
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
            "files": files,
            "rows": counts["rows"],
            "grades": counts["grades"],
            "expected": counts["expected"],
            "absent": counts["absent"],
        }


def demand_whole(folder: Path, announced: Announced) -> None:
    """Every byte is as the manifest says, and the manifest as announced; else raises `Untrusted`."""
    verdict = verify_folder(folder)
    if verdict.faults:
        raise Untrusted(announced.version, verdict.faults[0])
    if verdict.manifest_sha256 != announced.manifest_sha256 or verdict.version != announced.version:
        raise Untrusted(announced.version, Fault("manifest.json", "changed"))


def _file(listed: dict[str, Any]) -> File:
    level, _, form = listed["path"].rpartition("/")[2].partition(".")
    return {
        "path": listed["path"],
        "format": form,
        "level": level,
        "bytes": listed["bytes"],
        "sha256": listed["sha256"],
    }


def _line(manifest: dict[str, Any], announced: Announced) -> ReleaseLine:
    periods = {period for each in manifest["datasets"].values() for period in each["periods"]}
    return {
        "version": announced.version,
        "published_at": announced.published_at,
        "frozen_at": manifest["frozen_at"],
        "round": manifest["round"],
        "periods": sorted(periods),
        "synthetic": manifest["synthetic"],
        "manifest_sha256": announced.manifest_sha256,
    }
