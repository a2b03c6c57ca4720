"""Figures that are withheld are shown as withheld, with the reason, on pages and in the API."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import programme_files
import pytest
from django.test import Client
from pytest_django import Settings
from release_world import make_catalogue, progress

from tambon.catalogue.progress import WITHHELD, WORK, ProgressSnapshot
from tambon.releases.publishing import put


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district 5801 would be one person's work, 5802 would give it away; the province is told."""
    made = make_catalogue(tmp_path_factory.mktemp("withheld"))
    put(made, "snapshots/progress.json", withheld(), at=datetime(2026, 12, 1, tzinfo=UTC))
    programme = programme_files.programme()
    areas = [
        area.model_copy(
            update={"checked_cells": None, "verified_cells": None, "cells_withheld": "one_person_office"}
        )
        if area.area_code == "5801"
        else area
        for area in programme.areas
    ]
    programme_files.write(made, programme.model_copy(update={"areas": areas}))
    return made


def withheld() -> dict[str, Any]:
    shown = progress()
    why = {"5801": "one_person_office", "5802": "protects_another"}
    for line in shown["areas"]:
        reason = why.get(line["area_code"])
        line.update({"not_applicable": 2, "unknown": 3, "waiting": 17, "returned": 1, "silent": 4})
        line.update({"unowned": 0, "withheld": reason, **(dict.fromkeys(WORK) if reason else {})})
    part = {"round": "first", "dataset": "water", "period": "2026-11"}
    shown["medians"] = [{**part, "median_days": None, "withheld": "one_person_office"}]
    shown["withheld"] = {name: {"th": th, "en": en} for name, (th, en) in WITHHELD.items()}
    return shown


@pytest.fixture
def site(catalogue: Path, settings: Settings) -> Client:
    settings.CATALOGUE = catalogue
    settings.ROOT_URLCONF = "tambon.config.public_urls"
    settings.TAMBON_URL = ""
    return Client()


def text_of(site: Client, path: str, lang: str) -> str:
    response = site.get(path, headers={"Accept-Language": lang})
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.mark.parametrize(("lang", "at"), [("th", 0), ("en", 1)])
def test_the_page_says_what_is_withheld_and_why(site: Client, lang: str, at: int) -> None:
    said = text_of(site, "/progress", lang)
    for sentence in WITHHELD.values():
        assert f"– {sentence[at]}" in said
    assert "None" not in said
    html = site.get("/progress", headers={"Accept-Language": lang}).content.decode()
    rows = {row[0]: row[1] for row in re.findall(r'area=(5\d+)">.*?</a>(.*?)</tr>', html, re.S)}
    rows |= {row[0]: row[1] for row in re.findall(r'/areas/(5\d+)">.*?</a>(.*?)</tr>', html, re.S)}
    assert rows["5801"].count("–</span>") == rows["5802"].count("–</span>") == 5 and "17" not in rows["5801"]
    assert "–</span>" not in rows["58"] and "17" in rows["58"]


def test_a_page_of_areas_that_tell_everything_has_no_such_sentence(site: Client, catalogue: Path) -> None:
    said = text_of(site, "/progress?area=50", "en")
    assert WITHHELD["protects_another"][1] not in said


def test_the_api_has_null_and_the_reason_and_says_so_in_its_description(site: Client) -> None:
    answer = site.get("/api/v1/progress").json()
    lines = {one["area_code"]: one for one in answer["areas"]}
    assert lines["5801"]["withheld"] == "one_person_office" and lines["5801"]["verified"] is None
    assert lines["5801"]["reported"] == 40 and lines["58"]["verified"] == 12
    ProgressSnapshot.model_validate(answer)
    schemas = site.get("/api/openapi.json").json()["components"]["schemas"]
    assert "one_person_office" in schemas["AreaProgress"]["properties"]["withheld"]["description"]
    assert "one_person_office" in schemas["AreaFigures"]["properties"]["cells_withheld"]["description"]


@pytest.mark.parametrize(("lang", "at"), [("th", 0), ("en", 1)])
def test_the_programmes_page_and_file_do_too(site: Client, lang: str, at: int) -> None:
    said = text_of(site, "/programme?area=5801", lang)
    assert WITHHELD["one_person_office"][at] in said and "None" not in said
    lines = {one["area_code"]: one for one in site.get("/api/v1/programme").json()["programmes"][0]["areas"]}
    assert lines["5801"]["verified_cells"] is None and lines["58"]["cells_withheld"] is None
    assert site.get("/api/v1/programme.csv").status_code == 200


def test_an_older_snapshot_is_read_as_it_is(site: Client, catalogue: Path, settings: Settings) -> None:
    ProgressSnapshot.model_validate(progress())
    settings.CATALOGUE = make_catalogue(catalogue.parent / "older")
    assert WITHHELD["one_person_office"][1] not in text_of(site, "/progress", "en")
