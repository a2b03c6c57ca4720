"""The catalogue answers from files alone, says what is allowed, and follows the latest release."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from release_world import areas, make_catalogue

from tambon.catalogue import Catalogue
from tambon.lib.problem import Problem


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_catalogue(tmp_path_factory.mktemp("world"), "2026-10.1", "2026-11.1")


@pytest.fixture(scope="module")
def catalogue(folder: Path) -> Catalogue:
    return Catalogue(folder)


def test_releases_datasets_and_files(catalogue: Catalogue, folder: Path) -> None:
    assert catalogue.latest() == "2026-11.1"
    assert [line["version"] for line in catalogue.releases()] == ["2026-11.1", "2026-10.1"]
    assert [d["name"] for d in catalogue.datasets()] == ["population", "water"]
    water = catalogue.dataset("water")
    assert water["levels"] == ["village", "tambon", "district", "province", "country"]
    told = {(each["level"], each["table"], each["period"], each["format"]) for each in water["files"]}
    assert {("village", "", "", "parquet"), ("village", "", "2026-11", "xlsx")} <= told
    assert {("tambon", "", "", "geo.parquet"), ("", "observations", "", "csv")} <= told
    assert ("", "rows/wells", "", "parquet") in told and len(told) == len(water["files"]) == 25
    for file in water["files"]:
        assert catalogue.file_path("2026-11.1", file["path"]).stat().st_size == file["bytes"]
    assert catalogue.etag() != catalogue.etag("2026-10.1")
    written = json.loads((folder / "snapshots/progress.json").read_text())
    assert written.pop("signed")["file"] == "snapshots/progress.json" and catalogue.progress() == written


def test_areas_by_code_id_and_name(catalogue: Catalogue) -> None:
    village = catalogue.area("58010201")
    assert village is not None and village == catalogue.area("a-58010201")
    assert [a["area_code"] for a in village["ancestors"]] == ["TH", "58", "5801", "580102"]
    assert [a["area_code"] for a in catalogue.children("5801")] == ["580101", "580102"]
    tambon = catalogue.area("๕๘๐๑๐๑")
    assert tambon is not None and tambon["children_count"] == 0
    assert catalogue.area("999999") is None and catalogue.children("999999") == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("จองคำ", "580101"),
        ("ต.จองคำ", "580101"),
        ("ตำบล จองค\u0e4d\u0e32", "580101"),
        ("chong", "580101"),
        ("mae hong son", "58"),
        ("ขุนยวม", "5802"),
        ("5802", "5802"),
        ("๕๘๐๒๐๑", "580201"),
    ],
)
def test_areas_are_found_as_people_write_them(catalogue: Catalogue, text: str, first: str) -> None:
    assert catalogue.search_areas(text)[0]["area_code"] == first


def test_a_search_for_nothing_finds_nothing(catalogue: Catalogue) -> None:
    assert catalogue.search_areas("  ") == [] and catalogue.search_areas("ไม่มีที่นี่") == []


def test_values_of_a_village_and_of_an_area_above(catalogue: Catalogue) -> None:
    own = {v["dataset"]: v for v in catalogue.values("58010204")}
    cells = {c["variable"]["name"]: c for c in own["water"]["cells"]}
    assert own["water"]["synthetic"] is True and own["water"]["level"] == "village"
    assert all(c["expected"] is None and c["status"] for c in cells.values())
    above = {v["dataset"]: v for v in catalogue.values("58")}
    totals = {c["variable"]["name"]: c for c in above["water"]["cells"]}
    assert totals["households"]["expected"] == 8 and totals["households"]["grade"] is None
    assert totals["service"]["value"] is None and totals["service"]["reported"] is not None
    assert catalogue.values("580101") == [], "a tambon without a village has no total"


def test_rows_of_a_subtree_page_by_page(catalogue: Catalogue) -> None:
    codes: list[str] = []
    cursor = None
    for _ in range(10):
        page = catalogue.rows("water", area="58", variables=["households"], limit=3, cursor=cursor)
        assert page.total == 8 and page.variables == ("households",)
        codes += [row["area_code"] for row in page.rows]
        cursor = page.next
        if cursor is None:
            break
    assert codes == sorted(
        a["area_code"] for a in areas() if a["area_code"].startswith("58") and a["kind"] == "village"
    )


def test_rows_that_hold_nothing_come_last_and_are_counted(catalogue: Catalogue) -> None:
    asked = {"variables": ["opened"], "limit": 4}
    plain = catalogue.rows("water", variables=["opened"])
    page = catalogue.rows("water", filled_first=True, **asked)
    holding = [row["area_code"] for row in plain.rows if row["opened"] is not None]
    lacking = [row["area_code"] for row in plain.rows if row["opened"] is None]
    assert holding and lacking and plain.filled is None
    assert (page.filled, page.total) == (len(holding), plain.total)
    codes, cursor = [row["area_code"] for row in page.rows], page.next
    while cursor:
        page = catalogue.rows("water", filled_first=True, cursor=cursor, **asked)
        codes, cursor = [*codes, *(row["area_code"] for row in page.rows)], page.next
    assert codes == [*holding, *lacking]
    rest = catalogue.rows("water", filled_first=True, cursor=page.rest, **asked)
    assert [row["area_code"] for row in rest.rows] == lacking[:4]


def test_of_areas_of_one_name_the_nearest_come_first(catalogue: Catalogue) -> None:
    def first(near: str = "", *told: str) -> str:
        return catalogue.search_areas("สมมติ 1", near=near, told=told)[0]["area_code"]

    assert (first(), first("5802"), first("a-580201"), first("", "58")) == (
        "50010101", "58020101", "58020101", "58010201",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("area", "level", "codes"),
    [
        ("58", "tambon", ["580102", "580201"]),
        ("5802", "district", ["5802"]),
        ("TH", "province", ["50", "58"]),
        ("a-580102", "village", [f"580102{n:02}" for n in range(1, 6)]),
        ("58010201", "village", ["58010201"]),
        ("580102", "province", []),
    ],
)
def test_rows_of_an_area_at_a_level(catalogue: Catalogue, area: str, level: str, codes: list[str]) -> None:
    found = catalogue.rows("water", area=area, level=level)
    assert [row["area_code"] for row in found.rows] == codes


def test_rows_of_a_grade_hold_values_of_that_grade_alone(catalogue: Catalogue) -> None:
    every = catalogue.rows("water")
    some = catalogue.rows("water", grade="verified")
    wanted = sum(row[f"{v}_grade"] == "verified" for row in every.rows for v in every.variables)
    assert wanted == sum(row[v] is not None for row in some.rows for v in some.variables) > 0
    assert some.total == len(some.rows) <= every.total


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"level": "street"}, "400-level-unknown"),
        ({"area": "99"}, "404-published-area-unknown"),
        ({"period": "1999"}, "400-period-unknown"),
        ({"grade": "sure"}, "400-grade-unknown"),
        ({"grade": "verified", "level": "tambon"}, "400-grade-of-totals"),
        ({"variables": ["head_phone"]}, "400-variable-unknown"),
        ({"limit": 0}, "400-limit-out-of-range"),
        ({"limit": 10_001}, "400-limit-out-of-range"),
        ({"cursor": "!!"}, "400-cursor-malformed"),
        ({"version": "2026-09.1"}, "404-published-release-unknown"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(
    catalogue: Catalogue, asked: dict[str, Any], code: str
) -> None:
    with pytest.raises(Problem, match=code):
        catalogue.rows("water", **asked)


def test_an_unknown_dataset_is_refused_with_those_there_are(catalogue: Catalogue) -> None:
    with pytest.raises(Problem, match="population, water"):
        catalogue.rows("roads")


def test_a_cursor_leads_nowhere_but_on(catalogue: Catalogue) -> None:
    cursor = catalogue.rows("water", limit=2).next
    for other in ({"area": "58"}, {"version": "2026-10.1"}, {"level": "tambon"}):
        with pytest.raises(Problem, match="400-cursor-malformed"):
            catalogue.rows("water", cursor=cursor, **other)


@pytest.mark.parametrize("strange", [{"area_code": "\ud800"}, {"period": 2026}, {"extra": "x"}])
def test_a_cursor_that_was_tampered_with_is_refused(catalogue: Catalogue, strange: dict[str, Any]) -> None:
    cursor = catalogue.rows("water", limit=2).next
    assert cursor
    body = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))) | strange
    changed = base64.urlsafe_b64encode(json.dumps(body).encode()).decode()
    for text in (changed, base64.urlsafe_b64encode(b"[" * 20_000).decode()):
        with pytest.raises(Problem, match="400-cursor-malformed"):
            catalogue.rows("water", limit=2, cursor=text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_no_cursor_breaks_it(catalogue: Catalogue, text: str) -> None:
    if text:
        with pytest.raises(Problem, match="400-cursor-malformed"):
            catalogue.rows("water", cursor=text)


@pytest.mark.parametrize(
    "path",
    ["../../latest.json", "/etc/passwd", "data/water/../../manifest.json", "", ".", "data/water", "none.csv"],
)
def test_only_files_of_the_manifest_are_handed_out(catalogue: Catalogue, path: str) -> None:
    with pytest.raises(Problem, match="404-published-file-unknown"):
        catalogue.file_path("2026-11.1", path)
    with pytest.raises(Problem, match="404"):
        catalogue.file_path("../releases/2026-11.1", "README.txt")


def test_an_empty_folder_is_a_catalogue_of_nothing(tmp_path: Path) -> None:
    empty = Catalogue(tmp_path)
    assert (empty.latest(), empty.releases(), empty.datasets(), empty.progress()) == (None, [], [], None)
    assert empty.area("58") is None and empty.faults() == []
    questions: list[Callable[[], object]] = [
        lambda: empty.rows("water"),
        lambda: empty.values("58"),
        empty.manifest,
    ]
    for ask in questions:
        with pytest.raises(Problem, match="503-nothing-published"):
            ask()


@pytest.mark.slow
def test_the_catalogue_needs_no_framework_and_no_database(folder: Path) -> None:
    code = (
        "import sys; from tambon.catalogue import Catalogue; c = Catalogue(sys.argv[1]); c.values('58'); "
        "c.rows('water'); no = ('django', 'psycopg', 'pydantic'); "
        "bad = [m for m in sys.modules if m.split('.')[0] in no]; "
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
