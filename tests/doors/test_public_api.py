"""The API: the same values for machines, strict about what it is asked."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pydantic import BaseModel

from tambon.public.api.build import ROUTES

JSON = "application/json"
ROWS = "/api/v1/datasets/water/rows"
SORTS = [f"households{part}" for part in ("", "_grade", "_origin", "_status", "_absent")] + [
    "area_code", "area_id", "period", "province_code", "district_code", "tambon_code",
]  # fmt: skip


def body(site: Client, path: str, **query: Any) -> Any:
    response = site.get(path, query)
    assert response.status_code == 200, response.content
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return response.json()


@pytest.mark.parametrize(
    "route", [r for r in ROUTES if not r.of_registry and r.media == JSON], ids=lambda route: route.path
)
def test_every_answer_has_the_shape_that_the_description_promises(site: Client, route: Any) -> None:
    answer = body(site, f"/api/v1{route.example.replace('{dataset}', 'water')}")
    if issubclass(route.shape, BaseModel) if isinstance(route.shape, type) else False:
        route.shape.model_validate(answer, strict=True, extra="forbid")


def test_the_description_is_openapi_3_1_and_lists_every_address(site: Client) -> None:
    description = body_of_openapi(site)
    assert description["openapi"] == "3.1.0"
    assert set(description["paths"]) == {f"/api/v1{route.path}" for route in ROUTES}
    names = {p["name"] for p in description["paths"]["/api/v1/datasets/{name}/rows"]["get"]["parameters"]}
    assert {"area", "level", "period", "grade", "limit", "cursor", "format", "release", "variable"} <= names


def test_the_description_says_in_which_form_refusals_come(site: Client) -> None:
    media = {f"/api/v1{route.path}": [route.media, *route.also] for route in ROUTES}
    for address, path in body_of_openapi(site)["paths"].items():
        for status, response in path["get"]["responses"].items():
            kinds = media[address] if status == "200" else ["application/problem+json"]
            assert list(response["content"]) == kinds


def body_of_openapi(site: Client) -> Any:
    return site.get("/api/openapi.json").json()


def test_an_area_brings_value_grade_origin_and_status(site: Client) -> None:
    answer = body(site, "/api/v1/areas/58010201")
    assert [above["area_code"] for above in answer["ancestors"]] == ["TH", "58", "5801", "580102"]
    values = [value for dataset in answer["datasets"] for value in dataset["values"].values()]
    held = [value for value in values if value["value"] is not None]
    assert held and all(value["grade"] and value["origin"] and value["status"] for value in held)
    assert all(value["status"] for value in values)


def test_rows_of_one_province_of_one_grade(site: Client) -> None:
    answer = body(site, ROWS, area="58", level="village", period="2026-11", grade="verified")
    assert answer["release"] == "2026-11.1" and answer["rows"]
    for row in answer["rows"]:
        assert row["province_code"] == "58"
        held = [value for value in row["values"].values() if value["value"] is not None]
        assert held and {value["grade"] for value in held} == {"verified"}


def test_totals_carry_their_counts(site: Client) -> None:
    row = body(site, ROWS, level="tambon", area="580102", variable="households")["rows"][0]
    value = row["values"]["households"]
    assert value["expected"] == 5 and value["reported"] <= 5 and value["verified"] <= value["reported"]


def test_pages_meet_without_gap_or_repeat(site: Client) -> None:
    whole = [row["area_code"] for row in body(site, ROWS)["rows"]]
    seen: list[str] = []
    response = site.get(ROWS, {"limit": 3})
    while True:
        answer = response.json()
        seen += [row["area_code"] for row in answer["rows"]]
        if answer["next"] is None:
            break
        assert answer["next"] in response.headers["Link"]
        response = site.get(answer["next"].removeprefix("http://data.example.test"))
    assert seen == whole


def test_csv_is_the_same_and_safe_to_open(site: Client) -> None:
    response = site.get(ROWS, {"format": "csv"})
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert len(rows) == body(site, ROWS)["total"]
    assert not any((cell or "").startswith(("=", "+", "@")) for row in rows for cell in row.values())


@pytest.mark.parametrize(
    ("path", "query", "status", "code", "allowed"),
    [
        (ROWS, {"level": "moon"}, 400, "400-level-unknown", "village"),
        (ROWS, {"area": "99"}, 404, "404-published-area-unknown", None),
        (ROWS, {"period": "1999"}, 400, "400-period-unknown", "2026-11"),
        (ROWS, {"grade": "excellent"}, 400, "400-grade-unknown", "verified"),
        (ROWS, {"grade": "verified", "level": "tambon"}, 400, "400-grade-of-totals", None),
        (ROWS, {"variable": "disabled_households"}, 400, "400-variable-unknown", "households"),
        (ROWS, {"limit": "0"}, 400, "400-limit-out-of-range", None),
        (ROWS, {"limit": "10001"}, 400, "400-limit-out-of-range", None),
        (ROWS, {"limit": "many"}, 400, "400-parameter-invalid", None),
        (ROWS, {"cursor": "AAAA"}, 400, "400-cursor-malformed", None),
        (ROWS, {"format": "xls"}, 400, "400-format-unknown", "csv"),
        (ROWS, {"perod": "2026"}, 400, "400-parameter-unknown", "period"),
        (ROWS, {"release": "1999-01.1"}, 404, "404-published-release-unknown", "2026-11.1"),
        ("/api/v1/datasets/roads", {}, 404, "404-published-dataset-unknown", "water"),
        ("/api/v1/areas/99", {}, 404, "404-area-not-published", None),
        ("/api/v1/areas", {}, 400, "400-parameter-invalid", None),
        ("/api/v1/areas", {"q": "ก" * 201}, 400, "400-parameter-too-long", None),
        ("/api/v1/areas/search", {"q": "a" * 60_000}, 400, "400-parameter-too-long", None),
        ("/api/v1/areas/" + "5" * 30_000, {}, 400, "400-parameter-too-long", None),
        (ROWS, {"area": "5" * 201}, 400, "400-parameter-too-long", None),
        (ROWS, {"columns": "area_code," * 6_000}, 400, "400-parameter-too-long", None),
        (ROWS, {"period": ["2026"] * 101}, 400, "400-parameter-repeated", None),
        (ROWS, {"a" * 60_000: "1"}, 400, "400-parameter-unknown", "area"),
        (ROWS, {"cursor": "A" * 1_001}, 400, "400-parameter-too-long", None),
        (ROWS, {"sort": ",".join(SORTS)}, 400, "400-too-many-orders", None),
        ("/api/v1/areas", {"q": "58", "limit": "201"}, 400, "400-parameter-invalid", None),
        ("/api/v1/nowhere", {}, 404, "404-page-unknown", None),
    ],
)  # fmt: skip
def test_a_refusal_is_a_problem_that_says_what_is_allowed(
    site: Client, path: str, query: dict[str, Any], status: int, code: str, allowed: str | None
) -> None:
    response = site.get(path, query, headers={"Accept-Language": "en"})
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    answer = response.json()
    assert (answer["status"], answer["code"], answer["type"]) == (status, code, f"tambon:problem:{code}")
    assert answer["title_th"] and answer["title_en"] == answer["title"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    if allowed:
        assert allowed in answer["allowed"]
    assert len(response.content) < 5_000, "what was asked is not said back at length"


def test_writing_is_refused(site: Client) -> None:
    response = site.post("/api/v1/datasets")
    assert response.status_code == 405
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("path", [ROWS, f"{ROWS}?format=csv", "/api/v1/datasets", "/api/v1/nothing"])
def test_the_head_of_an_answer_says_what_the_answer_would(site: Client, path: str) -> None:
    whole, head = site.get(path), site.head(path)
    assert head.status_code == whole.status_code
    assert {name: head.headers[name] for name in whole.headers} == dict(whole.headers)
    described = site.get("/api/openapi.json").json()["paths"]
    assert {method for each in described.values() for method in each} == {"get"}


def test_an_answer_already_held_is_not_sent_again(site: Client) -> None:
    first = site.get(ROWS, {"limit": 2})
    assert "max-age=60" in first.headers["Cache-Control"]
    again = site.get(ROWS, {"limit": 2}, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = site.get(ROWS, {"limit": 3}, headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_an_older_release_is_asked_for_by_name(site: Client) -> None:
    assert body(site, ROWS, release="2026-10.1")["release"] == "2026-10.1"
    listed = body(site, "/api/v1/releases")
    assert listed["latest"] == "2026-11.1"
    assert [each["version"] for each in listed["releases"]] == ["2026-11.1", "2026-10.1"]


def test_classes_that_are_not_free_never_show(site: Client, published: Path) -> None:
    texts = [body(site, "/api/v1/areas/58010201"), body(site, ROWS), body(site, "/api/v1/datasets/water")]
    assert not any(name in str(texts) for name in ("987654321", "head_phone", "leak_reports", "081-234"))


def test_more_parameters_than_anybody_asks_are_refused_in_words(site: Client) -> None:
    for path in (ROWS, "/areas"):
        answer = site.get(f"{path}?{'variable=households&' * 4000}", headers={"accept": "application/json"})
        assert (answer.status_code, answer.json()["code"]) == (400, "400-request-unreadable")
