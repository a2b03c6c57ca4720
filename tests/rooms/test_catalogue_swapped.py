"""What is changed, swapped or put back after a release was opened is served in no part."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tambon.catalogue import Catalogue, Question, editions, listing, shelf
from tambon.lib.problem import Problem
from tambon.releases import publishing

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(published_twice: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published_twice, tmp_path / "catalogue"))


def test_a_link_set_after_the_check_leads_nowhere(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret-key"
    secret.write_text("a key")
    catalogue = Catalogue(folder)
    listed = catalogue.file_path("2026-11.1", "data/water/village.csv")
    listed.unlink()
    listed.symlink_to(secret)
    elsewhere = listed.parents[1] / "population"
    shutil.move(elsewhere, tmp_path / "moved")
    elsewhere.symlink_to(tmp_path / "moved")
    for path in ("data/water/village.csv", "data/population/village.csv"):
        with pytest.raises(Problem, match="404-published-file-unknown"):
            catalogue.file_path("2026-11.1", path)
    assert catalogue.file_path("2026-11.1", "data/water/village.parquet").is_file()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_file_swapped_after_the_check_is_served_in_no_part(folder: Path, form: str) -> None:
    catalogue = Catalogue(folder)
    listed = catalogue.file_path("2026-11.1", f"data/water/village.{form}")
    good = listed.read_bytes()
    other = folder / "releases" / "2026-10.1" / "data" / "water" / f"village.{form}"
    asked = catalogue.find("water", Question(columns=("area_code", "households")))
    listed.write_bytes(other.read_bytes() if form == "parquet" else good.replace(b"1", b"2"))
    with pytest.raises(Problem, match=r"503-published-release-damaged.*village"):
        catalogue.file_path("2026-11.1", f"data/water/village.{form}")
    if form == "parquet":
        with pytest.raises(Problem, match=r"503-published-release-damaged.*village"):
            catalogue.rows("water", variables=["households"])
        with pytest.raises(Problem, match=r"503-published-release-damaged.*village"):
            asked.json()
    listed.write_bytes(good)
    assert catalogue.file_path("2026-11.1", f"data/water/village.{form}").read_bytes() == good
    assert catalogue.rows("water").rows


def test_a_manifest_swapped_after_the_check_is_not_served(folder: Path) -> None:
    catalogue = Catalogue(folder)
    path = catalogue.file_path("2026-11.1", "manifest.json")
    path.write_text(path.read_text().replace('"synthetic":', '"other":'))
    with pytest.raises(Problem, match="503-published-release-damaged"):
        catalogue.file_path("2026-11.1", "manifest.json")


def test_what_was_compared_once_is_not_compared_at_every_question(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    verify = editions.verify_folder

    def counted(where: Path) -> object:
        compared.append(where.name)
        return verify(where)

    monkeypatch.setattr(editions, "verify_folder", counted)
    victim = folder / "releases" / "2026-10.1" / "README.txt"
    victim.write_text("changed")
    catalogue = Catalogue(folder)
    for _ in range(3):
        assert len(catalogue.releases()) == 1
        with pytest.raises(Problem, match="503-published-release-damaged"):
            catalogue.manifest("2026-10.1")
    assert sorted(compared) == ["2026-10.1", "2026-11.1"]


def test_what_could_not_be_read_for_a_moment_is_looked_at_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without a free file handle must not go on with a release that was withdrawn meanwhile."""
    monkeypatch.setattr(shelf, "AGAIN", 0.0)
    catalogue = Catalogue(folder)
    assert catalogue.latest() == "2026-11.1"
    body = json.loads((folder / "releases.json").read_text())
    body["releases"][0]["state"] = "withdrawn"
    (folder / "releases.json").write_text(json.dumps(body))
    publishing.put(folder, "latest.json", {"version": "2026-10.1"}, at=datetime(2026, 12, 1, tzinfo=UTC))

    def refuse(*_: object, **__: object) -> bytes:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as full:
        full.setattr(listing, "read_signed", refuse)
        assert catalogue.latest() == "2026-11.1" and catalogue.faults()
    assert catalogue.latest() == "2026-10.1" and catalogue.faults() == []


def test_readers_are_not_told_where_the_catalogue_lies(folder: Path) -> None:
    (folder / "releases" / "2026-11.1" / "manifest.json").unlink()
    faults = Catalogue(folder).faults()
    assert faults and str(folder) not in str(faults)


def test_an_older_list_brings_no_withdrawn_release_back(folder: Path) -> None:
    lists = {name: (folder / name).read_bytes() for name in ("releases.json", "latest.json")}
    body = json.loads(lists["releases.json"])
    body["releases"][0]["state"] = "withdrawn"
    (folder / "releases.json").write_text(json.dumps(body))
    catalogue = Catalogue(folder)
    assert catalogue.latest() == "2026-10.1"
    for name, content in lists.items():
        (folder / name).unlink()
        (folder / name).write_bytes(content)
    assert catalogue.latest() == "2026-10.1"
    assert [each["version"] for each in catalogue.tombstones()] == ["2026-11.1"]


def test_another_signed_file_in_the_place_of_the_progress_is_none(folder: Path) -> None:
    (folder / "snapshots" / "progress.json").write_bytes((folder / "snapshots/programme.json").read_bytes())
    assert Catalogue(folder).progress() is None
