"""Tables, shapes and tiles of the published areas, reckoned from plain rows."""

from __future__ import annotations

import gzip
import json
from datetime import date, timedelta
from itertools import pairwise

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from registry_rows import LEFT, LEFT_LIST, ON, SPLIT, World, since, until, world

from tambon.areas.rules.geometry import simplify_together
from tambon.areas.rules.published import NameRow, Period, Periods
from tambon.releases.registry.announcing import next_version
from tambon.releases.registry.rules.changes import change_rows
from tambon.releases.registry.rules.histories import area_rows, code_rows, counts, known_since, standing
from tambon.releases.registry.rules.old_codes import crosswalk_rows
from tambon.releases.registry.rules.schema import AREAS, CHANGES, CODES, CROSSWALK
from tambon.releases.registry.rules.shapes import drawn_of, geojson, geoparquet, round_shapes
from tambon.releases.registry.rules.spans import Fact, both_calendars, constant_spans
from tambon.releases.registry.rules.tiles import BUFFER, EXTENT, LAST_ZOOM, Feature, tiles

START = date(2000, 1, 1)


def dicts(table, rows):
    return [dict(zip(table.names, row, strict=True)) for row in rows]


@st.composite
def columns(draw):
    """Three columns of facts that never overlap within one."""
    made = []
    for _ in range(3):
        days = sorted(draw(st.sets(st.integers(0, 12), max_size=6)))
        pairs = list(pairwise(days))
        kept = [pair for pair in pairs if draw(st.booleans())]
        made.append(
            [Fact(START + timedelta(a), START + timedelta(b), draw(st.sampled_from("xy"))) for a, b in kept]
        )
    return made


@given(columns())
def test_on_every_day_the_spans_say_what_the_columns_say(facts) -> None:
    spans = constant_spans(facts, needed=1)
    for day in (START + timedelta(n) for n in range(-1, 14)):
        said = [next((f.value for f in column if f.since <= day < f.until), None) for column in facts]
        found = [s.values for s in spans if s.since <= day < s.until]
        assert found == ([tuple(said)] if said[0] is not None else [])
    touching = [a for a, b in pairwise(spans) if a.until == b.since and a.values == b.values]
    assert touching == []


@given(columns(), columns())
def test_each_calendar_can_be_read_back_from_the_spans_of_both(law, listed) -> None:
    by_law, by_list = constant_spans(law, needed=2), constant_spans(listed, needed=2)
    rows = both_calendars(by_law, by_list)
    assert {span for span, by in rows if by in ("both", "law")} == set(by_law)
    assert {span for span, by in rows if by in ("both", "list")} == set(by_list)
    assert len({span for span, by in rows}) == len(rows)


def test_an_area_that_moved_has_a_row_for_each_place_in_each_calendar() -> None:
    rows = [row for row in dicts(AREAS, area_rows(world())) if row["area_id"] == "th-000000430301"]
    assert [(row["code"], row["since"], row["until"], row["by"]) for row in rows] == [
        ("430301", None, LEFT, "law"),
        ("380101", LEFT, None, "law"),
        ("430301", None, LEFT_LIST, "list"),
        ("380101", LEFT_LIST, None, "list"),
    ]


def test_what_no_calendar_disputes_stands_once_for_both() -> None:
    rows = [row for row in dicts(AREAS, area_rows(world())) if row["code"] in ("TH", "580102")]
    assert [(row["by"], row["since"], row["until"]) for row in rows] == [("both", None, None)] * 2
    assert rows[1]["parent_id"] == "th-000000005801"


def test_a_name_that_only_the_list_had_never_holds_by_law() -> None:
    made = World()
    made.area("country", "TH", "Thailand")
    made.registry.names[1][0] = NameRow(1, "ก", "A", Periods(Period(None, None), Period(LEFT, None)))
    made.registry.names[1].append(NameRow(1, "ข", "B", Periods(None, Period(None, LEFT))))
    rows = dicts(AREAS, area_rows(made.registry))
    assert [(row["name_th"], row["by"]) for row in rows] == [("ก", "law"), ("ข", "list"), ("ก", "list")]


def test_a_row_that_never_held_in_a_calendar_starts_there_as_it_ends() -> None:
    made = World()
    made.area("country", "TH", "Thailand", "", Periods(None, Period(LEFT, None)))
    (row,) = dicts(CODES, code_rows(made.registry))
    assert (row["since"], row["until"]) == (LEFT, LEFT)
    assert (row["listed_since"], row["listed_until"]) == (LEFT, None)


