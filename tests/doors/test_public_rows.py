"""Rows by REST: filters, orders, pages, forms, and what is refused."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pandas
import pyarrow.parquet
import pytest
from django.test import Client

from tambon.catalogue import Catalogue, Question
from tambon.public.published import catalogue
from tambon.store import NoRoom
from tambon.store.reading import WRITERS

ROWS = "/api/v1/datasets/water/rows"
EN = {"Accept-Language": "en"}


def get(site: Client, headers: dict[str, str] | None = None, **query: Any) -> Any:
    response = site.get(ROWS, query, headers={**EN, **(headers or {})})
    assert response.status_code == 200, response.content
    return response


def rows(site: Client, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get(site, **query).json()["rows"]
    return found


def every(site: Client) -> list[dict[str, Any]]:
    """The table as it was published."""
    response = site.get("/data/2026-11.1/data/water/village.csv")
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def codes(found: list[dict[str, Any]]) -> list[str]:
    return [row["area_code"] for row in found]


@pytest.mark.parametrize(
    ("where", "fits"),
    [
        ("households:ge:100", lambda row: row["households"] and int(row["households"]) >= 100),
        ("households:lt:100", lambda row: row["households"] and int(row["households"]) < 100),
        ("households:null", lambda row: not row["households"]),
        ("households:null:false", lambda row: row["households"]),
        ("has_pump:eq:true", lambda row: row["has_pump"] == "true"),
        ("service:in:all,part", lambda row: row["service"] in ("all", "part")),
        ("service:ne:none", lambda row: row["service"] not in ("", "none")),
        ("households_grade:eq:verified", lambda row: row["households_grade"] == "verified"),
        ("opened:gt:1000-01-01", lambda row: row["opened"]),
        ("litres:le:50.5", lambda row: row["litres"] and float(row["litres"]) <= 50.5),
        ("district_code:in:5801,5001", lambda row: row["district_code"] in ("5801", "5001")),
    ],
)  # fmt: skip
def test_values_choose_rows(site: Client, where: str, fits: Any) -> None:
    assert codes(rows(site, where=where)) == [row["area_code"] for row in every(site) if fits(row)]


def test_all_conditions_hold_together(site: Client) -> None:
    both = codes(rows(site, where=["households:ge:50", "has_pump:eq:true"], area="58"))
    one, other = codes(rows(site, where="households:ge:50")), codes(rows(site, where="has_pump:eq:true"))
    assert both == [code for code in one if code in other and code.startswith("58")]


def test_rows_come_in_the_order_asked_for_those_without_a_value_last(site: Client) -> None:
    found = rows(site, sort="-households")
    values = [row["values"]["households"]["value"] for row in found]
    held = [value for value in values if value is not None]
    assert values == sorted(held, reverse=True) + [None] * (len(values) - len(held)) and held
    upward = rows(site, sort="has_pump,-area_code", columns="has_pump,area_code")
    assert set(upward[0]) == {"has_pump", "area_code"}
    falses = [row["area_code"] for row in upward if row["has_pump"] is False]
    assert falses == sorted(falses, reverse=True)


def test_pages_of_a_sorted_answer_meet(site: Client) -> None:
    whole = codes(rows(site, sort="-households"))
    response, seen = get(site, sort="-households", limit=3), []
    while True:
        answer = response.json()
        seen += codes(answer["rows"])
        if not answer["next"]:
            break
        response = site.get(answer["next"].removeprefix("http://data.example.test"))
    assert seen == whole


def test_a_cursor_leads_on_in_its_own_release(site: Client) -> None:
    cursor = get(site, limit=2, release="2026-10.1").json()["cursor"]
    answer = get(site, limit=2, cursor=cursor)
    assert answer.json()["release"] == "2026-10.1" and "immutable" in answer.headers["Cache-Control"]
    for other in ({"sort": "-area_code"}, {"release": "2026-11.1"}, {"where": "households:ge:1"}):
        refused = site.get(ROWS, {"limit": 2, "cursor": cursor, **other})
        assert refused.json()["code"] == "400-cursor-malformed"


def test_several_grades_and_periods(site: Client) -> None:
    found = rows(site, grade="verified,checked")
    grades = {v["grade"] for row in found for v in row["values"].values() if v["value"] is not None}
    assert grades == {"verified", "checked"}
    assert codes(rows(site, **{"from": "2026", "to": "2026"})) == codes(rows(site, period="2026-11"))
    assert rows(site, **{"from": "2027"}) == [] and rows(site, **{"to": "2026-10"}) == []


def test_every_form_holds_the_same_rows(site: Client) -> None:
    asked = {"area": "58", "grade": "verified", "columns": "area_code,period,households,pipe_km,name"}
    refused = site.get(ROWS, asked, headers=EN).json()
    assert refused["code"] == "400-column-unknown" and "pipe_km_grade" in refused["allowed"]
    asked["columns"] = "area_code,period,households,pipe_km"
    flat = rows(site, **asked)
    lines = get(site, format="ndjson", **asked).content.decode().splitlines()
    assert [json.loads(line) for line in lines] == flat
    table = pyarrow.parquet.read_table(io.BytesIO(get(site, format="parquet", **asked).content))
    assert table.to_pylist() == flat
    text = io.StringIO(get(site, format="csv", **asked).content.decode())
    frame = pandas.read_csv(text, dtype={"area_code": str, "period": str})
    assert list(frame["area_code"]) == codes(flat) and list(frame.columns) == asked["columns"].split(",")
    wanted = [row["households"] for row in flat]
    assert [None if pandas.isna(v) else int(v) for v in frame["households"]] == wanted


def test_a_page_of_a_table_names_the_next(site: Client) -> None:
    response = get(site, format="csv", limit=3, columns="area_code")
    assert response.content.decode().split() == ["area_code", *codes(rows(site, limit=3))]
    following = response.headers["Link"].partition(">")[0].removeprefix("<http://data.example.test")
    assert site.get(following).content.decode().split()[1:] == codes(rows(site))[3:6]


def test_the_whole_table_is_the_published_file(site: Client, published: Path) -> None:
    for form in ("csv", "parquet"):
        file = published / f"releases/2026-11.1/data/water/village.{form}"
        assert get(site, format=form).content == file.read_bytes()
    assert not list(catalogue()._scratch().iterdir()), "what was written to be sent is gone"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("application/json;q=0.1, text/csv", "text/csv"),
        ("text/csv;q=0, */*", "application/json"),
        ("application/vnd.apache.parquet", "application/vnd.apache.parquet"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        (";;;,q=,,/, text/*;q=nan", "text/csv"),
    ],
)
def test_accept_chooses_the_form(site: Client, accept: str, kind: str) -> None:
    response = get(site, headers={"Accept": accept})
    assert response.headers["Content-Type"].partition(";")[0] == kind
    assert "Accept" in response.headers["Vary"] and "Accept-Encoding" in response.headers["Vary"]


def test_answers_are_compressed_for_whoever_takes_it(site: Client) -> None:
    plain = get(site)
    packed = get(site, headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in get(site, headers={"Accept-Encoding": "gzip;q=0"}).headers
    lines = get(site, headers={"Accept-Encoding": "gzip"}, format="ndjson")
    assert gzip.decompress(lines.content) == get(site, format="ndjson").content


def test_what_is_in_memory_says_what_the_file_says(published: Path) -> None:
    for asked in (
        Question(),
        Question(level="tambon"),
        Question(grades=("verified",), variables=("service", "litres", "opened")),
        Question(area="58", sort=("-pipe_km",)),
    ):
        cold = Catalogue(published)
        first = cold.find("water", asked, limit=100).json()
        cold.settle()
        assert cold.find("water", asked, limit=100).json() == first


@pytest.mark.parametrize(
    ("query", "code", "allowed"),
    [
        ({"where": "households"}, "400-condition-unreadable", "ge"),
        ({"where": "households:like:x"}, "400-condition-unreadable", "eq"),
        ({"where": "nothing:eq:1"}, "400-column-unknown", "households"),
        ({"where": "head_phone:eq:1"}, "400-column-unknown", "households"),
        ({"where": "households:eq:many"}, "400-condition-value", None),
        ({"where": "households:eq:" + "9" * 40}, "400-condition-value", None),
        ({"where": "litres:eq:nan"}, "400-condition-value", None),
        ({"where": "has_pump:eq:yes"}, "400-condition-value", None),
        ({"where": "opened:eq:2569-01-32"}, "400-condition-value", None),
        ({"where": "households:null:maybe"}, "400-condition-value", None),
        ({"where": "households:in:" + "1," * 200}, "400-too-many-values", None),
        ({"where": ["households:ge:1"] * 11}, "400-too-many-conditions", None),
        ({"sort": "height"}, "400-column-unknown", "households"),
        ({"columns": ""}, "400-column-unknown", "households"),
        ({"columns": "households;drop"}, "400-column-unknown", "households"),
        ({"variables": "x"}, "400-variable-unknown", "households"),
        ({"from": "2569"}, "400-period-unreadable", "2026-11"),
        ({"to": "soon"}, "400-period-unreadable", "2026-11"),
        ({"period": "2026-11,1999"}, "400-period-unknown", "2026-11"),
        ({"grade": "verified,sure"}, "400-grade-unknown", "checked"),
        ({"format": "xml"}, "400-format-unknown", "parquet"),
        ({"limit": "-1"}, "400-limit-out-of-range", None),
        ({"limit": "9" * 30}, "400-limit-out-of-range", None),
        ({"format": "geojson", "limit": "1001"}, "400-geojson-limit", None),
        ({"format": "geojson"}, "404-boundaries-absent", "csv"),
        ({"area": "58", "on": "2020-01-01"}, "404-areas-not-published", None),
        ({"on": "2020-01-01"}, "400-day-without-area", None),
        ({"area": "\0"}, "404-published-area-unknown", None),
        ({"area": "x" * 5_000}, "400-parameter-too-long", None),
    ],
)
def test_a_refusal_says_what_is_allowed(
    site: Client, query: dict[str, Any], code: str, allowed: str | None
) -> None:
    response = site.get(ROWS, query, headers=EN)
    assert (response.status_code, response.json()["code"]) == (int(code[:3]), code)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert allowed is None or allowed in response.json()["allowed"]


def test_a_form_that_is_not_offered_is_refused(site: Client) -> None:
    response = site.get(ROWS, headers={"Accept": "image/png", **EN})
    assert (response.status_code, response.json()["code"]) == (406, "406-format-not-offered")
    assert "text/csv" in response.json()["allowed"]


@pytest.mark.parametrize("value", ["\0", "'; DROP TABLE x; --", "\U0010ffff", "%", "ก" * 200])
def test_texts_are_only_ever_compared(site: Client, value: str) -> None:
    assert rows(site, where=f"area_name_th:eq:{value}") == []


def test_an_answer_that_has_no_room_is_refused_and_leaves_nothing(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object, sql: str, target: Path, **__: object) -> None:
        target.write_text("half")
        raise NoRoom("244 MB")

    monkeypatch.setitem(WRITERS, "csv", full)
    refused = site.get(ROWS, {"format": "csv", "sort": "-households"})
    assert refused.status_code == 503 and refused.json()["code"] == "503-answer-too-large"
    assert not list(catalogue()._scratch().iterdir())
