"""The one layer of a file of boundaries, as it stands in the file."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tambon.formats import problems
from tambon.formats.apart import lines_of
from tambon.formats.bounds import MOST_FEATURES, MOST_TEXT, megabytes
from tambon.formats.content import ZIP, names_in_zip
from tambon.formats.decoding import decode
from tambon.formats.shape_texts import bytes_of, encoding_of, find_column, text_of
from tambon.lib.problem import Problem

_CHILD = "tambon.formats.shape_child"
_GEOPACKAGE = b"SQLite format 3\x00"
_MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class RawLayer:
    """Texts as bytes; ``code_page`` is what a shapefile says of them, empty without, None for other forms."""

    name: str
    columns: list[bytes]
    crs: str | None
    code_page: str | None
    cells: list[list[bytes]]
    wkbs: list[bytes | None]


def read_layer(content: bytes, wanted: Sequence[str], layer: str | None) -> RawLayer:
    """The layer that has one of the wanted columns. Raises the problems that `read_shapes` names."""
    form, content = _form(content)
    words = (form, layer or "", *wanted)
    with lines_of(_CHILD, content, *words, otherwise=problems.unfit_as_shapes()) as lines:
        return _read(map(json.loads, lines), wanted, layer)


def _read(lines: Iterator[Any], wanted: Sequence[str], layer: str | None) -> RawLayer:
    _choose(_next(lines, "layers")[1], wanted, layer)
    head = _next(lines, "layer", "crs", "many")
    if head[0] == "crs":
        raise problems.crs_unknown(crs=head[1][:80])
    if head[0] == "many":
        raise problems.too_many_shapes(limit=MOST_FEATURES)
    cells: list[list[bytes]] = []
    wkbs: list[bytes | None] = []
    letters = 0
    for line in lines:
        if line == ["end"]:
            _, name, columns, crs, code_page = head
            return RawLayer(name, bytes_of(columns), crs, code_page, cells, wkbs)
        letters += sum(map(len, line[0]))
        if letters > MOST_TEXT:  # a GeoPackage may compute a column that is not in the file
            raise problems.unpacks_too_large(limit=megabytes(MOST_TEXT))
        cells.append(bytes_of(line[0]))
        wkbs.append(None if line[1] is None else b64decode(line[1]))
    raise problems.unfit_as_shapes()


def _form(content: bytes) -> tuple[str, bytes]:
    if content.startswith(ZIP):
        names_in_zip(content)
        return "zip", content
    if content.startswith(_GEOPACKAGE):
        return "gpkg", content
    try:
        text, _ = decode(content)
    except Problem:
        raise problems.unfit_as_shapes() from None
    if not text.lstrip().startswith("{"):
        raise problems.unfit_as_shapes()
    return "geojson", text.encode()


def _next(lines: Iterator[list[Any]], *kinds: str) -> list[Any]:
    line = next(lines, [""])
    if line[0] not in kinds:
        raise problems.unfit_as_shapes()
    return line


def _choose(layers: list[tuple[str, list[str]]], wanted: Sequence[str], asked: str | None) -> None:
    """Raises why no one layer is clear, by the rule by which the child chose."""
    if not layers:
        raise problems.unfit_as_shapes()
    named = [one for one in layers if not asked or one[0] == asked]
    if not named:
        raise problems.layer_missing(layer=asked, found=_some(name for name, _ in layers))
    coded = [name for name, columns in named if find_column(bytes_of(columns), wanted) is not None]
    if not coded:
        found = [column for _, columns in named for column in bytes_of(columns)]
        encoding = encoding_of(found, "")
        raise problems.code_column_missing(
            wanted=", ".join(wanted), found=_some(dict.fromkeys(text_of(one, encoding)[0] for one in found))
        )
    if len(coded) > 1:
        raise problems.layers_several(found=_some(coded))


def _some(names: Any) -> str:
    shown = [str(name)[:80] for name in names]
    return ", ".join(shown[:_MOST_SHOWN]) + (" …" if len(shown) > _MOST_SHOWN else "")
