"""The doors for other catalogues and for readers of feeds: DCAT, Atom, the sitemap, GD Catalog's template."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.catalogue.metadata import dcat, feeds, gdcatalog, graph, sitemap
from tambon.catalogue.metadata.published import Published
from tambon.catalogue.shapes import Change, Patch
from tambon.formats.sheets import workbook_of
from tambon.public import caching, problems
from tambon.public.metadata import base_of, published
from tambon.public.published import catalogue, is_synthetic

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ATOM = "application/atom+xml; charset=utf-8"
PAGES = (
    "/",
    "/datasets",
    "/areas",
    "/releases",
    "/errata",
    "/progress",
    "/programme",
    "/guide",
    "/harvest",
    "/api/docs",
)
FED = 50  # patches in the feed
LEVELS = ("province", "district", "tambon")  # whose pages are in the sitemap; villages are found from them


@require_safe
@caching.page
def harvest(request: HttpRequest) -> HttpResponse:
    """Which doors there are, for whoever runs a catalogue."""
    datasets = [each["name"] for each in catalogue().datasets()]
    context = {"here": "api", "base": base_of(request), "names": datasets, "synthetic": is_synthetic()}
    return render(request, "public/harvest.html", context)


@require_safe
def catalog(request: HttpRequest) -> HttpResponse:
    """The address that names the catalogue leads to the writing asked for, else to the page about it."""
    accept = request.headers.get("Accept", "")
    turtle, ld = "text/turtle" in accept, "json" in accept
    response = HttpResponse(status=303)
    response["Location"] = "/catalog.ttl" if turtle else "/catalog.jsonld" if ld else "/harvest"
    response["Vary"] = "Accept"
    return caching.share(response)


@require_safe
def catalog_jsonld(request: HttpRequest) -> HttpResponse:
    """The latest release as a DCAT 3 catalogue, in JSON-LD."""
    return _kept(request, "application/ld+json; charset=utf-8", lambda: _dcat(request, graph.jsonld))


@require_safe
def catalog_turtle(request: HttpRequest) -> HttpResponse:
    """The same in Turtle."""
    return _kept(request, "text/turtle; charset=utf-8", lambda: _dcat(request, graph.turtle))


@require_safe
def releases_feed(request: HttpRequest) -> HttpResponse:
    """Every release, the newest first."""
    base = base_of(request)
    return _kept(
        request, ATOM, lambda: feeds.feed(base, "releases", feeds.releases(base, catalogue().releases()))
    )


@require_safe
def errata_feed(request: HttpRequest) -> HttpResponse:
    """Every patch with what it changed, and every withdrawn release with the reason."""
    base = base_of(request)
    return _kept(
        request,
        ATOM,
        lambda: feeds.feed(base, "errata", feeds.errata(base, _errata(), catalogue().tombstones())),
    )


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """The pages of this site: the standing ones, datasets, releases, areas down to the tambon."""
    base = base_of(request)
    return _kept(request, "application/xml; charset=utf-8", lambda: sitemap.sitemap(base, _pages()))


@require_safe
def gd_template(request: HttpRequest, name: str) -> HttpResponse:
    """A dataset in GD Catalog's Excel template. ``classified=1`` adds the column data_classification."""
    for parameter in request.GET:
        if parameter not in ("classified", "lang"):
            raise problems.parameter_unknown(parameter=parameter, known="classified, lang")
    found = catalogue().dataset(name)
    told, classified = _demand(request), request.GET.get("classified", "") == "1"
    response = _kept(
        request, XLSX, lambda: workbook_of(gdcatalog.sheets(told, (found,), classified=classified))
    )
    if response.status_code == 200:
        response["Content-Disposition"] = f'attachment; filename="gdcatalog-{name}-{told.version}.xlsx"'
    return response


def _kept(request: HttpRequest, kind: str, make: Callable[[], str | bytes]) -> HttpResponse:
    return caching.listing(request, lambda: HttpResponse(make(), content_type=kind))


def _demand(request: HttpRequest) -> Published:
    """The latest release as it is told; raises 503 before the first."""
    told = published(request)
    if told is None:
        catalogue().manifest()  # says so
        raise AssertionError("a manifest without a release")
    return told


def _dcat(request: HttpRequest, write: Callable[[graph.Node], str]) -> str:
    return write(dcat.catalogue(_demand(request)))


def _errata() -> Iterator[tuple[Patch, list[Change]]]:
    for patch in catalogue().patches()[:FED]:
        yield patch, catalogue().errata(patch["version"], limit=feeds.MOST_SHOWN).changes


def _pages() -> Iterator[tuple[str, str]]:
    lines = catalogue().releases()
    newest = lines[0]["published_at"][:10] if lines else ""
    yield from ((path, newest) for path in PAGES)
    yield from ((f"/datasets/{each['name']}", newest) for each in catalogue().datasets())
    yield from ((f"/releases/{line['version']}", line["published_at"][:10]) for line in lines)
    if lines:
        yield from ((f"/areas/{code}", newest) for code in _codes("TH"))


def _codes(code: str) -> Iterator[str]:
    for area in catalogue().children(code):
        if area["kind"] in LEVELS:
            yield area["area_code"]
            if area["kind"] != "tambon":
                yield from _codes(area["area_code"])
