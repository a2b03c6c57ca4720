"""A damaged edition is named and the last good one stays; shapes and tiles are read as published."""

from __future__ import annotations

import concurrent.futures
import gc
import json
import shutil
import struct
from pathlib import Path

import pytest
from damage import change
from hypothesis import given
from hypothesis import strategies as st
from registry_files import announce, write_edition
from registry_world import box, packed, point, sample

from tambon.catalogue.registry import geojson
from tambon.catalogue.registry.days import read_by, read_day, read_detail
from tambon.catalogue.registry.registry import Registry
from tambon.catalogue.registry.tiles import DamagedTiles, Tiles
from tambon.lib.problem import Problem

OLD, NEW = "2026-10-01.1", "2026-11-01.1"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    for version in (OLD, NEW):
        write_edition(folder, version, sample())
    return folder / "areas"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "areas"))


def test_before_the_first_edition_there_are_no_areas(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "areas")
    assert registry.latest() is None and registry.version is None and registry.etag() == ""
    assert registry.area("58") is None and registry.search("58") == [] and registry.children("58") == []
    assert registry.tile(0, 0, 0) is None and registry.history("58") is None and registry.editions() == []
    with pytest.raises(Problem, match="404-areas-not-published"):
        registry.edition()
    write_edition(tmp_path, NEW, sample())
    assert registry.latest() == NEW and registry.area("58")


@pytest.mark.parametrize("path", ["README.txt", "areas.parquet", "tiles.pmtiles", "changes.csv"])
def test_a_damaged_edition_is_named_and_the_last_good_one_stays(folder: Path, path: str) -> None:
    change(folder / NEW / path)
    registry = Registry(folder)
    assert registry.latest() == OLD and registry.area("58")
    assert registry.faults()[0].startswith(f"{NEW}:") and path in registry.faults()[0]
    with pytest.raises(Problem, match="503-areas-edition-damaged"):
        registry.area("58", version=NEW)
    with pytest.raises(Problem, match="404-areas-edition-unknown"):
        registry.area("58", version="2020-01-01.1")


@pytest.mark.parametrize("broken", ["columns", "kind", "tiles", "on"])
def test_an_edition_of_another_form_is_not_opened(folder: Path, broken: str) -> None:
    """Its sums hold, and still it is not what a reader can answer from."""
    content = sample()
    if broken == "kind":
        content.areas[0]["kind"] = "moon"
    if broken == "on":
        content.on = "today"
    if broken == "tiles":
        content.tiles = {}
    write_edition(folder.parent, "2026-12-01.1", content)
    last = folder / "2026-12-01.1"
    if broken == "columns":
        shutil.copy(last / "memberships.parquet", last / "codes.parquet")
    if broken == "tiles":
        (last / "tiles.pmtiles").write_bytes(b"PMTiles" + bytes(200))
    _seal_again(folder, last)
    registry = Registry(folder)
    assert registry.latest() == NEW and len(registry.faults()) == 1


def _seal_again(folder: Path, edition: Path) -> None:
    from registry_files import Content, manifest

    told = json.loads((edition / "manifest.json").read_text())
    (edition / "manifest.json").unlink()
    files = manifest(edition, edition.name, Content(areas=[]))["files"]
    (edition / "manifest.json").write_text(json.dumps({**told, "files": files}))
    listed = json.loads((folder / "editions.json").read_text())["editions"]
    (folder / "editions.json").write_text(json.dumps({"editions": listed[1:]}))
    announce(folder.parent, edition.name, "2026-12-01T00:00:00+00:00")


def test_a_link_set_after_the_check_is_not_followed(folder: Path, tmp_path: Path) -> None:
    registry = Registry(folder)
    assert registry.geometry("58")
    for each in (folder / NEW / "geometry").glob("province.*.parquet"):
        shutil.move(each, tmp_path / each.name)
        each.symlink_to(tmp_path / each.name)
    assert registry.geometry("58") is None


def test_readers_go_on_while_an_edition_is_swapped_in(folder: Path) -> None:
    registry = Registry(folder)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(lambda: registry.area("58") and registry.tile(5, 24, 14)) for _ in range(50)]
        write_edition(folder.parent, "2026-12-01.1", sample())
        asked += [pool.submit(lambda: registry.search("58") and registry.tile(5, 24, 14)) for _ in range(50)]
        assert all(each.result() for each in asked)
    assert registry.latest() == "2026-12-01.1"
    assert [each["version"] for each in registry.editions()] == ["2026-12-01.1", NEW, OLD]


def test_tiles_come_as_stored_from_many_threads(folder: Path) -> None:
    registry = Registry(folder)
    assert registry.tile(5, 24, 14) == packed(b"north") and registry.tile(5, 0, 0) is None
    assert registry.tile(6, 0, 0) is None, "deeper than the archive"
    tiles = registry.tiles()
    assert tiles and (tiles.first_zoom, tiles.last_zoom, tiles.is_gzipped) == (0, 5, True)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: tiles.get(0, 0, 0), range(200))) == {packed(b"the world")}


def test_deep_archives_have_leaves(tmp_path: Path) -> None:
    from registry_files import _write_tiles

    wanted = {(8, x, y): packed(f"{x}/{y}".encode()) for x in range(128) for y in range(64)}
    _write_tiles(tmp_path / "deep.pmtiles", wanted)
    tiles = Tiles(tmp_path / "deep.pmtiles")
    assert all(tiles.get(*place) == wanted[place] for place in list(wanted)[::97])
    assert tiles.get(8, 200, 200) is None
    del tiles
    gc.collect()


@pytest.mark.parametrize("content", [b"", b"PMTiles", b"x" * 500, b"PMTiles\x03" + b"\xff" * 400])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.pmtiles").write_bytes(content)
    with pytest.raises(DamagedTiles):
        Tiles(tmp_path / "x.pmtiles")


def test_shapes_of_several_polygons_with_holes() -> None:
    two = struct.pack("<BII", 1, 6, 2) + box(0, 0, 1, 1) + box(2, 0, 3, 1)
    assert geojson.geometry(two)["type"] == "MultiPolygon"
    assert geojson.box(geojson.geometry(two)) == [0, 0, 3, 1]
    assert geojson.geometry(point(97.5, 18.5)) == {"type": "Point", "coordinates": (97.5, 18.5)}
    big_endian = struct.pack(">BIdd", 0, 1, 97.5, 18.5)
    assert geojson.geometry(big_endian)["coordinates"] == (97.5, 18.5)


@given(st.binary(max_size=60) | st.just(box(0, 0, 1, 1)[:-3]) | st.just(point(1, 2) + b"x"))
def test_bytes_that_are_no_shape_are_refused(wkb: bytes) -> None:
    try:
        geojson.geometry(wkb)
    except geojson.NotAShape:
        return
    assert wkb[:1], "whatever is read was one"


def test_days_calendars_and_details_are_read_strictly() -> None:
    assert read_day("๒๐๑๑-๐๓-๒๓").isoformat() == "2011-03-23"
    assert (read_by("list"), read_detail("high")) == ("list", "high")
    for text in ("2554-03-23", "2011-3-23", "20110323", "2011-02-30", "", "now", "0000-01-01"):
        with pytest.raises(Problem, match="400-day-unreadable"):
            read_day(text)
    for read, word in ((read_by, "LAW"), (read_detail, "full")):
        with pytest.raises(Problem, match=r"law, list|low, middle, high"):
            read(word)
