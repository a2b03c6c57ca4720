"""Files for official use: listed, cut to an area, or whole; whoever takes one is in the journal first."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import queries as areas
from tambon.catalogue.shapes import LEVELS
from tambon.desk import official
from tambon.desk.who import DeskRequest, signed_in
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits
from tambon.pages import language
from tambon.releases.actions import note_read

MOST_CHANGES = 500  # on a page


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The releases, and a file for each dataset and level of the area asked for. Raises 403, 404."""
    official.demand_any(request.who)
    catalogue, places = official.catalogue(), official.places_of(request.who, on=request.today)
    versions = [line["version"] for line in catalogue.releases()]
    asked = arabic_digits(request.GET.get("area", "").strip())
    version = request.GET.get("release", "") or (versions[0] if versions else "")
    chosen = areas.get_place(asked, on=request.today) if asked else next(iter(places), None)
    patch = next((each for each in catalogue.patches() if each["version"] == version), None)
    context: dict[str, Any] = {
        "here": "official",
        "patch": patch,
        "versions": versions,
        "version": version,
        "places": places,
        "place": chosen,
        "faults": catalogue.faults(),
        "files": _files(request, version) if request.who.everywhere(Verb.SEE_OFFICIAL) and versions else [],
        "datasets": _datasets(request, version, chosen) if versions and chosen else [],
    }
    return render(request, "desk/official.html", context)


@require_safe
@signed_in
def cut(request: DeskRequest, version: str, dataset: str, level: str, code: str) -> HttpResponseBase:
    """The rows of the area as CSV. Raises 403 outside the person's own, 404 for what is not there."""
    official.demand_any(request.who)
    place = areas.get_place(code, on=request.today)
    described = official.catalogue().dataset(dataset, version=version)
    names = official.variables_for(request.who, place, described, on=request.today)
    pages = official.read_pages(version, dataset, level=level, area=place.public_id, variables=names)
    first = next(pages)  # what is not there is refused before anything is said to have been read
    if request.method == "HEAD":
        return HttpResponse(content_type="text/csv; charset=utf-8")
    path = f"data/{dataset}/{level}"
    note_read(version, path, area=place.code, by=request.who.actor, at=request.at)
    response = StreamingHttpResponse(
        official.as_csv(chain([first], pages)), content_type="text/csv; charset=utf-8"
    )
    name = f"official-{dataset}-{level}-{place.code}-{version}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@signed_in
def errata(request: DeskRequest, version: str, code: str) -> HttpResponse:
    """What a patch corrected in the area, of the variables that are the person's. Raises 403 and 404."""
    official.demand_any(request.who)
    place = areas.get_place(code, on=request.today)
    datasets = {one["dataset"]["name"]: one for one in _datasets(request, version, place)}
    if not datasets:
        demand(
            request.who, Verb.SEE_OFFICIAL, Thing(areas.reached_from([place.id], on=request.today)[place.id])
        )
    patch = next((each for each in official.catalogue().patches() if each["version"] == version), None)
    names = {name: one["names"] for name, one in datasets.items()}
    changes, more = official.changes_in(version, place, names if patch else {}, most=MOST_CHANGES)
    if request.method != "HEAD":
        note_read(version, "errata", area=place.code, by=request.who.actor, at=request.at)
    described = {name: one["dataset"] for name, one in datasets.items()}
    shown = official.show_changes(changes, described, on=request.today, lang=language.of(request))
    context = {"here": "official", "version": version, "place": place, "patch": patch, "changes": shown}
    return render(request, "desk/official_errata.html", context | {"more": more, "most": MOST_CHANGES})


@require_safe
@signed_in
def whole(request: DeskRequest, version: str, path: str) -> HttpResponseBase:
    """A file as it is, for those whose area is the country. Raises 403, 404."""
    demand(request.who, Verb.SEE_OFFICIAL, Thing())
    place = official.catalogue().file_path(version, path)
    if request.method == "HEAD":
        return HttpResponse(content_type="application/octet-stream")
    note_read(version, path, area="TH", by=request.who.actor, at=request.at)
    return FileResponse(place.open("rb"), as_attachment=True, filename=path.replace("/", "-"))


def _datasets(request: DeskRequest, version: str, place: Any) -> list[dict[str, Any]]:
    """Each dataset with the levels at or below the place; one of which nothing is theirs is left out."""
    found = []
    for dataset in official.catalogue().datasets(version):
        try:
            names = official.variables_for(request.who, place, dataset, on=request.today)
        except Problem as problem:
            if problem.kind.status != 403:
                raise
            continue
        kept = [variable for variable in dataset["variables"] if variable["name"] in names]
        found.append(
            {
                "dataset": dataset,
                "names": names,
                "levels": [level for level in reversed(LEVELS) if level in _below(dataset["levels"], place)],
                "official": [each for each in kept if each["class"] != "free"],
                "count": len(kept),
            }
        )
    return found


def _below(levels: list[str], place: Any) -> list[str]:
    kind = str(place.kind.value)
    at = LEVELS.index(kind) if kind in LEVELS else len(LEVELS) - 1
    return [level for level in levels if LEVELS.index(level) >= at]


def _files(request: DeskRequest, version: str) -> list[dict[str, Any]]:
    manifest = official.catalogue().manifest(version)
    listed: list[dict[str, Any]] = manifest["files"]
    heads = [{"path": "manifest.json", "bytes": None}, {"path": "manifest.sig", "bytes": None}]
    return [*heads, *listed]
