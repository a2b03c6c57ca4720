"""Rounds at their edges: complete ones, empty columns, the largest figures. None may stop a release."""

from __future__ import annotations

import csv
from pathlib import Path

from release_world import area, areas, head, water

from tambon.releases import freezes
from tambon.releases.building import build
from tambon.releases.freezes import FrozenCell
from tambon.store import building


def table(built: Path, level: str) -> list[dict[str, str]]:
    with (built / "data" / "water" / f"{level}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def build_of(folder: Path, answers: list[dict[str, FrozenCell]]) -> Path:
    """The release of as many villages of one tambon as there are answers."""
    dataset, numbers = water(), range(4, 4 + len(answers))
    villages = [area("village", f"580201{n:03}", f"บ้าน {n}", f"Ban {n}", "580201") for n in numbers]
    rows = [
        (each["area_id"], "2026-11", True, answer) for each, answer in zip(villages, answers, strict=True)
    ]
    with building(folder / "freeze") as draft:
        draft.mkdir()
        freezes.write_areas(draft, [*areas(), *villages])
        freezes.write_cells(draft, dataset, rows)
        freezes.write_head(draft, head("2026-11.1", True, [dataset]))
    build(folder / "freeze", folder / "out")
    return folder / "out"


def reported(value: object) -> FrozenCell:
    return FrozenCell(value=value, grade="reported", origin="field")


def test_the_largest_figures_of_many_villages_add_up(tmp_path: Path) -> None:
    """What the dictionary lets in cannot stop a release, nor be lost in a total."""
    largest = {"households": reported(999_999_999_999), "litres": reported(999_999_999_999.75)}
    country = table(build_of(tmp_path, [largest] * 300), "country")[0]
    assert country["households"] == str(300 * 999_999_999_999)
    assert float(country["litres"]) == 999_999_999_999.75


def test_a_complete_round_is_released(tmp_path: Path) -> None:
    """Columns without a single NULL, and columns of nothing else, are planned by DuckDB in other ways."""
    answers = [{"households": reported(n), "has_pump": reported(True)} for n in (3, 4, 5)]
    village = table(build_of(tmp_path, answers), "village")
    assert [row["households_status"] for row in village] == ["V", "V", "V"]
    assert [row["pipe_km_status"] for row in village] == ["L", "L", "L"]
