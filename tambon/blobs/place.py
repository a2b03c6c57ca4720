"""Where a home's contents are kept: one setting, one function."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from tambon.blobs.folder import Folder
from tambon.blobs.interface import Blobs

SETTING = "TAMBON_BLOBS"
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


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
    parts = urlsplit(setting)
    bucket = parts.netloc
    if parts.scheme != "s3" or not _BUCKET.fullmatch(bucket) or parts.query or parts.fragment:
        raise SystemExit(f"{SETTING} must be a folder or s3://bucket/prefix; AWS_… hold its keys")
    from tambon.blobs.s3 import S3  # loaded only where it is used

    return S3(bucket, parts.path, drafts=folder / "drafts")
