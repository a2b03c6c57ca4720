"""The one-page report: read back from its PDF as a viewer reads it, and never more than a few at a time."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice
from pathlib import Path

import pytest
from chosen_world import make_catalogue
from django.test import Client
from printed import letters_of, pages_of
from pytest_django import Settings
from qr_reader import read_svg

from tambon.formats import qr
from tambon.lib.problem import Problem
from tambon.public import papers, problems, reports
from tambon.public.comparing import Figure
from tambon.public.published import catalogue
from tambon.public.turns import Turns

VILLAGE = "58010203"


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with some sixty variables of a village."""
    return make_catalogue(tmp_path_factory.mktemp("wide"), wide=50)


@pytest.fixture
def site(wide: Path, settings: Settings) -> Client:
    settings.CATALOGUE, settings.TRUSTED_KEYS = wide, ("unsigned",)
    settings.ROOT_URLCONF = "tambon.config.public_urls"
    settings.TAMBON_PUBLIC_URL = "http://data.example.test"
    settings.TAMBON_URL = "http://collect.example.test"
    papers._kept.clear()
    return Client(headers={"Accept-Language": "en"})


def tight(text: str) -> str:
    return "".join(text.split())


def test_a_village_of_sixty_variables_fits_one_sheet_in_thai_and_in_english(site: Client) -> None:
    for lang, words in (
        ("th", ("บ้านสมมติ 3 หมู่ที่ 3", "ตำบลห้วยโป่ง", "22 พฤศจิกายน 2569", "ข้อมูลสังเคราะห์")),
        ("en", ("Ban Sommot 3 (Moo 3)", "Huai Pong Tambon", "22 November 2026", "Synthetic data")),
    ):
        answer = site.get(f"/areas/{VILLAGE}/report.pdf?lang={lang}")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert pages_of(answer.content) == 1
        said = letters_of(answer.content)
        for each in (*words, "2026-11.1", VILLAGE, catalogue().etag()):
            assert tight(each) in said, each
        told = reports.tell(catalogue(), catalogue().area(VILLAGE), lang)  # type: ignore[arg-type]
        lines = [line for topic in told.topics for line in topic.lines]
        assert len(lines) >= 60
        assert all(tight(line.value) in said for line in lines)


def test_the_same_report_is_the_same_bytes_and_known_by_its_tag(site: Client) -> None:
    first = site.get(f"/areas/{VILLAGE}/report.pdf")
    papers._kept.clear()
    again = site.get(f"/areas/{VILLAGE}/report.pdf")
    assert first.content == again.content
    known = {"If-None-Match": first.headers["ETag"]}
    assert site.get(f"/areas/{VILLAGE}/report.pdf", headers=known).status_code == 304


def test_totals_stand_beside_those_above_and_say_what_they_rest_on(site: Client) -> None:
    told = reports.tell(catalogue(), catalogue().area("580102"), "en")  # type: ignore[arg-type]
    assert [each.title for each in told.above] == ["Mae Hong Son Province"]  # its district holds it alone
    households = next(line for line in told.lines if line.name == "households")
    above = catalogue().values("58")
    figure = next(c for v in above for c in v["cells"] if c["variable"]["name"] == "households")
    assert figure["reported"] < figure["expected"]
    counts = f"{figure['reported']}/{figure['expected']}"
    assert households.beside == (Figure("Mae Hong Son Province", f"{figure['value']:,}", counts),)
    assert households.mark == "part" and re.fullmatch(r"\d/5", households.counts)
    assert all(line.label != "variable service" for line in told.lines)  # never summed
    assert f"({counts})" in site.get("/areas/580102/report").content.decode()
    data = papers.data_of(told, "http://data.example.test", "en")
    assert re.fullmatch(r"Mae Hong Son Province (mostly )?\d/8", data["starred"])


