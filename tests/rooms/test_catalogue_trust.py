"""A changed byte is found, by anybody and by the catalogue itself, which goes on with the last good one."""

from __future__ import annotations

import argparse
import concurrent.futures
import json
import shutil
from pathlib import Path

import pytest
from damage import change
from release_world import make_freeze

from tambon.catalogue import Catalogue, verify_folder
from tambon.catalogue.integrity import list_files
from tambon.catalogue.signing import fingerprint_of, public_of
from tambon.catalogue.trusting import UNSIGNED, trust_of
from tambon.cli.commands import release_verify
from tambon.cli.trust import warn_of_untrusted
from tambon.lib.problem import Problem
from tambon.releases import publishing
from tambon.releases.building import build
from tambon.releases.signing import own_key
from tambon.store import building

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(published_twice: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published_twice, tmp_path / "catalogue"))


@pytest.fixture
def copy(published_twice: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published_twice / "releases" / "2026-11.1", tmp_path / "copy"))


def asked(folder: Path, *, as_json: bool = False) -> argparse.Namespace:
    return argparse.Namespace(folder=folder, json=as_json, keys=[])


def test_a_whole_copy_is_good(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release_verify.run(asked(copy)) == 0
    assert release_verify.run(asked(copy, as_json=True)) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["good"] is True


def test_one_changed_byte_of_any_file_is_found_by_name(copy: Path) -> None:
    for path in list_files(copy):
        if path in ("manifest.json", "manifest.sig"):
            continue
        before = (copy / path).read_bytes()
        change(copy / path)
        assert [str(fault) for fault in verify_folder(copy).faults] == [f"changed: {path}"]
        (copy / path).write_bytes(before)
    assert verify_folder(copy).good


def test_missing_extra_and_linked_files_are_found(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "areas.csv").rename(copy / "more.csv")
    (copy / "README.txt").rename(copy.parent / "README.txt")
    (copy / "README.txt").symlink_to(copy.parent / "README.txt")
    (copy / ".hidden").write_text("")
    assert release_verify.run(asked(copy, as_json=True)) == 1
    faults = {(f["what"], f["path"]) for f in json.loads(capsys.readouterr().out)["faults"]}
    assert faults == {
        ("missing", "areas.csv"),
        ("extra", "more.csv"),
        ("missing", "README.txt"),
        ("extra", ".hidden"),
    }


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"files": []}', '{"version": 1, "files": []}'])
def test_what_is_no_manifest_proves_nothing(copy: Path, content: str) -> None:
    (copy / "manifest.json").write_text(content)
    assert verify_folder(copy).faults[0].path == "manifest.json"
    assert release_verify.run(asked(copy.parent / "nowhere")) == 1


@pytest.mark.parametrize("path", ["../out.txt", "/etc/hosts", "a//b", "data/../README.txt", "a\\b"])
def test_a_manifest_never_points_outside(copy: Path, path: str) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["files"].append({"path": path, "bytes": 0, "sha256": ""})
    (copy / "manifest.json").write_text(json.dumps(manifest))
    assert verify_folder(copy).faults[0].path == "manifest.json"


@pytest.mark.parametrize(
    "path", ["manifest.json", "areas.parquet", "data/water/village.parquet", "README.txt"]
)
def test_a_damaged_release_is_named_and_the_last_good_one_stays(folder: Path, path: str) -> None:
    change(folder / "releases" / "2026-11.1" / path)
    catalogue = Catalogue(folder)
    assert catalogue.latest() == "2026-10.1"
    assert catalogue.faults()[0].startswith("2026-11.1:") and path in catalogue.faults()[0]
    assert [line["version"] for line in catalogue.releases()] == ["2026-10.1"]
    assert catalogue.rows("water").version == "2026-10.1"
    with pytest.raises(Problem, match="503-published-release-damaged"):
        catalogue.rows("water", version="2026-11.1")


def test_a_manifest_that_fits_its_files_but_was_never_announced_is_not_trusted(folder: Path) -> None:
    release = folder / "releases" / "2026-11.1"
    manifest = json.loads((release / "manifest.json").read_text())
    (release / "manifest.json").write_text(json.dumps({**manifest, "synthetic": False}))
    assert verify_folder(release).good, "its own sums hold"
    assert Catalogue(folder).latest() == "2026-10.1"


def test_with_nothing_good_left_the_damage_is_what_is_told(folder: Path) -> None:
    for release in (folder / "releases").iterdir():
        change(release / "areas.csv")
    catalogue = Catalogue(folder)
    assert catalogue.latest() is None and len(catalogue.faults()) == 2
    with pytest.raises(Problem, match=r"areas\.csv"):
        catalogue.rows("water")


def test_a_door_that_trusts_another_key_is_told_so_when_it_starts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, own = "a" * 64, fingerprint_of(public_of(own_key()))
    warn_of_untrusted(folder, trust_of([other], folder))
    said = capsys.readouterr().err
    assert "WARNING" in said and "releases.json" in said and own in said and other in said
    for told in ([own], [UNSIGNED]):
        warn_of_untrusted(folder, trust_of(told, folder))
    assert capsys.readouterr().err == ""
    (folder / "releases" / "2026-11.1" / "manifest.sig").unlink()
    warn_of_untrusted(folder, trust_of([own], folder))
    assert "manifest.json: no signature" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["", "{", '{"releases": [{}]}', "[]"])
def test_an_unreadable_list_changes_nothing_for_who_reads_on(folder: Path, content: str) -> None:
    catalogue = Catalogue(folder)
    assert catalogue.latest() == "2026-11.1"
    (folder / "releases.json").write_text(content)
    (folder / "latest.json").write_text(content)
    assert catalogue.latest() == "2026-11.1" and catalogue.rows("water").rows
    assert catalogue.faults()[0].startswith("releases.json")


def test_a_folder_that_was_not_announced_does_not_exist(folder: Path) -> None:
    shutil.copytree(folder / "releases" / "2026-11.1", folder / "releases" / "2027.1")
    catalogue = Catalogue(folder)
    assert len(catalogue.releases()) == 2
    with pytest.raises(Problem, match="404-published-release-unknown"):
        catalogue.manifest("2027.1")


def test_readers_go_on_while_a_release_is_swapped_in(folder: Path, tmp_path: Path) -> None:
    catalogue = Catalogue(folder)
    before = catalogue.etag()
    stop = False

    def read() -> set[str]:
        seen = set()
        while not stop:
            page = catalogue.rows("water", area="58", variables=["households"])
            assert page.total == 8
            seen.add(page.version)
        return seen

    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(read) for _ in range(6)]
        try:
            freeze = make_freeze(tmp_path / "freezes", version="2026-12.1", seed=7)
            target = folder / "releases" / "2026-12.1"
            with building(target) as draft:
                build(freeze, draft)
            total = verify_folder(target).manifest_sha256
            publishing.announce(
                folder, "2026-12.1", manifest_sha256=total, published_at="2026-12-01T00:00:00+00:00"
            )
            while catalogue.latest() != "2026-12.1":
                pass
        finally:
            stop = True
        seen = set().union(*(reader.result() for reader in readers))
    assert seen <= {"2026-11.1", "2026-12.1"} and catalogue.latest() == "2026-12.1"
    assert catalogue.etag() == total != before
