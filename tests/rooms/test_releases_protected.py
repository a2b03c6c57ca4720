"""What a release shows of class aggregate: not below its level, nothing about few or to reckon it from."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from protected_world import FEW, TAMBONS, House, answers, at_most, moved, table, tree, welfare
from release_world import variable

from tambon.catalogue.integrity import list_files, read_manifest
from tambon.cli.demonstration.answers import village
from tambon.dictionary import actions as dictionary
from tambon.dictionary.rules.reading import read_dataset
from tambon.lib.problem import Problem
from tambon.releases import suppressing
from tambon.releases.building import build
from tambon.releases.earlier import EARLIER, copy_earlier
from tambon.releases.rules.adapt import adapt
from tambon.releases.rules.suppression import Kind, Pattern

AGGREGATES = [v.name for v in welfare().variables if v.protection == "aggregate"]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, welfare())


def conf(release: Path, name: str, *levels: str) -> dict[str, str]:
    return {code: row[f"{name}_conf"] for level in levels for code, row in table(release, level).items()}


def test_a_small_cell_is_hidden_with_another_and_said_so_everywhere(house: House) -> None:
    release = house.publish(tree(TAMBONS), answers())
    found = conf(release, "poor", "tambon", "district", "province", "country")
    assert found["580101"] == "N" and found["580102"] == "D", found
    assert {code for code, kind in found.items() if kind == "F"} >= {"5801", "5802", "58", "50", "TH"}
    row = table(release, "tambon")["580101"]
    assert (row["poor"], row["poor_status"], row["poor_reported"]) == ("", "Q", "4")
    assert (row["poor_share"], row["poor_share_status"], row["poor_share_conf"]) == ("", "Q", "N")
    assert table(release, "tambon")["580202"]["poor_share"] != ""
    hidden = house.hidden()
    assert hidden["primary"] > 0 and hidden["secondary"] > 0 and hidden["given"] == 0
    text = (release / "README.txt").read_text("utf-8")
    assert "welfare.poor  tambon  < 10" in text and "ปกปิด" in text
    assert read_manifest(release)[0]["rules"]["protection"] == "3"
    described = json.loads((release / "dictionary.json").read_bytes())["datasets"][0]["variables"]
    said = {v["name"]: (v["publish_from"], v["threshold"], v["zeros"]) for v in described}
    assert said["poor"] == ("tambon", 10, "hidden") and said["households"] == ("", None, "")
    assert "secret" not in said


def test_nothing_stands_below_the_stated_level(house: House) -> None:
    release = house.publish(tree(TAMBONS), answers())
    columns = {level: set(next(iter(table(release, level).values()))) for level in house.dataset.levels}
    assert not [c for c in columns["village"] for name in AGGREGATES if c.startswith(name)]
    assert "killed" not in columns["tambon"] and {"killed", "killed_conf"} <= columns["district"]
    assert all("secret" not in each for each in columns.values())


def test_what_applies_by_a_protected_answer_is_not_published(house: House) -> None:
    """The villages it applies to are those where somebody is poor: a hidden nought would be read from their
    number."""
    visited = variable("visited", "integer", "aggregate", **FEW, applies_by=["poor"])
    house.dataset = replace(house.dataset, variables=[*house.dataset.variables, visited])
    release = house.publish(tree(TAMBONS), answers())
    held = [path for path in list_files(release) if path.endswith((".csv", ".json", ".txt"))]
    assert not [path for path in held if "visited" in (release / path).read_text("utf-8")]
    adapted = adapt(read_dataset(_text(), file="welfare.yml"), 1, ["2026"], {})
    assert adapted.get("registration_applied").applies_by == ["no_registration"]
    assert adapted.get("welfare_fund_members").applies_by == []


def test_what_blocks_a_form_is_known_of_every_row_and_what_only_asks_is_not() -> None:
    limits = adapt(read_dataset(_text(), file="welfare.yml"), 1, ["2026"], {}).limits
    assert at_most("visited_households", "vulnerable_households") in limits
    both = {"older_homebound": "1", "older_bedridden": "1", "older_people": "-1"}
    assert {"terms": both, "most": "0"} in limits
    assert not [each for each in limits if "unsafe_houses" in each["terms"]]


def _text() -> str:
    return (dictionary.STANDARD / "welfare.yml").read_text("utf-8")


def test_releases_with_corrections_a_late_village_and_one_that_moved_give_nothing_back(house: House) -> None:
    figures, areas = answers(), tree(TAMBONS)
    late = figures.pop("58020104")
    house.publish(areas, figures)
    second = {**figures, "58020104": late, "50010101": {**figures["50010101"], "poor": 9}}
    house.publish(areas, second)
    house.publish(moved(areas, "58010205", "580202"), second)
    assert len(house.reader().hidden) > 10 and house.broken() == []


def without_others(pattern: Pattern) -> Pattern:
    return replace(pattern, secondary=frozenset(), masked=frozenset())


def test_without_complementary_suppression_the_reader_gets_them(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = suppressing.suppress
    monkeypatch.setattr(suppressing, "suppress", lambda system: without_others(engine(system)))
    house.publish(tree(TAMBONS), answers())
    broken = house.broken()
    assert any("poor 580101" in said for said in broken) and any(
        "unschooled 500102" in said for said in broken
    )


def test_without_the_earlier_release_the_difference_gives_a_village_back(tmp_path: Path) -> None:
    figures, areas = answers(), tree(TAMBONS)
    late = figures.pop("58020104")
    for forget in (True, False):
        house = House(tmp_path / str(forget), welfare())
        house.publish(areas, figures)
        house.publish(areas, {**figures, "58020104": late}, forget=forget)
        shown = table(house.releases[0], "tambon")["580201"], table(house.releases[1], "tambon")["580201"]
        assert shown[0]["poor"] and bool(shown[1]["poor"]) is forget


def test_what_was_open_in_an_earlier_release_is_known_to_the_reader(house: House) -> None:
    """Only one village of 580101 was corrected: its neighbours' old figures must not give the new one."""
    protected, figures, areas = house.dataset, answers(), tree(TAMBONS)
    opened = [
        replace(v, protection="free", publish_from="") if v.name == "poor" else v for v in protected.variables
    ]
    house.dataset = replace(protected, variables=[v for v in opened if v.name != "poor_share"])
    house.publish(areas, figures)
    house.dataset = protected
    corrected = {**figures, "58010101": {**figures["58010101"], "poor": figures["58010101"]["poor"] + 3}}
    house.publish(areas, corrected)
    assert table(house.releases[1], "tambon")["580101"]["poor_conf"] == "N"
    assert house.broken() == []


