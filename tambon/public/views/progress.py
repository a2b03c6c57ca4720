"""How far each round is, from the last published snapshot."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.catalogue.progress import WITHHELD
from tambon.pages import language
from tambon.public import caching, counting, words
from tambon.public.published import catalogue

BELOW = {"country": "province", "province": "district", "district": "tambon", "tambon": "village"}
ORDER = ("country", "province", "district", "tambon", "village")


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Counts of cells by area and by office; ``?area=58`` goes one level down. Its time is told."""
    snapshot = catalogue().progress()
    lang = language.of(request)
    under = request.GET.get("area", "").strip()[:20]
    context: dict[str, Any] = {"here": "progress", "snapshot": snapshot, "under": under}
    context["version"] = catalogue().latest()
    if snapshot:
        context["synthetic"] = bool(snapshot.get("synthetic"))
        context["parts"] = [
            _part(snapshot, round_, dataset, under, lang)
            for round_ in snapshot["rounds"]
            for dataset in round_["datasets"]
        ]
        context["rule"] = [(one["th"], one["en"]) for one in snapshot.get("rule", {}).get("sentences", [])]
        context["place"] = catalogue().area(under) if under else None
    response = render(request, "public/progress.html", context)
    response["Cache-Control"] = "no-cache"
    response["ETag"] = caching.tag(str(snapshot and snapshot["at"]), lang, request.get_full_path())
    return response


def _part(
    snapshot: dict[str, Any], round_: dict[str, Any], dataset: dict[str, Any], under: str, lang: str
) -> dict[str, Any]:
    key = (round_["code"], dataset["dataset"], dataset["period"])
    areas = [row for row in snapshot["areas"] if _key(row) == key]
    kinds = {row["kind"] for row in areas}
    offices = [row for row in snapshot["offices"] if _key(row) == key and not under]
    silent = [row for row in snapshot.get("silent", []) if _key(row) == key and not under]
    medians = [row for row in snapshot.get("medians", []) if _key(row) == key]
    shown = _choose(areas, under)
    return {
        "silent": silent,
        "median_days": medians[0]["median_days"] if medians else None,
        "median_withheld": WITHHELD.get(medians[0].get("withheld") or "") if medians else None,
        "withheld": [said for why, said in WITHHELD.items() if why in {row.get("withheld") for row in shown}],
        "full": any("not_applicable" in row for row in areas),
        "round": round_,
        "dataset": dataset,
        "areas": [_row(row, kinds, lang) for row in shown],
        "offices": [_row(row, kinds, lang) for row in offices],
        "published": None if under else _published(dataset),
        "samples": [] if under else [_sample(row) for row in snapshot.get("samples", ()) if _key(row) == key],
    }


def _published(part: dict[str, Any]) -> counting.Tally | None:
    """What the latest release holds of the part, where it holds this period alone."""
    datasets = catalogue().datasets()
    found = next((each for each in datasets if each["name"] == part["dataset"]), None)
    return counting.published(found) if found and found["periods"] == [part["period"]] else None


def _sample(row: dict[str, Any]) -> dict[str, Any]:
    """A sample as it is read: shares in per cent."""
    percent = {name: None if row[name] is None else f"{row[name]:.1%}" for name in ("rate", "low", "high")}
    return {**row, **percent, "share": f"{row['share'] / 10:g}"}


def _key(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["round"], row["dataset"], row["period"]


def _choose(areas: list[dict[str, Any]], under: str) -> list[dict[str, Any]]:
    """The area asked for and what lies right below it; without one, the highest two kinds that there are."""
    kinds = sorted({row["kind"] for row in areas}, key=_rank)
    if not under:
        return sorted((row for row in areas if row["kind"] in kinds[:2]), key=_by_rank)
    own = [row for row in areas if row["area_code"] == under]
    below = BELOW.get(own[0]["kind"]) if own else None
    whole = bool(own) and own[0]["kind"] == "country"
    inside = [row for row in areas if row["kind"] == below and (whole or row["area_code"].startswith(under))]
    return own + sorted(inside, key=_by_rank)


def _rank(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def _by_rank(row: dict[str, Any]) -> tuple[int, str]:
    return _rank(row["kind"]), row["area_code"]


def _row(row: dict[str, Any], kinds: set[str], lang: str) -> dict[str, Any]:
    counts = counting.collected(row)
    shown = {**row, "counts": counts, "expected": counts.expected}
    shown["why"] = WITHHELD.get(row.get("withheld") or "")
    if "not_applicable" in row:
        shown["missing"] = max(0, counts.expected - row["reported"] - row["unknown"])
    if "kind" in row:
        shown["title"] = words.say_area(row, lang)  # type: ignore[arg-type]
        shown["deeper"] = BELOW.get(row["kind"]) in kinds
    return shown
