"""What a patch lists, against a slow twin; the lines of the list; names of versions; the same bytes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patch_world import WHY, Change, Row, corrected, make_patch_freeze
from release_world import cells, make_catalogue

from tambon.catalogue.integrity import verify_folder
from tambon.lib.problem import Problem
from tambon.releases import freezes
from tambon.releases.building import build
from tambon.releases.rules import listing
from tambon.releases.rules.shape import Dataset
from tambon.releases.rules.versions import base_of, is_version, next_patch, next_version

TAKEN = ("2026-11.1", "2026-11.1.1", "2026-11.1.7", "2026-11.2", "2026.1", "2026-11.10.1")


@pytest.mark.parametrize(("version", "patch"), [
    ("2026-11.1", "2026-11.1.8"), ("2026-11.1.1", "2026-11.1.8"), ("2026-11.2", "2026-11.2.1"),
    ("2026.1", "2026.1.1"), ("2026-11.10", "2026-11.10.2"),
])  # fmt: skip
def test_a_patch_counts_on_from_what_it_goes_back_to(version: str, patch: str) -> None:
    assert next_patch(version, TAKEN) == patch and is_version(patch) and base_of(patch) == base_of(version)


def test_patches_do_not_move_the_serial_of_releases() -> None:
    assert next_version(["2026-11"], TAKEN) == "2026-11.3" and next_version(["2026"], TAKEN) == "2026.2"
    assert not any(
        map(is_version, ("2026-11.1.0", "2026-11.1.1.1", "2026-11.1.", "../2026.1.1", "2026.1.1\n"))
    )


@st.composite
def histories(draw: st.DrawFn) -> list[listing.Line]:
    """Releases, patches and withdrawals one after another, as the actions allow them."""
    lines: list[listing.Line] = []
    for number in range(draw(st.integers(1, 12))):
        standing = [line["version"] for line in lines if line["state"] == "published"]
        open_ = [v for v in standing if not any(base_of(v) == base_of(o) and o > v for o in standing)]
        step = draw(st.sampled_from(["release", "patch", "withdraw"] if open_ else ["release"]))
        told = {"manifest_sha256": f"{number}", "published_at": f"2026-11-{number + 1:02}"}
        if step == "withdraw":
            lines = listing.withdrawn(lines, draw(st.sampled_from(standing)), {"reason_en": "x"})
            continue
        known, patched = [line["version"] for line in lines], ""
        if step == "patch":
            patched = draw(st.sampled_from(open_))
        version = next_patch(patched, known) if patched else next_version(["2026"], known)
        line = {"version": version, **told} | ({"patches": patched} if patched else {})
        lines = listing.with_release(lines, line)
        assert listing.with_release(lines, line) == lines  # safe to repeat
    return lines


@given(histories())
def test_lines_stay_in_order_and_lead_to_what_stands(lines: list[listing.Line]) -> None:
    key = [tuple(int(part) for part in line["version"].split(".")[1:]) for line in lines]
    assert key == sorted(key, reverse=True) and len(set(key)) == len(key)
    states = {line["version"]: line["state"] for line in lines}
    for line in lines:
        assert "patched_by" not in line or states[line["patched_by"]] == "published"
        assert base_of(line.get("patched_by") or line["version"]) == base_of(line["version"])
    standing = [line["version"] for line in lines if line["state"] == "published"]
    assert listing.newest(lines)["version"] == (standing[0] if standing else None)


def test_a_tombstone_keeps_its_first_reason() -> None:
    lines = listing.with_release([], {"version": "2026.1", "manifest_sha256": "", "published_at": ""})
    once = listing.withdrawn(lines, "2026.1", {"reason_en": "first"})
    assert listing.withdrawn(once, "2026.1", {"reason_en": "second"}) == once


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_catalogue(tmp_path_factory.mktemp("errata"), "2026-11.1")


def other_world(dataset: Dataset, rows: Iterator[Row]) -> Iterator[Row]:
    """Every value anew, one village gone and one answered that was not."""
    del rows
    yield from list(cells(dataset, 9))[:-1]


def table(folder: Path, dataset: str, level: str) -> dict[tuple[str, str], dict[str, str]]:
    with (folder / "data" / dataset / f"{level}.csv").open(encoding="utf-8", newline="") as file:
        return {(row["area_id"], row["period"]): row for row in csv.DictReader(file)}


def slow_twin(old: Path, new: Path) -> set[tuple[str, ...]]:
    """Cell by cell in plain Python, from the CSV files."""
    found = set()
    for described in json.loads((new / "dictionary.json").read_bytes())["datasets"]:
        for level in described["levels"]:
            was, now = table(old, described["name"], level), table(new, described["name"], level)
            for key in was.keys() | now.keys():
                for variable in described["variables"]:
                    sides = [
                        [
                            side.get(key, {}).get(f"{variable['name']}{part}", "")
                            for part in ("", "_grade", "_status")
                        ]
                        for side in (was, now)
                    ]
                    alone = key not in was or key not in now
                    if sides[0][:2] != sides[1][:2] or (not alone and sides[0] != sides[1]):
                        found.add((described["name"], level, *key, variable["name"], *sides[0], *sides[1]))
    return found


@pytest.mark.parametrize("change", [corrected, other_world])
def test_the_list_is_what_a_slow_twin_finds(catalogue: Path, tmp_path: Path, change: Change) -> None:
    freeze = make_patch_freeze(tmp_path, catalogue, "2026-11.1.1", patches="2026-11.1", seed=1, change=change)
    build(freeze, tmp_path / "out")
    told = json.loads((tmp_path / "out" / "errata.json").read_bytes())
    keys = ("dataset", "level", "area_id", "period", "variable", "was", "was_grade", "was_status", "now",
            "now_grade", "now_status")  # fmt: skip
    found = {tuple(_as_csv(one[key]) for key in keys) for one in told["changes"]}
    twin = slow_twin(catalogue / "releases" / "2026-11.1", tmp_path / "out")
    assert found == {tuple(map(_as_csv, row)) for row in twin} and len(told["changes"]) == len(found) > 4
    with (tmp_path / "out" / "errata.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(found)


def _as_csv(value: Any) -> str:
    """A number as one, however it is written."""
    try:
        return str(float(value)) if not isinstance(value, bool) else str(value).lower()
    except (TypeError, ValueError):
        return "" if value is None else str(value)


def test_the_same_freeze_gives_the_same_bytes_and_is_described(catalogue: Path, tmp_path: Path) -> None:
    freeze = make_patch_freeze(
        tmp_path, catalogue, "2026-11.1.1", patches="2026-11.1", seed=1, change=corrected
    )
    build(freeze, tmp_path / "a", threads=1)
    build(freeze, tmp_path / "b" / "elsewhere", threads=2)
    for path in sorted(p for p in (tmp_path / "a").rglob("*") if p.is_file()):
        again = tmp_path / "b" / "elsewhere" / path.relative_to(tmp_path / "a")
        assert path.read_bytes() == again.read_bytes(), path
    assert verify_folder(tmp_path / "a").good
    package = json.loads((tmp_path / "a" / "datapackage.json").read_bytes())
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert {"errata", "errata-json", "errata-parquet"} <= set(resources)
    with (tmp_path / "a" / "errata.csv").open(encoding="utf-8") as file:
        header = next(csv.reader(file))
    assert [field["name"] for field in resources["errata"]["schema"]["fields"]] == header
    assert "2026-11.1.1" in package["citation"]["th"] and "2569" in package["citation"]["th"]
    readme = (tmp_path / "a" / "README.txt").read_text(encoding="utf-8")
    assert WHY["reason_th"] in readme and "errata.json" in readme and "2026-11.1.1 [Data set]" in readme


def test_what_is_changed_in_the_earlier_tables_is_seen(catalogue: Path, tmp_path: Path) -> None:
    freeze = make_patch_freeze(
        tmp_path, catalogue, "2026-11.1.1", patches="2026-11.1", seed=1, change=corrected
    )
    place = freeze / "corrected" / "data" / "water" / "village.parquet"
    place.write_bytes(place.read_bytes() + b" ")
    with pytest.raises(Problem, match="409-release-freeze-damaged"):
        build(freeze, tmp_path / "out")


def test_what_is_protected_now_tells_no_former_value(tmp_path: Path) -> None:
    from tambon.releases.rules.changes import Compared
    from tambon.store import open_session

    columns = "area_id, area_code, period, province_code, district_code, tambon_code, v, v_grade, v_status"
    place = "'a', '1', '2026', '1', '1', '1'"
    types = {name: "VARCHAR" for name in columns.split(", ")} | {"v": "BIGINT"}
    with open_session() as session:
        for name, value, status in (("old", "7", "A"), ("hidden", "NULL::BIGINT", "Q"), ("new", "9", "A")):
            grade = "NULL::VARCHAR" if status == "Q" else "'verified'"
            row = f"{place}, {value}, {grade}, '{status}'"
            session.run(f"CREATE TABLE {name} AS SELECT * FROM (VALUES ({row})) t({columns})")
        ask = Compared("d", "village", "v", types, types).select
        for before, now, hides, was in (
            ("old", "hidden", False, None), ("old", "new", False, "7"), ("old", "new", True, None),
            ("hidden", "new", False, None),
        ):  # fmt: skip
            sql = ask(f"SELECT * FROM {before}", f"SELECT * FROM {now}", hides_was=hides)
            (told,) = session.dicts(sql)
            assert (told["was"], told["was_grade"]) == (was, "verified" if was else None)
        assert not session.dicts(ask("SELECT * FROM hidden", "SELECT * FROM hidden", hides_was=False))


def test_a_freeze_of_before_is_read_and_says_that_it_patches_nothing(catalogue: Path, tmp_path: Path) -> None:
    from release_world import make_freeze

    folder = make_freeze(tmp_path)
    head = json.loads((folder / freezes.HEAD).read_bytes())
    del head["patches"]
    (folder / freezes.HEAD).write_text(freezes.dump(head), encoding="utf-8")
    assert freezes.read_head(folder).patches == {}
    build(folder, tmp_path / "out")
    assert not (tmp_path / "out" / "errata.json").exists()