def covered(tambons: dict[str, int] = TAMBONS) -> dict[str, dict[str, int]]:
    """Nearly everybody is poor, but in 580101 nearly nobody."""
    found = answers(tambons)
    for code, row in found.items():
        row["poor"] = 2 if code.startswith("580101") else row["households"] - 1
    return found


def test_an_open_whole_does_not_bound_its_hidden_part(house: House) -> None:
    """Where nearly all are counted in 580102, what is missing there could not be hidden in 580101."""
    house.dataset = welfare(limits=[at_most("poor", "households")])
    house.publish(tree(TAMBONS), covered())
    assert any(
        said.kind is Kind.SMALL and "poor 580101" in said.cell for said in house.reader().hidden.values()
    )
    assert house.broken() == []


def test_a_shown_whole_does_not_bound_its_hidden_part(house: House) -> None:
    """Both are protected: the part is hidden in 580101 and beside, where the whole is shown."""
    house.dataset = welfare(limits=[at_most("poor", "sick")])
    figures = covered()
    for row in figures.values():
        row["sick"] = 30 if row["poor"] == 2 else row["poor"] + 1
        row["dengue"] = row["sick"] // 3
        row["secret"] = row["sick"] - row["dengue"]
    house.publish(tree(TAMBONS), figures)
    assert house.broken() == []


def test_a_tiny_open_whole_is_counted_since_nothing_can_be_hidden(house: House) -> None:
    house.dataset = welfare(limits=[at_most("poor", "households")])
    figures = answers()
    for code, row in figures.items():
        if code.startswith("580101"):
            row |= {"poor": 1, "households": 2 if code.endswith("1") else 1}
    release = house.publish(tree(TAMBONS), figures)
    assert table(release, "tambon")["580101"]["households"] == "5" and house.hidden()["bounded"] == 1
    assert house.broken() == []


def test_the_same_freeze_gives_the_same_bytes(house: House, tmp_path: Path) -> None:
    house.publish(tree(TAMBONS), answers())
    house.publish(moved(tree(TAMBONS), "58010205", "580202"), answers())
    build(house.folder / "freezes" / "2026.2", tmp_path / "again", threads=1)
    for path in list_files(tmp_path / "again"):
        assert (tmp_path / "again" / path).read_bytes() == (house.releases[1] / path).read_bytes(), path


def test_a_lost_freeze_is_found_in_a_later_one_or_missed_aloud(house: House, tmp_path: Path) -> None:
    for _ in range(2):
        house.publish(tree(TAMBONS), answers())
    folders = {each.name: house.folder / "freezes" / each.name for each in house.releases}
    shutil.rmtree(folders["2026.1"])
    draft = tmp_path / "draft"
    assert copy_earlier(draft, [house.dataset], folders) == ["2026.1", "2026.2"]
    assert list_files(draft / EARLIER / "2026.1") == list_files(folders["2026.2"] / EARLIER / "2026.1")
    shutil.rmtree(folders["2026.2"])
    with pytest.raises(Problem, match="409-release-earlier-lost"):
        copy_earlier(tmp_path / "other", [house.dataset], folders)


def test_the_demonstration_has_tambons_where_too_few_older_people_live_alone() -> None:
    alone = [
        sum(village(f"5801{tambon:02}{n:02}")["population"]["older_alone"] for n in range(1, 10))
        for tambon in range(1, 40)
    ]
    assert 3 < sum(total < 10 for total in alone) < 20
