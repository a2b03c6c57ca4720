"""What every door's pages share: languages, policy, refusals, words."""

from __future__ import annotations

import logging
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from tambon.lib.problem import Kind
from tambon.pages import errors, language, words
from tambon.pages.middleware import Language, Policy, Problems

TEA = Kind("418-teapot", "ต้มได้แต่ชา ลองเมนูอื่น", "Only tea here: try {other}")


def ask(path: str = "/", **headers: str) -> HttpRequest:
    return RequestFactory().get(path, headers=headers)


@pytest.mark.parametrize(
    ("path", "cookie", "accepted", "lang"),
    [
        ("/", "", "", "th"),
        ("/", "", "en-GB,en;q=0.9,th;q=0.8", "en"),
        ("/", "", "fr, th;q=0.5, en;q=0.4", "th"),
        ("/", "", "en;q=0", "th"),
        ("/", "", "fr;q=zzz,,;;q=1, en;q=x", "th"),
        ("/", "en", "th", "en"),
        ("/?lang=th", "en", "en", "th"),
        ("/?lang=xx", "zz", "en", "en"),
    ],
)
def test_the_address_wins_then_the_choice_made_before_then_the_browser(
    path: str, cookie: str, accepted: str, lang: str
) -> None:
    request = ask(path, **{"accept-language": accepted})
    request.COOKIES["lang"] = cookie
    assert language.choose(request) == lang


@given(st.text(max_size=200))
def test_no_accept_language_breaks_the_choice(header: str) -> None:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = header
    assert language.choose(request) in language.LANGUAGES


def test_a_choice_in_the_address_is_kept_for_a_year_and_no_other() -> None:
    door = Language(lambda request: HttpResponse("x", content_type="text/html"))
    assert door(ask("/?lang=en")).cookies["lang"].value == "en"
    assert not door(ask("/")).cookies
    assert "Accept-Language" in door(ask("/")).headers["Vary"]


def test_the_policy_forbids_everything_but_the_site_itself() -> None:
    response = Policy(lambda request: HttpResponse())(ask())
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "http" not in policy and "data:" not in policy
    assert "camera=()" in response.headers["Permissions-Policy"]


def test_a_problem_becomes_a_page_for_people_and_json_for_machines() -> None:
    door = Problems(lambda request: HttpResponse())
    page = door.process_exception(
        ask("/x?lang=en", accept="text/html"), TEA(other="water", allowed=["a", "b"])
    )
    assert page.status_code == 418
    assert "Only tea here: try water" in page.content.decode()
    for request in (ask("/api/v1/x"), ask("/x", accept="application/json")):
        answer = door.process_exception(request, TEA(other="water", known="a, b"))
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert b'"allowed": ["a", "b"]' in answer.content


def test_what_the_framework_raises_has_words_too() -> None:
    door = Problems(lambda request: HttpResponse())
    assert door.process_exception(ask(), PermissionDenied()).status_code == 403
    assert errors.csrf_failed(ask()).status_code == 403
    assert errors.bad_request(ask(), ValueError()).status_code == 400
    assert errors.failed(ask()).status_code == 500


def test_a_failure_is_logged_without_what_was_sent(caplog: pytest.LogCaptureFixture) -> None:
    door = Problems(lambda request: HttpResponse())
    try:
        raise ValueError("citizen 1-1037-02071-81-2")
    except ValueError as error:
        with caplog.at_level(logging.ERROR):
            response = door.process_exception(ask("/odd/secret-token?phone=0812345678"), error)
    assert response.status_code == 500
    logged = caplog.text
    assert "ValueError" in logged and "test_pages_shared.py" in logged
    for private in ("1-1037", "secret-token", "0812345678"):
        assert private not in logged


def render(source: str, lang: str, **context: object) -> str:
    return engines["django"].from_string(source).render({"lang": lang, **context})


def test_say_and_its_filters() -> None:
    place = {"name_th": "ขุนยวม", "name_en": "Khun <Yuam>"}
    assert render('{% say "ไทย" "English" %}', "th") == "ไทย"
    assert render('{% say "พบ {n}" "Found {n}" n=n %}', "en", n="<3>") == "Found &lt;3&gt;"
    assert render("{% say place %}", "en", place=place) == "Khun &lt;Yuam&gt;"
    assert render("{{ place|said:lang }}", "th", place=place) == "ขุนยวม"
    assert render("{{ '2026-11'|period:lang }}", "th") == "พฤศจิกายน 2569"
    assert render("{{ '2026-11-22'|day:lang }}", "th") == "22 พฤศจิกายน 2569"
    assert render("{{ '2026-11-22T18:30:00+00:00'|day:lang }}", "en") == "23 November 2026"
    assert "01:30 น." in render("{{ '2026-11-22T18:30:00+00:00'|moment:lang }}", "th")


def test_say_chooses_the_number_of_an_english_noun_by_its_count() -> None:
    source = '{% say "ไทย" "{n} [value|values] in {places} [places:village|villages]" n=n places=p %}'
    assert render(source, "en", n="1", p=2) == "1 value in 2 villages"
    assert render(source, "en", n=1_000, p="1") == "1000 values in 1 village"
    assert render(source, "th", n=1, p=1) == "ไทย"
    assert render('{% say "ไทย" "a [b|c]" %}', "en") == "a [b|c]", "nothing is counted"


def test_a_grade_is_told_by_shape_and_word() -> None:
    shapes = {render(f'{{% grade "{name}" %}}', "en") for name in words.GRADES}
    assert len(shapes) == len(words.GRADES)
    assert "ยังไม่มีค่า" in render("{% grade None %}", "th")
    assert "ยังไม่มีค่า" in render('{% grade "made-up" %}', "th")


def test_numbers_shares_and_sizes() -> None:
    assert words.say_number(1234567) == "1,234,567"
    assert words.say_number(Decimal("12.50")) == "12.5"
    assert words.say_number(None) == ""
    assert words.say_share(999, 1000) == "99%" and words.say_share(1, 1000) == "1%"
    assert words.say_share(3, 3) == "100%" and words.say_share(0, 3) == "0%" and words.say_share(1, 0) == "–"
    assert words.say_size(999) == "999 B" and words.say_size(11_500) == "11.5 kB"
    assert words.say_size(250_000_000) == "250 MB"


def test_the_language_switch_stays_on_the_page(site: Client) -> None:
    html = site.get("/areas", {"q": "ขุน", "lang": "th"}).content.decode()
    assert "/areas?q=%E0%B8%82%E0%B8%B8%E0%B8%99&amp;lang=en" in html
