"""A citizen ID, a telephone number or an e-mail address in a cell stops the build, which names the cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from release_world import areas, cells, head, water

from tambon.lib.problem import Problem
from tambon.lib.thai_id import check_digit
from tambon.releases import freezes
from tambon.releases.building import build
from tambon.releases.rules.personal import find_personal

VILLAGE = "a-58010201"


def build_with(folder: Path, variable: str, value: Any) -> None:
    frozen, dataset = folder / "2026-11.1", water()
    frozen.mkdir()
    freezes.write_areas(frozen, areas())
    rows = list(cells(dataset))
    for area_id, _, _, found in rows:
        if area_id == VILLAGE:
            found[variable] = freezes.FrozenCell(value=value, grade="checked", origin="field")
    freezes.write_cells(frozen, dataset, rows)
    freezes.write_head(frozen, head("2026-11.1", True, [dataset]))
    build(frozen, folder / "out")


def citizen(first: str) -> str:
    return first + check_digit(first)


@pytest.mark.parametrize(
    ("variable", "value", "kind"),
    [
        ("households", citizen("110170020345"), "citizen_id"),
        ("pipe_km", citizen("110170020345"), "citizen_id"),
        ("service", "081-234-5678", "phone"),
        ("service", "malee@example.org", "email"),
        ("sources", ["part", citizen("350990012345")], "citizen_id"),
    ],
)
def test_a_cell_that_looks_like_a_persons_own_stops_the_build_by_name(
    tmp_path: Path, variable: str, value: Any, kind: str
) -> None:
    with pytest.raises(Problem, match="409-release-personal") as caught:
        build_with(tmp_path, variable, value)
    said = str(caught.value.say("en"))
    assert f"{VILLAGE} 2026-11 {variable} ({kind})" in said
    assert str(value) not in said, "the message is kept: it must not repeat what may not be kept"


@pytest.mark.parametrize(("variable", "value"), [("households", "987654321"), ("service", "part")])
def test_ordinary_cells_do_not(tmp_path: Path, variable: str, value: Any) -> None:
    build_with(tmp_path, variable, value)


def test_a_number_that_lost_its_first_nought_is_read_with_it() -> None:
    number = citizen("012345678901")
    assert [s.kind for s in find_personal([("a", "2026", "v", str(int(number)))])] == ["citizen_id"]
