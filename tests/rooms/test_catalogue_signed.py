"""A catalogue is read only with a trusted signature; anybody can check a copy with nothing but it."""

from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from registry_files import Content, area, write_edition
from release_world import make_catalogue, make_freeze

from tambon.catalogue import Catalogue, signing
from tambon.catalogue.integrity import read_manifest
from tambon.catalogue.recency import NotBefore
from tambon.catalogue.registry.registry import Registry
from tambon.catalogue.signing import BadSignature, beside, sign, write
from tambon.catalogue.trusting import Trust, read_signed, read_snapshot
from tambon.cli.commands import release_verify
from tambon.lib.problem import Problem
from tambon.releases import publishing
from tambon.releases.building import build
from tambon.releases.signing import own_key, put_signed, sign_folder
from tambon.store import building, write_file

pytestmark = pytest.mark.slow
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(32))


def print_of(key: Ed25519PrivateKey) -> str:
    return signing.fingerprint_of(signing.public_of(key))


def ours(catalogue: Path) -> Trust:
    return Trust(frozenset({print_of(own_key())}), catalogue)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    catalogue = make_catalogue(tmp_path_factory.mktemp("signed"), "2026-10.1", "2026-11.1")
    country = area("a-th", "country", "TH", "ประเทศไทย", "Thailand", None)
    write_edition(catalogue, "2026-11-20.1", Content([country]))
    return catalogue


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "catalogue"))


SIGNED = [
    "releases.json", "latest.json", "areas/editions.json", "areas/latest.json", "snapshots/progress.json",
    "snapshots/programme.json", "releases/2026-11.1/manifest.json", "areas/2026-11-20.1/manifest.json",
]  # fmt: skip


def test_all_that_is_published_bears_the_homes_signature(made: Path) -> None:
    for name in SIGNED:
        assert read_signed(made / name, ours(made)), name
    kept = {path.relative_to(made).as_posix() for path in made.rglob("*.json")}
    inside = {name for name in kept if name.startswith("releases/") and not name.endswith("manifest.json")}
    assert kept - inside - set(SIGNED) == {"releases/2026-10.1/manifest.json"}, "nothing else is unsigned"


