"""Files below a prefix of a bucket, whole ones alone: a file there is all of it, or it is not there."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import obstore

from tambon.blobs.buckets import open_bucket, read_address, told
from tambon.store.building import building

ONE_PIECE = 64 * 1024 * 1024  # bytes of a file that goes in one request: S3 then tells its MD5


@dataclass(frozen=True)
class Listed:
    """A file in a bucket; ``mark`` changes when its content does."""

    size: int
    mark: str


class Bucket:
    """The files below ``s3://bucket/prefix``. All raise OSError where the bucket is away."""

    def __init__(self, address: str, *, setting: str) -> None:
        """``setting`` names what the operator wrote it in."""
        self.address = address
        self._store = open_bucket(*read_address(address, setting=setting))

    def list_all(self, folder: str = "") -> dict[str, Listed]:
        """Every file below the folder, by its whole name."""
        found: dict[str, Listed] = {}
        with told():
            for batch in obstore.list(self._store, prefix=folder or None, chunk_size=1000):
                found |= {each["path"]: Listed(each["size"], each["e_tag"] or "") for each in batch}
        return found

    def look(self, folder: str = "") -> tuple[dict[str, Listed], list[str]]:
        """The files right in the folder, and the names of the folders right in it."""
        with told():
            found = obstore.list_with_delimiter(self._store, prefix=folder or None)
        files = {each["path"]: Listed(each["size"], each["e_tag"] or "") for each in found["objects"]}
        return files, list(found["common_prefixes"])

    def read(self, name: str) -> bytes:
        """A small file. Raises FileNotFoundError."""
        with told():
            return bytes(obstore.get(self._store, name).bytes())

    def fetch(self, name: str, target: Path, *, most: int) -> None:
        """The file at the place, whole or not at all; of one with more bytes than ``most`` a few more.

        Raises FileNotFoundError.
        """
        with building(target) as draft, draft.open("wb") as file, told():
            for chunk in obstore.get(self._store, name).stream():
                file.write(bytes(chunk))
                if file.tell() > most:
                    break

    def put(self, name: str, content: Path | bytes) -> None:
        """Swaps the file in, as a whole."""
        size = len(content) if isinstance(content, bytes) else content.stat().st_size
        with told():
            obstore.put(self._store, name, content, use_multipart=size > ONE_PIECE)

    def holds(self, listed: Listed | None, content: Path | bytes) -> bool:
        """Whether what is listed is surely this content: by its size and, where S3 tells it, its MD5."""
        size = len(content) if isinstance(content, bytes) else content.stat().st_size
        if listed is None or listed.size != size:
            return False
        with io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as file:
            return listed.mark.strip('"') == hashlib.file_digest(file, "md5").hexdigest()

    def delete(self, names: list[str]) -> None:
        """Removes the files; those that are not there are gone already."""
        with told():
            for name in names:
                obstore.delete(self._store, name)
