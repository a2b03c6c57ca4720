"""`tambon public` as it runs: many processes, releases that change under readers, a bucket behind it."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from release_world import make_catalogue
from s3_server import BUCKET, bucket
from served import environment, free_port
from waiting import until

from tambon import store
from tambon.catalogue.signing import fingerprint_of, public_of
from tambon.releases.mirroring import mirror
from tambon.releases.publishing import put
from tambon.releases.signing import own_key, sign_folder

pytestmark = pytest.mark.slow
SIGNED = datetime(2026, 12, 1, tzinfo=UTC)
VERSIONS = ("2026-09.1", "2026-10.1", "2026-11.1", "2026-12.1")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_catalogue(tmp_path_factory.mktemp("four"), *VERSIONS)
    for version in VERSIONS:
        sign_folder(made / "releases" / version)
    return made


@contextmanager
def public(catalogue: str, folder: Path, **more: str) -> Iterator[str]:
    """The door of two processes, until the block ends; its address."""
    port = free_port()
    key = fingerprint_of(public_of(own_key()))
    words = ["public", "--catalogue", catalogue, "--key", key, "--port", str(port), "--workers", "2"]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tambon.cli.main", *words], env={**environment(), **more},
            stdout=log, stderr=log, cwd=folder,
        )  # fmt: skip
    try:
        until(lambda: get(f"http://127.0.0.1:{port}/api/v1/health") is not None)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(120)


def get(address: str) -> Any:
    """The answer, None where nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return json.loads(answer.read())
    except OSError:
        return None


def announce(catalogue: Path, world: Path, versions: tuple[str, ...]) -> None:
    """Publishes releases of the world: each beside its place and swapped in, the lists after it."""
    lines = json.loads((world / "releases.json").read_bytes())["releases"]
    known = [line for line in lines if line["version"] in versions]
    for line in known:
        target = catalogue / "releases" / line["version"]
        if not target.exists():
            with store.building(target) as draft:
                shutil.copytree(world / "releases" / line["version"], draft)
    put(catalogue, "releases.json", {"releases": known}, at=SIGNED)
    put(catalogue, "latest.json", known[0], at=SIGNED)


def damage(catalogue: Path, world: Path, version: str) -> None:
    """Puts a release in place of which one file is not as its manifest says."""
    shutil.copytree(world / "releases" / version, catalogue / "releases" / version)
    victim = catalogue / "releases" / version / "data" / "water" / "village.csv"
    victim.write_bytes(victim.read_bytes() + b"x")


def test_a_process_is_ready_before_it_is_sent_readers(world: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue"
    catalogue.mkdir()
    announce(catalogue, world, VERSIONS[:1])
    with public(str(catalogue), tmp_path) as base:
        until(lambda: (get(f"{base}/healthz") or {}).get("state") == "ready")
        assert get(f"{base}/healthz") == {
            "state": "ready", "release": VERSIONS[0], "edition": None, "faults": []
        }  # fmt: skip
        (catalogue / "releases.json").write_bytes(b"nothing")
        (catalogue / "latest.json").touch()
        until(lambda: bool((get(f"{base}/healthz") or {}).get("faults")))
        assert get(f"{base}/healthz")["state"] == "ready"  # the last good list stays


def test_releases_change_under_a_reader_and_no_request_is_lost(world: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue"
    catalogue.mkdir()
    announce(catalogue, world, VERSIONS[:1])
    seen: Counter[str] = Counter()
    ended = threading.Event()

    def read(base: str) -> None:
        while not ended.is_set():
            answer = get(f"{base}/api/v1/datasets/water/rows?limit=5&area=58")
            seen[answer["release"] if answer and answer["total"] == 8 else "lost"] += 1

    with public(str(catalogue), tmp_path) as base:
        readers = [threading.Thread(target=read, args=(base,)) for _ in range(4)]
        for reader in readers:
            reader.start()
        try:
            for number in (2, 3):
                until(lambda: seen[VERSIONS[number - 2]] > 9)  # noqa: B023 - asked before the loop goes on
                announce(catalogue, world, VERSIONS[:number])
            until(lambda: seen[VERSIONS[2]] > 9)
            damage(catalogue, world, VERSIONS[3])
            announce(catalogue, world, VERSIONS)
            told: list[Any] = []  # each process finds the fault for itself: the answer that names it counts
            until(lambda: told.append(get(f"{base}/api/v1/health") or {}) or told[-1].get("faults"))
            health = told[-1]
        finally:
            ended.set()
            for reader in readers:
                reader.join()
    assert set(seen) == set(VERSIONS[:3]), seen
    assert health["release"] == VERSIONS[2] and "data/water/village.csv" in health["faults"][0]


def test_a_door_follows_a_bucket_and_starts_without_it(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue, address = tmp_path / "catalogue", f"s3://{BUCKET}/open/data"
    catalogue.mkdir()
    announce(catalogue, world, VERSIONS[:1])
    with bucket() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        there = store.Bucket(address, setting="--catalogue")
        mirror(catalogue, there)
        with public(address, tmp_path, TAMBON_CACHE=str(tmp_path / "cache")) as base:
            assert get(f"{base}/api/v1/health")["release"] == VERSIONS[0]
            announce(catalogue, world, VERSIONS[:2])
            mirror(catalogue, there)
            until(lambda: (get(f"{base}/api/v1/health") or {}).get("release") == VERSIONS[1])
            assert get(f"{base}/data/{VERSIONS[1]}/manifest.json")["version"] == VERSIONS[1]
    with public(address, tmp_path, TAMBON_CACHE=str(tmp_path / "cache")) as base:
        health = get(f"{base}/api/v1/health")
        told = health.pop("releases_list")
        assert (told["signed_at"], told["number"]) == (SIGNED.isoformat(), int(SIGNED.timestamp()) + 1)
        assert health == {"release": VERSIONS[1], "edition": None, "editions_list": None, "faults": []}
