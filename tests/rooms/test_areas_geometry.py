"""Shapes mended, measured, simplified and compared with their neighbours."""

from __future__ import annotations

import csv
import math
import os
import struct
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tambon.areas.rules import geometry

DATA = Path(os.environ.get("TAMBON_TEST_DATA") or Path(__file__).parents[3] / "shared/data")


def wkb(text: str) -> bytes:
    return shapely.to_wkb(shapely.from_wkt(text))


def square(x: float, y: float, side: float = 1) -> bytes:
    return shapely.to_wkb(shapely.box(x, y, x + side, y + side))


@pytest.mark.parametrize(
    ("text", "surface", "th", "en"),
    [
        ("POLYGON((0 0,1 1,1 0,0 1,0 0))", 0.5, "ตัดกันเอง", "crossed itself"),
        ("POLYGON((0 0,2 0,2 2,1 2,1 3,0 3,1 2,0 2,0 0))", 4.5, "แตะตัวเอง", "touched itself"),
        ("MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0)),((1 1,2 1,2 2,1 2,1 1)))", 81, "ซ้อนกัน", "joined"),
        ("POLYGON((0 0,4 0,4 4,0 4,0 0),(5 5,6 5,6 6,5 6,5 5))", None, "ช่องว่าง", "outside the area"),
        (
            "GEOMETRYCOLLECTION(POLYGON((0 0,1 0,1 1,0 1,0 0)),LINESTRING(0 0,9 9),POINT(3 3))",
            1,
            "เส้นและจุด",
            "left out",
        ),
    ],
)
def test_what_is_broken_is_mended_and_said_in_words(text, surface, th, en) -> None:
    mended = geometry.mend(wkb(text))
    shape = shapely.from_wkb(mended.wkb)
    assert shapely.is_valid(shape)
    assert shape.geom_type in ("Polygon", "MultiPolygon")
    assert surface is None or shape.area == pytest.approx(surface)
    assert th in geometry.say_repaired(mended.repaired, "th")
    assert en in geometry.say_repaired(mended.repaired, "en")


def test_a_ring_left_open_is_closed() -> None:
    four = struct.pack("<BIII8d", 1, 3, 1, 4, 0, 0, 1, 0, 1, 1, 0, 1)
    mended = geometry.mend(four)
    assert shapely.from_wkb(mended.wkb).area == 1
    assert "closed" in mended.repaired


@pytest.mark.parametrize(
    "broken",
    [
        b"", b"no shape", wkb("POINT(1 1)"), wkb("LINESTRING(0 0,1 1)"), wkb("POLYGON EMPTY"),
        wkb("POLYGON((0 0,1 1,2 2,0 0))"),
        struct.pack("<BIII8d", 1, 3, 1, 4, 0, 0, 1, 0, 1, math.nan, 0, 0),
    ],
)  # fmt: skip
def test_what_holds_no_surface_comes_back_empty(broken) -> None:
    assert geometry.mend(broken) == geometry.Mended(b"", "")


def test_a_good_shape_keeps_its_vertices_loses_its_height_and_turns_the_standard_way() -> None:
    mended = geometry.mend(wkb("POLYGON Z((0 0 5,0 1 5,0.5 1 5,1 1 5,1 0 5,0 0 5))"))
    shape = shapely.from_wkb(mended.wkb)
    assert mended.repaired == ""
    assert not shape.has_z
    assert shape.exterior.is_ccw
    assert shapely.get_num_coordinates(shape) == 6


_coordinate = st.integers(-20, 20)


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(st.tuples(_coordinate, _coordinate), min_size=3, max_size=12))
def test_whatever_ring_comes_the_surface_is_valid(points) -> None:
    ring = shapely.to_wkb(shapely.Polygon(points))
    mended = geometry.mend(ring)
    if mended.wkb:
        shape = shapely.from_wkb(mended.wkb)
        assert shapely.is_valid(shape)
        assert shape.area > 0
        assert geometry.mend(mended.wkb).repaired == ""
        at = shapely.Point(geometry.inside_point(mended.wkb))
        assert shape.intersects(at)


def test_surface_is_that_of_the_ellipsoid() -> None:
    # The whole of WGS 84 measures 510 065 621.724 square km (as GeographicLib has it).
    world = shapely.to_wkb(shapely.box(-180, -90, 180, 90))
    assert geometry.square_km(world) == pytest.approx(510_065_621.7, rel=1e-9)
    # The first degree from the equator: 110.574 km of meridian by 111.320 km of parallel, narrowing a little.
    assert geometry.square_km(square(100, 0)) == pytest.approx(110.574 * 111.320 * 0.99995, rel=1e-4)


@pytest.mark.slow
@given(st.floats(97, 105), st.floats(5, 20), st.floats(0.01, 1))
def test_surface_adds_up(x, y, side) -> None:
    half = shapely.to_wkb(shapely.box(x, y, x + side / 2, y + side))
    rest = shapely.to_wkb(shapely.box(x + side / 2, y, x + side, y + side))
    whole = geometry.square_km(square(x, y, side))
    assert geometry.square_km(half) + geometry.square_km(rest) == pytest.approx(whole, rel=1e-9)


