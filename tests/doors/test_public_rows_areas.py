"""Rows of an area as it lay on another day, and rows with boundaries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from registry_files import Content, area, beside, place
from registry_world import box
from release_world import areas

from tambon.public.api.schemas import Rows

ROWS = "/api/v1/datasets/water/rows"
EN = {"Accept-Language": "en"}
MOVED = "2015-01-01"  # the day on which tambon 580201 left the district 5801 for the new 5802


def content() -> Content:
    """The release's areas with a history: the district 5802 was made of a tambon of 5801."""
    ids = {one["area_code"]: one["area_id"] for one in areas()}
    rows = []
    for one in areas():
        named = (one["area_id"], one["kind"], one["area_code"], one["name_th"], one["name_en"])
        parent = ids.get(one["parent_code"] or "")
        if one["area_code"] == "580201":
            rows.append(area(*named, ids["5801"], until=MOVED))
        since = {"since": MOVED} if one["area_code"] in ("580201", "5802") else {}
        rows.append(area(*named, parent, **since))
    shapes = {"a-58": box(97.0, 18.0, 98.0, 19.0)}
    places = [place("a-58", "province", (97.0, 18.0, 98.0, 19.0))]
    return Content(areas=sorted(rows, key=lambda row: row["area_id"]), places=places, shapes=shapes,
                   known_since={"village": "2010-01-01"})  # fmt: skip


@pytest.fixture(scope="module")
def with_history(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return beside(published, tmp_path_factory.mktemp("then") / "catalogue", content(), "2026-11-01.1")


@pytest.fixture
def then(with_history: Path, site: Client, settings: Settings) -> Client:
    settings.CATALOGUE = with_history
    return site


def ask(site: Client, **query: Any) -> dict[str, Any]:
    response = site.get(ROWS, query, headers=EN)
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def codes(answer: dict[str, Any]) -> set[str]:
    return {row["area_code"][:6] for row in answer["rows"]}


def test_a_subtree_is_that_of_the_day(then: Client) -> None:
    assert codes(ask(then, area="5801")) == {"580102"}
    before = ask(then, area="5801", on="2014-12-31")
    assert codes(before) == {"580102", "580201"} and before["total"] == 8
    assert codes(ask(then, area="5801", on=MOVED)) == {"580102"}
    assert codes(ask(then, area="5801", on="2014-12-31", level="tambon")) == {"580102", "580201"}
    assert ask(then, area="58", on="2014-12-31")["total"] == 8


def test_the_answer_tells_how_rows_were_chosen(then: Client) -> None:
    answer = ask(then, area="5801", on="2014-12-31", limit=3)
    told = answer["then"]
    assert (told["on"], told["area_id"], told["edition"]) == ("2014-12-31", "a-5801", "2026-11-01.1")
    assert told["areas"] == 1 + 3 + 8 and told["known_completely"] is True
    assert "abolished" in told["meaning_en"] and told["meaning_th"]
    Rows.model_validate(answer, strict=True, extra="forbid")
    following = then.get(answer["next"].removeprefix("http://data.example.test")).json()
    assert following["then"]["areas"] == told["areas"] and following["rows"]
    assert ask(then, area="5801")["then"] is None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"area": "5802", "on": "2014-12-31"}, "404-area-not-standing"),
        ({"area": "9999", "on": "2014-12-31"}, "404-area-not-registered"),
        ({"area": "5801", "on": "2009-12-31"}, "400-day-before-known"),
        ({"area": "5801", "on": "2557-12-31"}, "400-day-unreadable"),
        ({"area": "5801", "on": "2014-12-31", "by": "moon"}, "400-calendar-unknown"),
        ({"area": "5801", "by": "law"}, "400-day-without-area"),
    ],
)
def test_days_that_cannot_be_answered(then: Client, query: dict[str, str], code: str) -> None:
    response = then.get(ROWS, query, headers=EN)
    assert (response.status_code, response.json()["code"]) == (int(code[:3]), code)


def test_rows_with_boundaries(then: Client) -> None:
    answer = ask(then, format="geojson", level="province", variables="households")
    assert answer["type"] == "FeatureCollection" and answer["attribution"] and answer["synthetic"] is True
    shapes = {one["properties"]["area_code"]: one["geometry"] for one in answer["features"]}
    assert shapes["58"]["type"] == "Polygon" and shapes["50"] is None, "nobody drew Chiang Mai"
    flat = ask(then, level="province", columns="area_code,households")["rows"]
    given = {one["properties"]["area_code"]: one["properties"]["households"] for one in answer["features"]}
    assert given == {row["area_code"]: row["households"] for row in flat}
    refused = then.get(ROWS, {"format": "geojson"}, headers=EN)
    assert refused.json()["code"] == "404-boundaries-absent"


def test_an_answer_that_rests_on_the_registry_is_not_kept_as_if_it_never_changed(then: Client) -> None:
    pinned = then.get(ROWS, {"release": "2026-11.1"}).headers["Cache-Control"]
    asked = {"release": "2026-11.1", "area": "5801", "on": "2014-12-31"}
    assert "immutable" in pinned and "immutable" not in then.get(ROWS, asked).headers["Cache-Control"]
