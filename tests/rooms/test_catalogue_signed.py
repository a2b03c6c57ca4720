"""A catalogue is read only with a trusted signature; anybody can check a copy with nothing but it."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from registry_files import Content, area, write_edition
from release_world import make_catalogue

from tambon.catalogue import Catalogue, signing
from tambon.catalogue.registry.registry import Registry
from tambon.catalogue.signing import BadSignature, beside, sign, write
from tambon.catalogue.trusting import Trust, read_signed
from tambon.cli.commands import release_verify
from tambon.lib.problem import Problem
from tambon.releases.signing import own_key

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