def test_a_crescents_centroid_lies_outside_and_its_point_inside() -> None:
    crescent = wkb("POLYGON((0 0,10 0,10 10,0 10,0 9,9 9,9 1,0 1,0 0))")
    assert not geometry.centroid_is_inside(crescent)
    assert shapely.from_wkb(crescent).contains(shapely.Point(geometry.inside_point(crescent)))
    assert geometry.centroid_is_inside(square(0, 0))


def test_neighbours_share_a_line_not_only_a_point() -> None:
    shapes = {"a": square(0, 0), "east": square(1, 0), "corner": square(1, 1), "over": square(-0.5, -0.5),
              "far": square(9, 9)}  # fmt: skip
    found = {frozenset(pair) for pair in geometry.neighbours(list(shapes), list(shapes.values()))}
    expected = (("a", "east"), ("east", "corner"), ("a", "over"))
    assert found == {frozenset(pair) for pair in expected}
    assert geometry.neighbours([], []) == set()


def test_an_area_inside_another_is_its_neighbour() -> None:
    ring = wkb("POLYGON((0 0,9 0,9 9,0 9,0 0),(3 3,3 6,6 6,6 3,3 3))")
    assert geometry.neighbours([1, 2], [ring, square(3, 3, 3)]) == {(1, 2)}


def _coverage(seed: int) -> list[bytes]:
    """A map of 5 × 5 fields whose borders wander, each border one line for both sides."""
    random = np.random.default_rng(seed)
    seen: dict[tuple[tuple[float, float], tuple[float, float]], list[tuple[float, float]]] = {}
    corners = {
        (i, j): (i + random.uniform(-0.2, 0.2), j + random.uniform(-0.2, 0.2))
        for i in range(6)
        for j in range(6)
    }

    def border(one, other):
        key = (min(one, other), max(one, other))
        if key not in seen:
            (x0, y0), (x1, y1) = key
            steps = np.linspace(0, 1, 12)[1:-1]
            seen[key] = [
                (x0 + (x1 - x0) * s + random.uniform(-0.03, 0.03), y0 + (y1 - y0) * s) for s in steps
            ]
        inner = seen[key]
        return [one, *(inner if key[0] == one else inner[::-1])]

    made = []
    for i in range(5):
        for j in range(5):
            at = [corners[i, j], corners[i + 1, j], corners[i + 1, j + 1], corners[i, j + 1]]
            line = [p for k in range(4) for p in border(at[k], at[(k + 1) % 4])]
            made.append(shapely.to_wkb(shapely.Polygon(line)))
    return made


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.001, 3))
def test_simplified_together_neighbours_stay_neighbours_and_nobody_vanishes(seed, tolerance) -> None:
    before = _coverage(seed)
    if not shapely.coverage_is_valid(shapely.from_wkb(before)):
        return
    after = geometry.simplify_together(before, tolerance)
    shapes = shapely.from_wkb(after)
    assert shapely.is_valid(shapes).all()
    assert (shapely.area(shapes) > 0).all()
    assert shapely.coverage_is_valid(shapes)
    ids = list(range(25))
    assert geometry.neighbours(ids, before) == geometry.neighbours(ids, after)


def test_simplifying_leaves_points_overlaps_and_small_islands_standing() -> None:
    island = square(50, 50, 0.0001)
    point = geometry.point_wkb(98, 19)
    shapes = [square(0, 0), square(0.5, 0.5), island, point]
    after = shapely.from_wkb(geometry.simplify_together(shapes, 5))
    assert not shapely.is_empty(after).any()
    assert (shapely.area(after[:3]) > 0).all()
    assert after[3] == shapely.from_wkb(point)
    assert geometry.simplify_together([], 1) == []


def test_bounds_hold_everything() -> None:
    assert geometry.bounds([square(0, 0), square(4, 7)]) == (0, 0, 5, 8)
    assert geometry.bounds([]) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("boundaries", "listed", "code"),
    [
        ("mapthai_tha1.geojson", "thailand-adm1-provinces-v1.0.0.csv", "tis1099_code"),
        ("mapthai_tha2.geojson", "thailand-adm2-districts-v1.0.0.csv", "tis1099_district_code"),
    ],
)
def test_surfaces_agree_with_an_independent_list(boundaries, listed, code) -> None:
    if not (DATA / boundaries).exists():
        pytest.skip(f"no {boundaries} in {DATA}; name its folder in TAMBON_TEST_DATA")
    with (DATA / "canonical-admin" / listed).open(encoding="utf-8-sig", newline="") as file:
        told = {row[code]: float(row["area_km2"]) for row in csv.DictReader(file) if row["area_km2"]}
    meta, _, shapes, columns = pyogrio.raw.read(DATA / boundaries)
    codes = columns[list(meta["fields"]).index(f"adm{boundaries[-9]}_pcode")]
    measured = geometry.measure_all([one.wkb for one in geometry.mend_all(list(shapes))])
    ratios = np.array([
        one.square_km / told[c[2:]] for c, one in zip(codes, measured, strict=True) if c[2:] in told
    ])  # fmt: skip
    print(f"{boundaries}: {len(ratios)} areas, median ratio {np.median(ratios):.4f}")
    assert len(ratios) >= len(codes) - 1
    assert np.median(ratios) == pytest.approx(1, abs=0.01)  # the borders themselves are simplified
    assert (np.abs(ratios - 1) < 0.15).mean() > 0.9
