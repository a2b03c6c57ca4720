"""Every public page answers in both languages, says what is synthetic, and says what is wrong."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tambon.catalogue import words as of_files
from tambon.pages import assets, errors
from tambon.public import counting
from tambon.public import words as of_pages
from tambon.public.published import catalogue

PAGES = (
    "/", "/areas", "/areas?q=%E0%B8%82%E0%B8%B8%E0%B8%99", "/areas/TH", "/areas/58", "/areas/5801",
    "/areas/580101",    "/areas/580102", "/areas/58010201", "/areas/a-58", "/datasets", "/datasets/water",
    "/datasets/water?level=tambon",
    "/datasets/water?grade=verified&area=58&variable=households", "/releases", "/releases/2026-11.1",
    "/releases/2026-10.1", "/progress", "/progress?area=58", "/api/docs", "/harvest", "/guide",
    "/areas/58010201/report", "/areas/5801/report", "/datasets/water?release=2026-10.1&show=piped_share",
    "/programme", "/programme?area=58", "/programme?programme=next",
)  # fmt: skip


def text_of(site: Client, path: str, lang: str = "th", status: int = 200) -> str:
    response = site.get(path, {"lang": lang} if "?" not in path else None, headers={"Accept-Language": lang})
    assert response.status_code == status, path
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_speaks_both_languages_and_names_synthetic_data(site: Client, path: str) -> None:
    for lang, word in (("th", "ชุดข้อมูล"), ("en", "Datasets")):
        response = site.get(path, headers={"Accept-Language": lang})
        html = response.content.decode()
        assert response.status_code == 200
        assert f'<html lang="{lang}">' in html
        assert response.headers["Content-Language"] == lang
        assert word in html
        assert "ข้อมูลสังเคราะห์ ใช้สาธิตเท่านั้น" in html
        assert "Synthetic data, for demonstration only" in html


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(site: Client, path: str) -> None:
    html = site.get(path).content.decode()
    assert not re.search(
        r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=\"/static/| type=\"application/ld\+json\">)", html
    )
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!data\.example\.test|creativecommons\.org)', html)


def test_the_way_to_an_answer_stands_on_every_page_where_there_is_a_counter(
    site: Client, settings: Settings
) -> None:
    settings.TAMBON_URL = "https://collect.example.org"
    for path in ("/", "/areas/58010201"):
        assert 'href="https://collect.example.org/counter/"' in site.get(path).content.decode()
    settings.TAMBON_URL = ""
    assert "/counter/" not in site.get("/").content.decode()


def test_home_says_what_the_latest_release_holds(site: Client) -> None:
    said = text_of(site, "/", "en")
    assert "Latest release 2026-11.1" in said
    assert "10 villages described" in said or "villages described 10" in said
    assert "Piped water" in said


def test_home_before_the_first_release_says_so(empty_site: Client) -> None:
    assert "ยังไม่มีฉบับเผยแพร่" in text_of(empty_site, "/")
    assert "Nothing has been published yet" in text_of(empty_site, "/", "en")
    for path in ("/areas", "/areas?q=58", "/datasets", "/releases", "/progress", "/programme", "/api/docs"):
        assert empty_site.get(path).status_code == 200, path
    assert empty_site.get("/areas/58").status_code == 503
    assert empty_site.get("/api/v1/areas?q=58").status_code == 503


def test_what_no_trusted_key_signed_is_not_called_nothing_published(site: Client, settings: Settings) -> None:
    settings.TRUSTED_KEYS = ["a" * 64]
    assert "Nothing has been published" not in text_of(site, "/", "en")
    assert "ไม่มีลายมือชื่อที่เชื่อได้" in text_of(site, "/")
    for path in ("/", "/areas", "/datasets", "/releases", "/guide", "/harvest"):
        assert "cannot be vouched for" in text_of(site, path, "en"), path
    told = site.get("/api/v1/health").json()
    assert told["release"] is None
    assert any(each.startswith("releases.json: signed by a key that is not") for each in told["faults"])
    refused = site.get("/api/v1/datasets/water/rows")
    assert (refused.status_code, refused.json()["code"]) == (503, "503-published-unvouched")


def test_how_old_the_list_is_stands_on_the_page_and_in_health(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of this world was signed on 22 November 2026 and would be signed anew every night."""
    from tambon.public import published
    from tambon.public.api import releases as health

    def clock(day: int) -> Any:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:
                return datetime(2026, 11, day, 3, tzinfo=UTC)

        return Clock

    for day, stale in ((23, False), (30, True)):
        for module in (health, published):
            monkeypatch.setattr(module, "datetime", clock(day))
        told = site.get("/api/v1/health").json()["releases_list"]
        assert (told["signed_at"], told["stale"]) == ("2026-11-22T02:00:00+00:00", stale)
        assert told["age_seconds"] == ((day - 22) * 24 + 1) * 3600 and told["number"] > 1_700_000_000
        assert ("more than seven days ago" in text_of(site, "/", "en")) == stale
        assert ("นานกว่าเจ็ดวัน" in text_of(site, "/releases")) == stale
        assert f"number {told['number']}" in text_of(site, "/releases", "en")


