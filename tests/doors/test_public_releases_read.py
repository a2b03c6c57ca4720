"""Of which release a page tells: the one that is open, or the one that its address names."""

from __future__ import annotations

import json
import re
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tambon.public.published import catalogue, told_provinces
from tambon.releases import publishing


def test_of_places_of_one_name_the_search_puts_the_nearest_first(site: Client) -> None:
    def first(near: str) -> str:
        html = site.get("/areas", {"q": "สมมติ 1", "near": near}).content.decode()
        assert f'name="near" value="{near}"' in html
        return re.findall(r'<a href="/areas/(\d{8})"', html)[0]

    assert (first("5802"), first("500101")) == ("58020101", "50010101")


def test_pages_and_what_machines_keep_go_with_the_release_that_is_open(
    site: Client, published: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CATALOGUE = folder = Path(shutil.copytree(published, tmp_path / "catalogue"))
    at = datetime(2026, 11, 23, 3, tzinfo=UTC)
    new, old = json.loads((folder / "releases.json").read_bytes())["releases"]

    def announce(*lines: dict[str, Any]) -> None:
        publishing.put(folder, "releases.json", {"releases": list(lines)}, at=at)
        publishing.put(folder, "latest.json", {"version": lines[0]["version"]}, at=at)

    announce(old)
    assert catalogue().latest() == old["version"]
    catalogue().open_beside()
    may, opened = threading.Event(), catalogue()._shelf._open_new
    monkeypatch.setattr(catalogue()._shelf, "_open_new", lambda *told: may.wait(30) and opened(*told))
    announce(new, old)
    for path in ("/", "/areas/58010201", "/areas/58010201/report", "/datasets/water"):
        told = site.get(path, {"lang": "en"}).content.decode()
        assert old["version"] in told and new["version"] not in told, path
    machines = ("/catalog.jsonld", "/api/v1/releases")
    before = [site.get(path) for path in machines]
    may.set()
    for each in threading.enumerate():
        if each.name == "open the newest":
            each.join(30)
    for path, kept in zip(machines, before, strict=True):
        now = site.get(path, headers={"If-None-Match": kept.headers["ETag"]})
        assert now.status_code == 200 and now.content != kept.content, path
    assert new["version"] in site.get("/catalog.jsonld").content.decode()


def test_the_order_of_namesakes_is_of_the_release_that_is_named(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told_provinces() == told_provinces("2026-10.1") == {"50", "58"}
    monkeypatch.setattr("tambon.public.api.areas.told_provinces", lambda version: asked.append(version) or ())
    asked: list[str | None] = []
    for path in ("/api/v1/areas", "/api/v1/areas/search"):
        assert site.get(path, {"q": "58", "release": "2026-10.1"}).status_code == 200
    assert asked == ["2026-10.1"] * 2


def test_a_search_goes_on_where_a_table_that_only_orders_it_is_damaged(
    site: Client, published: Path, tmp_path: Path, settings: Settings
) -> None:
    settings.CATALOGUE = folder = Path(shutil.copytree(published, tmp_path / "catalogue"))
    assert catalogue().latest() == "2026-11.1"
    (folder / "releases/2026-11.1/data/water/province.parquet").write_bytes(b"another")
    for path in ("/areas", "/api/v1/areas", "/api/v1/areas/search"):
        assert site.get(path, {"q": "สมมติ"}).status_code == 200, path


def test_the_newest_may_be_asked_for_by_that_word_and_is_not_kept_as_one_release(site: Client) -> None:
    rows = site.get("/api/v1/datasets/water/rows", {"release": "latest", "limit": "1"})
    assert rows.json()["release"] == "2026-11.1" and "immutable" not in rows.headers["Cache-Control"]
    assert site.get("/api/v1/areas/58", {"release": "latest"}).status_code == 200
    page = site.get("/datasets/water?release=latest&near=580101&lang=en")
    assert page.status_code == 200
    shared = re.findall(r'property="og:url" content="([^"]*)"', page.content.decode())
    assert shared and "near" not in shared[0]
