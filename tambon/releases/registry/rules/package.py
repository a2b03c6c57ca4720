"""What an edition says about itself: manifest.json and datapackage.json. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tambon.releases.registry.rules import schema
from tambon.releases.registry.rules.schema import Table

FORMAT = "tambon-areas/1"
TILES = "tiles.pmtiles"
PLAIN_TABLES = (
    schema.AREAS,
    schema.CODES,
    schema.MEMBERSHIPS,
    schema.CHANGES,
    schema.CROSSWALK,
    schema.SOURCES,
)
PLACE_TABLES = (schema.PLACES, schema.NEIGHBOURS)
Files = Mapping[str, tuple[int, str]]  # {path: (bytes, SHA-256)}

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "pmtiles": "application/vnd.pmtiles",
}
_LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-IGO": "https://creativecommons.org/licenses/by/3.0/igo/",
}
_SYNTHETIC = " (SYNTHETIC DEMONSTRATION DATA / ข้อมูลสมมติเพื่อการสาธิต)"


@dataclass(frozen=True)
class Source:
    """One list or drawing that the edition was made from."""

    name: str
    source: str
    day: str
    licence: str
    credit: str
    kinds: tuple[str, ...]
    synthetic: bool
    lists: bool  # names, codes, parents or changes of this edition are its
    draws: bool  # boundaries or points of this edition are its

    @property
    def row(self) -> tuple[Any, ...]:
        """A row of `schema.SOURCES`."""
        kinds = " ".join(self.kinds)
        return self.name, self.source, self.day, self.licence, self.credit, kinds, self.synthetic


@dataclass(frozen=True)
class About:
    """What an edition is: the head of its manifest."""

    version: str
    frozen_at: str
    on: str
    synthetic: bool
    public_url: str
    inputs: str
    known_since: dict[str, str | None]
    counts: dict[str, int]
    bounds: tuple[float, float, float, float] | None
    sources: tuple[Source, ...]

    @property
    def licence(self) -> str:
        """The licences of the tables: those of every list."""
        return joined(one.licence for one in self.sources if one.lists)

    @property
    def credit(self) -> str:
        return joined(one.credit for one in self.sources if one.lists)

    @property
    def shape_licence(self) -> str:
        """The licences of geometry and tiles: those of whoever drew them."""
        return joined(one.licence for one in self.sources if one.draws)

    @property
    def shape_credit(self) -> str:
        return joined(one.credit for one in self.sources if one.draws)


def joined(words: Iterable[str]) -> str:
    """Each once, in their order."""
    return "; ".join(dict.fromkeys(word for word in words if word))


def manifest(about: About, files: Files) -> dict[str, Any]:
    """What vouches for the edition: a sum for every other file, and what went into it."""
    return {
        "format": FORMAT,
        "version": about.version,
        "frozen_at": about.frozen_at,
        "on": about.on,
        "synthetic": about.synthetic,
        "published_from": about.public_url,
        "inputs_sha256": about.inputs,
        "known_since": about.known_since,
        "counts": about.counts,
        "bounds": list(about.bounds) if about.bounds else None,
        "licences": {"tables": about.licence, "geometry": about.shape_licence},
        "credits": {"tables": about.credit, "geometry": about.shape_credit},
        "sources": [_source(one) for one in about.sources],
        "files": [
            {"path": path, "bytes": size, "sha256": total} for path, (size, total) in sorted(files.items())
        ],
    }


def datapackage(about: About, files: Files) -> dict[str, Any]:
    """The Frictionless Data Package 2.0 descriptor, readable by 1.0 clients; only of files that there are."""
    tables = [_table(table, about, files) for table in (*PLAIN_TABLES, *PLACE_TABLES) if _is(table, files)]
    described = {resource["path"] for resource in tables}
    others = [_file(path, about, files) for path in sorted(files) if path not in described and _data(path)]
    return {
        "$schema": _PROFILE,
        "profile": "data-package",
        "name": f"tambon-areas-{about.version}",
        "id": f"{about.public_url}/areas/{about.version}",
        "homepage": about.public_url,
        "title": f"ทะเบียนพื้นที่ของประเทศไทยพร้อมประวัติ / Thailand's areas with their history"
        f"{_SYNTHETIC if about.synthetic else ''}",
        "description": "README.txt tells how to read the files / วิธีอ่านแฟ้มอยู่ใน README.txt",
        "version": about.version,
        "created": about.frozen_at,
        "licenses": _licences(one.licence for one in about.sources),
        "sources": [
            {"title": f"{one.credit} ({one.name}, {one.licence})"} for one in about.sources if one.credit
        ],
        "resources": [*tables, *others],
    }


def _source(one: Source) -> dict[str, Any]:
    return {
        "name": one.name,
        "source": one.source,
        "day": one.day,
        "licence": one.licence,
        "credit": one.credit,
        "kinds": list(one.kinds),
        "synthetic": one.synthetic,
    }


def _is(table: Table, files: Files) -> bool:
    return f"{table.name}.csv" in files


def _data(path: str) -> bool:
    return path.rpartition(".")[2] in _MEDIA


def _licences(names: Iterable[str]) -> list[dict[str, str]]:
    return [
        {"name": name, "title": name, **({"path": _LICENCES[name]} if name in _LICENCES else {})}
        for name in sorted({name for name in names if name})
    ]


def _table(table: Table, about: About, files: Files) -> dict[str, Any]:
    schema_ = {"fields": [column.field for column in table.columns], "missingValues": [""]}
    return {
        **_file(f"{table.name}.csv", about, files),
        "title": f"{table.th} / {table.en}",
        "type": "table",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": schema_,
    }


def _file(path: str, about: About, files: Files) -> dict[str, Any]:
    size, total = files[path]
    stem, _, form = path.rpartition(".")
    drawn = path == TILES or path.startswith(("geometry/", *(f"{table.name}." for table in PLACE_TABLES)))
    name = stem.replace("/", "-").replace(".", "-")
    return {
        "name": name if form == "csv" else f"{name}-{form}",
        "type": "file",
        "path": path,
        "format": form,
        "mediatype": _MEDIA[form],
        "bytes": size,
        "hash": f"sha256:{total}",
        "licenses": _licences((about.shape_licence if drawn else about.licence).split("; ")),
        "sources": [{"title": about.shape_credit if drawn else about.credit}],
    }