def test_a_change_names_the_code_before_it_and_the_code_from_its_day_on() -> None:
    rows = dicts(CHANGES, change_rows(world()))
    (moved,) = [row for row in rows if row["predecessor_code"] == "430301"]
    assert (moved["successor_code"], moved["share"]) == ("380101", 1.0)
    split = [row for row in rows if row["kind"] == "split"]
    assert {row["successor_code"] for row in split} == {"104702", "104703"}
    assert [row["share"] for row in split] == [None, None]
    assert len({row["change_id"] for row in split}) == 1


def test_ids_of_changes_do_not_depend_on_the_order_in_which_a_home_met_them() -> None:
    one, other = world(), world()
    other.changes = [row._replace(change=100 - row.change) for row in reversed(other.changes)]
    assert set(change_rows(one)) == set(change_rows(other))


def test_two_changes_of_the_same_content_are_told_apart() -> None:
    registry = world()
    registry.changes += [row._replace(change=50) for row in registry.changes if row.kind == "split"]
    ids = {row[0] for row in change_rows(registry) if row[1] == "split"}
    first = min(ids, key=len)
    assert ids == {first, f"{first}-2"}


def test_every_code_that_ended_leads_to_todays() -> None:
    registry = world()
    rows = dicts(CROSSWALK, crosswalk_rows(registry, standing(registry, ON), ON))
    found = {(row["from_code"], row["to_code"], row["share"], row["rule"]) for row in rows}
    assert found == {
        ("4303", "3801", 1.0, "notice"),
        ("430301", "380101", 1.0, "notice"),
        ("104701", "104702", None, "notice"),
        ("104701", "104703", None, "notice"),
    }
    assert {row["until"] for row in rows if row["from_code"] == "104701"} == {SPLIT}


def test_an_ended_code_with_no_known_successor_leads_nowhere() -> None:
    made = World()
    made.area("country", "TH", "Thailand")
    made.area("province", "99", "Gone", "TH", until(LEFT, LEFT_LIST))
    registry = made.registry
    (row,) = dicts(CROSSWALK, crosswalk_rows(registry, standing(registry, ON), ON))
    assert (row["from_code"], row["to_code"], row["share"], row["rule"]) == ("99", None, None, "none")
    assert crosswalk_rows(registry, standing(registry, START), START) == []


def test_a_code_that_two_areas_bore_has_the_lines_of_each() -> None:
    made = World()
    made.area("country", "TH", "Thailand")
    made.area("province", "99", "First", "TH", until(LEFT, LEFT_LIST))
    first = made.numbers["99"]
    made.area("province", "99", "Second", "TH", Periods(Period(LEFT, SPLIT), Period(LEFT, SPLIT)))
    made.area("province", "98", "Third", "TH", since(SPLIT, SPLIT))
    made.change("recoded", SPLIT, SPLIT, [("99", "98", 1.0)])
    rows = dicts(CROSSWALK, crosswalk_rows(made.registry, standing(made.registry, ON), ON))
    assert [(row["until"], row["to_code"]) for row in rows] == [(LEFT, None), (SPLIT, "98")]
    assert rows[0]["from_id"] == made.registry.areas[first].public_id


def test_counts_are_of_the_day() -> None:
    registry = world()
    assert counts(standing(registry, ON).values())["tambon"] == 5
    assert counts(standing(registry, date(2010, 1, 1)).values())["tambon"] == 4
    assert known_since(registry.editions)["village"] == "2026-11-01"
    assert known_since(registry.editions)["community"] is None


def test_versions_are_the_day_and_a_number() -> None:
    assert next_version(ON, []) == "2026-11-22.1"
    assert next_version(ON, ["2026-11-22.1", "2026-11-22.10", "2026-11-21.30"]) == "2026-11-22.11"


def test_geojson_is_counterclockwise_and_has_six_decimals() -> None:
    clockwise = shapely.Polygon([(98, 15), (98.1234567891, 16), (99, 15)], [])
    assert not clockwise.exterior.is_ccw
    (wkb,) = round_shapes([shapely.to_wkb(clockwise)])
    feature = Feature("th-1", "58", 'แม่ฮ่องสอน "', "Mae Hong Son", wkb)
    body = json.loads(geojson([feature], licence="CC-BY-IGO", credit="OCHA"))
    ring = body["features"][0]["geometry"]["coordinates"][0]
    assert shapely.LinearRing(ring).is_ccw
    assert [98.123457, 16.0] in ring
    assert body["features"][0]["properties"]["name_th"] == 'แม่ฮ่องสอน "'
    assert body["bbox"] == [98.0, 15.0, 99.0, 16.0]


