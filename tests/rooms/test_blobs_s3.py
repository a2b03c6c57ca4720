"""Contents in a bucket behave as those in a folder; a bucket that is away is a disk that refuses."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from s3_server import BUCKET, Bucket, bucket

from tambon.blobs import Blobs, kept
from tambon.blobs.folder import Folder
from tambon.blobs.s3 import S3

pytestmark = pytest.mark.slow
PHOTO = os.urandom(299_999) + b"!"


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    with bucket() as found:
        yield found


@pytest.fixture(params=["folder", "s3"])
def blobs(
    request: pytest.FixtureRequest, server: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Blobs:
    if request.param == "folder":
        return kept(tmp_path / "blobs")
    return s3(server, tmp_path, monkeypatch, prefix=tmp_path.name)


def s3(server: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, prefix: str) -> Blobs:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TAMBON_BLOBS", f"s3://{BUCKET}/{prefix}")
    return kept(tmp_path / "blobs")


def keep(blobs: Blobs, content: bytes) -> str:
    with blobs.draft() as draft:
        draft.write(content)
        return draft.keep().sha256


def test_what_is_kept_is_read_measured_listed_and_checked(blobs: Blobs) -> None:
    name, other = keep(blobs, PHOTO), keep(blobs, b"other")
    assert name == sha256(PHOTO).hexdigest()
    with blobs.open(name) as file:
        assert file.read(3) + file.read() == PHOTO
    assert (blobs.size(name), blobs.check(name)) == (len(PHOTO), True)
    assert {(one.sha256, one.size) for one in blobs.list_kept()} == {(name, len(PHOTO)), (other, 5)}


def test_what_is_deleted_is_gone_and_what_was_never_there_is_told(blobs: Blobs) -> None:
    name = keep(blobs, b"short")
    assert (blobs.delete(name), blobs.delete(name)) == (True, False)
    for ask in (blobs.open, blobs.size, blobs.check):
        with pytest.raises(FileNotFoundError):
            ask(name)
    assert list(blobs.list_kept()) == []


@pytest.mark.parametrize("name", ["../x", "a" * 63, "A" * 64, ""])
def test_only_a_hash_is_a_name(blobs: Blobs, name: str) -> None:
    for ask in (blobs.open, blobs.size, blobs.check, blobs.delete):
        with pytest.raises(ValueError, match="64 hex"):
            ask(name)


def test_a_draft_that_is_not_kept_leaves_nothing(blobs: Blobs, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), blobs.draft() as draft:
        draft.write(b"half a photo")
        raise RuntimeError
    assert list(blobs.list_kept()) == []
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_content_that_was_changed_behind_its_name_is_found(
    server: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = s3(server, tmp_path, monkeypatch, prefix="changed")
    name = keep(blobs, PHOTO)
    server.put(f"changed/{name[:2]}/{name[2:]}", PHOTO[:-1] + b"?")
    assert not blobs.check(name)


def test_the_bucket_holds_the_folders_own_layout_and_nothing_stays_here(
    server: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = s3(server, tmp_path, monkeypatch, prefix="homes/one")
    name = keep(blobs, PHOTO)
    key = f"homes/one/{name[:2]}/{name[2:]}"
    assert [found for found in server.list_keys() if found.startswith("homes/")] == [key]
    assert server.content(key) == PHOTO
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_large_file_travels_in_parts(
    server: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = s3(server, tmp_path, monkeypatch, prefix="large")
    content = os.urandom(12_000_000)
    assert blobs.check(keep(blobs, content))


def test_a_bucket_that_is_away_or_not_there_refuses_as_a_disk_does(
    server: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3(server, tmp_path, monkeypatch, prefix="x")
    nowhere = S3("nobodys-bucket", "", drafts=tmp_path / "drafts")
    with pytest.raises(OSError, match="bucket"):
        keep(nowhere, b"a")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    away = S3(BUCKET, "x", drafts=tmp_path / "drafts")
    with pytest.raises(OSError, match="cannot be used"):
        keep(away, b"a")
    assert list((tmp_path / "drafts").iterdir()) == []


def test_a_setting_that_nobody_understands_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wrong in ("ftp://bucket/x", "s3://", "s3://user:word@bucket", "s3://bucket/x?key=1"):
        monkeypatch.setenv("TAMBON_BLOBS", wrong)
        with pytest.raises(SystemExit, match="TAMBON_BLOBS"):
            kept(tmp_path)
    monkeypatch.setenv("TAMBON_BLOBS", str(tmp_path / "elsewhere"))
    found = kept(tmp_path)
    assert isinstance(found, Folder) and found.root == tmp_path / "elsewhere"
