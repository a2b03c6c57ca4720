"""The API's areas of any day: history, search, shapes and tiles from the published registry."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from registry_files import beside, write_edition
from registry_world import sample

from tambon.public.api import schemas
from tambon.public.api.build import ROUTES

pytestmark = pytest.mark.slow
AREAS, TILE = "/api/v1/areas", "/api/v1/tiles/areas/5/24/14.mvt"
VERSION = "2026-11-01.1"


@pytest.fixture(scope="module")
def with_registry(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases, and a registry beside them."""
    return beside(published, tmp_path_factory.mktemp("both") / "catalogue", sample(), "2026-10-01.1", VERSION)


@pytest.fixture
def both(with_registry: Path, site: Client, settings: Settings) -> Client:
    settings.CATALOGUE = with_registry
    return site


@pytest.fixture
def areas_alone(tmp_path: Path, empty_site: Client) -> Client:
    """A registry before the first release."""
    write_edition(tmp_path / "catalogue", VERSION, sample())
    return empty_site


def body(site: Client, path: str, **query: Any) -> Any:
    response = site.get(path, query)
    assert response.status_code == 200, response.content
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return response.json()


@pytest.mark.parametrize("route", [r for r in ROUTES if "areas" in r.path], ids=lambda route: route.path)
def test_every_answer_has_the_shape_that_the_description_promises(both: Client, route: Any) -> None:
    response = both.get(f"/api/v1{route.example}")
    assert response.status_code == 200 and response.headers["Content-Type"].startswith(route.media)
    if isinstance(route.shape, type) and issubclass(route.shape, schemas.Schema):
        route.shape.model_validate(response.json(), strict=True, extra="forbid")


def test_an_area_keeps_its_values_and_gains_its_life(both: Client, site: Client) -> None:
    answer = body(both, f"{AREAS}/580102")
    assert answer["release"] == "2026-11.1" and answer["edition"] == VERSION
    assert (answer["on"], answer["by"], answer["standing"]) == ("2026-11-01", "law", True)
    assert {each["dataset"] for each in answer["datasets"]} == {"water", "population"}
    assert [each["area_code"] for each in answer["ancestors"]] == ["TH", "58", "5801"]
    assert answer["known_completely"] is True and answer["codes"][0]["code"] == "580102"


def test_the_day_decides_which_version_answers(both: Client) -> None:
    then = body(both, f"{AREAS}/430301", on="2011-01-01")
    assert then["standing"] and then["province_code"] == "43" and then["known_completely"] is False
    later = body(both, f"{AREAS}/430301", on="2012-01-01")
    assert not later["standing"] and later["successors"][0]["area_code"] == "380101"
    listed = body(both, f"{AREAS}/430301", on="2011-03-25", by="list")
    assert listed["standing"] and listed["until"] == "2011-03-31"
    parts = body(both, f"{AREAS}/104701")["successors"]
    assert [each["area_code"] for each in parts] == ["104702", "104703"]


def test_children_of_a_day(both: Client) -> None:
    then = body(both, f"{AREAS}/43/children", on="2011-01-01")
    assert [each["area_code"] for each in then["areas"]] == ["4303"] and then["on"] == "2011-01-01"
    assert body(both, f"{AREAS}/43/children")["areas"] == []
    pinned = body(both, f"{AREAS}/58/children", release="2026-10.1")
    assert pinned["release"] == "2026-10.1" and pinned["edition"] is None, "from that release alone"


def test_neighbours_come_with_the_area(both: Client) -> None:
    assert [each["area_code"] for each in body(both, f"{AREAS}/5801")["neighbours"]] == ["5802"]


def test_history_and_search(both: Client) -> None:
    history = body(both, f"{AREAS}/380101/history")
    assert {each["area_code"] for each in history["versions"]} == {"430301", "380101"}
    assert history["changes"][0]["parts"][0]["successor"]["now"] == "380101"
    (old,) = body(both, f"{AREAS}/search", q="บ้านเก่า")["areas"]
    assert old["name_th"] == "บ้านใหม่" and old["former"]["until"] == "2015-06-01"
    assert body(both, f"{AREAS}/search", q="khun", limit=1)["areas"][0]["area_code"] == "5802"
    then = body(both, f"{AREAS}/search", q="104701", on="2010-01-01")
    assert then["on"] == "2010-01-01" and then["areas"][0]["standing"]


