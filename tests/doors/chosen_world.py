"""A catalogue to choose from: a release of three periods, and boundaries of the same areas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from registry_files import Content, Row, area, place, write_edition
from registry_world import KNOWN, SOURCES, box, point
from release_world import areas, cells, head, population, variable, water

from tambon.areas.rules.geometry import simplify_together
from tambon.catalogue.integrity import read_manifest
from tambon.releases import freezes, publishing
from tambon.releases.building import build
from tambon.releases.registry.rules.tiles import Feature, tiles
from tambon.releases.rules.shape import Dataset
from tambon.releases.signing import sign_folder
from tambon.store import building

VERSION = "2026-11.1"
PERIODS = ("2026-09", "2026-10", "2026-11")
BOXES = {
    "58": (97.4, 17.6, 98.6, 19.8), "50": (98.6, 17.6, 99.8, 19.8),
    "5801": (97.4, 18.7, 98.6, 19.8), "5802": (97.4, 17.6, 98.6, 18.7), "5001": (98.6, 17.6, 99.8, 19.8),
    "580102": (97.4, 18.7, 98.0, 19.8), "580201": (97.4, 17.6, 98.6, 18.7),
    "500101": (98.6, 17.6, 99.8, 19.8),
}  # fmt: skip
CREDIT = {"source": "RTSD", "licence": "CC BY-IGO", "credit": "OCHA, Royal Thai Survey Department"}


def make_catalogue(folder: Path, *, wide: int = 0) -> Path:
    """Under ``folder``; ``wide`` adds so many variables, for a sheet that has much to hold."""
    catalogue, freeze = folder / "catalogue", folder / "freezes" / VERSION
    many = replace(water(), periods=list(PERIODS))
    more = [
        variable(f"more_{n:02}", "integer", aggregation="sum", unit="x", unit_th="คน") for n in range(wide)
    ]
    datasets = [population(), replace(many, variables=[*many.variables, *more])]
    with building(freeze) as draft:
        draft.mkdir()
        freezes.write_areas(draft, areas())
        for dataset in datasets:
            freezes.write_cells(draft, dataset, list(_of_every_period(dataset)))
        freezes.write_head(draft, head(VERSION, True, datasets))
    with building(catalogue / "releases" / VERSION) as draft:
        build(freeze, draft)
        sign_folder(draft)
    total = read_manifest(catalogue / "releases" / VERSION)[1]
    publishing.announce(catalogue, VERSION, manifest_sha256=total, published_at="2026-11-22T01:00:00+00:00")
    write_edition(catalogue, "2026-11-22.1", _edition())
    return catalogue


def _of_every_period(dataset: Dataset):  # type: ignore[no-untyped-def]
    for seed, period in enumerate(dataset.periods):
        yield from cells(replace(dataset, periods=[period]), seed)


def _edition() -> Content:
    rows: list[Row] = []
    for one in areas():
        parent = f"a-{one['parent_code'].lower()}" if one["parent_code"] else None
        rows.append(
            area(one["area_id"], one["kind"], one["area_code"], one["name_th"], one["name_en"], parent)
        )
    kinds = {row["code"]: row for row in rows}
    villages = [row for row in rows if row["kind"] == "village"]
    points = {row["code"]: (97.5 + 0.05 * n, 18.9) for n, row in enumerate(villages)}
    shapes = {code: box(*edges) for code, edges in BOXES.items()}
    shapes |= {code: point(*at) for code, at in points.items()}
    layers: dict[str, list[Feature]] = {}
    for code, wkb in shapes.items():
        row = kinds[code]
        feature = Feature(row["area_id"], code, row["name_th"], row["name_en"], wkb)
        layers.setdefault(row["kind"], []).append(feature)
    places = [
        place(kinds[code]["area_id"], kinds[code]["kind"], edges, **CREDIT) for code, edges in BOXES.items()
    ]
    places += [
        place(kinds[code]["area_id"], "village", (x, y, x, y), **CREDIT) for code, (x, y) in points.items()
    ]
    return Content(
        areas=rows,
        places=places,
        shapes={kinds[code]["area_id"]: wkb for code, wkb in shapes.items()},
        tiles=tiles(layers, simplify_together),
        known_since=dict(KNOWN),
        sources=SOURCES,
    )
