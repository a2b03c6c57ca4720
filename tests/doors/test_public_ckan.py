"""CKAN's doors: a harvester's own client walks the served catalogue; all else gets CKAN's refusal."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator
from http.server import HTTPServer
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from ckanapi import NotFound, RemoteCKAN
from ckanapi.errors import SearchQueryError, ValidationError
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pytest_django import Settings

from tambon.catalogue import Catalogue
from tambon.catalogue.metadata import ckan
from tambon.public.api.ckan import ACTIONS

ACTION = "/api/3/action"


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """A test says nothing."""


@pytest.fixture
def address(site: Client, settings: Settings) -> Iterator[str]:
    """The public side behind a real socket, under the address that it tells."""
    server: HTTPServer = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    settings.TAMBON_PUBLIC_URL = f"http://127.0.0.1:{server.server_port}"
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield settings.TAMBON_PUBLIC_URL
    server.shutdown()
    server.server_close()
    thread.join(5)


def result(site: Client, action: str, /, **asked: Any) -> Any:
    response = site.get(f"{ACTION}/{action}", asked)
    assert response.status_code == 200, response.content
    body = response.json()
    assert body["success"] is True and body["help"].endswith(f"help_show?name={action}")
    return body["result"]


@pytest.mark.parametrize("get_only", [True, False])
def test_ckanapi_walks_the_catalogue_and_fetches_every_file(
    address: str, published: Path, get_only: bool
) -> None:
    with RemoteCKAN(address, get_only=get_only) as portal:
        names = portal.action.package_list()
        assert names == ["population", "water"]
        assert portal.action.site_read() is True
        assert portal.action.status_show()["site_url"] == address
        searched = portal.action.package_search(q="*:*", rows=1, start=1, sort="name asc")
        assert searched["count"] == 2 and [one["name"] for one in searched["results"]] == ["water"]
        for name in names:
            package = portal.action.package_show(id=name)
            assert package == portal.action.package_show(id=package["id"])
            assert package["allow_harvest"] == "True" and package["num_resources"] == len(
                package["resources"]
            )
            agency = portal.action.organization_show(
                id=package["organization"]["name"], include_datasets=True
            )
            assert name in [one["name"] for one in agency["packages"]]
            for resource in package["resources"]:
                assert resource == portal.action.resource_show(id=resource["id"])
                with urllib.request.urlopen(resource["url"], timeout=10) as got:
                    assert len(got.read()) == resource["size"]
        assert [each["package_count"] for each in portal.action.organization_list(all_fields=True)] == [1, 1]
        with pytest.raises(NotFound):
            portal.action.package_show(id="nothing")
        with pytest.raises(SearchQueryError):
            portal.action.package_search(fq="colour:blue")
        with pytest.raises(ValidationError):
            portal.action.package_search(rows="many")


def test_a_package_carries_the_standards_items_in_their_literal_values(site: Client) -> None:
    package = result(site, "package_show", id="water")
    assert package["title"].startswith("น้ำประปารายหมู่บ้าน") and "SYNTHETIC" in package["title"]
    assert "SYNTHETIC" in package["notes"] and package["extras"] == [{"key": "synthetic", "value": "True"}]
    assert package["objective"] == ["เพื่อการให้บริการประชาชน", "พันธกิจหน่วยงาน"]
    assert package["data_format"] == ["CSV", "XLS", "JSON"]  # what the files are; Parquet has no literal
    assert {key: package[key] for key in (
        "maintainer", "maintainer_email", "tag_string", "update_frequency_unit", "update_frequency_interval",
        "geo_coverage", "data_category", "data_classification", "license_id", "license_title", "data_type",
        "first_year_of_data", "created_date", "last_updated_date",
    )} == {
        "maintainer": "ศูนย์สารสนเทศเพื่อการบริหารงานปกครอง", "maintainer_email": "opendata@example.go.th",
        "tag_string": "น้ำประปา,หมู่บ้าน", "update_frequency_unit": "เดือน", "update_frequency_interval": "1",
        "geo_coverage": "หมู่บ้าน", "data_category": "ข้อมูลสาธารณะ", "data_classification": "เปิดเผย",
        "license_id": "Creative Commons Attributions", "license_title": "CC-BY-4.0", "data_type": "ข้อมูลสถิติ",
        "first_year_of_data": "2569", "created_date": "2026-11-22", "last_updated_date": "2026-11-22",
    }  # fmt: skip
    assert package["credits"] == ["GeoThai (geothai, 2025-01-01, CC-BY-4.0)"]
    assert package["license_url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert package["metadata_created"] == "2026-11-22T01:00:00.000000"  # of the first release that had it
    assert package["metadata_modified"] == "2026-11-22T02:00:00.000000"


def test_a_release_of_older_days_says_what_it_does_not_know(site: Client) -> None:
    package = result(site, "package_show", id="population")
    assert package["objective"] == ["ไม่ทราบ"] and package["update_frequency_unit"] == "ไม่ทราบ"
    assert package["organization"]["name"] == "not-named" and package["tags"] == []


def test_the_deployments_own_address_stands_where_a_text_has_a_placeholder(
    site: Client, settings: Settings
) -> None:
    settings.TAMBON_CATALOGUE_EMAIL = "data@dopa.test"
    assert result(site, "package_show", id="water")["maintainer_email"] == "data@dopa.test"


def test_ids_stay_from_release_to_release(published: Path) -> None:
    catalogue = Catalogue(published)
    from tambon.catalogue.metadata.published import Published

    ids = [
        [
            (package["id"], [each["id"] for each in package["resources"]])
            for package in ckan.packages(
                Published(
                    "http://x", version, "2026-11-22T01:00:00+00:00", True, tuple(catalogue.datasets(version))
                )
            )
        ]
        for version in ("2026-10.1", "2026-11.1")
    ]
    assert ids[0] == ids[1] and ids[0]


@pytest.mark.parametrize(("asked", "names"), [
    ({"q": "น้ำประปา"}, ["water"]), ({"fq": "organization:pwa"}, ["water"]),
    ({"fq": "-organization:pwa"}, ["population"]),
    ({"fq": "metadata_modified:[2027-01-01T00:00:00Z TO *]"}, []), ({"rows": "0"}, []),
    ({"sort": "name desc"}, ["water", "population"]), ({"start": "5"}, []),
    ({"rows": "99999999", "sort": "id asc"}, None),
    ({"fq": ["organization:pwa", "name:population"]}, []),
    ({"fq": "allow_harvest:True", "sort": "name asc"}, ["population", "water"]),
    ({"facet.field": '["organization"]', "include_private": "true", "q": "Piped water"}, ["water"]),
])  # fmt: skip
def test_what_harvesters_ask_is_found(site: Client, asked: dict[str, Any], names: list[str] | None) -> None:
    found = [one["name"] for one in result(site, "package_search", **asked)["results"]]
    assert sorted(found) == ["population", "water"] if names is None else found == names


@pytest.mark.parametrize(("path", "status", "kind"), [
    ("package_show", 409, "Validation Error"), ("package_show?id=no", 404, "Not Found Error"),
    ("package_show?id=%00", 404, "Not Found Error"), ("resource_show?id=../../x", 404, "Not Found Error"),
    ("organization_show?id=", 409, "Validation Error"), ("package_search?rows=-1", 409, "Validation Error"),
    ("package_search?start=9999999999999999999", 409, "Validation Error"),
    ("package_search?q=" + "(" * 500, 400, "Search Query Error"),
    ("package_search?sort=x", 400, "Search Query Error"),
    ("package_search?q=" + "a" * 65_000, 400, "Search Query Error"),
    ("package_search?q=" + "a+" * 101, 400, "Search Query Error"),
    ("package_search?q=a&" + "fq=a*+b&" * 60, 400, "Search Query Error"),
    ("package_search?" + ("fq=" + "a" * 1_000 + "&") * 3, 400, "Search Query Error"),
    ("package_search?sort=" + "name+asc," * 6_000, 400, "Search Query Error"),
    ("package_create", 400, "Bad Request"), ("help_show", 409, "Validation Error"),
    ("help_show?name=no", 404, "Not Found Error"),
    ("package_list?limit=%E0%B9%91", 409, "Validation Error"),
    ("package_list?limit=1&limit=2", 409, "Validation Error"),
])  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_ckans_envelope(
    site: Client, path: str, status: int, kind: str
) -> None:
    response = site.get(f"{ACTION}/{path}", headers={"Accept": "text/html;q=;;,*/\x00"})
    body = response.json()
    assert (response.status_code, body["success"], body["error"]["__type"]) == (status, False, kind)
    assert response.headers["Cache-Control"] == "no-store" and len(response.content) < 2_000
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b"[" * 60_000, b" " * 70_000, b'"x"', b"null"])
def test_a_body_that_is_no_object_is_refused(site: Client, body: bytes) -> None:
    response = site.post(f"{ACTION}/package_show", body, content_type="application/json")
    assert response.status_code == 400 and response.json()["error"]["__type"] == "Bad Request"


def test_a_question_by_post_needs_no_token_and_leaves_no_cookie(site: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"{ACTION}/package_show", '{"id": "water"}', content_type="application/json")
    assert response.status_code == 200 and response.json()["result"]["name"] == "water"
    assert not response.cookies and response.headers["Cache-Control"] == "no-store"


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
    st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
), max_leaves=6)  # fmt: skip
NAMES = st.sampled_from(
    ["id", "name_or_id", "name", "q", "fq", "fq_list", "rows", "start", "sort", "limit", "offset"]
)


@hypothesis(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.sampled_from(sorted(ACTIONS)), asked=st.dictionaries(NAMES, JSON, max_size=4))
def test_no_question_breaks_an_action(site: Client, name: str, asked: dict[str, Any]) -> None:
    response = site.post(f"{ACTION}/{name}", json.dumps(asked), content_type="application/json")
    assert response.status_code in (200, 400, 404, 409) and response.json()["success"] in (True, False)


def test_answers_are_kept_as_other_answers_are(site: Client) -> None:
    response = site.get(f"{ACTION}/package_list")
    assert "max-age=60" in response.headers["Cache-Control"]
    again = site.get(f"{ACTION}/package_list", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304 and not again.content
    assert site.head(f"{ACTION}/package_list").status_code == 200
    assert site.get("/api/3").json() == {"version": 3} == site.get("/api/3/").json()
    assert site.options(f"{ACTION}/package_list").status_code == 204
    refused = site.delete(f"{ACTION}/package_list")
    assert refused.status_code == 405 and "POST" in refused.headers["Allow"]


def test_before_the_first_release_there_is_nothing_and_no_error(empty_site: Client) -> None:
    assert result(empty_site, "package_list") == [] == result(empty_site, "organization_list")
    assert result(empty_site, "package_search")["count"] == 0
    assert result(empty_site, "package_search", fq="allow_harvest:True")["count"] == 0
    assert empty_site.get(f"{ACTION}/package_show?id=x").status_code == 404


def test_every_action_says_what_it_does(site: Client) -> None:
    for name in ACTIONS:
        assert result(site, "help_show", name=name)
