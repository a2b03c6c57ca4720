"""What a page says of corrections: of a release, of a dataset, and change by change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tambon.catalogue import Dataset
from tambon.catalogue.shapes import Change, Patch
from tambon.lib.problem import Problem
from tambon.pages import in_words
from tambon.public import words
from tambon.public.published import catalogue


@dataclass(frozen=True)
class Correction:
    """A banner: which release to use instead of which, how many values differ, and why."""

    version: str
    patches: str
    count: int
    reason_th: str
    reason_en: str
    dataset: str = ""


@dataclass(frozen=True)
class ShownChange:
    """One change in words."""

    change: Change
    dataset: dict[str, str]
    variable: str
    place: str
    level: str
    was: str
    now: str


def of_release(version: str) -> Correction | None:
    """What corrects the release; None where nothing does."""
    found = catalogue().corrections(version)
    if found is None:
        return None
    by, way = found
    newest = way[0] if way else None
    why = (newest["reason_th"], newest["reason_en"]) if newest else ("", "")
    return Correction(by, version, sum(each["changes"] for each in way), *why)


def of_dataset(name: str) -> Correction | None:
    """What the latest release corrects of the dataset; None where it corrects none of its values."""
    version = catalogue().latest()
    patch = next((p for p in catalogue().patches(dataset=name) if p["version"] == version), None)
    if patch is None:
        return None
    count = patch["datasets"][name]
    return Correction(
        patch["version"], patch["patches"], count, patch["reason_th"], patch["reason_en"], dataset=name
    )


def show(changes: Iterable[Change], lang: str) -> list[ShownChange]:
    """The changes as people read them; what a release does not describe any more stands by its name."""
    known: dict[tuple[str, str], Dataset | None] = {}
    return [_show(change, _dataset(change, known), lang) for change in changes]


def count(patches: Iterable[Patch], dataset: str | None) -> int:
    """How many changed values, all levels together."""
    return sum(each["datasets"].get(dataset, 0) if dataset else each["changes"] for each in patches)


def _dataset(change: Change, known: dict[tuple[str, str], Dataset | None]) -> Dataset | None:
    key = change["patch"], change["dataset"]
    if key not in known:
        try:
            known[key] = catalogue().dataset(change["dataset"], version=change["patch"])
        except Problem:
            known[key] = None
    return known[key]


def _show(change: Change, dataset: Dataset | None, lang: str) -> ShownChange:
    names = {"label_th": change["dataset"], "label_en": change["dataset"]}
    if dataset:
        names = {"label_th": dataset["label_th"], "label_en": dataset["label_en"] or dataset["label_th"]}
    variable = (
        next((v for v in dataset["variables"] if v["name"] == change["variable"]), None) if dataset else None
    )
    label = ((variable["label_th"] if lang == "th" else variable["label_en"]) or "") if variable else ""
    total = dataset is not None and change["level"] != dataset["level"]
    area = catalogue().area(change["area_id"], version=change["patch"])
    was, now = in_words.say_change(variable, change, lang, total=total)
    return ShownChange(
        change=change,
        dataset=names,
        variable=label or change["variable"],
        place=words.say_area(area, lang) if area else change["area_code"],
        level=words.look(words.KINDS, change["level"], lang),
        was=was,
        now=now,
    )
