"""A dataset's page: what is chosen is what the table, the picture, the link, the file and the code say."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import cast
from urllib.parse import quote

import pytest
from chosen_world import make_catalogue
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tambon.catalogue import Dataset
from tambon.pages import in_words
from tambon.public import selecting, taking
from tambon.public.presenting_cells import show_cell
from tambon.public.published import catalogue
from tambon.public.shading import MOST, breaks, shade, tone

WATER = "/datasets/water"


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_catalogue(tmp_path_factory.mktemp("chosen"))


@pytest.fixture
def page(chosen: Path, settings: Settings) -> Client:
    settings.CATALOGUE = chosen
    settings.ROOT_URLCONF = "tambon.config.public_urls"
    settings.TAMBON_PUBLIC_URL = "http://data.example.test"
    settings.TAMBON_URL = "http://collect.example.test"
    return Client(headers={"Accept-Language": "en"})


def html_of(page: Client, address: str, status: int = 200) -> str:
    answer = page.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def drawn_rows(html: str) -> list[dict[str, str]]:
    return [
        dict(re.findall(r'data-(\w+)="([^"]*)"', row)) for row in re.findall(r"<tr data-place[^>]*>", html)
    ]


def block(html: str, label: str) -> str:
    found = re.search(rf'<pre[^>]*aria-label="{re.escape(label)}"><code>(.*?)</code>', html, re.S)
    assert found, label
    return unescape(found[1])


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=200))
def test_every_value_lies_in_one_class_and_a_higher_one_never_in_a_lower(values: list[float]) -> None:
    classes = breaks(values)
    assert 1 <= len(classes) <= MOST
    assert all(low <= high for low, high in classes)
    assert all(one[1] < other[0] for one, other in pairwise(classes))
    numbers = [shade(value, classes) for value in sorted(values)]
    assert numbers == sorted(numbers)
    for value in values:
        low, high = classes[shade(value, classes) - 1]
        assert low <= value <= high


def test_few_classes_take_tones_that_lie_apart() -> None:
    assert [tone(n, 2) for n in (1, 2)] == [1, 5]
    assert [tone(n, 3) for n in (1, 2, 3)] == [1, 3, 5]
    assert [tone(n, 5) for n in range(1, 6)] == [1, 2, 3, 4, 5]
    assert tone(1, 1) == 5


def test_a_name_is_as_good_as_a_code_and_namesakes_are_offered(page: Client) -> None:
    by_code = html_of(page, f"{WATER}?area=580102&period=2026-11")
    by_name = html_of(page, f"{WATER}?area={quote('Huai Pong')}&period=2026-11")
    assert drawn_rows(by_name) == drawn_rows(by_code) != []
    shared = html_of(page, f"{WATER}?area={quote('Khun Yuam')}")
    assert "Several areas are called" in shared
    assert re.findall(r'href="\?area=(\w+)&amp;', shared)[:2] == ["5802", "580201"]
    assert "There is no area" in html_of(page, f"{WATER}?area=nowhere", 404)


def test_namesakes_come_nearest_first_and_say_where_there_is_nothing(page: Client) -> None:
    def offered(query: str) -> list[str]:
        html = html_of(page, f"{WATER}?area={quote('Ban Sommot 1')}{query}")
        return re.findall(r'href="\?area=(\w+)&amp;', html)

    assert offered("&near=5802")[0] == "58020101" and offered("&near=50")[0] == "50010101"
    assert sorted(offered("")) == ["50010101", "58010201", "58020101"]
    assert "nothing in this dataset" not in html_of(page, f"{WATER}?area={quote('Khun Yuam')}")


def test_rows_that_hold_nothing_come_last_and_are_led_to(page: Client) -> None:
    html = html_of(page, f"{WATER}?variable=opened")
    said = re.search(r"(\d+) rows? ha(?:s|ve) no value", html)
    rows = re.findall(r'<th scope="row" class="pin">.*?</tr>', html, re.S)
    assert said and len(rows) == 25  # of ten villages in three periods
    filled, empty = ["<button" in row for row in rows], int(said[1])
    assert filled == sorted(filled, reverse=True) and filled.count(True) == min(25, 30 - empty)
    address = re.search(r'no value in these variables yet\. <a href="([^"#]+)', html)
    assert address
    rest = html_of(page, WATER + unescape(address[1]))
    assert len(re.findall(r'<th scope="row" class="pin">', rest)) == empty
    whole = html_of(page, f"{WATER}?variable=opened&period=2026-11")
    assert "no value in these variables yet.</p>" in whole, "all of them stand on this page"


def test_the_link_names_the_release_and_leads_to_the_same_rows(page: Client) -> None:
    first = html_of(page, f"{WATER}?area=58&level=tambon&period=2026-10&show=piped_share&variable=households")
    link = block(first, "Link")
    assert link.startswith("http://data.example.test/datasets/water?") and "release=2026-11.1" in link
    again = html_of(page, link.removeprefix("http://data.example.test"))
    assert drawn_rows(again) == drawn_rows(first) != []
    assert block(again, "Link") == link


def test_the_file_holds_the_rows_of_the_table(page: Client) -> None:
    html = html_of(page, f"{WATER}?area=5801&period=2026-11&grade=verified&variable=households")
    address = unescape(re.findall(r'href="(/api/v1/datasets/water/rows\?[^"]*format=csv[^"]*)"', html)[0])
    answer = page.get(address)
    content = b"".join(answer) if answer.streaming else answer.content
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    shown = re.findall(r'<th scope="row" class="pin"><a href="/areas/(\d+)"', html)
    assert [row["area_code"] for row in rows] == shown != []


def files_of(html: str) -> dict[str, str]:
    found = re.findall(r'href="([^"]+)" download rel="nofollow">([^<]+)</a>', html)
    return {said: unescape(address) for address, said in found}


def test_every_file_that_is_offered_is_there_and_whole(page: Client) -> None:
    for asked in ("level=district&period=2026-11", "period=2026-11", "level=country", ""):
        html = html_of(page, f"{WATER}?{asked}")
        files = files_of(html)
        assert {"CSV", "JSON", "NDJSON", "Parquet"} <= set(files)
        assert all(page.get(address).status_code == 200 for address in files.values())
        assert not any("limit=" in files[form] for form in ("CSV", "NDJSON", "Parquet"))
        assert ("GeoJSON" in files) == (asked != "level=country")  # nobody drew the country


def test_the_published_map_is_taken_where_the_answer_is_too_long(
    page: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MOST_FEATURES", 0)
    monkeypatch.setattr(taking, "MOST", 0)
    found = catalogue().dataset("water")
    file = {**found["files"][0], "path": "data/water/tambon.geojson", "format": "geojson", "level": "tambon"}
    found = cast(Dataset, {**found, "files": [file]})
    rows = catalogue().rows("water", level="tambon")
    cases = {"period=2026-11": True, "period=2026-10": False, "": False, "period=2026-11&area=58": False}
    for asked, whole in cases.items():
        files = dict(taking.files(found, selecting.read(QueryDict(f"level=tambon&{asked}"), found), rows))
        assert files.get("GeoJSON") == ("/data/2026-11.1/data/water/tambon.geojson" if whole else None)
        assert "JSON" not in files


def test_what_is_drawn_is_in_the_table_the_files_and_the_code(page: Client) -> None:
    html = html_of(page, f"{WATER}?level=tambon&period=2026-11&show=piped_share&variable=households")
    assert "variable=households&variable=piped_share" in files_of(html)["CSV"]
    assert "piped_share_reported" in block(html, "Python (pandas)")
    assert html.count("checked> ") == 1  # and it does not stay when another one is drawn


def test_the_code_reads_what_tells_a_hidden_value_from_a_missing_one(page: Client) -> None:
    own, above = (
        html_of(page, f"{WATER}?level={level}&variable=households") for level in ("village", "tambon")
    )
    for tool in ("Python (pandas)", "Python (Polars)", "DuckDB"):
        assert "households_status" in block(own, tool) and "households_absent" in block(own, tool)
        assert "households_status" in block(above, tool) and "households_absent" not in block(above, tool)


def test_totals_begin_with_what_is_aggregated_and_take_no_grade(
    page: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selecting, "FIRST_VARIABLES", 7)
    variables = catalogue().dataset("water")["variables"]
    bare = next(v["name"] for v in variables if v["aggregation"] == "none")
    ticked = "&".join(f"variable={v['name']}" for v in variables[: selecting.FIRST_VARIABLES])
    for asked in ("", f"&{ticked}"):  # ticks left as they were are nobody's choice
        html = html_of(page, f"{WATER}?level=tambon&grade=verified{asked}")
        assert "f-grade" not in html and "Grades are of the values by village" in html
        assert f"{bare}_" not in block(html, "Python (pandas)")
    assert f"{bare}_grade" in block(html_of(page, f"{WATER}?{ticked}"), "Python (pandas)")


def test_a_status_is_said_of_a_value_or_of_a_total() -> None:
    for lang, value, total in (
        ("en", "passed the automatic checks", "cells are lacking"),
        ("th", "ผ่านการตรวจอัตโนมัติแล้ว", "ยังขาดบางค่าที่ควรมี"),
    ):
        of_value, of_total = (in_words.say_status("P", lang, own=own) for own in (True, False))
        assert value in of_value and total not in of_value
        assert total in of_total and value not in of_total


def test_a_map_needs_boundaries_and_colours_only_what_has_a_value(page: Client) -> None:
    html = html_of(page, f"{WATER}?level=district&period=2026-11&show=households")
    rows = drawn_rows(html)
    assert {row["place"] for row in rows} == {"a-5001", "a-5801", "a-5802"}
    assert 'data-below="district"' in html and "data-shaded" in html
    assert len(re.findall(r'<path d="[^"]+" fill-rule="evenodd" class="shade-\d"', html)) == 3
    assert all((row["shade"] == "none") == (not row["value"]) for row in rows)
    none = html_of(page, f"{WATER}?level=village&area=580102&period=2026-11&show=households")
    assert re.search(r'<circle cx="\d+" cy="\d+" r="6" fill="url\(#none\)"', none)


def test_over_time_there_is_a_row_for_each_period(page: Client) -> None:
    html = html_of(page, f"{WATER}?level=tambon&area=580102&show=households&chart=time")
    rows = drawn_rows(html)
    assert [row["period"] for row in rows] == ["2026-09", "2026-10", "2026-11"]
    assert "data-map" not in html and 'data-chart="time"' in html
    crowd = html_of(page, f"{WATER}?level=village&show=households&chart=time")
    assert "Lines over time can hold 8 areas" in crowd


def test_a_value_says_its_grade_owner_status_and_where_to_question_it(page: Client) -> None:
    html = html_of(page, f"{WATER}?area=58010203&period=2026-11&variable=households")
    more = re.search(r'<div class="more" popover id="([^"]+)">(.*?)</div>', html, re.S)
    assert more and f'popovertarget="{more[1]}"' in html
    said = " ".join(re.sub(r"<[^>]+>", " ", more[2]).split())
    for part in (
        "November 2026",
        "Provincial Waterworks Authority",
        "Grade",
        "Status",
        "Question this value",
    ):
        assert part in said
    assert "http://collect.example.test/counter/challenge?release=2026-11.1" in more[2]


@pytest.mark.parametrize(
    ("conf", "said"), [("N", "so few that people"), ("D", "could be reckoned"), (None, "so few")]
)
def test_a_hidden_cell_says_why_and_is_not_taken_for_a_missing_one(
    page: Client, conf: str | None, said: str
) -> None:
    households = catalogue().dataset("water")["variables"][0]
    row = {"households": None, "households_status": "Q", "households_conf": conf,
           "households_reported": 3, "households_expected": 5, "households_verified": 1}  # fmt: skip
    cell = show_cell(row, households, "village", "tambon", "en")
    assert cell.hidden and said in cell.why and not cell.text
    assert (cell.counts, cell.behind) == ("", "")  # how many people answered may tell as much
    assert not show_cell({**row, "households_status": "L"}, households, "village", "tambon", "en").hidden


def test_the_guide_reads_what_the_release_holds(page: Client) -> None:
    html = html_of(page, "/guide")
    assert "http://data.example.test/data/latest/data/water/tambon.parquet" in html
    assert page.get("/data/latest/data/water/tambon.parquet").status_code == 302


def test_home_draws_the_newest_share(page: Client) -> None:
    html = html_of(page, "/")
    assert 'href="/datasets/water?show=piped_share#picture"' in html
    assert len(re.findall(r'class="shade-\d"', html)) > 1
