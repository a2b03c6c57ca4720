"""Boundaries from a file that somebody drew: each shape that has its area is kept, each other one refused."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from tambon.areas import problems
from tambon.areas.actions.drawing import Drawing, News, find_news, write_drawings
from tambon.areas.actions.editions import another, edition_of, one_load_at_a_time
from tambon.areas.actions.lists import Progress
from tambon.areas.models import Draft, Edition
from tambon.areas.queries.boundaries import bearers_of, list_without_boundary
from tambon.areas.queries.editions import newest_edition
from tambon.areas.rules import AreaView, Kind, ListSource
from tambon.areas.rules.boundaries import Feature, Placed, Placing, code_columns, place
from tambon.formats import Refusal, Shape, read_shapes
from tambon.journal import actions as journal
from tambon.lib.days import thai_day

FORM = "boundaries"


@dataclass(frozen=True, slots=True)
class BoundaryReport:
    """What a file of boundaries did, or as a draft would do."""

    source: str
    day: date
    sha256: str
    kind: Kind | None  # None: no shape has an area
    accepted: int  # shapes that belong to an area and stand in the registry
    added: int  # of them new or changed
    repaired: tuple[Placed, ...]
    older_codes: tuple[Placed, ...]  # found under a code that the area did not bear on the source's day
    refused: tuple[Refusal, ...]
    without_area: tuple[str, ...]  # the codes among the refused that no area ever bore
    without_boundary: tuple[AreaView, ...]  # areas of the source's day or today that nobody has drawn
    notes: tuple[tuple[str, str], ...]  # what reading took for granted: Thai, English
    edition: int | None = None  # None: nothing was new, or it waits as a draft
    draft: int | None = None


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was read, with its terms."""

    of: ListSource
    kind: Kind | None
    features: tuple[Feature, ...]
    refused: tuple[Refusal, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """The same for the same shapes in whatever file they came."""
        total = hashlib.sha256(f"{self.of.day.isoformat()} {self.kind} {self.of.synthetic}".encode())
        for code, wkb in sorted((one.code, one.wkb) for one in self.features):
            total.update(f"\n{code} {len(wkb)} ".encode() + wkb)
        return total.hexdigest()


def load_boundaries(  # noqa: PLR0913 - a drawing is worth nothing without its terms
    path: Path | bytes,
    *,
    source: str,
    day: date,
    licence: str,
    credit: str,
    by: str,
    at: datetime,
    kind: Kind | None = None,
    mapping: Mapping[str, str] | None = None,
    layer: str | None = None,
    synthetic: bool = False,
    staged: bool = False,
    progress: Progress | None = None,
) -> BoundaryReport:
    """Loads the boundaries of one kind of area: GeoJSON, zipped shapefile or GeoPackage, by code.

    From the source's day on they take the place of older ones; the first to come hold for the days before as
    well. The same file again changes nothing, and takes in shapes that were refused before and can stand now.
    ``mapping`` says which column holds the ``code``; ``staged`` keeps all as a draft that `apply_boundaries`
    applies. Raises ``409-areas-not-loaded`` and the problems of the whole file.
    """
    say = progress or _say_nothing
    of = ListSource(source, day, licence, credit, synthetic)
    read = read_shapes(path, code_columns=code_columns(kind), mapping=mapping, layer=layer)
    say(f"{source} {day}: {len(read.features)} shapes")
    file = _File(of, kind, tuple(map(_feature, read.features)), read.refused, read.notes)
    with transaction.atomic(), one_load_at_a_time():
        if not newest_edition():
            raise problems.country_missing()
        placing, news = _reckon(file)
        say(f"{len(placing.placed)} have their area, {len(news)} are new, {len(placing.refused)} refused")
        report = _report(file, placing, len(news), today=thai_day(at))
        if staged:
            return replace(report, draft=_stage(file, report.refused, by=by, at=at))
        return replace(report, edition=_write(file, news, by, at))


def apply_boundaries(draft: Draft, *, by: str, at: datetime) -> int:
    """Applies a draft of boundaries in the caller's transaction; the edition's id.

    Raises ``409-area-nothing-changes`` when they stand already.
    """
    file = _file_of(draft)
    _, news = _reckon(file)
    edition = _write(file, news, by, at, note=draft.note)
    if edition is None:
        raise problems.nothing_changes()
    return edition


def _feature(shape: Shape) -> Feature:
    return Feature(shape.number, shape.code, shape.wkb, ", ".join(filter(None, shape.attributes.values())))


def _reckon(file: _File) -> tuple[Placing, list[News]]:
    bearers = bearers_of(one.code for one in file.features)
    placing = place(file.features, bearers, day=file.of.day, kind=file.kind)
    return placing, find_news([_drawing(one) for one in placing.placed], day=file.of.day)


def _drawing(one: Placed) -> Drawing:
    at = one.measured
    return Drawing(
        one.area_id, one.wkb, one.is_point, at.longitude, at.latitude, None if one.is_point else at.square_km,
        one.found_as, one.repaired,
    )  # fmt: skip


def _write(file: _File, news: Sequence[News], by: str, at: datetime, note: str = "") -> int | None:
    """The edition with its boundaries and one journal entry; none of them when nothing is new."""
    if not news:
        return None
    of, sha256 = file.of, file.sha256
    edition = Edition.objects.filter(source=of.source, sha256=sha256).first()
    if edition is None:
        edition = edition_of(of, sha256, [])
    else:
        another(edition)
    edition.note, edition.loaded_at = note or f"ขอบเขต · boundaries: {file.kind or '-'}", at
    edition.save()
    write_drawings(news, edition)
    body = {"source": of.source, "day": of.day.isoformat(), "sha256": sha256, "drawn": len(news)}
    journal.record("areas.drawn", subject=f"areas-edition:{sha256[:16]}", by=by, at=at, body=body)
    return edition.pk


def _report(file: _File, placing: Placing, added: int, *, today: date) -> BoundaryReport:
    return BoundaryReport(
        source=file.of.source,
        day=file.of.day,
        sha256=file.sha256,
        kind=placing.kind,
        accepted=len(placing.placed),
        added=added,
        repaired=tuple(one for one in placing.placed if one.repaired),
        older_codes=tuple(one for one in placing.placed if one.by_older_code),
        refused=tuple(sorted([*file.refused, *placing.refused], key=lambda one: one.row)),
        without_area=tuple(placing.without_area),
        without_boundary=_without_boundary(placing, {file.of.day, today}),
        notes=file.notes,
    )


def _without_boundary(placing: Placing, days: set[date]) -> tuple[AreaView, ...]:
    """The areas that stay undrawn when these shapes have been written."""
    if placing.kind is None:
        return ()
    drawn = {one.area_id for one in placing.placed}
    found = {area.id: area for day in sorted(days) for area in list_without_boundary(placing.kind, on=day)}
    return tuple(sorted((a for a in found.values() if a.id not in drawn), key=lambda area: area.code))


def _stage(file: _File, refused: Sequence[Refusal], *, by: str, at: datetime) -> int:
    """Keeps the shapes as a draft; its id, the same for the same shapes that wait already."""
    of, sha256 = file.of, file.sha256
    waiting = Draft.objects.filter(sha256=sha256, source=of.source, edition=None, set_aside_at=None).first()
    if waiting is not None:
        Draft.objects.filter(pk=waiting.pk).update(base=newest_edition())
        return waiting.pk
    features = [[one.number, one.code, b64encode(one.wkb).decode(), one.raw] for one in file.features]
    draft = Draft.objects.create(
        source=of.source, day=of.day, sha256=sha256, licence=of.licence, credit=of.credit,
        synthetic=of.synthetic, base=newest_edition(), staged_by=by, staged_at=at,
        content={"form": FORM, "kind": file.kind, "features": features}, refused=[asdict(r) for r in refused],
    )  # fmt: skip
    journal.record("areas.staged", subject=f"areas-draft:{draft.pk}", by=by, at=at, body={"sha256": sha256})
    return draft.pk


def _file_of(draft: Draft) -> _File:
    of = ListSource(draft.source, draft.day, draft.licence, draft.credit, draft.synthetic)
    content: dict[str, Any] = draft.content
    kind = Kind(content["kind"]) if content["kind"] else None
    features = (Feature(n, code, b64decode(wkb), raw) for n, code, wkb, raw in content["features"])
    return _File(of, kind, tuple(features))


def _say_nothing(_: str) -> None:
    return None