def test_geojson_carries_licence_and_credit(both: Client) -> None:
    shape = body(both, f"{AREAS}/58/geometry", detail="high")
    assert shape["type"] == "FeatureCollection" and shape["licence"] == "CC BY-IGO"
    assert "Royal Thai Survey" in shape["attribution"] and shape["bbox"] == [97.0, 18.0, 98.0, 19.0]
    below = body(both, f"{AREAS}/58/children/geometry")
    assert [each["properties"]["code"] for each in below["features"]] == ["5801", "5802"]


def test_tiles_are_sent_as_stored_or_unpacked(both: Client) -> None:
    packed = both.get(TILE, headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip" and gzip.decompress(packed.content) == b"north"
    plain = both.get(TILE)
    assert plain.content == b"north" and "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]
    empty = both.get("/api/v1/tiles/areas/5/0/0.mvt")
    assert (empty.status_code, empty.content) == (204, b"")


def test_tilejson_leads_to_tiles_that_may_be_kept_for_ever(both: Client) -> None:
    told = body(both, "/api/v1/tiles/areas.json")
    assert told["tilejson"] == "3.0.0" and told["attribution"] and told["bounds"] == [97.0, 18.0, 98.0, 19.0]
    address = told["tiles"][0].format(z=5, x=24, y=14).removeprefix("http://data.example.test")
    tile = both.get(address)
    assert tile.content == b"north" and "immutable" in tile.headers["Cache-Control"]


@pytest.mark.parametrize("path", [f"{AREAS}/58", f"{AREAS}/58/history", f"{AREAS}/58/geometry", TILE])
def test_an_answer_already_held_is_not_sent_again(both: Client, path: str) -> None:
    first = both.get(path)
    assert "max-age=60" in first.headers["Cache-Control"]
    again = both.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_only_what_is_named_whole_is_kept_long(both: Client) -> None:
    def kept(path: str) -> str:
        return str(both.get(path).headers["Cache-Control"])

    assert "max-age=60" in kept(f"{AREAS}/58?edition={VERSION}"), "its values are those of the latest release"
    assert "max-age=86400" in kept(f"{AREAS}/58?edition={VERSION}&release=2026-11.1")
    assert "max-age=86400" in kept(f"{AREAS}/58/history?edition={VERSION}")
    assert "immutable" in kept(f"{AREAS}/58/geometry?edition={VERSION}")
    assert body(both, f"{AREAS}/58", edition="2026-10-01.1")["edition"] == "2026-10-01.1"
    assert [each["version"] for each in body(both, f"{AREAS}/editions")["editions"]] == [
        VERSION,
        "2026-10-01.1",
    ]


@pytest.mark.parametrize(
    ("path", "query", "status", "code", "allowed"),
    [
        (f"{AREAS}/58", {"on": "2554-03-23"}, 400, "400-day-unreadable", None),
        (f"{AREAS}/58", {"on": "yesterday"}, 400, "400-day-unreadable", None),
        (f"{AREAS}/58", {"on": ""}, 400, "400-day-unreadable", None),
        (f"{AREAS}/search", {"q": "x", "on": "2011-02-30"}, 400, "400-day-unreadable", None),
        (f"{AREAS}/58/children", {"by": "king"}, 400, "400-calendar-unknown", "list"),
        (f"{AREAS}/58/geometry", {"detail": "full"}, 400, "400-detail-unknown", "middle"),
        (f"{AREAS}/58", {"edition": "1999-01-01.1"}, 404, "404-areas-edition-unknown", VERSION),
        (f"{AREAS}/99", {}, 404, "404-area-not-registered", None),
        (f"{AREAS}/99/history", {}, 404, "404-area-not-registered", None),
        (f"{AREAS}/99/geometry", {}, 404, "404-area-not-registered", None),
        (f"{AREAS}/580101/geometry", {}, 404, "404-area-without-geometry", None),
        (f"{AREAS}/58/history", {"no": "1"}, 400, "400-parameter-unknown", "on"),
        (f"{AREAS}/search", {"q": "x", "limit": "0"}, 400, "400-parameter-invalid", None),
        ("/api/v1/tiles/areas/6/0/0.mvt", {}, 400, "400-tile-out-of-range", None),
        ("/api/v1/tiles/areas/2/4/0.mvt", {}, 400, "400-tile-out-of-range", None),
        ("/api/v1/tiles/areas/-1/0/0.mvt", {}, 400, "400-tile-out-of-range", None),
        ("/api/v1/tiles/areas/a/0/99999999999999999999.mvt", {}, 400, "400-tile-out-of-range", None),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_allowed(
    both: Client, path: str, query: dict[str, str], status: int, code: str, allowed: str | None
) -> None:
    response = both.get(path, query, headers={"Accept-Language": "en"})
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    answer = response.json()
    assert answer["code"] == code and answer["title_th"] and answer["title_en"]
    assert allowed is None or allowed in answer["allowed"]


def test_a_tile_refused_names_the_zooms_there_are(both: Client) -> None:
    title = both.get("/api/v1/tiles/areas/9/0/0.mvt", headers={"Accept-Language": "en"}).json()["title"]
    assert "from 0 to 5" in title


@pytest.mark.parametrize("path", ["58/history", "58/geometry", "58/children/geometry", "58?on=2011-01-01"])
def test_without_a_registry_the_past_is_refused_in_a_sentence(site: Client, path: str) -> None:
    answer = site.get(f"{AREAS}/{path}", headers={"Accept-Language": "en"}).json()
    assert answer["code"] == "404-areas-not-published" and "come back later" in answer["title"]


def test_without_a_registry_today_comes_from_the_release(site: Client) -> None:
    answer = body(site, f"{AREAS}/58")
    assert answer["edition"] is None and answer["standing"] is True and answer["datasets"]
    found = body(site, f"{AREAS}/search", q="ขุนยวม")
    assert [each["area_code"] for each in found["areas"]] == ["5802", "580201"]
    assert body(site, f"{AREAS}/editions") == {"latest": None, "editions": []}
    assert site.get("/api/v1/tiles/areas.json").status_code == 404


def test_a_registry_answers_before_the_first_release(areas_alone: Client) -> None:
    answer = body(areas_alone, f"{AREAS}/58")
    assert answer["release"] is None and answer["datasets"] == [] and answer["edition"] == VERSION
    assert body(areas_alone, f"{AREAS}/58/children")["areas"][0]["area_code"] == "5801"
    assert body(areas_alone, f"{AREAS}/search", q="58")["release"] is None


def test_an_area_that_only_the_release_knows_is_still_answered(both: Client) -> None:
    answer = body(both, f"{AREAS}/50010101")
    assert answer["edition"] is None and answer["kind"] == "village" and answer["datasets"]
    assert both.get(f"{AREAS}/50010101", {"on": "2011-01-01"}).status_code == 404


def test_every_published_file_can_be_fetched_whole_and_in_parts(both: Client, with_registry: Path) -> None:
    folder = with_registry / "areas" / VERSION
    for path in ("manifest.json", "areas.csv", "geometry/province.low.parquet", "tiles.pmtiles"):
        whole = both.get(f"/data/areas/{VERSION}/{path}")
        assert (
            b"".join(whole) == (folder / path).read_bytes() and "immutable" in whole.headers["Cache-Control"]
        )
    part = both.get(f"/data/areas/{VERSION}/tiles.pmtiles", headers={"Range": "bytes=0-6"})
    assert (part.status_code, b"".join(part)) == (206, b"PMTiles")
    again = both.get(whole.request["PATH_INFO"], headers={"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304
    latest = both.get("/data/areas/latest/areas.csv")
    assert latest.headers["Location"] == f"/data/areas/{VERSION}/areas.csv"
    for path in ("nothing.csv", "../../releases.json", ".hidden"):
        assert both.get(f"/data/areas/{VERSION}/{path}").status_code == 404


def test_a_registry_without_boundaries_has_no_map(tmp_path: Path, empty_site: Client) -> None:
    content = sample()
    content.tiles, content.shapes, content.places = {}, {}, []
    write_edition(tmp_path / "catalogue", VERSION, content)
    for path in (TILE, "/api/v1/tiles/areas.json"):
        assert empty_site.get(path).json()["code"] == "404-areas-without-tiles"
    assert body(empty_site, f"{AREAS}/58/children/geometry")["features"] == []