@pytest.mark.parametrize("name", SIGNED)
@pytest.mark.parametrize("how", ["byte", "missing", "stranger"])
def test_a_changed_unsigned_or_foreign_file_is_refused_by_name(folder: Path, name: str, how: str) -> None:
    path = folder / name
    if how == "byte":
        body = bytearray(path.read_bytes())
        body[len(body) // 2] ^= 1
        path.write_bytes(body)
    elif how == "missing":
        beside(path).unlink()
    else:
        beside(path).write_bytes(write(sign(STRANGER, path.read_bytes())))
    with pytest.raises(BadSignature, match=path.name):
        read_signed(path, ours(folder))
    catalogue = Catalogue(folder, trust=ours(folder))
    registry = Registry(folder / "areas", trust=ours(folder))
    found = {
        "releases.json": lambda: catalogue.latest() is None and catalogue.faults(),
        "areas/editions.json": lambda: registry.latest() is None and registry.faults(),
        "snapshots/progress.json": lambda: catalogue.progress() is None and [name],
        "snapshots/programme.json": lambda: (
            catalogue.programme().file is None and [catalogue.programme().fault]
        ),
        "releases/2026-11.1/manifest.json": lambda: catalogue.latest() == "2026-10.1" and catalogue.faults(),
        "areas/2026-11-20.1/manifest.json": lambda: registry.latest() is None and registry.faults(),
    }.get(name)
    if found:  # latest.json is for readers elsewhere: the list says the same
        assert path.name in str(found()), "served no more, and named"


def test_a_strangers_catalogue_takes_nobodys_place(folder: Path, made: Path) -> None:
    """The last good one stays for a process that reads on; a new process gets nothing, and is told why."""
    trust = ours(folder)
    catalogue = Catalogue(folder, trust=trust)
    assert catalogue.latest() == "2026-11.1"
    for path in [*folder.rglob("*.json")]:
        if beside(path).exists():
            path.write_bytes(path.read_bytes() + b" ")
            beside(path).write_bytes(write(sign(STRANGER, path.read_bytes())))
    assert catalogue.latest() == "2026-11.1" and catalogue.rows("water").rows
    assert "releases.json" in catalogue.faults()[0] and print_of(STRANGER) in catalogue.faults()[0]
    fresh = Catalogue(folder, trust=trust)
    assert fresh.latest() is None
    with pytest.raises(Problem, match=r"releases\.json"):
        fresh.manifest()


def asked(folder: Path, *keys: str) -> argparse.Namespace:
    return argparse.Namespace(folder=folder, json=True, keys=list(keys))


def test_a_stranger_checks_a_copy_with_nothing_but_the_copy(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = print_of(own_key())
    copy = Path(shutil.copytree(made / "releases" / "2026-11.1", tmp_path / "copy"))

    def verify(*keys: str) -> tuple[int, dict[str, object]]:
        code = release_verify.run(asked(copy, *keys))
        return code, json.loads(capsys.readouterr().out)

    code, said = verify(key)
    assert (code, said["good"], said["signed_by"]) == (0, True, key)
    assert verify()[1]["signed_by"] == key and verify()[1]["trusted"] is False
    assert verify(print_of(STRANGER))[0] == 1
    with pytest.raises(Problem, match="400-not-a-fingerprint"):
        verify("abc")
    for name in ("README.txt", "data/water/village.parquet", "manifest.json", "manifest.sig"):
        body = (copy / name).read_bytes()
        wrong = bytearray(body)
        wrong[len(wrong) // 2] ^= 1
        (copy / name).write_bytes(wrong)
        assert verify(key)[0] == 1, name
        (copy / name).write_bytes(body)
    (copy / "manifest.sig").unlink()
    assert verify(key)[0] == 1 and verify()[0] == 0
    assert verify()[1]["signed_by"] == ""


def publish_another(folder: Path, tmp_path: Path) -> dict[str, bytes]:
    """Publishes 2026-12.1; what announced the ones before comes back."""
    lists = [f"{name}{end}" for name in ("releases.json", "latest.json") for end in ("", ".sig")]
    before = {name: (folder / name).read_bytes() for name in lists}
    target = folder / "releases" / "2026-12.1"
    with building(target) as draft:
        build(make_freeze(tmp_path / "freezes", version="2026-12.1", seed=7), draft)
        sign_folder(draft)
    total = read_manifest(target)[1]
    publishing.announce(folder, "2026-12.1", manifest_sha256=total, published_at="2026-12-01T00:00:00+00:00")
    return before


def put_back(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        write_file(folder / name, content)


def test_an_older_signed_list_that_is_put_back_takes_no_release_away(folder: Path, tmp_path: Path) -> None:
    """A process that saw the newer one keeps it; with a folder to remember in, so does the next process."""
    seen = tmp_path / "seen"
    seen.mkdir()
    trust = replace(ours(folder), remembered=seen)
    before = publish_another(folder, tmp_path)
    running, forgetful = Catalogue(folder, trust=trust), Catalogue(folder, trust=ours(folder))
    assert running.latest() == forgetful.latest() == "2026-12.1"
    put_back(folder, before)
    for catalogue in (running, forgetful):
        assert catalogue.latest() == "2026-12.1" and catalogue.rows("water").version == "2026-12.1"
        assert "releases.json" in catalogue.faults()[0] and "than was seen already" in catalogue.faults()[0]
    fresh = Catalogue(folder, trust=trust)
    assert fresh.latest() is None and "than was seen already (2026-12-01" in fresh.faults()[0]
    with pytest.raises(Problem, match="503-published-unvouched"):
        fresh.manifest()
    assert Catalogue(folder, trust=ours(folder)).latest() == "2026-11.1", "without a memory it is believed"


@pytest.mark.parametrize("told", ["2026-11-30", "2026-12-01T00:00:00+00:00", "number"])
def test_nothing_is_taken_from_before_the_day_or_number_that_is_told(
    folder: Path, tmp_path: Path, told: str
) -> None:
    before = publish_another(folder, tmp_path)
    head = Catalogue(folder, trust=ours(folder)).signed()
    assert head and head.at == "2026-12-01T00:00:00+00:00"
    words = str(head.sequence) if told == "number" else told
    trust = replace(ours(folder), not_before=NotBefore.read(words))
    assert Catalogue(folder, trust=trust).latest() == "2026-12.1"
    put_back(folder, before)
    catalogue = Catalogue(folder, trust=trust)
    assert catalogue.latest() is None and "is to be taken" in catalogue.faults()[0]
    for wrong in ("", "soon", "2026-12-01T00:00:00", "9" * 16):
        with pytest.raises(ValueError):
            NotBefore.read(wrong)


def test_a_number_only_grows_even_where_the_clock_goes_back(folder: Path) -> None:
    heads = [json.loads((folder / "releases.json").read_bytes())["signed"]]
    for day in (1, 1, 30):
        body = {"releases": json.loads((folder / "releases.json").read_bytes())["releases"]}
        publishing.put(folder, "releases.json", body, at=datetime(2026, 10, day, tzinfo=UTC))
        heads.append(json.loads((folder / "releases.json").read_bytes())["signed"])
    numbers = [head["sequence"] for head in heads]
    assert numbers == sorted(set(numbers)) and heads[-1]["at"].startswith("2026-10-30")
    later = datetime(2027, 1, 1, tzinfo=UTC)
    (folder / "releases.json").unlink()
    publishing.put(folder, "releases.json", {"releases": []}, at=later)
    restored = json.loads((folder / "releases.json").read_bytes())["signed"]["sequence"]
    assert restored == int(later.timestamp()) > numbers[-1], "after a restore too"


MOVED = [
    ("latest.json", "areas/latest.json"), ("areas/editions.json", "releases.json"),
    ("snapshots/progress.json", "snapshots/programme.json"), ("latest.json", "releases.json"),
    ("snapshots/programme.json", "snapshots/progress.json"), ("releases.json", "areas/editions.json"),
    ("official/releases.json", "releases.json"), ("areas/latest.json", "latest.json"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "place"), MOVED)
def test_a_signed_file_counts_in_its_own_place_alone(folder: Path, source: str, place: str) -> None:
    """A signature lies beside and names no path: the signed content does."""
    official = folder.parent / "official"
    publishing.announce(
        official, "2026-11.1", manifest_sha256="0" * 64, published_at="2026-12-01T00:00:00+00:00",
        prefix=publishing.OF_OFFICIALS,
    )  # fmt: skip
    taken = folder.parent / source if source.startswith("official/") else folder / source
    for path, target in ((taken, folder / place), (beside(taken), beside(folder / place))):
        write_file(target, path.read_bytes())
    assert read_signed(folder / place, ours(folder)), "the signature itself is good"
    with pytest.raises(BadSignature, match=f"{source}, not for this place"):
        read_snapshot(folder, place, ours(folder))
    catalogue, registry = (
        Catalogue(folder, trust=ours(folder)), Registry(folder / "areas", trust=ours(folder))
    )  # fmt: skip
    found = {
        "releases.json": lambda: catalogue.latest() is None and catalogue.faults(),
        "areas/editions.json": lambda: registry.latest() is None and registry.faults(),
        "snapshots/progress.json": lambda: catalogue.progress() is None and [source],
        "snapshots/programme.json": lambda: (
            catalogue.programme().file is None and [catalogue.programme().fault]
        ),
    }.get(place)
    if found:
        assert source in str(found())


def test_a_whole_release_in_the_place_of_another_is_refused(folder: Path) -> None:
    """Its manifest is signed and all its files fit: the list says which sum the version has."""
    shutil.rmtree(folder / "releases" / "2026-11.1")
    shutil.copytree(folder / "releases" / "2026-10.1", folder / "releases" / "2026-11.1")
    sign_folder(folder / "releases" / "2026-11.1")
    shutil.rmtree(folder / "areas" / "2026-11-20.1")
    shutil.copytree(folder / "releases" / "2026-11.1", folder / "areas" / "2026-11-20.1")
    catalogue = Catalogue(folder, trust=ours(folder))
    assert catalogue.latest() == "2026-10.1" and "2026-11.1: changed: manifest.json" in catalogue.faults()
    registry = Registry(folder / "areas", trust=ours(folder))
    assert registry.latest() is None and "manifest.json" in registry.faults()[0]


def test_a_list_of_before_there_were_heads_is_taken_until_one_was_seen(folder: Path) -> None:
    trust, path = ours(folder), folder / "releases.json"
    body = json.loads(path.read_bytes())
    headless = json.dumps({"releases": body["releases"]}).encode()
    put_signed(path, headless)
    old = Catalogue(folder, trust=trust)
    assert old.latest() == "2026-11.1" and old.signed() is None
    publishing.put(folder, "releases.json", body, at=datetime(2026, 12, 1, tzinfo=UTC))
    latest = {"version": "2026-11.1"}
    publishing.put(folder, "latest.json", latest, at=datetime(2026, 12, 1, tzinfo=UTC))
    assert old.latest() == "2026-11.1" and old.signed() is not None
    put_signed(path, headless)
    publishing.put(folder, "latest.json", latest, at=datetime(2026, 12, 2, tzinfo=UTC))
    assert old.latest() == "2026-11.1" and "of before" in old.faults()[0]
