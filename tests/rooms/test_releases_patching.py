"""A corrected value becomes a patch that lists it; what was interrupted is completed."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest
from damage import killed_at
from patching_world import LATER, WHY, correct, lines, make_released, patch, told, withdraw
from records_world import AT, BY, World, check, collect, judge

from tambon.catalogue import Catalogue, verify_folder
from tambon.catalogue.integrity import SIGNATURE
from tambon.host.home import Home
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.records import actions as records
from tambon.releases import actions, building, queries
from tambon.releases.actions import releasing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world(home: Home) -> World:
    return make_released()


def test_a_patch_lists_what_was_and_is_at_every_level(world: World, home: Home) -> None:
    correct(world)
    before = {p: p.read_bytes() for p in (home.catalogue / "releases" / "2026.1").rglob("*") if p.is_file()}
    made = patch()
    assert made.version == "2026.1.1" and verify_folder(made.folder).good
    body = told(made.folder)
    assert {k: body[k] for k in ("version", "patches", "synthetic", *WHY)} == {
        "version": "2026.1.1", "patches": "2026.1", "synthetic": True, **WHY,
    }  # fmt: skip
    of_households = [c for c in body["changes"] if c["variable"] == "households"]
    assert [(c["level"], c["area_code"], c["was"], c["now"]) for c in of_households] == [
        ("village", "58010201", 120, 130), ("tambon", "580102", 200, 210), ("district", "5801", 200, 210),
        ("province", "58", 200, 210), ("country", "TH", 200, 210),
    ]  # fmt: skip
    assert {c["area_code"] for c in body["changes"]} <= {"58010201", "580102", "5801", "58", "TH"}
    with (made.folder / "errata.csv").open(encoding="utf-8", newline="") as file:
        assert [(r["area_code"], r["now"]) for r in csv.DictReader(file)] == [
            (c["area_code"], str(c["now"])) for c in body["changes"]
        ]
    assert all(path.read_bytes() == held for path, held in before.items())
    manifest = json.loads((made.folder / "manifest.json").read_bytes())
    assert manifest["errata"]["changes"] == len(body["changes"]) == manifest["errata"]["datasets"]["water"]
    assert [(line["version"], line.get("patched_by"), line.get("patches")) for line in lines(home)] == [
        ("2026.1.1", None, "2026.1"), ("2026.1", "2026.1.1", None),
    ]  # fmt: skip
    assert Catalogue(home.catalogue).latest() == "2026.1.1"
    (entry,) = Entry.objects.filter(kind="release.patched").values_list("body", flat=True)
    assert entry["patch"] == "2026.1.1" and entry["manifest_sha256"] == made.manifest_sha256


def test_the_same_freeze_gives_the_same_patch(world: World, home: Home, tmp_path: Path) -> None:
    correct(world)
    made = patch()
    building.build(home.freezes / "2026.1.1", tmp_path / "again", threads=1)
    for path in sorted(made.folder.rglob("*")):
        if path.is_file() and path.name != SIGNATURE:
            assert path.read_bytes() == (tmp_path / "again" / path.relative_to(made.folder)).read_bytes(), (
                path
            )


def test_a_grade_alone_is_a_change(world: World) -> None:
    verdict = judge(world.record(), "piped_households")
    records.give_verdicts([verdict], office=world.office["pwa"], by="person:1", at=AT + timedelta(hours=1))
    changes = told(patch().folder)["changes"]
    assert changes and all(c["was"] == c["now"] for c in changes if c["level"] == "village")
    assert {(c["was_grade"], c["now_grade"]) for c in changes} >= {("checked", "verified")}


def test_what_should_not_have_been_seen_is_not_repeated(world: World) -> None:
    correct(world)
    made = patch(hides_was=True)
    assert {(c["was"], c["was_grade"]) for c in told(made.folder)["changes"]} == {(None, None)}


def test_without_a_change_nothing_is_published_and_nothing_waits(world: World, home: Home) -> None:
    with pytest.raises(Problem, match="409-release-nothing-changed"):
        patch()
    assert [each.version for each in queries.list_releases()] == ["2026.1"]
    assert queries.find_unpublished("r1", patches="2026.1") is None
    assert [line["version"] for line in lines(home)] == ["2026.1"]
    correct(world)
    assert patch().version == "2026.1.1"


def test_refusals_say_what_to_do(world: World) -> None:
    correct(world)
    for call, code in (
        (lambda: patch("2026.9"), "404-release-unknown"),
        (lambda: patch(reason_en=" "), "400-release-reason"),
        (lambda: withdraw("nothing"), "404-release-unknown"),
        (lambda: withdraw("2026.1", reason_th="ก" * 1001), "400-release-reason"),
    ):  # fmt: skip
        with pytest.raises(Problem, match=code):
            call()
    patch()
    with pytest.raises(Problem, match="409-release-already-patched") as refused:
        patch()
    assert "2026.1.1" in refused.value.say("en")


def test_a_patch_can_be_patched_and_numbers_never_come_back(world: World, home: Home) -> None:
    correct(world)
    patch()
    check(collect(world, minutes=120, households=140, piped=95))
    assert patch("2026.1.1").version == "2026.1.2"
    withdraw("2026.1.2")
    assert patch("2026.1.1").version == "2026.1.3"
    assert [line["version"] for line in lines(home)] == ["2026.1.3", "2026.1.2", "2026.1.1", "2026.1"]
    patched = {line["version"]: line.get("patched_by") for line in lines(home)}
    assert patched == {"2026.1.3": None, "2026.1.2": None, "2026.1.1": "2026.1.3", "2026.1": "2026.1.1"}


def test_a_patch_of_an_old_release_is_not_the_latest(world: World, home: Home) -> None:
    correct(world)
    actions.release_round("r1", by=BY, at=AT)
    assert patch("2026.1").version == "2026.1.1"
    assert [line["version"] for line in lines(home)] == ["2026.2", "2026.1.1", "2026.1"]
    assert Catalogue(home.catalogue).latest() == "2026.2"


@pytest.mark.parametrize("step", ["build", "announce"])
def test_a_killed_patch_is_completed_with_what_was_frozen(
    world: World, home: Home, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    correct(world)

    with killed_at(monkeypatch, releasing, step):
        patch()
    reader = Catalogue(home.catalogue)
    assert reader.latest() == "2026.1" and [each["version"] for each in reader.releases()] == ["2026.1"]
    check(collect(world, minutes=120, households=999, piped=95))  # too late for this patch
    assert actions.release_round("r1", by=BY, at=LATER).version == "2026.2"  # the patch is not in its way
    made = patch(reason_en="another")
    assert (made.version, made.resumed) == ("2026.1.1", True)
    body = told(made.folder)
    assert body["reason_en"] == WHY["reason_en"] and 999 not in {c["now"] for c in body["changes"]}
    assert Entry.objects.filter(kind="release.patched").count() == 1


def test_an_interrupted_patch_can_be_given_up(
    world: World, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(world)
    with killed_at(monkeypatch, releasing, "build"):
        patch()
    check(collect(world, minutes=120, households=150, piped=95))
    made = patch(anew=True)
    assert (made.version, made.resumed) == ("2026.1.1", False)
    assert 150 in {c["now"] for c in told(made.folder)["changes"]}


def test_an_interrupted_patch_of_what_was_withdrawn_is_not_completed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its errata would tell the values that were taken back."""
    correct(world)
    with killed_at(monkeypatch, releasing, "build"):
        patch()
    withdraw("2026.1")
    with pytest.raises(Problem, match="409-release-withdrawn"):
        patch()
