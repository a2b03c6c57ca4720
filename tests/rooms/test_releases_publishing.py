"""From records in the database to published files: frozen once, completed by running again after any kill."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from damage import killed_at
from django.db import connection, transaction
from records_world import AT, BY, TODAY, World, check, collect, judge, make_world

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.catalogue import Catalogue, verify_folder
from tambon.dictionary.queries import get_dataset
from tambon.host.home import Home
from tambon.journal.models import Entry
from tambon.journal.queries import last_seal
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem
from tambon.records import actions as records
from tambon.releases import actions, publishing, queries
from tambon.releases.actions import releasing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world(home: Home) -> World:
    world = make_world()
    record = collect(world, households=120, piped=90)
    collect(world, "58010202", minutes=1, households=80, piped=10)
    check(record)
    return world


def rows(folder: Path, level: str) -> dict[str, dict[str, str]]:
    with (folder / "data" / "water" / f"{level}.csv").open(encoding="utf-8", newline="") as file:
        return {row["area_code"]: row for row in csv.DictReader(file)}


def entries(kind: str) -> list[dict[str, str]]:
    return list(Entry.objects.filter(kind=kind).order_by("id").values_list("body", flat=True))


def test_a_value_travels_from_the_record_to_every_level(world: World, home: Home) -> None:
    made = actions.release_round("r1", by=BY, at=AT)
    assert (made.version, made.resumed) == ("2026.1", False)
    assert verify_folder(made.folder).faults == ()
    village = rows(made.folder, "village")
    assert list(village) == sorted(code for code in world.area if len(code) == 8)
    first = village["58010201"]
    assert (first["piped_households"], first["piped_households_grade"]) == ("90", "checked")
    assert (first["piped_households_origin"], first["piped_households_status"]) == ("field", "P")
    assert village["58010303"]["piped_households_absent"] == "not_reported"
    up = rows(made.folder, "district")["5801"]
    parts = ("", "_expected", "_reported", "_verified", "_status")
    assert [up[f"piped_households{part}"] for part in parts] == ["100", "6", "2", "0", "P"]
    catalogue = Catalogue(home.catalogue)
    assert catalogue.latest() == "2026.1"
    assert catalogue.manifest()["seal"]["root"] == queries.get_release("2026.1").seal_root
    assert catalogue.rows("water", area="580102", variables=["piped_households"]).total == 3


@pytest.mark.django_db(transaction=True)
def test_the_seal_the_row_and_the_journal_name_the_release(world: World, home: Home) -> None:
    made = actions.release_round("r1", by=BY, at=AT)
    row = queries.get_release(made.version)
    assert row.published_at == AT and row.manifest_sha256 == made.manifest_sha256
    seal = last_seal()
    assert row.seal_root == (seal.root.hex() if seal else "")  # no seal while another test's transaction runs
    told = Catalogue(home.catalogue).manifest()["seal"]
    newest = Entry.objects.exclude(kind__startswith="release.").order_by("-id")[0].pk
    assert (told["root"], told["unsealed"]) == (row.seal_root, queries.count_unsealed(newest, seal))
    (frozen,), (published,) = entries("release.frozen"), entries("release.published")
    assert frozen["freeze_sha256"] == published["freeze_sha256"] == row.freeze_sha256
    assert published["manifest_sha256"] == made.manifest_sha256
    assert queries.find_latest("r1") == row and queries.find_unpublished("r1") is None


def test_the_next_release_counts_on_and_the_first_stays_as_it_was(world: World, home: Home) -> None:
    first = actions.release_round("r1", by=BY, at=AT)
    collect(world, "58010203", minutes=2, households=10, piped=5)
    second = actions.release_round("r1", by=BY, at=AT + timedelta(days=1))
    assert [line["version"] for line in Catalogue(home.catalogue).releases()] == ["2026.2", "2026.1"]
    assert verify_folder(first.folder).manifest_sha256 == first.manifest_sha256
    assert rows(second.folder, "tambon")["580102"]["piped_households"] == "105"
    assert rows(first.folder, "tambon")["580102"]["piped_households"] == "100"


STEPS = ("build", "verify_folder", "_mark", "announce")


def test_a_freeze_that_was_never_committed_is_taken_anew(
    world: World, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with killed_at(monkeypatch, releasing, "build"), transaction.atomic():
        actions.release_round("r1", by=BY, at=AT)
    assert (home.freezes / "2026.1").is_dir() and queries.list_releases() == []
    assert Catalogue(home.catalogue).latest() is None
    made = actions.release_round("r1", by=BY, at=AT)
    assert made.version == "2026.1" and verify_folder(made.folder).good
    assert not list(home.catalogue.rglob(".draft-*"))


@pytest.mark.parametrize("step", STEPS)
def test_after_a_kill_nothing_half_is_seen_and_the_next_run_publishes_what_was_frozen(
    world: World, home: Home, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    place = actions.Place.of_this_home()
    version = actions.freeze(round_code="r1", place=place, by=BY, at=AT)
    collect(world, "58010203", minutes=2, households=10, piped=5)  # too late for this release

    with killed_at(monkeypatch, releasing, step):
        actions.release_round("r1", by=BY, at=AT)
    assert Catalogue(home.catalogue).latest() is None
    made = actions.release_round("r1", by=BY, at=AT + timedelta(hours=1))
    assert (made.version, made.resumed) == (version, True)
    assert rows(made.folder, "tambon")["580102"]["piped_households"] == "100"
    assert len(entries("release.published")) == 1


def test_a_kill_between_the_files_and_the_commit_is_mended(
    world: World, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = actions.Place.of_this_home()
    actions.freeze(round_code="r1", place=place, by=BY, at=AT)

    def announced_then_killed(*args: object, **more: object) -> None:
        publishing.announce(*args, **more)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(releasing, "announce", announced_then_killed)
        with pytest.raises(KeyboardInterrupt):
            actions.release_round("r1", by=BY, at=AT)
    assert Catalogue(home.catalogue).latest() == "2026.1" and queries.find_latest("r1") is None
    made = actions.release_round("r1", by=BY, at=AT + timedelta(hours=1))
    assert made.resumed and queries.get_release("2026.1").manifest_sha256 == made.manifest_sha256
    assert [line["version"] for line in publishing.announced(home.catalogue)] == ["2026.1"]


def test_a_folder_that_something_else_left_half_is_built_anew(world: World, home: Home) -> None:
    half = home.catalogue / "releases" / "2026.1"
    half.mkdir(parents=True)
    (half / "manifest.json").write_text("{")
    (home.catalogue / "releases" / ".draft-00-2026.1").mkdir()
    made = actions.release_round("r1", by=BY, at=AT)
    assert verify_folder(made.folder).good
    assert [path.name for path in (home.catalogue / "releases").iterdir()] == ["2026.1"]


def test_a_changed_freeze_is_refused(world: World, home: Home) -> None:
    place = actions.Place.of_this_home()
    version = actions.freeze(round_code="r1", place=place, by=BY, at=AT)
    head = place.freezes / version / "freeze.json"
    head.write_text(head.read_text().replace('"demonstration": true', '"demonstration": false'))
    with pytest.raises(Problem, match="409-release-freeze-damaged"):
        actions.release_round("r1", by=BY, at=AT)


def test_a_freeze_that_cannot_be_built_is_given_up_for_a_new_one(world: World, home: Home) -> None:
    place = actions.Place.of_this_home()
    version = actions.freeze(round_code="r1", place=place, by=BY, at=AT)
    (place.freezes / version / "areas.csv").write_text("damaged")
    built = home.catalogue / "releases" / version  # by a run that was killed before it was announced
    built.mkdir(parents=True)
    with pytest.raises(Problem, match="409-release-freeze-damaged"):
        actions.release_round("r1", by=BY, at=AT)
    made = actions.release_round("r1", by=BY, at=AT + timedelta(hours=1), anew=True)
    assert (made.version, made.resumed) == (version, False) and verify_folder(made.folder).good
    assert len(entries("release.given_up")) == 1
    again = actions.release_round("r1", by=BY, at=AT + timedelta(hours=2), anew=True)
    assert again.version == "2026.2", "what is published is never given up"


def test_two_builders_at_once_are_kept_apart(world: World, home: Home) -> None:
    with publishing.alone(home.freezes), pytest.raises(Problem, match="409-release-busy"):
        actions.release_round("r1", by=BY, at=AT)
    assert actions.release_round("r1", by=BY, at=AT).version == "2026.1"


def test_the_round_need_not_be_said_while_only_one_has_opened(world: World) -> None:
    opened = thai_day(AT)
    assert queries.choose_round(None, on=opened) == "r1"
    with pytest.raises(Problem, match="400-release-round"):
        queries.choose_round(None, on=date(2000, 1, 1))
    with pytest.raises(Problem, match="400-release-round"):
        queries.choose_round("r2", on=opened)


def test_a_verified_value_is_counted_as_such(world: World, home: Home) -> None:
    record = world.record()
    verdict = judge(record, "piped_households")
    records.give_verdicts([verdict], office=world.office["pwa"], by=BY, at=AT)
    made = actions.release_round("r1", by=BY, at=AT)
    assert rows(made.folder, "village")["58010201"]["piped_households_grade"] == "verified"
    assert rows(made.folder, "country")["TH"]["piped_households_verified"] == "1"


def test_progress_counts_cells_and_hides_offices_of_one_person(world: World, home: Home) -> None:
    people = [accounts.add_person(username=name, name_th=name, by=BY, at=AT) for name in ("a", "b", "c")]
    for person, office in zip(people, ("pwa", "pwa", "lao"), strict=True):
        since = TODAY.replace(month=1)
        accounts.grant(NewGrant(person, Role.VERIFIER, since, office_id=world.office[office]), by=BY, at=AT)
    actions.refresh_snapshots(at=AT)
    shown = Catalogue(home.catalogue).progress()
    assert shown is not None and shown["synthetic"] is True and shown["at"] == "2026-11-22T05:00:00+00:00"
    assert [each["code"] for each in shown["rounds"]] == ["r1"]
    lines = {line["area_code"]: line for line in shown["areas"]}
    assert set(lines) == {"58", "5801"}
    assert lines["58"]["expected"] == 6 * len(get_dataset("water").spec.asked)
    assert (lines["5801"]["reported"], lines["5801"]["verified"]) == (4, None)
    assert lines["5801"]["withheld"] == "one_person_office"  # else less pwa-1 it would be lao-1's
    assert [line["office"] for line in shown["offices"]] == ["pwa-1"]
    assert shown["offices"][0]["reported"] == 2


def test_progress_before_any_round_says_so(home: Home) -> None:
    actions.refresh_snapshots(at=AT)
    shown = json.loads((home.catalogue / "snapshots" / "progress.json").read_text())
    assert (shown["rounds"], shown["areas"], shown["offices"]) == ([], [], [])


@pytest.mark.django_db(transaction=True)
def test_a_freeze_sees_one_instant(world: World, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that is collected and committed while the freeze runs is not in it, in no file."""
    plain = queries.list_cells

    def meanwhile(*args: object, **more: object) -> Iterator[object]:
        def other_connection() -> None:
            try:
                collect(world, "58010203", minutes=2, households=7, piped=7)
            finally:
                connection.close()

        thread = threading.Thread(target=other_connection)
        thread.start()
        thread.join(20)
        return plain(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(queries, "list_cells", meanwhile)
    made = actions.release_round("r1", by=BY, at=AT)
    assert world.record("58010203").values["households"] == 7
    assert rows(made.folder, "village")["58010203"]["households"] == ""
