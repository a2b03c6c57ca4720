"""Editions that somebody else wrote: their sums hold, and still nothing of them brings the reader down."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from registry_files import announce, manifest, write_edition
from registry_world import sample

from tambon.catalogue.registry import edition
from tambon.catalogue.registry.registry import Registry
from tambon.catalogue.registry.tiles import DamagedTiles, Tiles, unpack
from tambon.lib.problem import Problem

pytestmark = pytest.mark.slow
OLD, NEW = "2026-10-01.1", "2026-11-01.1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for version in (OLD, NEW):
        write_edition(tmp_path, version, sample())
    return tmp_path / "areas"


def rewrite(folder: Path, alter: Callable[[dict[str, Any]], object]) -> None:
    """The newest edition with another manifest, announced with its new sum."""
    told = manifest(folder / NEW, NEW, sample())
    told["files"] = [each for each in told["files"] if each["path"] != "manifest.json"]
    alter(told)
    (folder / NEW / "manifest.json").write_text(json.dumps(told))
    listing = json.loads((folder / "editions.json").read_text())
    listing["editions"] = listing["editions"][1:]
    (folder / "editions.json").write_text(json.dumps(listing))
    announce(folder.parent, NEW, "2026-11-23T00:00:00+00:00")


@pytest.mark.parametrize(
    "wrong",
    [
        {"known_since": []}, {"known_since": {"tambon": 5}}, {"bounds": [1, 2]}, {"bounds": list("abcd")},
        {"bounds": [float("nan"), 0, 1, 1]}, {"on": 20261101}, {"bounds": 5},
    ],
    ids=str,
)  # fmt: skip
def test_a_manifest_of_another_form_is_named_and_the_last_good_edition_stays(
    folder: Path, wrong: dict[str, Any]
) -> None:
    rewrite(folder, lambda told: told.update(wrong))
    registry = Registry(folder)
    assert registry.latest() == OLD and registry.faults()[0].startswith(NEW)


@pytest.mark.parametrize("content", ["[" * 100_000, "[]", "5", '{"files": 3, "version": "x"}'])
def test_a_manifest_that_is_none_is_named_too(folder: Path, content: str) -> None:
    (folder / NEW / "manifest.json").write_text(content)
    registry = Registry(folder)
    assert registry.latest() == OLD and "manifest.json" in registry.faults()[0]


def test_days_that_are_texts_are_named(folder: Path) -> None:
    content = sample()
    write_edition(folder.parent, "2026-12-01.1", content)
    last = folder / "2026-12-01.1"
    shutil.copy(last / "sources.parquet", last / "areas.parquet")
    (last / "manifest.json").unlink()
    (last / "manifest.json").write_text(json.dumps(manifest(last, last.name, content)))
    announce(folder.parent, last.name, "2026-12-01T00:00:00+00:00")
    assert Registry(folder).latest() == NEW


def test_a_table_of_too_many_rows_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition, "MOST_ROWS", 5)
    registry = Registry(folder)
    assert registry.latest() is None and "more than 5 rows" in registry.faults()[0]


def test_a_manifest_that_became_a_link_is_not_served(folder: Path, tmp_path: Path) -> None:
    registry = Registry(folder)
    assert registry.file(NEW, "manifest.json")[0].is_file()
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    (folder / NEW / "manifest.json").unlink()
    (folder / NEW / "manifest.json").symlink_to(secret)
    with pytest.raises(Problem, match="404-areas-file-unknown"):
        registry.file(NEW, "manifest.json")


def test_a_part_of_a_map_unpacks_to_no_more_than_a_map_needs() -> None:
    assert unpack(gzip.compress(b"a tile")) == b"a tile"
    for wrong in (gzip.compress(bytes(20_000_000)), b"no gzip", gzip.compress(b"a tile")[:-9], b""):
        with pytest.raises(DamagedTiles):
            unpack(wrong)


@pytest.mark.parametrize("place", [100, 101])  # PMTiles 3 §3: the zooms
def test_zooms_that_no_map_has_are_refused(folder: Path, tmp_path: Path, place: int) -> None:
    content = bytearray((folder / NEW / "tiles.pmtiles").read_bytes())
    content[place] = 255
    (tmp_path / "a.pmtiles").write_bytes(content)
    with pytest.raises(DamagedTiles):
        Tiles(tmp_path / "a.pmtiles")
