"""Where a home's contents are kept: one setting, one function."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from tambon.blobs.folder import Folder
from tambon.blobs.interface import Blobs

SETTING = "TAMBON_BLOBS"


def kept(folder: Path) -> Blobs:
    """The contents of the home whose own folder for them is ``folder``.

    ``TAMBON_BLOBS`` names another folder, or ``s3://bucket/prefix``; then drafts alone lie in the home's.
    A setting that cannot be understood stops the start with what to write.
    """
    return _at(os.environ.get(SETTING, ""), folder)


@lru_cache(maxsize=8)
def _at(setting: str, folder: Path) -> Blobs:
    if not setting:
        return Folder(folder)
    if "://" not in setting:
        return Folder(Path(setting).expanduser().resolve())
    from tambon.blobs.buckets import read_address  # loaded only where it is used

    bucket, prefix = read_address(setting, setting=SETTING)
    from tambon.blobs.s3 import S3

    return S3(bucket, prefix, drafts=folder / "drafts")
