"""The first page: what this is, for whom, and where to start."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.catalogue import Dataset
from tambon.pages import language
from tambon.pages.words import GRADES
from tambon.public import caching, counting, picture, selecting
from tambon.public.published import catalogue, is_synthetic, registry
from tambon.public.views.handbook import shares


@require_safe
@caching.page
def home(request: HttpRequest) -> HttpResponse:
    """The home page, or what to expect here before the first release."""
    if catalogue().latest() is None:
        return render(request, "public/home_empty.html", {"grades": list(GRADES.values())})
    release = catalogue().release()
    datasets = catalogue().datasets(release["version"])
    counts = counting.together(map(counting.published, datasets))
    context = {
        "release": release,
        "synthetic": is_synthetic(),
        "datasets": [{**dataset, "counts": counting.published(dataset)} for dataset in datasets],
        "places": max((dataset["rows"].get(dataset["level"], 0) for dataset in datasets), default=0),
        "counts": counts,
        "absent": sum(dataset["absent"] for dataset in datasets),
        "shown": _shown(datasets, language.of(request)),
    }
    return render(request, "public/home.html", context)


def _shown(datasets: list[Dataset], lang: str) -> dict[str, Any] | None:
    """A picture of the newest figures: a share, since shares can be compared; a percentage before others."""
    known = registry() if registry().latest() else None
    for dataset, share in shares(datasets) if known else ():
        if share["aggregation"] != "share":
            break
        chosen = selecting.read(QueryDict(f"show={share['name']}"), dataset)
        drawn = picture.tell(catalogue(), known, dataset, chosen, lang)
        if drawn and drawn.map and drawn.map["drawing"]:
            return {"dataset": dataset, "picture": drawn, "href": f"?{chosen.of_page()}#picture"}
    return None
