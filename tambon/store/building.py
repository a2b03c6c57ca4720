"""A file or a folder appears whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DRAFT = ".draft-"


@contextmanager
def building(target: Path) -> Iterator[Path]:
    """Hands out a draft path beside ``target``; write a file or make a folder there.

    On a clean exit everything in the draft is flushed to the disk and takes the target's name in one rename:
    a file replaces an older one, a folder must not exist yet (`FileExistsError`). On an exception
    the draft is removed. After a kill the draft stays under a name that no reader looks for, until `sweep`.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{_DRAFT}{secrets.token_hex(6)}-{target.name}")
    try:
        yield draft
        _flush_tree(draft)
        if draft.is_dir() and target.exists():
            raise FileExistsError(f"{target} is already there and a built folder never changes")
        draft.replace(target)
        _flush(target.parent)
    except BaseException:
        _remove(draft)
        raise


def write_file(target: Path, content: bytes) -> None:
    """The file holds ``content``, or what it held before; never half of it."""
    with building(target) as draft:
        draft.write_bytes(content)


def sweep(folder: Path) -> list[str]:
    """Removes the drafts that killed builders left in ``folder``; gives their names.

    Call it only while holding whatever keeps builders of this folder apart: a living draft looks the same.
    """
    drafts = sorted(folder.glob(f"{_DRAFT}*")) if folder.is_dir() else []
    for draft in drafts:
        _remove(draft)
    return [draft.name for draft in drafts]


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _flush_tree(path: Path) -> None:
    if path.is_dir():
        for child in path.iterdir():
            _flush_tree(child)
    _flush(path)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
