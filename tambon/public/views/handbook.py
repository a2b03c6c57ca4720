"""The guide for data users: in a few lines to pandas, QGIS and Excel, by addresses that work."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.catalogue import STATUSES, Dataset
from tambon.pages import in_words, language
from tambon.pages.words import GRADES
from tambon.public import caching, selecting
from tambon.public.metadata import base_of
from tambon.public.published import catalogue, is_synthetic

GEO = "geojson"
LEVEL = "tambon"


@require_safe
@caching.page
def guide(request: HttpRequest) -> HttpResponse:
    """What is told holds for the newest release: its first share, at the level of tambons."""
    lang = language.of(request)
    statuses = {**STATUSES, in_words.HIDDEN_STATUS: ()}
    context = {
        "here": "datasets",
        "base": base_of(request),
        "example": _example(),
        "grades": list(GRADES.values()),
        "statuses": [(code, in_words.say_status(code, lang)) for code in sorted(statuses)],
        "version": catalogue().latest(),
        "synthetic": is_synthetic(),
    }
    return render(request, "public/handbook.html", context)


def _example() -> dict[str, Any] | None:
    """The dataset and the variable that the lines read; None before the first release."""
    datasets = catalogue().datasets()
    if not datasets:
        return None
    dataset, variable = shares(datasets)[0]
    level = LEVEL if LEVEL in dataset["levels"] else dataset["levels"][-1]
    stem = f"/data/latest/data/{dataset['name']}/{level}"
    files = {each["path"].rpartition("/")[2] for each in dataset["files"]}
    sheet = f"{level}-{dataset['periods'][-1]}.xlsx"
    return {
        "dataset": dataset,
        "variable": variable,
        "level": level,
        "stem": stem,
        "has_geo": f"{level}.{GEO}" in files,
        "sheet": f"/data/latest/data/{dataset['name']}/{sheet}" if sheet in files else "",
    }


def shares(datasets: list[Dataset]) -> list[tuple[Dataset, Any]]:
    """Every variable that can be drawn with its dataset; percentages first, then other shares."""
    pairs = [(dataset, v) for dataset in datasets for v in selecting.drawable(dataset)]

    def rank(pair: tuple[Dataset, Any]) -> tuple[bool, bool]:
        return pair[1]["aggregation"] != "share", pair[1]["scale"] != 100

    return sorted(pairs, key=rank) or [(dataset, dataset["variables"][0]) for dataset in datasets]
