"""A catalogue that travels through a bucket: sent whole, fetched whole, checked, and never half anywhere."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from release_world import only_first
from s3_server import BUCKET, bucket

from tambon import store
from tambon.catalogue import Catalogue, verify_folder
from tambon.catalogue.integrity import list_files
from tambon.catalogue.mirroring import Mirror
from tambon.catalogue.signing import fingerprint_of, public_of
from tambon.catalogue.trusting import Trust
from tambon.releases.mirroring import mirror
from tambon.releases.signing import own_key

pytestmark = pytest.mark.slow
TAMBON = [sys.executable, "-m", "tambon.cli.main"]


def visible(source: Path) -> list[str]:
    """All that is published: no locks."""
    return [name for name in list_files(source) if "/." not in f"/{name}"]


def test_what_was_published_arrives_and_is_served(source: Path, there: store.Bucket, tmp_path: Path) -> None:
    sent = mirror(source, there)
    assert sent == len(visible(source))
    assert mirror(source, there) == 0, "nothing is sent twice"
    follower = Mirror(there, tmp_path / "cache")
    assert follower.follow() is True and follower.follow() is False
    served = Catalogue(tmp_path / "cache")
    assert [line["version"] for line in served.releases()] == ["2026-11.1", "2026-10.1"]
    assert served.faults() == [] and served.progress() and served.programme().file
    assert served.rows("water").rows == Catalogue(source).rows("water").rows


def test_a_new_release_is_seen_and_a_withdrawn_one_goes(
    source: Path, there: store.Bucket, tmp_path: Path
) -> None:
    lists = only_first(source)
    mirror(source, there)
    follower, cache = Mirror(there, tmp_path / "cache"), tmp_path / "cache"
    follower.follow()
    served = Catalogue(cache)
    assert served.latest() == "2026-10.1"
    for name, content in lists.items():
        (source / name).write_bytes(content)
    mirror(source, there)
    assert follower.follow() and served.latest() == "2026-11.1"
    body = json.loads(lists["releases.json"])
    body["releases"][1] |= {"state": "withdrawn"}
    (source / "releases.json").write_text(json.dumps(body))
    shutil.rmtree(source / "releases" / "2026-10.1")
    assert mirror(source, there) == 1 and follower.follow()
    assert not (cache / "releases" / "2026-10.1").exists() and served.latest() == "2026-11.1"
    assert not [name for name in there.list_all() if "2026-10.1" in name]


def test_withdrawals_arrive_also_where_the_latest_stays_and_where_none_is_left(
    source: Path, there: store.Bucket, tmp_path: Path
) -> None:
    from patch_world import withdraw

    mirror(source, there)
    follower, cache = Mirror(there, tmp_path / "cache"), tmp_path / "cache"
    follower.follow()
    served = Catalogue(cache)
    assert served.latest() == "2026-11.1"
    for version, left in (("2026-10.1", ["2026-11.1"]), ("2026-11.1", [])):
        withdraw(source, version)
        mirror(source, there)
        assert follower.follow() is True
        assert [line["version"] for line in served.releases()] == left
        assert (
            served.tombstones()[-1]["version"] == "2026-10.1" and not (cache / "releases" / version).exists()
        )
        assert not [name for name in there.list_all() if name.startswith(f"releases/{version}/")]


@pytest.mark.parametrize("after", [0, 1, 5, 20])
def test_after_a_kill_nothing_half_is_announced_and_the_next_run_sends_the_rest(
    source: Path, there: store.Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    puts: list[str] = []
    put = store.Bucket.put

    def killed(self: store.Bucket, name: str, content: Path | bytes) -> None:
        if len(puts) >= after:
            raise KeyboardInterrupt
        puts.append(name)
        put(self, name, content)

    with monkeypatch.context() as broken:
        broken.setattr(store.Bucket, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            mirror(source, there)
    follower = Mirror(there, tmp_path / "cache")
    follower.follow()
    assert Catalogue(tmp_path / "cache").latest() is None
    files = len(visible(source))
    assert mirror(source, there) == files - after, "what was sent before the kill is not sent again"
    follower.follow()
    assert Catalogue(tmp_path / "cache").latest() == "2026-11.1"


def test_the_last_good_release_stays_where_a_file_is_damaged(
    source: Path, there: store.Bucket, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    mirror(source, there)
    name = "releases/2026-11.1/data/water/village.csv"
    good = there.read(name)
    there.put(name, good[:-2] + b"9\n")
    follower, served = Mirror(there, tmp_path / "cache"), Catalogue(tmp_path / "cache")
    follower.follow()
    assert served.latest() == "2026-10.1" and "data/water/village.csv" in caplog.text
    assert any(fault.startswith("2026-11.1") for fault in served.faults())
    there.put(name, good)
    follower.follow()
    assert served.latest() == "2026-11.1" and served.faults() == []


@pytest.mark.parametrize("body", [b'{"releases": []}', b"", b"[1]"])
def test_a_bucket_of_somebody_else_takes_nothing_away(
    source: Path, there: store.Bucket, tmp_path: Path, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    mirror(source, there)
    cache = tmp_path / "cache"
    trust = Trust(frozenset({fingerprint_of(public_of(own_key()))}), cache)
    follower, served = Mirror(there, cache, trust), Catalogue(cache, trust=trust)
    assert follower.follow() and served.latest() == "2026-11.1"
    good = {name: there.read(name) for name in ("releases.json", "latest.json")}
    for name in ("releases.json", "keys.json", "releases", "snapshots/more.json"):
        there.put(name, body)
    there.put("latest.json", b'{"version": "2026-10.1"}')
    follower.follow()
    follower.follow()
    assert served.latest() == "2026-11.1" and served.rows("water").rows and served.faults() == []
    assert (cache / "releases" / "2026-10.1").is_dir() and not (cache / "snapshots/more.json").exists()
    assert "releases.json is not trusted" in caplog.text
    assert Catalogue(cache, trust=trust).latest() == "2026-11.1", "another process begins with it"
    for name, content in good.items():
        there.put(name, content)
    assert follower.follow() is False and follower.follow() is False, "as before it was written over"


def test_an_older_signed_list_in_the_bucket_takes_the_place_of_no_newer_one(
    source: Path, there: store.Bucket, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What is kept here is the memory: another process begins with it too."""
    from patch_world import withdraw

    names = [f"{name}{end}" for name in ("releases.json", "latest.json") for end in ("", ".sig")]
    old = {name: (source / name).read_bytes() for name in names}
    withdraw(source, "2026-10.1")
    mirror(source, there)
    cache = tmp_path / "cache"
    trust = Trust(frozenset({fingerprint_of(public_of(own_key()))}), cache)
    follower, served = Mirror(there, cache, trust), Catalogue(cache, trust=trust)
    assert follower.follow() and [line["version"] for line in served.releases()] == ["2026-11.1"]
    for name, content in old.items():
        there.put(name, content)
    for again in (follower, Mirror(there, cache, trust)):
        again.follow()
        assert served.tombstones()[0]["version"] == "2026-10.1"
        assert json.loads((cache / "releases.json").read_bytes())["releases"][1]["state"] == "withdrawn"
    assert "than was seen already" in caplog.text


