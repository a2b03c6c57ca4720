"""Boundaries and places that others made: GeoJSON, zipped shapefile, GeoPackage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tambon.formats import problems
from tambon.formats.bounds import MOST_SHAPE_BYTES
from tambon.formats.content import content_of
from tambon.formats.headings import fold
from tambon.formats.reading import as_it_was
from tambon.formats.refusals import Refusal
from tambon.formats.shape_layer import RawLayer, read_layer
from tambon.formats.shape_texts import encoding_of, find_column, text_of
from tambon.lib.text import tidy

_NEAR_THAILAND = (90.0, 0.0, 115.0, 25.0)  # west, south, east, north in degrees
_WORLD = (-180.0, -90.0, 180.0, 90.0)
_MOST_NAMED = 10

Note = tuple[str, str]  # Thai, English
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature: its number in the file (from 1), its code as written, its attributes by folded name, and
    its geometry as WKB in longitude and latitude (EPSG:4326), two-dimensional, not made valid."""

    number: int
    code: str
    attributes: dict[str, str]
    wkb: bytes


@dataclass(frozen=True, slots=True)
class Shapes:
    features: tuple[Shape, ...]
    refused: tuple[Refusal, ...]  # row is the feature's number
    layer: str
    code_column: str  # folded
    crs: str  # of the file, empty where it does not say
    notes: tuple[Note, ...]  # what was taken for granted, for people


def read_shapes(
    source: bytes | Path,
    *,
    code_columns: Sequence[str],
    mapping: Mapping[str, str] | None = None,
    layer: str | None = None,
    most_bytes: int = MOST_SHAPE_BYTES,
) -> Shapes:
    """The features that have a geometry and a code, and those that do not, one by one.

    The code is in the first of ``code_columns`` that the layer has (without case), or where the ``mapping``
    says that ``code`` is. Of several layers the one with such a column is read, or the ``layer`` named. Other
    coordinate systems are converted; a file that names none is taken for WGS 84 when all its coordinates are
    degrees near Thailand. Raises ``422-shapes-…``, ``413-…``, ``422-zip-damaged``, ``422-file-unreadable``.
    """
    mapped = (mapping or {}).get("code")
    wanted = [fold(name) for name in ([mapped] if mapped else code_columns)]
    raw = read_layer(content_of(source, most_bytes), wanted, layer)
    place = find_column(raw.columns, wanted)
    assert place is not None  # noqa: S101 - the layer was chosen for it
    encoding = encoding_of(
        [*raw.columns, *(cell for cells in raw.cells for cell in cells)], raw.code_page or ""
    )
    names = [fold(text_of(column, encoding)[0]) for column in raw.columns]
    geometries, bounds = _geometries(raw.wkbs)
    notes = [*_about_texts(raw, encoding), *_about_coordinates(raw, bounds)]
    sorting = _Sorting(names, place, encoding)
    for number, (cells, wkb, box) in enumerate(zip(raw.cells, geometries, bounds, strict=True), start=1):
        sorting.take(number, cells, wkb, box)
    notes += sorting.notes()
    features, refused = tuple(sorting.features), tuple(sorting.refused)
    return Shapes(features, refused, raw.name, names[place], raw.crs or "", tuple(notes))


def _geometries(wkbs: Sequence[bytes | None]) -> tuple[list[bytes | None], list[Bounds | None]]:
    """Each geometry that can be read, with its bounds; None for one that cannot, is empty or has gaps.

    A ring that does not end where it began is closed; more is not mended here.
    """
    import numpy as np
    import shapely

    read = shapely.from_wkb(np.array(wkbs, dtype=object), on_invalid="fix")
    coordinates, owners = shapely.get_coordinates(read, return_index=True)
    broken = set(owners[~np.isfinite(coordinates).all(axis=1)].tolist())
    usable = ~(shapely.is_missing(read) | shapely.is_empty(read))
    usable[list(broken)] = False
    written, boxes = shapely.to_wkb(read), shapely.bounds(read)
    return (
        [wkb if fit else None for wkb, fit in zip(written, usable, strict=True)],
        [tuple(box.tolist()) if fit else None for box, fit in zip(boxes, usable, strict=True)],
    )


