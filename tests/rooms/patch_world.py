"""A patch of a published release, made from files alone: one village's households corrected."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from release_world import areas, cells, head, population, water

from tambon.catalogue.integrity import read_manifest
from tambon.releases import freezes, publishing
from tambon.releases.building import build
from tambon.releases.rules.shape import Dataset
from tambon.releases.signing import sign_folder
from tambon.store import building

VILLAGE = "58010201"
WHY = {"reason_th": "เจ้าของแก้จำนวนครัวเรือน <&>", "reason_en": "The owner corrected households <&>"}
Row = tuple[str, str, bool, dict[str, freezes.FrozenCell]]
Change = Callable[[Dataset, Iterator[Row]], Iterator[Row]]


def corrected(dataset: Dataset, rows: Iterator[Row]) -> Iterator[Row]:
    """Water of one village: households are 77 now, verified."""
    for area_id, period, planned, held in rows:
        if dataset.name == "water" and area_id == f"a-{VILLAGE}":
            held["households"] = freezes.FrozenCell(value=77, grade="verified", origin="office")
        yield area_id, period, planned, held


def make_patch(
    folder: Path, catalogue: Path, version: str, *, patches: str, seed: int, change: Change = corrected,
    hides_was: bool = False, published_at: str = "2026-11-23T03:00:00+00:00",
) -> Path:  # fmt: skip
    """Freezes, builds and publishes it; its folder. ``seed`` is the one of the release that it corrects."""
    freeze = make_patch_freeze(folder, catalogue, version, patches=patches, seed=seed, change=change,
                               hides_was=hides_was)  # fmt: skip
    target = catalogue / "releases" / version
    with building(target) as draft:
        build(freeze, draft)
        sign_folder(draft)
    publishing.announce(catalogue, version, manifest_sha256=read_manifest(target)[1],
                        published_at=published_at, patches=patches)  # fmt: skip
    return target


def make_patch_freeze(
    folder: Path, catalogue: Path, version: str, *, patches: str, seed: int, change: Change,
    hides_was: bool = False,
) -> Path:  # fmt: skip
    target, old = folder / version, catalogue / "releases" / patches
    datasets = [population(), water()]
    told = {"version": patches, "manifest_sha256": read_manifest(old)[1], **WHY, "hides_was": hides_was}
    with building(target) as draft:
        draft.mkdir()
        freezes.write_areas(draft, areas())
        for dataset in datasets:
            freezes.write_cells(draft, dataset, change(dataset, cells(dataset, seed)))
        shutil.copytree(old / "data", draft / "corrected" / "data", ignore=shutil.ignore_patterns("*.csv"))
        freezes.write_head(draft, replace(head(version, True, datasets), patches=told))
    return target


def withdraw(catalogue: Path, version: str) -> None:
    """As the action does it, without its row."""
    told = {"withdrawn_on": "2026-11-24", "reason_th": "ผิดทั้งฉบับ <&>", "reason_en": "all wrong <&>",
            "synthetic": True}  # fmt: skip
    publishing.announce_withdrawal(catalogue, version, told, at=datetime(2026, 11, 24, 3, tzinfo=UTC))
    shutil.rmtree(catalogue / "releases" / version)
