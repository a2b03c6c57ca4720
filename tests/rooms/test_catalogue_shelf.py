"""A new release is opened beside the one that is read, and takes its place when it is open."""

from __future__ import annotations

import json
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from release_world import make_catalogue

from tambon.catalogue import Catalogue, Question
from tambon.catalogue.held import MOST_BYTES
from tambon.catalogue.metadata.telling import tell
from tambon.lib.problem import Problem
from tambon.releases import publishing

OLD, NEW = "2026-10.1", "2026-11.1"
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_catalogue(tmp_path_factory.mktemp("made"), OLD, NEW)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "catalogue"))


def announce(folder: Path, *versions: str, state: str = "published") -> None:
    """Announces these of the folder's releases and no other."""
    every = folder / "every.json"
    if not every.exists():
        shutil.copy(folder / "releases.json", every)
    lines = [line for line in json.loads(every.read_bytes())["releases"] if line["version"] in versions]
    lines[0]["state"] = state
    publishing.put(folder, "releases.json", {"releases": lines}, at=AT)
    publishing.put(folder, "latest.json", {"version": lines[0]["version"], "state": state}, at=AT)


class Slow(Catalogue):
    """Opens a release only once it may."""

    may = threading.Event()

    @classmethod
    def behind(cls, folder: Path) -> Slow:
        """It serves the old release and opens the new one beside it, once it may."""
        announce(folder, OLD)
        catalogue = cls(folder)
        cls.may.set()
        assert catalogue.latest() == OLD
        catalogue.open_beside()
        cls.may.clear()
        announce(folder, NEW, OLD)
        return catalogue

    def opened(self) -> None:
        """Lets it open, and waits for that."""
        self.may.set()
        (opening,) = (each for each in threading.enumerate() if each.name == "open the newest")
        opening.join(30)

    def _open(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]
        assert self.may.wait(30)
        return super()._open(*args, **kwargs)  # type: ignore[arg-type]


def test_readers_go_on_with_the_old_release_while_the_new_one_is_opened(folder: Path) -> None:
    catalogue = Slow.behind(folder)
    assert [catalogue.latest() for _ in range(3)] == [OLD] * 3
    assert catalogue.find("water", Question(area="58"), limit=5).version == OLD
    assert [line["version"] for line in catalogue.releases()] == [NEW, OLD]
    assert (catalogue.release()["version"], tell(catalogue, base="").version) == (OLD, OLD)  # nobody waits
    catalogue.opened()
    assert catalogue.latest() == NEW


def test_a_release_that_is_withdrawn_while_it_is_opened_is_never_the_latest(folder: Path) -> None:
    catalogue = Slow.behind(folder)
    assert catalogue.latest() == OLD
    announce(folder, NEW, OLD, state="withdrawn")
    assert [each["version"] for each in catalogue.tombstones()] == [NEW]
    catalogue.opened()
    assert catalogue.latest() == OLD
    with pytest.raises(Problem, match="410-published-release-withdrawn"):
        catalogue.manifest(NEW)


def test_who_asks_while_the_latest_is_taken_back_is_told_the_one_before_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = Catalogue(folder)
    assert catalogue.latest() == NEW
    shelf, swapping, may = catalogue._shelf, threading.Event(), threading.Event()
    swap = shelf._swap

    def slow() -> None:
        swapping.set()
        assert may.wait(30)
        swap()

    monkeypatch.setattr(shelf, "_swap", slow)
    announce(folder, NEW, OLD, state="withdrawn")
    told: list[str | None] = []
    first, second = (threading.Thread(target=lambda: told.append(catalogue.latest())) for _ in range(2))
    first.start()
    assert swapping.wait(30)
    monkeypatch.setattr(shelf, "_look", lambda: None)  # it looked right before
    second.start()
    second.join(0.1)
    may.set()
    first.join(30)
    second.join(30)
    assert told == [OLD, OLD]


def test_a_withdrawal_does_not_wait_for_the_release_that_is_being_opened(folder: Path) -> None:
    catalogue = Slow.behind(folder)
    assert catalogue.latest() == OLD
    announce(folder, NEW, OLD, state="withdrawn")
    asking = threading.Thread(target=catalogue.latest)
    asking.start()
    asking.join(20)  # the opener waits longer
    waited = asking.is_alive()
    catalogue.opened()
    assert not waited


def test_memory_is_for_the_latest_release_and_an_older_one_answers_the_same(folder: Path) -> None:
    announce(folder, OLD)
    catalogue = Catalogue(folder)
    catalogue.hold()
    question = Question(area="58")
    held = catalogue.find("water", question)
    assert held.plan.edition.holder.tables()
    answers = held.json()
    tables = set(held.plan.edition.holder.tables())
    announce(folder, NEW, OLD)
    assert catalogue.latest() == NEW
    assert held.plan.edition.holder.tables() == []
    assert json.loads(catalogue.find("water", question, version=OLD).json()) == json.loads(answers)
    assert set(catalogue.find("water", question).plan.edition.holder.tables()) == tables


def test_a_list_of_releases_reads_no_data_and_names_what_is_missing(folder: Path) -> None:
    changed = folder / "releases" / OLD / "data" / "water" / "village.csv"
    content = bytearray(changed.read_bytes())
    content[-2] ^= 1
    changed.write_bytes(content)
    catalogue = Catalogue(folder)
    assert [line["version"] for line in catalogue.releases()] == [NEW, OLD]
    with pytest.raises(Problem, match="503-published-release-damaged"):
        catalogue.file_path(OLD, "data/water/village.csv")
    assert [line["version"] for line in catalogue.releases()] == [NEW]
    (folder / "releases" / OLD / "README.txt").unlink()
    again = Catalogue(folder)
    assert [line["version"] for line in again.releases()] == [NEW]
    assert again.faults() == [f"{OLD}: missing: README.txt"]


def test_a_file_changed_behind_an_open_release_takes_nothing_else_away(folder: Path) -> None:
    catalogue = Catalogue(folder)
    assert catalogue.latest() == NEW
    (folder / "releases" / NEW / "README.txt").write_text("another")
    assert [line["version"] for line in catalogue.releases()] == [NEW, OLD]
    assert tell(catalogue, base="").version == NEW
    assert catalogue.faults() == []


def test_an_older_release_that_becomes_the_latest_again_has_room_in_memory(folder: Path) -> None:
    announce(folder, OLD)
    catalogue = Catalogue(folder)
    catalogue.hold()
    holder = catalogue.find("water", Question()).plan.edition.holder
    holder.close()
    assert holder.left == MOST_BYTES
