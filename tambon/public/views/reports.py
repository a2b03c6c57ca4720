"""The one-page report of a village, tambon, district or province: a page to read and print, and a PDF."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.pages import language
from tambon.public import caching, papers, presenting_areas, problems, reports
from tambon.public.metadata import base_of
from tambon.public.published import catalogue, get_area, pinned_release
from tambon.public.reports import Report


@require_safe
@caching.page
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The report as a page; printed, it is a sheet too."""
    lang = language.of(request)
    told = _tell(request, code, lang)
    context = {
        "here": "areas",
        "report": told,
        "older": told.release != catalogue().latest(),
        "pinned": pinned_release(request),
        "lacks": papers.lacks(told, lang),
        "crumbs": presenting_areas.show_listed(told.area["ancestors"], {}, "", lang),
        "cite": papers.cite(told, base_of(request), lang),
        "synthetic": told.synthetic,
    }
    return render(request, "public/report.html", context)


@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponseBase:
    """The report as a PDF, in the language that the address names."""
    lang = "en" if language.asked(request) == "en" else "th"
    told, base = _tell(request, code, lang), base_of(request)

    def make() -> HttpResponse:
        response = HttpResponse(papers.pdf(told, base, lang), content_type="application/pdf")
        name = f"tambon-{told.area['area_code']}-{told.release}-{lang}.pdf"
        response["Content-Disposition"] = f'inline; filename="{name}"'
        return response

    return caching.machine(request, None, make)


def _tell(request: HttpRequest, code: str, lang: str) -> Report:
    """Of the release that the address names, else the newest. Raises 404 for an area that has no report and
    for a release that is not there, and 503 before the first release."""
    version = pinned_release(request)
    place = get_area(code, version)
    if place["kind"] not in reports.KINDS:
        raise problems.report_of_country(area=place["area_code"])
    return reports.tell(catalogue(), place, lang, version)
