"""The official catalogue: the same release for officials, apart; the public side never serves it."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from release_world import make_freeze

from tambon.catalogue import Catalogue, verify_folder
from tambon.catalogue.integrity import list_files
from tambon.catalogue.signing import fingerprint_of, public_of
from tambon.catalogue.trusting import Trust
from tambon.host.home import Home
from tambon.host.settings import official_folder
from tambon.releases import publishing
from tambon.releases.building import build
from tambon.releases.rules.protection import for_audience, has_official, leaves_the_database, published
from tambon.releases.signing import own_key, sign_folder
from tambon.store import building

pytestmark = pytest.mark.slow
SECRET = "987654321"


@pytest.fixture(scope="module")
def freeze(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_freeze(tmp_path_factory.mktemp("freezes"))


@pytest.fixture(scope="module")
def made(freeze: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    catalogue = tmp_path_factory.mktemp("official") / "official"
    with building(catalogue / "releases" / freeze.name) as draft:
        build(freeze, draft, audience="official")
        sign_folder(draft)
    total = verify_folder(catalogue / "releases" / freeze.name).manifest_sha256
    publishing.announce(
        catalogue, freeze.name, manifest_sha256=total, published_at="2026-11-22T03:00:00+00:00",
        prefix=publishing.OF_OFFICIALS,
    )  # fmt: skip
    return catalogue


def trust(folder: Path) -> Trust:
    return Trust(frozenset({fingerprint_of(public_of(own_key()))}), folder)


def test_officials_have_every_class_but_the_personal_one_and_no_text(made: Path) -> None:
    release = made / "releases" / "2026-11.1"
    with (release / "data" / "water" / "village.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"disabled_households", "leak_reports", "households"} <= set(rows[0])
    assert not {"head_phone", "remarks"} & set(rows[0])
    assert SECRET in {row["leak_reports"] for row in rows}, "as it is, nothing hidden"
    described = json.loads((release / "dictionary.json").read_text())["datasets"]
    water = next(each for each in described if each["name"] == "water")
    classes = {variable["name"]: variable["class"] for variable in water["variables"]}
    assert (classes["leak_reports"], classes["disabled_households"]) == ("official", "aggregate")
    assert water["licence"] == "OFFICIAL-USE"
    notice = (release / "OFFICIAL-USE.txt").read_text()
    assert "ห้ามเผยแพร่" in notice and "SYNTHETIC" in notice
    assert json.loads((release / "manifest.json").read_text())["audience"] == "official"


def test_it_is_built_twice_in_the_same_bytes_and_the_public_one_is_as_before(
    freeze: Path, made: Path, tmp_path: Path
) -> None:
    build(freeze, tmp_path / "again", audience="official")
    first = made / "releases" / "2026-11.1"
    assert set(list_files(tmp_path / "again")) | {"manifest.sig"} == set(list_files(first))
    for path in list_files(tmp_path / "again"):
        assert (tmp_path / "again" / path).read_bytes() == (first / path).read_bytes(), path
    build(freeze, tmp_path / "public")
    assert "audience" not in json.loads((tmp_path / "public" / "manifest.json").read_text())
    for path in list_files(tmp_path / "public"):
        assert SECRET.encode() not in (tmp_path / "public" / path).read_bytes(), path


def test_neither_side_serves_what_was_made_for_the_other(made: Path, tmp_path: Path, freeze: Path) -> None:
    """Copied by mistake into the public folder, with its own good signature, it is passed over and named."""
    assert Catalogue(made, trust=trust(made), audience="official").latest() == "2026-11.1"
    catalogue = Path(shutil.copytree(made, tmp_path / "catalogue"))
    public = Catalogue(catalogue, trust=trust(catalogue))
    assert public.latest() is None and "signed as official/releases.json" in public.faults()[0]
    lines = publishing.announced(catalogue)
    for name, body in (("releases.json", {"releases": lines}), ("latest.json", lines[0])):
        publishing.put(catalogue, name, body, at=datetime(2026, 12, 1, tzinfo=UTC))
    public = Catalogue(catalogue, trust=trust(catalogue))
    assert public.latest() is None and "another audience" in public.faults()[0]
    assert Catalogue(catalogue).latest() is None, "without asking for signatures too"


def test_what_officials_may_have_is_a_matter_of_class(freeze: Path) -> None:
    from release_world import water

    dataset = for_audience(water(), "official")
    names = {variable.name for variable in published(dataset)}
    by_class = {"free", "aggregate", "official"}
    assert names == {v.name for v in water().variables if leaves_the_database(v) and v.protection in by_class}
    assert has_official(water()) and for_audience(water(), "public") == water()


def test_a_place_where_everybody_reads_is_refused_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home.at(tmp_path / "home")
    monkeypatch.delenv("TAMBON_OFFICIAL", raising=False)
    assert official_folder("TAMBON_OFFICIAL", home, home.catalogue) == home.root / "official"
    (tmp_path / "link").symlink_to(home.catalogue)
    inside = home.catalogue / "official"
    for wrong in (home.catalogue, inside, home.root, tmp_path / "link", tmp_path / "link" / "x"):
        home.catalogue.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv("TAMBON_OFFICIAL", str(wrong))
        with pytest.raises(SystemExit, match="apart from the public catalogue"):
            official_folder("TAMBON_OFFICIAL", home, home.catalogue)
