"""Vector tiles out of one file, each by its range of bytes.

Format: PMTiles, version 3 (https://github.com/protomaps/PMTiles).
"""

from __future__ import annotations

import json
import os
import threading
import weakref
import zlib
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, deserialize_directory, deserialize_header, find_tile, zxy_to_tileid

_HEADER = 127  # bytes, PMTiles 3 §3
_DEEPEST = 4  # directories, PMTiles 3 §4
_KEPT_LEAVES = 64
_DEEPEST_ZOOM = 26  # PMTiles 3 §4.1: its numbers of tiles have sixty-four bits
_MOST_UNPACKED = 16 * 1024 * 1024  # bytes of a directory, the metadata or a tile


class DamagedTiles(ValueError):
    """The file is no PMTiles archive, or its parts point outside it."""


class Tiles:
    """An archive, open as long as somebody holds this object; threads share no position in it."""

    def __init__(self, path: Path) -> None:
        """Raises OSError and `DamagedTiles`."""
        self._file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        weakref.finalize(self, os.close, self._file)
        self._size = os.fstat(self._file).st_size
        self._lock = threading.Lock()
        try:
            self._header = deserialize_header(self._bytes(0, _HEADER))
            self._root = self._directory(self._header["root_offset"], self._header["root_length"])
            self.metadata: dict[str, Any] = dict(json.loads(self._metadata()))
            if not 0 <= self.first_zoom <= self.last_zoom <= _DEEPEST_ZOOM:
                raise DamagedTiles("zooms that no map has")
        except DamagedTiles:
            raise
        except Exception as error:  # the reader names no errors of its own
            raise DamagedTiles(f"no PMTiles archive: {error}") from error
        self._leaves: dict[int, Any] = {}

    @property
    def first_zoom(self) -> int:
        return int(self._header["min_zoom"])

    @property
    def last_zoom(self) -> int:
        return int(self._header["max_zoom"])

    @property
    def is_gzipped(self) -> bool:
        """Whether the tiles are kept, and handed out, compressed."""
        return bool(self._header["tile_compression"] == Compression.GZIP)

    def has_place(self, z: int, x: int, y: int) -> bool:
        """Whether the zoom is one of the archive's and has such a column and row."""
        return self.first_zoom <= z <= self.last_zoom and 0 <= x < 2**z and 0 <= y < 2**z

    def get(self, z: int, x: int, y: int) -> bytes | None:
        """The tile as stored; None where nothing is drawn. Raises `DamagedTiles`."""
        if not self.has_place(z, x, y):
            return None
        tile = zxy_to_tileid(z, x, y)
        directory = self._root
        for _ in range(_DEEPEST):
            found = find_tile(directory, tile)
            if found is None:
                return None
            if found.run_length:
                return self._bytes(self._header["tile_data_offset"] + found.offset, found.length)
            directory = self._leaf(found.offset, found.length)
        raise DamagedTiles("directories without an end")

    def _leaf(self, offset: int, length: int) -> Any:
        kept = self._leaves.get(offset)
        if kept is None:
            kept = self._directory(self._header["leaf_directory_offset"] + offset, length)
            with self._lock:
                if len(self._leaves) >= _KEPT_LEAVES:
                    self._leaves.clear()
                self._leaves[offset] = kept
        return kept

    def _directory(self, offset: int, length: int) -> Any:
        stored = self._bytes(offset, length)
        unpack(stored)  # the reader itself has no bound
        try:
            return deserialize_directory(stored)
        except Exception as error:  # it names no errors of its own
            raise DamagedTiles(f"no directory: {error}") from error

    def _metadata(self) -> bytes:
        stored = self._bytes(self._header["metadata_offset"], self._header["metadata_length"])
        return unpack(stored) if self._header["internal_compression"] == Compression.GZIP else stored

    def _bytes(self, offset: int, length: int) -> bytes:
        if offset < 0 or length < 0 or offset + length > self._size:
            raise DamagedTiles("a part lies outside the file")
        found = os.pread(self._file, length, offset)
        if len(found) != length:
            raise DamagedTiles("the file became shorter")
        return found


def unpack(stored: bytes) -> bytes:
    """What was gzipped. Raises `DamagedTiles`, also where a few bytes would fill the memory."""
    reader = zlib.decompressobj(wbits=31)
    try:
        content = reader.decompress(stored, _MOST_UNPACKED)
    except zlib.error as error:
        raise DamagedTiles(f"not gzipped: {error}") from error
    if not reader.eof:
        raise DamagedTiles("cut off, or larger than a map's part can be")
    return content
