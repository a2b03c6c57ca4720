"""One edition of the registry, opened: every byte is as its manifest says, the manifest as announced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

from tambon.catalogue.editions import Announced, Untrusted, demand_sealed, said
from tambon.catalogue.integrity import MANIFEST, SIGNATURE, read_manifest
from tambon.catalogue.registry.changes import COLUMNS, Changes
from tambon.catalogue.registry.codes import Codes
from tambon.catalogue.registry.lying import Neighbours, Places
from tambon.catalogue.registry.names import Names
from tambon.catalogue.registry.spans import Spans
from tambon.catalogue.registry.tiles import Tiles
from tambon.catalogue.sealed import Seals
from tambon.catalogue.signing import BadSignature
from tambon.catalogue.trusting import Trust, read_signed
from tambon.store import DamagedFile, Reader

TILES = "tiles.pmtiles"
MOST_ROWS = 5_000_000  # of one table; a country has some hundred thousand
DRAWN = ("places", "neighbours")  # there only where boundaries are known


class Edition:
    """The parts of one published edition, in memory but for shapes and tiles."""

    def __init__(
        self,
        folder: Path,
        announced: Announced,
        *,
        threads: int = 1,
        trust: Trust | None = None,
        seals: Seals | None = None,
    ) -> None:
        """Raises `Untrusted`."""
        self.seal = demand_sealed(folder, announced, trust, seals or Seals())
        self._trust = trust
        self.version = announced.version
        self.etag = announced.manifest_sha256
        self.folder = folder
        try:
            self._open(threads)
        except Exception as error:  # files of somebody else's may be wrong in every way
            raise Untrusted(announced.version, said(error)) from error

    def has(self, path: str) -> bool:
        """Whether the manifest lists the file and it lies here; a link set since then may lead anywhere."""
        place = self.folder / path
        listed = path in self._paths or path in (MANIFEST, SIGNATURE)
        return listed and place.resolve() == self.folder.resolve() / path

    def demand(self, path: str) -> None:
        """Raises `DamagedFile` where the file was changed since the edition was opened."""
        try:
            if path != SIGNATURE:
                self.seal.demand(path)
            elif self._trust is not None:
                read_signed(self.folder / MANIFEST, self._trust)
        except (BadSignature, OSError) as error:
            raise DamagedFile(path, said(error)) from error

    def code_today(self, area_id: str) -> str | None:
        """The code that the area bears on the edition's day, None where it bears none."""
        number = self.spans.number(area_id)
        span = self.spans.at(number, self.on.toordinal(), "law") if number is not None else None
        return self.spans.code[span] if span is not None else None

    def _open(self, threads: int) -> None:
        self.manifest: dict[str, Any]
        self.manifest, total = read_manifest(self.folder)
        if total != self.etag:
            raise ValueError("its manifest changed while it was opened")
        self._paths = frozenset(file["path"] for file in self.manifest["files"])
        _demand_box(self.manifest["bounds"])
        self.on = date.fromisoformat(self.manifest["on"])
        known: dict[str, str | None] = self.manifest["known_since"]
        self.known_since = {kind: date.fromisoformat(day) for kind, day in known.items() if day}
        self.reader = Reader(self.folder, threads=threads, demand=self.seal.demand)
        self.spans = Spans(lambda name: self._column("areas", name))
        self.codes = Codes(lambda name: self._column("codes", name), self.spans)
        self._demand_few("changes")
        rows = self.reader.select("changes.parquet", columns=COLUMNS).rows
        self.changes = Changes(rows, self.code_today)
        self.places = Places(lambda name: self._column("places", name), self.spans)
        self.beside = Neighbours(lambda name: self._column("neighbours", name), self.spans)
        self.names = Names(self.spans, self.on.toordinal())
        self.tiles = Tiles(self.folder / TILES) if self.has(TILES) else None

    def _column(self, table: str, name: str) -> Iterator[Any]:
        """One column at a time: the rows of all at once would take more memory than what is kept of them."""
        if table in DRAWN and not self.has(f"{table}.parquet"):
            return
        self._demand_few(table)
        for (cell,) in self.reader.select(f"{table}.parquet", columns=[name]).rows:
            yield cell

    def _demand_few(self, table: str) -> None:
        """A file of a few bytes may claim a thousand million rows that are alike."""
        if self.reader.count(f"{table}.parquet") > MOST_ROWS:
            raise ValueError(f"{table}.parquet has more than {MOST_ROWS} rows")


def _demand_box(bounds: Any) -> None:
    """None, or west, south, east and north as finite numbers: what maps are told."""
    if bounds is not None and not (len(bounds) == 4 and all(map(isfinite, bounds))):
        raise ValueError("the bounds are no box")
