"""What readers see of a correction and a withdrawal: banners, pages, API, feeds, addresses, citations."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import Settings

from tambon.pages import in_words

HOST = "http://data.example.test"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def patched(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two releases, and 2026-11.1.1, which corrects one value of the newer."""
    from patch_world import make_patch

    folder = tmp_path_factory.mktemp("patched")
    shutil.copytree(published, folder / "catalogue")
    make_patch(folder / "freezes", folder / "catalogue", "2026-11.1.1", patches="2026-11.1", seed=2)
    return folder / "catalogue"


@pytest.fixture(scope="module")
def withdrawn(patched: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after 2026-11.1 was withdrawn."""
    from patch_world import withdraw

    folder = tmp_path_factory.mktemp("withdrawn") / "catalogue"
    shutil.copytree(patched, folder)
    withdraw(folder, "2026-11.1")
    return folder


@pytest.fixture
def corrected(site: Client, patched: Path, settings: Settings) -> Client:
    settings.CATALOGUE = patched
    return site


@pytest.fixture
def bereft(site: Client, withdrawn: Path, settings: Settings) -> Client:
    settings.CATALOGUE = withdrawn
    return site


def text(site: Client, path: str, status: int = 200) -> str:
    response = site.get(path)
    body = response.getvalue().decode()
    assert response.status_code == status, f"{path}: {body[:500]}"
    return body


def read(site: Client, path: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(text(site, path))
    return body


def test_the_api_tells_each_change_with_what_it_was(corrected: Client) -> None:
    told = read(corrected, "/api/v1/errata")
    (patch,) = told["patches"]
    assert (patch["version"], patch["patches"], patch["changes"]) == (
        "2026-11.1.1",
        "2026-11.1",
        len(told["changes"]),
    )
    households = [c for c in told["changes"] if c["variable"] == "households"]
    assert [c["level"] for c in households] == ["village", "tambon", "district", "province", "country"]
    own = households[0]
    assert (own["area_code"], own["now"], own["now_grade"]) == ("58010201", 77, "verified")
    for change in told["changes"]:
        for release, side in (("2026-11.1", "was"), ("2026-11.1.1", "now")):
            asked = f"level={change['level']}&area={change['area_code']}&variable={change['variable']}"
            row = read(corrected, f"/api/v1/datasets/water/rows?release={release}&{asked}")["rows"][0]
            assert row["values"][change["variable"]]["value"] == change[side]


def test_filters_pages_and_formats(corrected: Client) -> None:
    every = read(corrected, "/api/v1/errata")["changes"]
    found, cursor = [], ""
    while True:
        page = read(corrected, f"/api/v1/errata?limit=2{cursor}")
        found += page["changes"]
        if page["cursor"] is None:
            break
        cursor = f"&cursor={page['cursor']}"
    assert found == every and len(every) > 4
    for asked, expected in (
        ("area=5801", {"58010201", "580102", "5801"}), ("area=58010201", {"58010201"}),
        ("area=TH", {"58010201", "580102", "5801", "58", "TH"}), ("area=50", set()),
        ("dataset=population", set()),
        ("since=2026-11-24", set()), ("since=2026-11-23&dataset=water&area=58010201", {"58010201"}),
        ("release=2026-10.1", set()),
    ):  # fmt: skip
        assert {c["area_code"] for c in read(corrected, f"/api/v1/errata?{asked}")["changes"]} == expected, (
            asked
        )
    rows = list(csv.DictReader(io.StringIO(text(corrected, "/api/v1/errata?format=csv"))))
    assert [row["now"] for row in rows] == ["" if c["now"] is None else str(c["now"]) for c in every]


@pytest.mark.parametrize(("asked", "status"), [
    ("cursor=x", 400), ("cursor=2026-11.1.1~-1", 400), ("cursor=9.9~1", 400), ("cursor=~", 400),
    ("limit=0", 400),
    ("since=yesterday", 400), ("since=9999-99-99", 400), ("area=nowhere", 404), ("dataset=nothing", 404),
    ("release=9.9", 404), ("format=xml", 400), ("cursor=2026-11.1.1~" + "9" * 400, 400), ("until=1", 400),
])  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_what_can(corrected: Client, asked: str, status: int) -> None:
    response = corrected.get(f"/api/v1/errata?{asked}")
    assert response.status_code == status and response.json()["title_th"]
    if not asked.startswith(("format", "until", "limit")):
        page = corrected.get(f"/errata?{asked}")
        assert page.status_code == status and b'role="alert"' in page.content


def test_the_page_shows_was_and_now_in_both_languages(corrected: Client) -> None:
    for lang, words in (
        ("th", ("คำแก้ไข", "เดิม", "เจ้าของแก้จำนวนครัวเรือน &lt;&amp;&gt;")),
        ("en", ("Errata", "Was", "The owner")),
    ):
        page = text(corrected, f"/errata?lang={lang}")
        assert all(word in page for word in words) and ">77<" in page
    assert "58010201" not in text(corrected, "/errata?area=580201")


def test_banners_lead_from_the_old_release_and_from_the_dataset(corrected: Client) -> None:
    old = text(corrected, "/releases/2026-11.1?lang=en")
    count = len(read(corrected, "/api/v1/errata")["changes"])
    assert f"Corrected by 2026-11.1.1: {count} values changed" in old and "/errata?release=2026-11.1.1" in old
    assert "This release corrects" in text(corrected, "/releases/2026-11.1.1?lang=en")
    assert "Release 2026-11.1.1 corrects" in text(corrected, "/datasets/water?lang=en")
    assert "corrects" not in text(corrected, "/datasets/population?lang=en")
    assert "Corrected by" not in text(corrected, "/releases/2026-10.1?lang=en")
    assert "2026-11.1.1" in text(corrected, "/releases")


def test_the_feed_tells_corrections_and_withdrawals(corrected: Client, bereft: Client) -> None:
    feed = ElementTree.fromstring(text(bereft, "/feeds/errata.atom"))
    entries = {str(entry.findtext(f"{ATOM}id")): entry for entry in feed.iter(f"{ATOM}entry")}
    assert set(entries) == {f"{HOST}/data/2026-11.1.1/errata.json", f"{HOST}/releases/2026-11.1#withdrawn"}
    said = str(entries[f"{HOST}/data/2026-11.1.1/errata.json"].findtext(f"{ATOM}summary"))
    assert "water · village 58010201 · 2026-11 · households" in said and "→ 77" in said and "<&>" in said
    gone = entries[f"{HOST}/releases/2026-11.1#withdrawn"]
    assert "all wrong" in str(gone.findtext(f"{ATOM}summary")) and "SYNTHETIC" in str(
        gone.findtext(f"{ATOM}title")
    )
    for link in entries[f"{HOST}/data/2026-11.1.1/errata.json"].iter(f"{ATOM}link"):
        assert text(bereft, link.attrib["href"].removeprefix(HOST))


def test_a_withdrawn_release_is_gone_and_says_why(bereft: Client) -> None:
    page = text(bereft, "/releases/2026-11.1?lang=en", 410)
    assert (
        "all wrong &lt;&amp;&gt;" in page and 'href="/releases/2026-11.1.1"' in page and "Synthetic" in page
    )
    assert "ผิดทั้งฉบับ" in text(bereft, "/releases/2026-11.1?lang=th", 410)
    for path in (
        "/data/2026-11.1/manifest.json", "/data/2026-11.1.zip", "/data/2026-11.1/data/water/village.csv",
        "/api/v1/datasets/water/rows?release=2026-11.1", "/releases/2026-11.1/citation.bib",
    ):  # fmt: skip
        body = bereft.get(path, headers={"Accept": "application/json"})
        assert body.status_code == 410, path
        told = body.json()
        assert (
            told["code"] == "410-published-release-withdrawn" and told["details"]["instead"] == "2026-11.1.1"
        )
    bereft.cookies.clear()  # of the languages asked for above
    for path in ("/data/2026-11.1.zip", "/datasets/water?release=2026-11.1"):
        shown = bereft.get(path, headers={"Accept": "text/html", "Accept-Language": "en"})
        html = shown.content.decode()
        assert (
            shown.status_code == 410
            and "No longer available" in html
            and ".." not in html.partition("<h1>")[2].partition("</section>")[0]
        ), path
        assert 'href="/releases/2026-11.1.1"' in html, path
    tombstone = read(bereft, "/api/v1/releases/2026-11.1")
    assert tombstone["patched_by"] is None
    assert (tombstone["state"], tombstone["withdrawn_on"], tombstone["instead"]) == (
        "withdrawn",
        "2026-11-24",
        "2026-11.1.1",
    )
    listed = read(bereft, "/api/v1/releases")
    assert [each["version"] for each in listed["releases"]] == ["2026-11.1.1", "2026-10.1"]
    assert [each["version"] for each in listed["withdrawn"]] == ["2026-11.1"]
    assert "2026-11.1<" not in text(bereft, "/sitemap.xml") and "all wrong" in text(
        bereft, "/releases?lang=en"
    )


def test_a_running_reader_lets_go_of_what_is_withdrawn(
    site: Client, patched: Path, tmp_path: Path, settings: Settings
) -> None:
    from patch_world import withdraw

    settings.CATALOGUE = tmp_path / "catalogue"
    shutil.copytree(patched, settings.CATALOGUE)
    page = site.get("/releases/2026-11.1")
    withdraw(settings.CATALOGUE, "2026-11.1")
    again = site.get("/releases/2026-11.1", headers={"If-None-Match": page["ETag"]})
    assert again.status_code == 410
    for version in ("2026-11.1.1", "2026-10.1"):
        withdraw(settings.CATALOGUE, version)
    assert text(site, "/releases/2026-10.1", 410) and text(site, "/errata") and text(site, "/")
    assert read(site, "/api/v1/releases")["latest"] is None
    assert site.get("/releases/latest").status_code == 503 and site.get("/datasets/water").status_code == 503
    assert read(site, "/api/v1/releases/2026-11.1")["instead"] is None


def test_the_newest_has_an_address_of_its_own(corrected: Client) -> None:
    for path, to in (("/data/latest/data/water/village.csv", "/data/2026-11.1.1/data/water/village.csv"),
                     ("/releases/latest", "/releases/2026-11.1.1")):  # fmt: skip
        response = corrected.get(path)
        assert (response.status_code, response["Location"]) == (302, to)
        assert (
            response["Cache-Control"] == "public, max-age=60"
            and f'<{to}>; rel="canonical"' in response["Link"]
        )
    assert "latest" not in text(corrected, "/sitemap.xml")
    assert read(corrected, "/api/v1/releases/latest")["version"] == "2026-11.1.1"
    newest, named = (read(corrected, f"/api/v1/errata?release={name}") for name in ("latest", "2026-11.1.1"))
    assert newest["changes"] == named["changes"] != [] and newest["patches"] == named["patches"] != []
    assert 'value="2026-11.1.1" selected' in corrected.get("/errata?release=latest").content.decode()


def test_citations_name_version_day_publisher_and_fingerprint(corrected: Client) -> None:
    told = read(corrected, "/api/v1/releases/2026-11.1")
    total = told["manifest_sha256"]
    for lang, day in (("th", "22 พฤศจิกายน 2569"), ("en", "22 November 2026")):
        said = told["citation"][lang]
        for part in (
            "2026-11.1",
            day,
            total,
            f"{HOST}/releases/2026-11.1",
            "ศูนย์สารสนเทศเพื่อการบริหารงานปกครอง",
            "SYNTHETIC",
        ):
            assert part in said
        assert total in text(corrected, f"/releases/2026-11.1?lang={lang}").partition('id="cite"')[2]
    (item,) = json.loads(text(corrected, "/releases/2026-11.1/citation.json?dataset=water"))
    assert (item["type"], item["version"], item["issued"]) == (
        "dataset",
        "2026-11.1",
        {"date-parts": [[2026, 11, 22]]},
    )
    assert item["title"] == "Piped water / น้ำประปา" and total in item["note"]
    bib = text(corrected, "/releases/2026-11.1/citation.bib")
    assert bib.count("{") == bib.count("}") and re.search(r"@misc\{tambon-release-2026-11-1,", bib)
    assert text(corrected, "/releases/2026-11.1/citation.bib?dataset=nothing", 404)
    assert "น้ำประปา" in text(corrected, "/datasets/water?lang=th").partition('id="cite"')[2]


@pytest.mark.parametrize(("values", "shown"), [
    ((19.3891, 19.3914), ("19.389", "19.391")), ((1234.00001, 1234.00002), ("1,234.00001", "1,234.00002")),
    ((True, False), ("x", "x")), (("a", "b"), ("x", "x")),
])  # fmt: skip
def test_a_change_that_rounding_hides_is_shown_with_more_digits(
    values: tuple[Any, Any], shown: tuple[str, str]
) -> None:
    assert in_words.apart(values, "x", "x") == shown
