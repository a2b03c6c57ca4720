"""The programme's figures for anyone: a page that always answers, an API that says what is allowed."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import programme_files
import pytest
from django.test import Client

from tambon.catalogue.programme import KEYS, PERSONAL, ProgrammeFile

API = "/api/v1/programme"


@pytest.fixture
def catalogue(tmp_path: Path, empty_site: Client) -> Path:
    """An empty catalogue, which `empty_site` shows."""
    return tmp_path / "catalogue"


def text_of(site: Client, path: str, lang: str = "en", status: int = 200) -> str:
    response = site.get(path, headers={"Accept-Language": lang})
    assert response.status_code == status, path
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def areas(site: Client, **query: str) -> dict[str, dict[str, Any]]:
    response = site.get(API, query)
    assert response.status_code == 200, response.content
    return {area["area_code"]: area for area in response.json()["programmes"][0]["areas"]}


def test_the_page_tells_days_pay_posts_plan_and_where_the_figures_end(site: Client) -> None:
    said = text_of(site, "/programme")
    for part in (
        "1 October 2026 – 30 September 2027", "15,000 baht a month", "2 posts a tambon",
        "10 December 2026 10:00", "The papers say 7,255 tambons; the registry has 7,256.",
        "2,611,800,000 baht", "This plan is inferred", "Today, 10 December 2026",
        "Population of every village", "never lower", "abababab",
    ):  # fmt: skip
        assert part in said, part
    thai = text_of(site, "/programme", "th")
    for part in ("1 ตุลาคม 2569 – 30 กันยายน 2570", "ธ.ค. 69", "อัตราว่าง", "คน-เดือน", "แผนนี้เราเรียบเรียงขึ้นเอง"):
        assert part in thai, part


def test_one_level_down_and_up_again(site: Client) -> None:
    html = site.get("/programme?area=58").content.decode()
    assert "เมืองแม่ฮ่องสอน" in html and "5/6" in html
    assert 'href="?programme=mhs&amp;area=TH"' in html
    assert 'href="/api/v1/programme.csv?programme=mhs&amp;area=58"' in html
    top = site.get("/programme").content.decode()
    assert "เมืองแม่ฮ่องสอน" in top, "a country of one province begins with that province"
    country = site.get("/programme?area=TH").content.decode()
    assert 'href="?programme=mhs&amp;area=58"' in country and "เมืองแม่ฮ่องสอน" not in country


def test_what_would_be_about_a_tambons_people_is_nowhere(site: Client) -> None:
    found = areas(site)
    assert {code for code, area in found.items() if area["withheld"]} == {"5802", "5803"}
    assert (found["5802"]["withheld"], found["5803"]["withheld"]) == ("one_tambon", "protects_another")
    for code in ("5802", "5803"):
        assert [found[code][key] for key in PERSONAL] == [None] * 4
        assert found[code]["posts"] and found[code]["expected_cells"]
    assert found["58"]["filled"] == 10 and found["58"]["vacant"] == 2
    for path in (API, "/programme", "/programme?area=58", f"{API}.csv"):
        content = site.get(path).content.decode()
        assert "580102" not in content and "Huai Pong" not in content and "255.45" not in content, path
    html = site.get("/programme?area=58", headers={"Accept-Language": "en"}).content.decode()
    assert "all posts lie in one tambon" in html and "–/2" in html


def test_a_programme_of_one_tambon_is_silent_even_for_the_country(site: Client) -> None:
    lone = site.get(API, {"programme": "next"}).json()["programmes"][0]
    assert all(area["filled"] is None and area["withheld"] == "one_tambon" for area in lone["areas"])
    assert "about a few people" in text_of(site, "/programme?programme=next")
    assert "No monthly plan is approved yet" in text_of(site, "/programme?programme=next")


def test_the_answer_is_the_file_and_each_figure_is_defined(site: Client, published: Path) -> None:
    answer = site.get(API)
    written = json.loads((published / "snapshots/programme.json").read_bytes())
    assert written.pop("signed")["file"] == "snapshots/programme.json" and answer.json() == written
    file = ProgrammeFile.model_validate_json(answer.content, strict=True)
    assert [one.key for one in file.definitions] == list(KEYS)
    for area in file.programmes[0].areas:
        assert area.verified_cells <= area.checked_cells <= area.reported_cells <= area.expected_cells
    shape = site.get("/api/openapi.json").json()["components"]["schemas"]["AreaFigures"]["properties"]
    assert all(shape[key]["description"] for key in KEYS)


def test_an_area_brings_itself_and_what_is_right_below(site: Client) -> None:
    assert set(areas(site, area="58")) == {"58", "5801", "5802", "5803"}
    assert set(areas(site, area="a-58")) == {"58", "5801", "5802", "5803"}
    assert set(areas(site, area="TH")) == {"TH", "58"}
    assert set(areas(site, area="5801")) == {"5801"}


@pytest.mark.parametrize("how", ["address", "header"])
def test_csv_has_a_row_for_each_area_and_empty_cells_where_nothing_is_told(site: Client, how: str) -> None:
    response = site.get(f"{API}.csv") if how == "address" else site.get(API, headers={"Accept": "text/csv"})
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "Accept" in response.headers["Vary"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert [row["area_code"] for row in rows if row["programme"] == "mhs"] == [
        "TH",
        "58",
        "5801",
        "5802",
        "5803",
    ]
    by_code = {row["area_code"]: row for row in rows if row["programme"] == "mhs"}
    assert (by_code["5802"]["filled"], by_code["5802"]["withheld"]) == ("", "one_tambon")
    assert by_code["5801"]["person_months"] == "10.33" and by_code["5801"]["synthetic"] == "true"


@pytest.mark.parametrize(
    ("query", "code", "allowed"),
    [
        ({"area": "99"}, "404-programme-area", "58"),
        ({"area": "5899"}, "404-programme-area", "5801"),
        ({"area": "580102"}, "404-programme-below-district", "5801"),
        ({"programme": "none"}, "404-programme-not-published", "mhs"),
        ({"areas": "58"}, "400-parameter-unknown", "area"),
    ],
)
def test_a_refusal_says_what_is_allowed(site: Client, query: dict[str, str], code: str, allowed: str) -> None:
    for path in (API, f"{API}.csv"):
        response = site.get(path, query)
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.json()["code"] == code and allowed in response.json()["allowed"]


def test_on_the_page_a_refusal_leaves_the_rest(site: Client) -> None:
    said = text_of(site, "/programme?area=580102", status=404)
    assert "published for districts and above only" in said and "15,000 baht" in said
    assert "There are no figures of a programme none" in text_of(
        site, "/programme?programme=none", status=404
    )
    assert site.get("/programme", {"area": "9" * 5000}).status_code == 404


def test_what_is_held_is_not_sent_again(site: Client) -> None:
    for path in (API, f"{API}.csv", "/programme"):
        first = site.get(path)
        again = site.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
    tags = {site.get(path, headers=how).headers["ETag"] for path, how in (
        (API, {}), (API, {"Accept": "text/csv"}), (f"{API}.csv", {}),
    )}  # fmt: skip
    assert len(tags) == 3
    assert "max-age=60" in site.get(API).headers["Cache-Control"]


def test_nothing_yet_and_no_programme_are_told_apart(empty_site: Client, catalogue: Path) -> None:
    assert "no figures of the programme yet" in text_of(empty_site, "/programme")
    assert empty_site.get(API).json()["code"] == "503-programme-absent"
    programme_files.write_programme(catalogue, programme_files.programme_file())
    assert "No programme runs yet" in text_of(empty_site, "/programme")
    assert empty_site.get(API).json()["programmes"] == []
    assert empty_site.get(API, {"area": "58"}).json()["programmes"] == []
    assert empty_site.get(API, {"programme": "x"}).json()["code"] == "404-programme-not-published"


@pytest.mark.parametrize(
    "damage", ["cut", "no json", "not text", "a figure is text", "a tambon's line", "a list"]
)
def test_a_damaged_file_is_named_and_the_page_still_answers(
    empty_site: Client, catalogue: Path, damage: str
) -> None:
    path = programme_files.write(catalogue)
    assert empty_site.get(API).status_code == 200
    content = path.read_text()
    path.write_bytes(
        {
            "cut": content[:-200].encode(),
            "no json": b"<html>",
            "not text": b"\xff\xfe\x00",
            "a figure is text": content.replace('"posts": 6', '"posts": "6"').encode(),
            "a tambon's line": content.replace('"district"', '"tambon"').encode(),
            "a list": b"[]",
        }[damage]
    )
    said = text_of(empty_site, "/programme", status=503)
    assert "damaged" in said and "snapshots/programme.json" in said
    refused = empty_site.get(API)
    assert (refused.status_code, refused.json()["code"]) == (503, "503-programme-damaged")
    assert refused.headers["Retry-After"]
    programme_files.write(catalogue)
    assert "15,000 baht" in text_of(empty_site, "/programme")
