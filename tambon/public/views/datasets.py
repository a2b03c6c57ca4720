"""Datasets: the list, and one page each with its dictionary, its rows and its files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.catalogue import GRADES, LEVELS, Dataset, Page, variables_at
from tambon.catalogue.metadata.schema_org import page_block
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.pages.words import GRADES as GRADE_WORDS
from tambon.public import caching, challenging, presenting, words
from tambon.public.metadata import published
from tambon.public.published import catalogue, is_synthetic
from tambon.public.snippets import snippets

ROWS = 25
FIRST_VARIABLES = 6  # what a table shows until more are chosen: a phone's patience


@require_safe
@caching.page
def index(request: HttpRequest) -> HttpResponse:
    """Every dataset of the latest release."""
    datasets = [
        {**dataset, "counts": counts, "meter": presenting.meter(counts, dataset["expected"])}
        for dataset in catalogue().datasets()
        for counts in (presenting.grade_counts(dataset),)
    ]
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
    """One dataset. A filter that cannot be used is explained, and the rest of the page stays."""
    found = catalogue().dataset(name)
    lang = language.of(request)
    asked = _asked(request, found)
    page, refusal = _rows(found, asked)
    counts = presenting.grade_counts(found)
    version, told = catalogue().latest() or "", published(request)
    context = {
        "here": "datasets",
        "dataset": found,
        "variables": [_variable(variable, lang) for variable in found["variables"]],
        "counts": counts,
        "meter": presenting.meter(counts, found["expected"]),
        "asked": asked,
        "choices": _choices(found, lang),
        "page": page,
        "rows": presenting.show_rows(page, found, lang) if page else [],
        "many_periods": len(found["periods"]) > 1 and not asked["period"],
        "refusal": refusal.say(lang) if refusal else "",
        "columns": [v for v in found["variables"] if page and v["name"] in page.variables],
        "files": _files(found, lang),
        "package": next(line for line in catalogue().releases() if line["version"] == version),
        "snippets": snippets(request, found, version),
        "ask": _ask(found, page, version),
        "challenges": challenging.answers_of_dataset(found),
        "structured": page_block(told, found) if told else "",
        "synthetic": is_synthetic(),
        "grades": list(GRADE_WORDS.values()),
    }
    return render(request, "public/dataset.html", context, status=refusal.kind.status if refusal else 200)


def _ask(found: Dataset, page: Page | None, version: str) -> str:
    """Where a single value is questioned; totals are not, but what they are made of."""
    own = page is not None and page.level == found["level"]
    return challenging.ask_address(release=version, dataset=found["name"]) if own else ""


def _asked(request: HttpRequest, found: Dataset) -> dict[str, Any]:
    """What the form asks for; an empty field asks for nothing."""
    asked: dict[str, Any] = {
        key: request.GET.get(key, "").strip() or None
        for key in ("level", "area", "period", "grade", "cursor")
    }
    chosen = request.GET.getlist("variable")
    level = asked["level"] if asked["level"] in found["levels"] else found["level"]
    shown = variables_at(found, level)[:FIRST_VARIABLES]
    asked["variables"] = chosen or [variable["name"] for variable in shown]
    return asked


def _rows(found: Dataset, asked: dict[str, Any]) -> tuple[Page | None, Problem | None]:
    try:
        return catalogue().rows(found["name"], limit=ROWS, **asked), None
    except Problem as problem:
        return None, problem


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
        "owner_text": (variable["owner_th"] if lang == "th" else variable["owner_en"]) or variable["owner"],
    }


def _files(found: Dataset, lang: str) -> list[dict[str, Any]]:
    """The dataset's files by level, the finest first, each with its formats."""
    by_level: dict[str, list[Any]] = {}
    for each in found["files"]:
        by_level.setdefault(each["level"], []).append(
            {**each, "said": words.FORMATS.get(each["format"], each["format"])}
        )
    return [
        {
            "level": words.look(words.KINDS, level, lang),
            "rows": found["rows"].get(level, 0),
            "files": by_level[level],
        }
        for level in reversed(LEVELS)
        if level in by_level
    ]
