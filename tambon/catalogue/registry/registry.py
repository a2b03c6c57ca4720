"""The one object through which the public side reads the published registry of areas."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tambon.catalogue.editions import Announced
from tambon.catalogue.integrity import MANIFEST, SIGNATURE, sum_file
from tambon.catalogue.listing import Product
from tambon.catalogue.recency import Head
from tambon.catalogue.registry import problems, views
from tambon.catalogue.registry.drawing import draw
from tambon.catalogue.registry.edition import TILES, Edition
from tambon.catalogue.registry.geojson import NotAShape
from tambon.catalogue.registry.search import search
from tambon.catalogue.registry.shapes import (
    By,
    CodeSpan,
    Detail,
    EditionLine,
    FeatureCollection,
    Found,
    History,
    Place,
    RegistryArea,
    RegistryPage,
)
from tambon.catalogue.registry.spans import Chosen
from tambon.catalogue.registry.tiles import DamagedTiles, Tiles
from tambon.catalogue.sealed import Seals
from tambon.catalogue.shelf import Shelf
from tambon.catalogue.trusting import Trust
from tambon.lib.text import arabic_digits
from tambon.store import DamagedFile

_EDITIONS = Product(
    listing="editions.json",
    key="editions",
    inside="",
    prefix="areas/",
    kept=2,
    unknown=problems.edition_unknown,
    damaged=problems.edition_damaged,
    nothing=problems.nothing_published,
)


class Registry:
    """Follows ``catalogue/areas/`` as the catalogue follows releases: a damaged edition is passed over.

    A ``key`` is a public id, a P-code, or any code that an area ever bore, in Thai digits too. ``on`` is a
    day, the edition's own without it; ``by`` whose calendar it is of. ``version`` names an edition, the
    latest good one without it. Where nothing is published there are no areas; a version that is not there,
    or is damaged, raises a Problem. One per process, for all its threads.
    """

    def __init__(self, folder: Path | str, *, threads: int = 1, trust: Trust | None = None) -> None:
        """With ``trust`` nothing is read that none of its keys signed; doors always say whom they trust."""
        self._threads = threads
        self._trust = trust
        self._seals = Seals()
        self._shelf = Shelf(Path(folder), _EDITIONS, self._open, trust=trust)

    def open_beside(self) -> None:
        """From now on nobody waits for a new edition while there is an older one to answer from."""
        self._shelf.open_beside()

    def latest(self) -> str | None:
        """The version of the newest good edition; None when nothing was published."""
        edition = self._shelf.latest()
        return edition.version if edition else None

    @property
    def version(self) -> str | None:
        """As `latest`."""
        return self.latest()

    @property
    def manifest(self) -> dict[str, Any]:
        """The latest edition's manifest. Raises a Problem where nothing is published."""
        return self.edition().manifest

    def edition(self, version: str | None = None) -> Edition:
        """One edition to go on with, whatever is published meanwhile. Raises a Problem."""
        return self._shelf.edition(version)

    def editions(self) -> list[EditionLine]:
        """Every edition that is announced, newest first; whether it is whole shows when it is asked for."""
        return [
            {
                "version": each.version,
                "published_at": each.published_at,
                "manifest_sha256": each.manifest_sha256,
            }
            for each in self._shelf.announced()
        ]

    def etag(self, version: str | None = None) -> str:
        """Changes exactly when an answer can: the SHA-256 of the edition's manifest; "" before the first."""
        edition = self._of(version)
        return edition.etag if edition else ""

    def signed(self) -> Head | None:
        """When the list of editions was signed, and its number; None where it does not say."""
        return self._shelf.signed()

    def faults(self) -> list[str]:
        """The damaged editions, each with its file."""
        return self._shelf.faults()

    def area(
        self, key: str, on: date | None = None, by: By = "law", *, version: str | None = None
    ) -> RegistryPage | None:
        """The area on the day; None for a key that never was.

        A code not in use that day gives its last version before it, else its first after; not ``standing``.
        """
        edition = self._of(version)
        chosen = _find(edition, key, on, by)
        return views.page_of(edition, chosen, on or edition.on, by) if edition and chosen else None

    def children(
        self, key: str, on: date | None = None, by: By = "law", *, version: str | None = None
    ) -> list[RegistryArea]:
        """The areas right below on the day, by kind and code; of a local government its villages."""
        edition = self._of(version)
        chosen = _find(edition, key, on, by)
        return views.children_of(edition, chosen, on or edition.on, by) if edition and chosen else []

    def lying_in(self, area_id: str, on: date, by: By = "law", *, version: str | None = None) -> list[str]:
        """The public ids of every area that lay in this one on the day, at any depth; its own first."""
        edition = self._of(version)
        number = edition.spans.number(area_id) if edition else None
        if edition is None or number is None:
            return []
        spans, day = edition.spans, on.toordinal()
        found, waiting = {number: None}, [number]
        while waiting:
            span = spans.at(waiting.pop(), day, by)
            below = spans.below(span, day, by) if span is not None else []
            new = [spans.area[each] for each in below if spans.area[each] not in found]
            found |= dict.fromkeys(new)
            waiting += new
        return [spans.ids[each] for each in found]

    def shapes(
        self, area_ids: Iterable[str], detail: Detail = "middle", *, version: str | None = None
    ) -> FeatureCollection | None:
        """The shapes of these areas on the edition's day; None where nothing is published."""
        edition = self._of(version)
        if edition is None:
            return None
        numbers = (edition.spans.number(each) for each in dict.fromkeys(area_ids))
        return _draw(edition, [each for each in numbers if each is not None], detail)

    def history(
        self, key: str, on: date | None = None, by: By = "law", *, version: str | None = None
    ) -> History | None:
        """Every version and change of the area that the key means on the day."""
        edition = self._of(version)
        chosen = _find(edition, key, on, by)
        return views.history_of(edition, chosen, on or edition.on, by) if edition and chosen else None

    def search(
        self, q: str, limit: int = 20, on: date | None = None, *, version: str | None = None,
        near: str = "", told: Container[str] = (),
    ) -> list[Found]:  # fmt: skip
        """Areas by the start of a code or a part of a name, of any time, Thai or English; the best first, as
        `search` orders them."""
        edition = self._of(version)
        return search(edition, q, limit=limit, on=on or edition.on, near=near, told=told) if edition else []

    def codes(self, area_id: str, *, version: str | None = None) -> list[CodeSpan]:
        """Every code that the area with this public id ever bore."""
        edition = self._of(version)
        number = edition.spans.number(area_id) if edition else None
        return edition.codes.of(number) if edition and number is not None else []

    def neighbours(self, key: str, *, version: str | None = None) -> list[RegistryArea]:
        """The areas of the same kind that share a border with it on the edition's day, by code."""
        edition = self._of(version)
        chosen = _find(edition, key, None, "law")
        if edition is None or chosen is None:
            return []
        spans, day = edition.spans, edition.on.toordinal()
        beside = [spans.at(each, day, "law") for each in edition.beside.of(spans.area[chosen.span])]
        found = [
            views.area_of(edition, span, spans.above(span, day, "law"), standing=True)
            for span in beside
            if span is not None
        ]
        return sorted(found, key=lambda area: area["area_code"])

    def place(self, key: str, *, version: str | None = None) -> Place | None:
        """Where the area lies on the edition's day; None where nobody drew it."""
        edition = self._of(version)
        chosen = _find(edition, key, None, "law")
        return edition.places.of(edition.spans.area[chosen.span]) if edition and chosen else None

    def geometry(
        self, key: str, detail: Detail = "middle", *, version: str | None = None
    ) -> FeatureCollection | None:
        """The area's shape on the edition's day; None where nobody drew it."""
        edition = self._of(version)
        chosen = _find(edition, key, None, "law")
        if edition is None or chosen is None:
            return None
        drawn = _draw(edition, [edition.spans.area[chosen.span]], detail)
        return drawn if drawn["features"] else None

    def children_geometry(
        self, key: str, detail: Detail = "middle", *, version: str | None = None
    ) -> FeatureCollection | None:
        """The shapes of the areas right below, on the edition's day; None for a key that never was."""
        edition = self._of(version)
        chosen = _find(edition, key, None, "law")
        if edition is None or chosen is None:
            return None
        spans = edition.spans
        below = spans.below(chosen.span, chosen.ref, chosen.by)
        return _draw(edition, [spans.area[span] for span in below], detail)

    def geometries(
        self, keys: Sequence[str], detail: Detail = "middle", *, version: str | None = None
    ) -> FeatureCollection | None:
        """The shapes of these areas on the edition's day, read together; None where nothing is published."""
        edition = self._of(version)
        if edition is None:
            return None
        chosen = (_find(edition, key, None, "law") for key in keys)
        return _draw(edition, [edition.spans.area[each.span] for each in chosen if each], detail)

    def tiles(self, *, version: str | None = None) -> Tiles | None:
        """The archive of vector tiles; None where no boundary was loaded."""
        edition = self._of(version)
        return edition.tiles if edition else None

    def tile(self, z: int, x: int, y: int, *, version: str | None = None) -> bytes | None:
        """A vector tile as stored, gzipped; None where nothing is drawn. Raises 503-areas-edition-damaged."""
        edition = self._of(version)
        try:
            if edition is None or edition.tiles is None:
                return None
            _demand(edition, TILES)
            return edition.tiles.get(z, x, y)
        except (DamagedTiles, OSError) as error:
            raise problems.edition_damaged(version=edition.version if edition else "", fault=error) from error

    def file(self, version: str, path: str) -> tuple[Path, str]:
        """A published file's place and SHA-256. Raises 404 for anything that the manifest does not list."""
        edition = self.edition(version)
        if edition.has(path) and (edition.folder / path).exists():
            _demand(edition, path)
        if path == MANIFEST and edition.has(path):
            return edition.folder / path, edition.etag
        if path == SIGNATURE and edition.has(path) and (edition.folder / path).is_file():
            return edition.folder / path, sum_file(edition.folder / path)
        listed = next((each for each in edition.manifest["files"] if each["path"] == path), None)
        if listed is None or not edition.has(path):
            raise problems.file_unknown(version=version, path=path)
        return edition.folder / path, str(listed["sha256"])

    def _of(self, version: str | None) -> Edition | None:
        return self._shelf.latest() if version is None else self._shelf.edition(version)

    def _open(self, folder: Path, announced: Announced) -> Edition:
        return Edition(folder, announced, threads=self._threads, trust=self._trust, seals=self._seals)


def _demand(edition: Edition, path: str) -> None:
    """Raises 503 for a file that was changed since the edition was opened."""
    try:
        edition.demand(path)
    except DamagedFile as error:
        raise problems.edition_damaged(version=edition.version, fault=error) from error


def _find(edition: Edition | None, key: str, on: date | None, by: By) -> Chosen | None:
    if edition is None:
        return None
    day = (on or edition.on).toordinal()
    plain = arabic_digits(key.strip())
    # OCHA's P-codes are TH and the same digits.
    forms = (plain, plain.upper(), plain[2:] if plain[:2].upper() == "TH" else "")
    found = (edition.spans.find(form, day, by) for form in forms if form)
    return next((each for each in found if each), None)


def _draw(edition: Edition, areas: list[int], detail: Detail) -> FeatureCollection:
    try:
        return draw(edition, areas, detail)
    except (DamagedFile, NotAShape) as error:
        raise problems.edition_damaged(version=edition.version, fault=error) from error
