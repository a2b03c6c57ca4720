"""A withdrawn release leaves a tombstone; a withdrawal survives any kill."""

from __future__ import annotations

import json
from typing import Any

import pytest
from patching_world import LATER, WHY, correct, lines, make_released, patch, withdraw
from records_world import BY, World

from tambon.catalogue import Catalogue
from tambon.host.home import Home
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.releases import actions, queries
from tambon.releases.actions import withdrawing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world(home: Home) -> World:
    return make_released()


def test_a_withdrawn_release_leaves_its_line(world: World, home: Home) -> None:
    correct(world)
    patch()
    done = withdraw("2026.1")
    assert (done.latest, done.resumed, done.told_by) == ("2026.1.1", False, "2026.1.1")
    line = lines(home)[1]
    assert (line["state"], line["withdrawn_on"], line["reason_en"]) == (
        "withdrawn", "2026-11-23", WHY["reason_en"],
    )  # fmt: skip
    assert line["withdrawn_at"] == LATER.isoformat(timespec="seconds")
    assert not (home.catalogue / "releases" / "2026.1").exists() and (home.freezes / "2026.1").is_dir()
    with pytest.raises(Problem, match="409-release-withdrawn"):
        withdraw("2026.1")
    with pytest.raises(Problem, match="409-release-withdrawn"):
        patch("2026.1")
    assert Entry.objects.filter(kind="release.withdrawn").count() == 1


def test_a_patch_that_hid_what_was_tells_nothing_of_the_withdrawn(world: World) -> None:
    correct(world)
    patch(hides_was=True)
    assert withdraw("2026.1").told_by == ""


def test_the_list_of_releases_tells_each_state(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    from argparse import Namespace

    from tambon.cli.commands import release_list

    correct(world)
    patch()
    withdraw("2026.1")
    assert release_list.run(Namespace(json=True)) == 0
    told = {line["version"]: line for line in json.loads(capsys.readouterr().out)}
    assert {version: line["state"] for version, line in told.items()} == {
        "2026.1.1": "published", "2026.1": "withdrawn",
    }  # fmt: skip
    assert (told["2026.1.1"]["patches"], told["2026.1"]["patched_by"]) == ("2026.1", "2026.1.1")
    assert told["2026.1"]["reason_en"] == WHY["reason_en"]
    assert release_list.run(Namespace(json=False)) == 0
    said = capsys.readouterr().out
    assert "corrects 2026.1" in said and "withdrawn 2026-11-23: แก้จำนวนครัวเรือน" in said


def test_when_the_only_release_goes_nothing_is_left_until_the_next(world: World, home: Home) -> None:
    reader = Catalogue(home.catalogue)
    assert reader.latest() == "2026.1"
    assert withdraw("2026.1").latest is None
    assert reader.latest() is None and reader.releases() == [] and reader.faults() == []
    assert actions.release_round("r1", by=BY, at=LATER).version == "2026.2"
    assert reader.latest() == "2026.2"


@pytest.mark.parametrize("step", ["announce_withdrawal", "holding", "remove"])
def test_a_killed_withdrawal_is_completed(
    world: World, home: Home, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    correct(world)
    patch()

    really = withdrawing.announce_withdrawal

    def killed(*args: Any, **more: Any) -> None:
        if step == "holding":  # the lists are written, the files still there
            really(*args, **more)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(withdrawing, "announce_withdrawal" if step == "holding" else step, killed)
        with pytest.raises(KeyboardInterrupt):
            withdraw("2026.1.1")
    done = withdraw("2026.1.1", reason_en="said otherwise")
    assert done == withdrawing.Withdrawn("2026.1.1", "2026.1", True)
    assert lines(home)[0]["reason_en"] == WHY["reason_en"]
    assert queries.get_release("2026.1.1").withdrawn_en == WHY["reason_en"], "both say the same"
    assert not (home.catalogue / "releases" / "2026.1.1").exists()
    assert Entry.objects.filter(kind="release.withdrawn").count() == 1
    assert Catalogue(home.catalogue).latest() == "2026.1"
