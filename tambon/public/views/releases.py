"""Releases: the list, and one page each with its manifest, how to check a copy and how to cite it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.catalogue.metadata import citation
from tambon.pages import language
from tambon.public import caching, citing, correcting, counting
from tambon.public.metadata import base_of
from tambon.public.published import catalogue, is_synthetic

BIB = "application/x-bibtex; charset=utf-8"
CSL = "application/vnd.citationstyles.csl+json; charset=utf-8"


@require_safe
@caching.page
def index(request: HttpRequest) -> HttpResponse:
    """Every release, newest first; what was withdrawn is named with the reason."""
    context = {
        "here": "releases",
        "releases": catalogue().releases(),
        "tombstones": catalogue().tombstones(),
        "synthetic": is_synthetic(),
    }
    return render(request, "public/releases.html", context)


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Leads to the newest release. Raises 503 before the first."""
    response = HttpResponseRedirect(f"/releases/{catalogue().manifest()['version']}")
    response["Cache-Control"] = caching.SHORT
    response["Link"] = f'<{response["Location"]}>; rel="canonical"'
    return caching.share(response)


@require_safe
@caching.page
def release(request: HttpRequest, version: str) -> HttpResponse:
    """One release; of a withdrawn one its tombstone. Raises 404-published-release-unknown with the versions
    that there are."""
    gone = next((each for each in catalogue().tombstones() if each["version"] == version), None)
    if gone is not None:
        context = {"here": "releases", "gone": gone, "synthetic": gone["synthetic"]}
        return render(request, "public/release_withdrawn.html", context, status=410)
    manifest, line = catalogue().manifest(version), catalogue().release(version)
    labels = {dataset["name"]: dataset for dataset in catalogue().datasets(version)}
    cited = citation.cite(line, labels.values(), base_of(request))
    context = {
        "here": "releases",
        "release": line,
        "manifest": manifest,
        "credits": list(dict.fromkeys(manifest["credits"])),
        "datasets": [_dataset(labels[name], counts) for name, counts in manifest["datasets"].items()],
        "is_latest": version == catalogue().latest(),
        "bytes": sum(each["bytes"] for each in manifest["files"]),
        "citation": citing.show(cited, language.of(request)),
        "correction": correcting.of_release(version),
        "patch": next((each for each in catalogue().patches() if each["version"] == version), None),
        "synthetic": bool(manifest.get("synthetic")),
    }
    return render(request, "public/release.html", context)


@require_safe
def citation_bib(request: HttpRequest, version: str) -> HttpResponse:
    """How the release, or one dataset of it (``dataset=``), is cited: BibTeX."""
    return _citation(request, version, BIB, citation.bibtex)


@require_safe
def citation_json(request: HttpRequest, version: str) -> HttpResponse:
    """The same as CSL-JSON."""
    return _citation(request, version, CSL, citation.csl_json)


def _citation(
    request: HttpRequest, version: str, kind: str, write: Callable[[citation.Cited], str]
) -> HttpResponse:
    name = request.GET.get("dataset", "")

    def make() -> HttpResponse:
        found = str(catalogue().manifest(None if version == "latest" else version)["version"])
        if name:
            catalogue().dataset(name, version=found)
        cited = citation.cite(catalogue().release(found), catalogue().datasets(found), base_of(request), name)
        return HttpResponse(write(cited), content_type=kind)

    return caching.listing(request, make)


def _dataset(described: Any, counts: dict[str, Any]) -> dict[str, Any]:
    return {
        "described": described,
        "periods": counts["periods"],
        "rows": counts["rows"].get(counts["level"], 0),
        "expected": counts["expected"],
        "counts": counting.published(counts),
    }