def test_a_village_shows_grade_origin_and_the_reason_of_absence(site: Client) -> None:
    said = text_of(site, "/areas/58010201")
    assert "หมู่ที่ 1" in said
    assert "หมู่บ้านสมมติในตำบลจริง" in said
    assert "จากทะเบียนของหน่วยงานเจ้าของ" in said or "เก็บในพื้นที่" in said
    assert "พ.ศ. 2569" in said
    assert "2026-11" not in said.replace("2026-11.1", "")  # periods are Buddhist for people


def test_every_origin_that_files_name_has_words_on_pages() -> None:
    assert of_pages.ORIGINS.keys() == of_files.ORIGINS.keys()


def test_a_total_says_what_it_rests_on(site: Client) -> None:
    assert re.search(r"จาก \d+ ใน 5 หมู่บ้าน", text_of(site, "/areas/580102"))
    assert re.search(r"from \d+ of 5 villages", text_of(site, "/areas/580102", "en"))


def test_a_tambon_without_villages_is_explained(site: Client) -> None:
    assert "ตำบลนี้ไม่มีหมู่บ้าน" in text_of(site, "/areas/580101")
    assert "This tambon has no village" in text_of(site, "/areas/580101", "en")
    assert "ตำบลนี้ไม่มีหมู่บ้าน" not in text_of(site, "/areas/580102")


def test_an_exact_code_leads_straight_to_its_page(site: Client) -> None:
    response = site.get("/areas", {"q": "580102"})
    assert (response.status_code, response.headers["Location"]) == (302, "/areas/580102")


def test_a_filter_that_cannot_be_used_is_explained_on_the_page(site: Client) -> None:
    said = text_of(site, "/datasets/water?grade=excellent", "en", status=400)
    assert "There is no grade excellent" in said
    assert "Download" in said


def test_a_refusal_too_says_that_the_data_are_made_up(site: Client) -> None:
    for path in ("/no-such-page", "/areas/99999999", "/datasets/none"):
        page = site.get(path, headers={"Accept": "text/html"})
        assert page.status_code == 404 and b'class="synthetic"' in page.content, path


def test_what_is_not_there_is_a_404_with_words(site: Client) -> None:
    for path in ("/areas/99999999", "/datasets/roads", "/releases/1999-01.1", "/nowhere"):
        assert text_of(site, path, "en", status=404)
    assert "There are: population, water" in text_of(site, "/datasets/roads", "en", status=404)


def test_names_are_escaped(site: Client) -> None:
    html = site.get("/areas", {"q": '<script>alert("x")</script>'}).content.decode()
    assert "<script>alert" not in html


def test_a_page_already_held_is_not_sent_again_until_its_language_changes(site: Client) -> None:
    first = site.get("/areas/58", headers={"Accept-Language": "th"})
    known = {"If-None-Match": first.headers["ETag"]}
    assert site.get("/areas/58", headers={"Accept-Language": "th", **known}).status_code == 304
    assert site.get("/areas/58", headers={"Accept-Language": "en", **known}).status_code == 200


def test_rows_go_on_page_by_page(site: Client) -> None:
    from tambon.public.views import datasets

    before, datasets.ROWS = datasets.ROWS, 3
    try:
        html = site.get("/datasets/water").content.decode()
        address = re.search(r'rel="next" href="([^"#]+)', html)
        assert address
        following = site.get("/datasets/water" + address[1].replace("&amp;", "&")).content.decode()
    finally:
        datasets.ROWS = before
    html, following = (each.partition('<section class="picture"')[0] for each in (html, following))
    assert "50010101" in html and "50010101" not in following