def test_no_more_is_fetched_of_a_file_than_its_manifest_says(
    source: Path, there: store.Bucket, tmp_path: Path
) -> None:
    there.put("long", b"x" * 1_000)
    there.fetch("long", tmp_path / "long", most=1_000)
    assert (tmp_path / "long").stat().st_size == 1_000
    there.put("long", b"x" * 30_000_000)
    there.fetch("long", tmp_path / "long", most=1_000)
    assert 1_000 < (tmp_path / "long").stat().st_size < 30_000_000


def test_a_damaged_copy_is_fetched_again(source: Path, there: store.Bucket, tmp_path: Path) -> None:
    mirror(source, there)
    cache = tmp_path / "cache"
    Mirror(there, cache).follow()
    victim = cache / "releases" / "2026-11.1" / "README.txt"
    victim.write_text("changed")
    Mirror(there, cache).follow()
    assert verify_folder(victim.parent).good and Catalogue(cache).latest() == "2026-11.1"


def test_what_is_kept_is_served_while_the_bucket_is_away(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bucket() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        there = store.Bucket(f"s3://{BUCKET}/away", setting="--catalogue")
        mirror(source, there)
        Mirror(there, tmp_path / "cache").follow()
    with pytest.raises(OSError):
        Mirror(there, tmp_path / "cache").follow()
    assert Catalogue(tmp_path / "cache").latest() == "2026-11.1"


@pytest.mark.parametrize("address", ["gs://x/y", "s3://", "s3://A_B/x", "s3://bucket/x?y=1"])
def test_an_address_that_is_no_bucket_is_refused_at_once(address: str) -> None:
    with pytest.raises(SystemExit, match="s3://bucket/prefix"):
        store.Bucket(address, setting="--catalogue")


def test_the_command_sends_without_a_database(source: Path, there: store.Bucket) -> None:
    words = ["release", "copy", "--catalogue", str(source), "--to", there.address]
    for said in ("files sent", "0 files sent"):
        done = subprocess.run([*TAMBON, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0 and said in done.stdout, done.stderr
    refused = subprocess.run([*TAMBON, *words[:-1], "elsewhere"], capture_output=True, text=True, check=False)
    assert refused.returncode != 0 and "s3://bucket/prefix" in refused.stderr


def test_what_is_announced_while_files_are_sent_waits_for_the_next_run(
    source: Path, there: store.Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No list in the bucket names a release whose files are not there."""
    lists, put = only_first(source), store.Bucket.put

    def and_announce(self: store.Bucket, name: str, content: Path | bytes) -> None:
        put(self, name, content)
        for each, body in lists.items():
            (source / each).write_bytes(body)

    with monkeypatch.context() as busy:
        busy.setattr(store.Bucket, "put", and_announce)
        mirror(source, there)
    assert "releases/2026-11.1/manifest.json" not in there.list_all()
    assert json.loads(there.read("latest.json"))["version"] == "2026-10.1"
    mirror(source, there)
    assert json.loads(there.read("latest.json"))["version"] == "2026-11.1"
    assert "releases/2026-11.1/manifest.json" in there.list_all()