def _within(box: Bounds, around: Bounds) -> bool:
    west, south, east, north = around
    return west <= box[0] and south <= box[1] and box[2] <= east and box[3] <= north


def _about_texts(raw: RawLayer, encoding: str) -> list[Note]:
    """What to tell where a shapefile left its encoding open, or says another than its texts are."""
    texts = (cell for cells in raw.cells for cell in cells)
    if raw.code_page is None or all(cell.isascii() for cell in texts):
        return []
    declared = raw.code_page.lower().replace("utf8", "utf-8")
    if (encoding == "utf-8" and "utf-8" in declared) or (encoding == "cp874" and "874" in declared):
        return []
    name = encoding.upper()
    th = f"ไฟล์ไม่ได้บอกรหัสตัวอักษร (.cpg) ที่ตรงกับข้อมูล จึงอ่านเป็น {name} โปรดตรวจชื่อ"
    return [(th, f"The file names no encoding (.cpg) that fits its texts: read as {name}. Check the names.")]


def _about_coordinates(raw: RawLayer, bounds: Sequence[Bounds | None]) -> list[Note]:
    """Raises ``422-shapes-crs-missing`` where nothing says what the coordinates are and nothing shows it."""
    if raw.crs in ("EPSG:4326", "OGC:CRS84"):
        return []
    if raw.crs is not None:
        name = raw.crs.partition("[")[2].partition(",")[0].strip('"') or raw.crs
        return [(f"แปลงพิกัดจาก {name} เป็น WGS 84", f"Coordinates were converted from {name} to WGS 84.")]
    if not all(box is None or _within(box, _NEAR_THAILAND) for box in bounds):
        raise problems.crs_missing()
    th = "ไฟล์ไม่บอกระบบพิกัด พิกัดทั้งหมดเป็นองศาในบริเวณประเทศไทย จึงถือเป็น WGS 84"
    return [
        (th, "The file does not say its coordinate system; all are degrees near Thailand: taken for WGS 84.")
    ]


class _Sorting:
    """Features on one side, refusals on the other."""

    def __init__(self, names: Sequence[str], code_place: int, encoding: str) -> None:
        self.names, self.code_place, self.encoding = names, code_place, encoding
        self.features: list[Shape] = []
        self.refused: list[Refusal] = []
        self.damaged: list[int] = []

    def take(self, number: int, cells: Sequence[bytes], wkb: bytes | None, box: Bounds | None) -> None:
        read = [text_of(cell, self.encoding) for cell in cells]
        texts = [tidy(text) for text, _ in read]
        code, column = texts[self.code_place], self.names[self.code_place]
        if wkb is None or box is None:
            problem = problems.shape_without_geometry()
        elif not _within(box, _WORLD):
            problem = problems.shape_outside_the_world(bounds=", ".join(f"{side:.10g}" for side in box))
        elif read[self.code_place][1]:
            problem = problems.shape_code_damaged(column=column)
        elif not code:
            problem = problems.shape_without_code(column=column)
        else:
            if any(damaged for _, damaged in read):
                self.damaged.append(number)
            attributes = dict(zip(reversed(self.names), reversed(texts), strict=True))  # the first of equals
            self.features.append(Shape(number, code, attributes, wkb))
            return
        self.refused.append(Refusal.of(problem, row=number, raw=as_it_was(texts)))

    def notes(self) -> list[Note]:
        if not self.damaged:
            return []
        count, first = len(self.damaged), ", ".join(map(str, self.damaged[:_MOST_NAMED]))
        return [
            (
                f"ตัดอักขระที่เสียหาย (ถูกตัดกลางตัวอักษร) ออกจากข้อความของ {count} รูป เช่น รูปที่ {first}",
                f"Damaged text, cut inside a character, was left out of {count} shapes, such as {first}.",
            )
        ]
