"""The first page: what this is, for whom, and where to start."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.pages.words import GRADES
from tambon.public import caching, presenting
from tambon.public.published import catalogue, is_synthetic


@require_safe
@caching.page
def home(request: HttpRequest) -> HttpResponse:
    """The home page, or what to expect here before the first release."""
    releases = catalogue().releases()
    if not releases:
        return render(request, "public/home_empty.html", {"grades": list(GRADES.values())})
    datasets = catalogue().datasets()
    grades = [presenting.grade_counts(dataset) for dataset in datasets]
    context = {
        "release": releases[0],
        "synthetic": is_synthetic(),
        "datasets": [
            {**dataset, "counts": counts, "meter": presenting.meter(counts, dataset["expected"])}
            for dataset, counts in zip(datasets, grades, strict=True)
        ],
        "places": max((dataset["rows"].get(dataset["level"], 0) for dataset in datasets), default=0),
        "values": sum(sum(counts.values()) for counts in grades),
        "verified": sum(counts["verified"] for counts in grades),
        "grades": list(GRADES.values()),
    }
    return render(request, "public/home.html", context)