def test_an_area_shows_what_holds_values_first_and_folds_the_rest(site: Client) -> None:
    html = site.get("/areas/58010201", headers={"Accept-Language": "en"}).content.decode()
    cells = {
        cell["variable"]["label_en"]: cell["value"]
        for values in catalogue().values("58010201")
        for cell in values["cells"]
    }
    folded = re.findall(r'<li id="v-[^"]+">([^<]+?) <span', html)
    assert folded and sorted(folded) == sorted(label for label, value in cells.items() if value is None)
    assert re.search(rf"<summary>{len(re.findall('id=.v-water-', html.split('<details')[1]))} more", html)


def test_an_area_and_its_report_are_of_the_release_that_is_named(site: Client) -> None:
    for path in ("/areas/58010201", "/areas/58010201/report"):
        newest, named = (text_of(site, f"{path}{query}", "en") for query in ("", "?release=2026-10.1"))
        assert "which is not the newest" in named and "which is not the newest" not in newest
        assert "release 2026-10.1 " in named and "2026-10.1" not in newest
        assert text_of(site, f"{path}?release=latest", "en") == newest
        assert "There is no release 1999-01.1" in text_of(site, f"{path}?release=1999-01.1", "en", 404)
    html = site.get("/areas/58010201?release=2026-10.1").content.decode()
    assert 'href="/areas/58010201/report?release=2026-10.1"' in html
    sheet = site.get("/areas/58010201/report.pdf?release=2026-10.1&lang=en")
    assert "tambon-58010201-2026-10.1-en.pdf" in sheet.headers["Content-Disposition"]


def test_home_and_progress_count_by_one_rule_and_say_so(site: Client) -> None:
    row = {"expected": 10, "not_applicable": 2, "reported": 7, "checked": 3, "verified": 2, "disputed": 1}
    told = counting.collected(row)
    assert (told.verified, told.checked, told.reported, told.disputed) == (2, 3, 1, 1)
    assert (told.values, told.expected, [each.count for each in told.meter]) == (7, 8, [2, 3, 1, 1])
    withheld = counting.collected({**row, "checked": None, "verified": None, "disputed": None})
    assert (withheld.values, withheld.reported) == (7, 7)
    datasets = [counting.published(each) for each in catalogue().datasets()]
    whole = counting.together(datasets)
    assert whole.verified == sum(each["grades"].get("verified", 0) for each in catalogue().datasets())
    home = text_of(site, "/", "en")
    assert f"Verified {whole.verified:,}" in home and f"{whole.values:,} values published" in home
    for page in (home, text_of(site, "/progress", "en")):
        assert "A value counts once, under the grade it has" in page


def test_a_page_that_is_shared_says_what_it_is(site: Client) -> None:
    html = site.get("/areas/580102?lang=en").content.decode()
    told = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', html))
    assert told["title"] == "Huai Pong Tambon" and told["locale"] == "en_GB"
    assert told["url"] == "http://data.example.test/areas/580102?lang=en"
    assert told["image"].endswith("/static/built/share.png") and (assets.BUILT / "share.png").is_file()
    assert "og:title" not in site.get("/no-such-page", headers={"Accept": "text/html"}).content.decode()


def test_a_refusal_names_itself_and_leads_on(site: Client) -> None:
    missing = site.get("/no-such-page?lang=en").content.decode()
    assert "<title>Not found (404)" in missing and 'href="/areas"' in missing
    refused = site.get("/areas/58?on=yesterday&lang=th")
    assert refused.status_code == 400 and 'href="/areas/58"' in refused.content.decode()
    assert errors.heading(errors.FAILED(incident="x"), "en") == "Something went wrong"


def test_the_publisher_without_an_english_name_keeps_its_own_and_the_page_says_why(site: Client) -> None:
    english = site.get("/datasets/water?lang=en").content.decode()
    assert '<span lang="th">ศูนย์สารสนเทศเพื่อการบริหารงานปกครอง</span>. (2026)' in english
    assert "no English one is known" in english
    assert "no English one is known" not in site.get("/datasets/water?lang=th").content.decode()


def test_a_citation_can_be_taken_into_a_list_of_references(site: Client) -> None:
    for path, asked in (("/datasets/water", "?dataset=water"), ("/releases/2026-11.1", "")):
        html = site.get(path).content.decode()
        for form in ("bib", "json"):
            address = f"/releases/2026-11.1/citation.{form}{asked}"
            assert f'href="{address}"' in html and site.get(address).status_code == 200
