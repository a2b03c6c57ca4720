"""What was corrected after it was published: change by change, with filters."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.catalogue.errata import ErrataPage
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.public import caching, correcting
from tambon.public.published import catalogue, is_synthetic, named_release

ROWS = 50
FILTERS = ("release", "dataset", "area", "since", "cursor")


@require_safe
@caching.page
def index(request: HttpRequest) -> HttpResponse:
    """The page; a filter that cannot be used is explained, and the rest of the page stays."""
    asked: dict[str, Any] = {key: request.GET.get(key, "").strip() or None for key in FILTERS}
    asked["release"] = named_release(asked["release"])
    page, refusal = _page(asked) if catalogue().latest() else (ErrataPage([], None), None)
    lang, patches = language.of(request), catalogue().patches()
    shown = [each for each in patches if asked["release"] in (None, each["version"])]
    context = {
        "here": "releases",
        "asked": asked,
        "patches": patches,
        "shown": [each for each in shown if not asked["dataset"] or asked["dataset"] in each["datasets"]],
        "tombstones": catalogue().tombstones(),
        "datasets": catalogue().datasets(),
        "changes": correcting.show(page.changes, lang) if page else [],
        "next": page.next if page else None,
        "refusal": refusal.say(lang) if refusal else "",
        "query": _query(request),
        "synthetic": is_synthetic(),
    }
    return render(request, "public/errata.html", context, status=refusal.kind.status if refusal else 200)


def _page(asked: dict[str, Any]) -> tuple[ErrataPage | None, Problem | None]:
    try:
        found = catalogue().errata(
            asked["release"],
            asked["dataset"],
            area=asked["area"],
            since=asked["since"],
            limit=ROWS,
            cursor=asked["cursor"],
        )
    except Problem as problem:
        return None, problem
    return found, None


def _query(request: HttpRequest) -> str:
    """The filters as the API takes them, without the page."""
    kept = request.GET.copy()
    for name in list(kept):
        if name not in FILTERS or name == "cursor" or not str(kept[name]).strip():
            del kept[name]
    kept["format"] = "csv"
    return kept.urlencode()
