"""A blob has its name only when it is whole and on disk."""

from __future__ import annotations

import time
from hashlib import sha256
from pathlib import Path

import pytest

from tambon.blobs.folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "blobs")


def test_a_kept_draft_is_found_under_the_hash_of_its_content(folder: Folder) -> None:
    with folder.draft() as draft:
        draft.write(b"two ")
        draft.write(b"chunks")
        blob = draft.keep()
    assert (blob.sha256, blob.size) == (sha256(b"two chunks").hexdigest(), 10)
    with folder.open(blob.sha256) as file:
        assert file.read() == b"two chunks"


def test_the_same_content_twice_is_one_file(folder: Folder) -> None:
    for _ in range(2):
        with folder.draft() as draft:
            draft.write(b"photo")
            draft.keep()
    assert len([path for path in folder.root.rglob("*") if path.is_file()]) == 1


def test_a_draft_that_is_not_kept_leaves_nothing(folder: Folder) -> None:
    with pytest.raises(RuntimeError), folder.draft() as draft:
        draft.write(b"half a photo")
        raise RuntimeError
    assert [path for path in folder.root.rglob("*") if path.is_file()] == []


def test_a_draft_is_kept_once(folder: Folder) -> None:
    with folder.draft() as draft:
        draft.keep()
        with pytest.raises(ValueError, match="over"):
            draft.keep()


@pytest.mark.parametrize("name", ["../x", "a" * 63, "A" * 64, "", "/etc/passwd"])
def test_only_a_hash_becomes_a_path(folder: Folder, name: str) -> None:
    with pytest.raises(ValueError, match="64 hex"):
        folder.path(name)


def test_sweeping_removes_what_a_crash_left_and_spares_what_is_being_written(folder: Folder) -> None:
    with folder.draft() as draft:
        draft.write(b"arriving now")
        assert folder.sweep(before=time.time() - 3600) == 0
        assert folder.sweep(before=time.time() + 3600) == 1


def test_nobody_else_can_look_inside(folder: Folder) -> None:
    with folder.draft() as draft:
        blob = draft.keep()
    assert folder.path(blob.sha256).stat().st_mode & 0o077 == 0
    assert folder.drafts.stat().st_mode & 0o077 == 0