def test_incomplete_totals_are_not_called_complete(site: Client) -> None:
    told = reports.tell(catalogue(), catalogue().area("580102"), "en")  # type: ignore[arg-type]
    assert papers.lacks(told, "en")[-1] == ("Totals that are incomplete", f"{told.partial} of {told.values}")
    assert "Nothing is missing" not in site.get("/areas/580102/report").content.decode()


def test_the_country_beside_a_province_says_of_how_many_provinces_it_is(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    province = catalogue().area("58")
    assert province is not None
    assert [each.title for each in reports.tell(catalogue(), province, "en").above] == ["Thailand"]
    monkeypatch.setattr(type(catalogue()), "children", lambda *_, **__: [province] * 77)
    above = reports.tell(catalogue(), province, "en").above
    assert [each.title for each in above] == ["Thailand (2 of 77 provinces)"]


def test_only_a_village_is_told_to_question_a_value_at_once(site: Client) -> None:
    for code, named in ((VILLAGE, "choose the value"), ("580102", "open the page of the village")):
        told = reports.tell(catalogue(), catalogue().area(code), "en")  # type: ignore[arg-type]
        assert named in papers.data_of(told, "http://data.example.test", "en")["words"]["how"]
    assert "the page of the village" in site.get("/areas/580102/report").content.decode()
    assert "the page of the village" not in site.get(f"/areas/{VILLAGE}/report").content.decode()


def test_what_is_missing_is_named_with_its_reason(site: Client) -> None:
    page = site.get("/areas/58010202/report").content.decode()  # planned, and nobody answered
    assert "Not reported yet" in page
    told = reports.tell(catalogue(), catalogue().area("58010202"), "en")  # type: ignore[arg-type]
    assert told.lacking == sum(not line.value for topic in told.topics for line in topic.lines)
    assert "and 6 more" in dict(told.missing)["Not reported yet"] or "more" in str(told.missing)


def test_the_code_leads_to_the_page_where_values_are_questioned(site: Client) -> None:
    told = reports.tell(catalogue(), catalogue().area(VILLAGE), "th")  # type: ignore[arg-type]
    data = papers.data_of(told, "http://data.example.test", "th")
    assert data["address"] == f"http://data.example.test/areas/{VILLAGE}"
    assert read_svg(qr.svg(data["address"])) == data["address"]
    assert "collect.example.test/counter/challenge" in site.get(f"/areas/{VILLAGE}").content.decode()


def test_only_a_few_are_set_at_a_time_and_the_rest_are_told(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "_turns", Turns(1, 1, 0.05, problems.prints_waiting))
    told = reports.tell(catalogue(), catalogue().area(VILLAGE), "en")  # type: ignore[arg-type]
    with papers._turns.take(), pytest.raises(Problem) as refused:
        papers.pdf(told, "http://other.example.test", "en")
    assert refused.value.kind.code == "503-prints-waiting"
    assert papers.pdf(told, "http://other.example.test", "en").startswith(b"%PDF")


def test_waiting_readers_never_hold_every_thread() -> None:
    turns, begun, go = (
        Turns(1, 2, 30.0, problems.prints_waiting),
        threading.Event(),
        threading.Event(),
    )

    def work() -> str:
        try:
            with turns.take():
                begun.set()
                go.wait(30)
        except Problem as refused:
            return refused.kind.code
        return "done"

    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(work)
        begun.wait(30)
        rest = [pool.submit(work) for _ in range(7)]
        refused = [each.result() for each in islice(as_completed(rest), 5)]
        assert refused == ["503-prints-waiting"] * 5, "they are told at once, while others work"
        go.set()
        assert [each.result() for each in (first, *rest)].count("done") == 3


def test_the_country_has_no_report_and_nor_has_what_is_not_there(site: Client, empty_site: Client) -> None:
    assert empty_site.get("/areas/58/report.pdf").status_code == 503


@pytest.mark.parametrize("code", ["TH", "99999999"])
def test_an_area_without_a_report_is_a_404_with_words(site: Client, code: str) -> None:
    for path in ("report", "report.pdf"):
        assert site.get(f"/areas/{code}/{path}").status_code == 404
