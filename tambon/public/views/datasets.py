"""Datasets: the list, and one page each: choose, see, take away; its files and its dictionary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.catalogue import GRADES, LEVELS, Area, Dataset, Page
from tambon.catalogue.metadata import citation
from tambon.catalogue.metadata.schema_org import page_block
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.pages.words import GRADES as GRADE_WORDS
from tambon.public import (
    caching,
    challenging,
    citing,
    correcting,
    counting,
    picture,
    presenting,
    presenting_cells,
    selecting,
    taking,
    words,
)
from tambon.public.metadata import base_of, published
from tambon.public.published import catalogue, is_synthetic, pinned_release, registry
from tambon.public.selecting import Namesake, Selection

ROWS = 25


@require_safe
@caching.page
def index(request: HttpRequest) -> HttpResponse:
    """Every dataset of the latest release."""
    datasets = [{**dataset, "counts": counting.published(dataset)} for dataset in catalogue().datasets()]
    context = {
        "here": "datasets",
        "version": catalogue().latest(),
        "datasets": datasets,
        "synthetic": is_synthetic(),
    }
    return render(request, "public/datasets.html", context)


@require_safe
@caching.page
def dataset(request: HttpRequest, name: str) -> HttpResponse:
    """One dataset. A choice that cannot be used is explained, and the rest of the page stays."""
    version = pinned_release(request) or catalogue().latest()
    found = catalogue().dataset(name, version=version)
    version, lang = str(version), language.of(request)
    near = request.GET.get("near", "").strip()
    shown = _see(found, selecting.read(request.GET, found), version, near, lang)
    context = {
        **_about(request, found, version, lang),
        **_chosen(request, found, shown, version, lang),
        "here": "datasets",
        "dataset": found,
        "ask": _ask(found, shown.page, version),
        "challenges": challenging.answers_of_dataset(found),
        "synthetic": is_synthetic(version),
    }
    status = shown.refusal.kind.status if shown.refusal else 200
    return render(request, "public/dataset.html", context, status=status)


@dataclass(frozen=True)
class _Seen:
    """What the selection comes to: rows and a picture, or why not."""

    selection: Selection
    area: Area | None
    namesakes: list[Namesake]
    page: Page | None = None
    picture: picture.Picture | None = None
    refusal: Problem | None = None


def _see(found: Dataset, asked: Selection, version: str, near: str, lang: str) -> _Seen:
    selection, area, namesakes = selecting.with_area(asked, catalogue(), found, version, near)
    if namesakes:
        return _Seen(selection, None, namesakes)
    filters = {**selection.filters(), "version": version}
    known = registry() if registry().latest() else None
    try:
        page = catalogue().rows(
            found["name"], limit=ROWS, cursor=selection.cursor, filled_first=True, **filters
        )
        drawn = picture.tell(catalogue(), known, found, selection, lang)
    except Problem as problem:
        return _Seen(selection, area, [], refusal=problem)
    return _Seen(selection, area, [], page, drawn)


def _chosen(request: HttpRequest, found: Dataset, seen: _Seen, version: str, lang: str) -> dict[str, Any]:
    """The form, the answer, and what can be taken away of it."""
    selection, page = seen.selection, seen.page
    return {
        "asked": selection,
        "area": seen.area,
        "area_title": words.say_area(seen.area, lang) if seen.area else "",
        "namesakes": [_namesake(each, selection, lang) for each in seen.namesakes],
        "choices": _choices(found, lang),
        "drawable": selecting.drawable(found),
        "of_totals": selecting.is_above(found, selection.level),
        "own_level_text": words.look(words.KINDS, found["level"], lang).lower(),
        "page": page,
        "rows": presenting_cells.show_rows(page, found, lang) if page else [],
        "empties": page.total - page.filled if page and page.filled is not None else 0,
        "many_periods": len(found["periods"]) > 1 and not selection.period,
        "refusal": seen.refusal.say(lang) if seen.refusal else "",
        "columns": [v for v in found["variables"] if page and v["name"] in page.variables],
        "picture": seen.picture,
        "level_text": words.look(words.KINDS, page.level, lang).lower() if page else "",
        "picture_level": words.look(words.KINDS, seen.picture.level, lang).lower() if seen.picture else "",
        "take": taking.take(request, found, replace(selection, release=version), seen.area, page)
        if page
        else None,
    }


def _about(request: HttpRequest, found: Dataset, version: str, lang: str) -> dict[str, Any]:
    """The dataset itself, whatever is chosen of it."""
    told = published(request) if version == catalogue().latest() else None
    package = catalogue().release(version)
    return {
        "variables": [_variable(variable, lang) for variable in found["variables"]],
        "counts": counting.published(found),
        "files": _files(found, lang),
        "package": package,
        "older": version != catalogue().latest(),
        "correction": correcting.of_dataset(found["name"]),
        "citation": citing.show(citation.cite(package, [found], base_of(request), found["name"]), lang),
        "structured": page_block(told, found) if told else "",
        "grades": list(GRADE_WORDS.values()),
    }


def _namesake(one: Namesake, selection: Selection, lang: str) -> dict[str, Any]:
    area = one.area
    within = [words.say_area(one, lang) for one in reversed(area["ancestors"]) if one["kind"] != "country"]
    code = area["area_code"] or area["area_id"]
    asked = replace(selection, area=code)
    return {
        "title": words.say_area(area, lang),
        "code": code,
        "within": " · ".join(within),
        "empty": one.rows == 0,
        "href": f"?{asked.of_page()}#rows",
    }


def _ask(found: Dataset, page: Page | None, version: str) -> str:
    """Where a single value is questioned; totals are not, but what they are made of."""
    own = page is not None and page.level == found["level"]
    return challenging.ask_address(release=version, dataset=found["name"]) if own else ""


def _choices(found: Dataset, lang: str) -> dict[str, list[tuple[str, str]]]:
    levels = [level for level in reversed(LEVELS) if level in found["levels"]]
    return {
        "levels": [(level, words.look(words.KINDS, level, lang)) for level in levels],
        "grades": [
            (grade, words.pick((GRADE_WORDS[grade].th, GRADE_WORDS[grade].en), lang)) for grade in GRADES
        ],
    }


def _variable(variable: Any, lang: str) -> dict[str, Any]:
    return {
        **variable,
        "type_text": words.look(words.TYPES, variable["type"], lang),
        "aggregation_text": words.look(words.AGGREGATIONS, variable["aggregation"], lang),
        "unit_text": words.say_unit(variable, lang),
        "owner_text": presenting.say_owner(variable, lang),
    }


def _files(found: Dataset, lang: str) -> list[dict[str, Any]]:
    """The dataset's files by level, the finest first, then the long table and those of rows."""
    groups: dict[str, list[Any]] = {}
    for each in found["files"]:
        form = " ".join(filter(None, (words.FORMATS.get(each["format"], each["format"]), each["period"])))
        groups.setdefault(each["level"] or each["table"], []).append({**each, "said": form})
    named = {f"rows/{table['name']}": (table["label_th"], table["label_en"]) for table in found["tables"]}
    names = {**words.KINDS, "observations": words.LONG_TABLE, **named}
    order = [*reversed(LEVELS), "observations", *named]
    return [
        {
            "level": words.look(names, key, lang),
            "rows": found["rows"].get(key),
            "files": sorted(groups[key], key=lambda file: _place(file["format"])),
        }
        for key in order
        if key in groups
    ]


def _place(form: str) -> int:
    known = list(words.FORMATS)
    return known.index(form) if form in known else len(known)