def test_what_rounding_would_fold_stays_valid() -> None:
    sliver = shapely.Polygon([(98, 15), (99, 15.0000004), (100, 15), (99, 14.9999996)])
    bow = shapely.Polygon([(98, 15), (99, 15), (99, 16), (98.5, 15.0000001), (98, 16)])
    made = shapely.from_wkb(round_shapes([shapely.to_wkb(sliver), shapely.to_wkb(bow)]))
    assert shapely.is_valid(made).all()
    assert not shapely.is_empty(made).any()


def test_the_geo_metadata_name_each_type_and_the_bounds() -> None:
    wkbs = [shapely.to_wkb(shape) for shape in (shapely.box(98, 15, 99, 16), shapely.Point(97, 14))]
    body = json.loads(geoparquet(wkbs))
    assert body["version"] == "1.1.0"
    assert body["columns"]["geometry"]["geometry_types"] == ["Point", "Polygon"]
    assert body["columns"]["geometry"]["bbox"] == [97.0, 14.0, 99.0, 16.0]


def feature(code: str, shape: shapely.Geometry) -> Feature:
    return Feature(f"th-{code}", code, f"ที่ {code}", f"Place {code}", shapely.to_wkb(shape))


@pytest.fixture(scope="module")
def made_tiles():
    rings = shapely.box(98, 15, 98.5, 15.5), shapely.box(98.5, 15, 99, 15.5)
    tiny = shapely.box(98.6, 15.6, 98.6005, 15.6005)
    layers = {
        "province": [feature("58", shapely.union_all(rings))],
        "tambon": [*(feature(f"58010{n}", ring) for n, ring in enumerate(rings)), feature("580199", tiny)],
        "village": [feature("58010101", shapely.Point(98.25, 15.25))],
    }
    return layers, tiles(layers, simplify_together)


def decoded(content: bytes):
    return mapbox_vector_tile.decode(gzip.decompress(content), default_options={"y_coord_down": True})


def test_tiles_hold_what_they_should_at_each_zoom(made_tiles) -> None:
    (_, made), seen = made_tiles, set()
    assert {zoom for zoom, _, _ in made} == set(range(1, LAST_ZOOM + 1))  # less than a pixel of the world
    for (zoom, _, _), content in made.items():
        layers = decoded(content)
        assert ("tambon" in layers) <= (zoom >= 6)
        assert ("village" in layers) <= (zoom >= 9)
        codes = {one["properties"]["code"] for one in layers.get("tambon", {"features": []})["features"]}
        assert "580199" not in codes or zoom == LAST_ZOOM
        seen |= codes
    assert "580199" in seen
    assert any("village" in decoded(content) for content in made.values())


def test_a_tile_shows_its_areas_where_they_lie(made_tiles) -> None:
    _, made = made_tiles
    zoom = 8
    side = 2**zoom
    x = int((98.25 + 180) / 360 * side)
    y = int((0.5 - np.log(np.tan(np.pi / 4 + np.radians(15.25) / 2)) / (2 * np.pi)) * side)
    found = decoded(made[zoom, x, y])["tambon"]["features"]
    west = [one for one in found if one["properties"]["code"] == "580100"]
    assert west[0]["properties"] == {
        "id": "th-580100",
        "code": "580100",
        "th": "ที่ 580100",
        "en": "Place 580100",
    }
    shape = shapely.from_geojson(json.dumps(west[0]["geometry"]))
    at = ((98.25 + 180) / 360 * side - x) * EXTENT
    assert shape.bounds[0] <= at <= shape.bounds[2]
    assert shape.is_valid


def test_shapes_in_tiles_stay_in_their_frame_and_turn_as_the_format_asks(made_tiles) -> None:
    _, made = made_tiles
    for content in made.values():
        for layer in decoded(content).values():
            for one in layer["features"]:
                shape = shapely.from_geojson(json.dumps(one["geometry"]))
                assert min(shape.bounds) >= -BUFFER and max(shape.bounds) <= EXTENT + BUFFER
                # Positive area by the surveyor's formula with y downward (specification 4.3.4.4).
                for part in shapely.get_parts(shape) if shape.area else []:
                    assert part.exterior.is_ccw


def test_the_same_features_give_the_same_tiles(made_tiles) -> None:
    layers, made = made_tiles
    assert tiles(layers, simplify_together) == made


def test_a_boundary_of_another_day_is_not_drawn() -> None:
    registry = world()
    registry.boundaries = [
        row._replace(periods=until(LEFT, LEFT_LIST)) if row.found_as == "TH580101" else row
        for row in registry.boundaries
    ]
    codes = [one.area.code for one in drawn_of(registry, standing(registry, ON), ON)]
    assert "580102" in codes and "580101" not in codes
