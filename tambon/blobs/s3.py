"""A bucket of objects, each named by the SHA-256 of its content, below a prefix.

Keys are laid out as the folder's files are, so that a folder copied into the bucket is the same blobs.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, cast

import obstore
from obstore.store import S3Store

from tambon.blobs.buckets import open_bucket, told
from tambon.blobs.interface import Blob, Draft
from tambon.blobs.local import LocalDraft, name_at, place_of, sum_of, sweep_drafts

IN_MEMORY = 4_000_000  # bytes of an object that is read; more of it lies in a file without a name


class S3:
    """The blobs in a bucket; ``drafts`` is a folder of this machine, in which each is written first."""

    def __init__(self, bucket: str, prefix: str, *, drafts: Path) -> None:
        self.bucket, self.prefix, self.drafts = bucket, prefix.strip("/"), drafts

    @cached_property
    def store(self) -> S3Store:
        """Made at the first use: its threads do not outlive a fork."""
        return open_bucket(self.bucket, self.prefix)

    def draft(self) -> Draft:
        """A new file of this machine that has no name yet; use it in a ``with``."""
        return _Draft(self)

    def open(self, name: str) -> BinaryIO:
        """The content, to read, fetched to its end; raises FileNotFoundError when it is not here."""
        place = place_of(name)
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever reads it closes it
        try:
            with told():
                for chunk in obstore.get(self.store, place).stream():
                    file.write(bytes(chunk))
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return cast(BinaryIO, file)

    def size(self, name: str) -> int:
        """How many bytes it has; raises FileNotFoundError when it is not here."""
        place = place_of(name)
        with told():
            return obstore.head(self.store, place)["size"]

    def check(self, name: str) -> bool:
        """Whether the content is the one that its name says; raises FileNotFoundError when it is not here."""
        with self.open(name) as file:
            return sum_of(file) == name

    def delete(self, name: str) -> bool:
        """Removes the content; whether it was here. A bucket that keeps versions keeps this one too."""
        try:
            self.size(name)
        except FileNotFoundError:
            return False
        with told():
            obstore.delete(self.store, place_of(name))
        return True

    def list_kept(self) -> Iterator[Blob]:
        """All contents by their names; what is no content is passed over."""
        with told():
            for batch in obstore.list(self.store):
                for found in batch:
                    name = name_at(found["path"])
                    if name is not None:
                        yield Blob(name, found["size"])

    def sweep(self, before: float) -> int:
        """Removes what a crash left, drafts last touched before this POSIX time; returns how many."""
        return sweep_drafts(self.drafts, before)


class _Draft(LocalDraft):
    def __init__(self, s3: S3) -> None:
        super().__init__(s3.drafts)
        self._s3 = s3

    def _put(self, path: Path, blob: Blob) -> None:
        """Sent, and asked for afterwards: what stands between us and the bucket may say yes on its own."""
        with told():
            obstore.put(self._s3.store, place_of(blob.sha256), path)
        if self._s3.size(blob.sha256) != blob.size:
            raise OSError(f"the bucket {self._s3.bucket} holds another size than it was given")
