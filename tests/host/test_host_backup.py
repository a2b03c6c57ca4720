"""What a backup is known by, and how erasures are remembered: the parts that need no database."""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tambon.host import backup, copies, erasures, manifest, restore
from tambon.host.home import Home
from tambon.host.manifest import JournalMark, Manifest, Part
from tambon.lib.problem import Problem

AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
KEY, OTHER = "k" * 40, "o" * 40
MADE = Manifest(
    AT, "1.2.0", (Part("database.dump", "00" * 32, 3),), JournalMark(5, 1, 1, "ab" * 32),
    {"personal-key": manifest.fingerprints("personal-key", f"{KEY},{OTHER}")}, {"blobs": 2},
    ("cd" * 32,), ("ef" * 32,),
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Home:
    fresh = Home.at(tmp_path / "home")
    fresh.make()
    return fresh


def code(what: pytest.ExceptionInfo[Problem]) -> str:
    return what.value.kind.code


def test_a_manifest_reads_back_as_what_was_written() -> None:
    assert manifest.read(MADE.to_json()) == MADE


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", MADE.to_json().replace('"format": 1', '"format": 2'), MADE.to_json()[:-40]]
)
def test_what_is_no_manifest_of_this_format_is_told_as_such(text: str) -> None:
    with pytest.raises(manifest.Unreadable):
        manifest.read(text)


def test_each_key_of_the_ring_is_demanded_and_none_is_told() -> None:
    prints = manifest.fingerprints("personal-key", f"{KEY}, {OTHER}")
    assert manifest.missing(MADE.keys, {"personal-key": prints}) == {}
    assert manifest.missing(MADE.keys, {"personal-key": prints[:1]}) == {"personal-key": [prints[1]]}
    assert manifest.missing(MADE.keys, {}) == {"personal-key": sorted(prints)}
    assert manifest.fingerprint("secret-key", KEY) != prints[0]
    assert KEY not in MADE.to_json()


@pytest.mark.parametrize(
    ("product", "than", "newer"),
    [("0.10.0", "0.9.9", True), ("0.1.0", "0.1.0", False), ("1.0", "1.0.1", False), ("2.0+x", "1.9", True)],
)
def test_versions_are_compared_by_their_numbers(product: str, than: str, newer: bool) -> None:
    assert manifest.is_newer(product, than) is newer


def test_an_erasure_is_on_disk_in_the_home_and_beside_every_backup_that_can_be_reached(
    home: Home, tmp_path: Path
) -> None:
    here, gone = tmp_path / "here", tmp_path / "unplugged"
    here.mkdir()
    (here / "backup.json").write_text("{}")
    backup.note_backup(home, here, AT)
    backup.note_backup(home, gone, AT)
    erasures.remember_erasure("personal", "person:7", AT, ["citizen_id"], home=home)
    for folder in (home.root, here):
        (line,) = (folder / "erasures.jsonl").read_text().splitlines()
        assert json.loads(line) == {
            "kind": "personal", "ref": "person:7", "at": AT.isoformat(), "fields": ["citizen_id"]
        }  # fmt: skip
    assert not gone.exists()


def test_a_line_that_a_crash_cut_off_spoils_no_other(home: Home) -> None:
    path = home.root / "erasures.jsonl"
    erasures.remember_erasure("personal", "person:1", AT, home=home)
    path.write_text(path.read_text() + '{"kind": "pers')
    erasures.remember_erasure("personal", "person:2", AT, home=home)
    assert [one.ref for one in erasures.read(path)] == ["person:1", "person:2"]


def test_what_cannot_be_remembered_is_not_erased(home: Home) -> None:
    (home.root / "erasures.jsonl").mkdir()
    with pytest.raises(Problem) as refused:
        erasures.remember_erasure("personal", "person:1", AT, home=home)
    assert code(refused) == "507-erasure-not-remembered"


def test_a_new_backup_gets_what_the_home_remembers_once(home: Home, tmp_path: Path) -> None:
    erasures.remember_erasure("personal", "person:1", AT, home=home)
    erasures.copy_beside(home, tmp_path)
    erasures.copy_beside(home, tmp_path)
    assert erasures.merged([tmp_path / "erasures.jsonl", home.root / "erasures.jsonl"]) == [
        erasures.Erasure("personal", "person:1", AT)
    ]
    assert len((tmp_path / "erasures.jsonl").read_text().splitlines()) == 1


def test_a_tree_is_copied_with_sums_and_without_drafts_or_links(tmp_path: Path) -> None:
    source, target = tmp_path / "catalogue", tmp_path / "backup" / "catalogue"
    (source / "releases" / ".draft-x").mkdir(parents=True)
    for name in ("latest.json", "releases/a.csv", "releases/.draft-x/half"):
        (source / name).write_text(name)
    (source / "link").symlink_to("/etc/hostname")
    lines = copies.copy_tree(source, target, step=lambda _: None)
    assert [line.name for line in lines] == ["catalogue/latest.json", "catalogue/releases/a.csv"]
    copies.write_list(tmp_path / "list", lines)
    assert list(copies.read_list(tmp_path / "list")) == lines


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/../../b", ""])
def test_a_list_that_would_leave_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "list").write_text(f"{'0' * 64}  {name}\n")
    with pytest.raises(copies.Differs):
        list(copies.read_list(tmp_path / "list"))


def test_a_content_with_another_sum_is_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(copies.Differs):
        copies.copy(io.BytesIO(b"x"), tmp_path / "new", expected="0" * 64)
    assert not (tmp_path / "new").exists()


def test_a_backup_of_a_newer_product_or_with_another_dump_is_refused(tmp_path: Path) -> None:
    (tmp_path / "backup.json").write_text(MADE.to_json())
    with pytest.raises(Problem) as newer:
        restore.read(tmp_path, own="1.1.9")
    assert code(newer) == "409-backup-newer"
    (tmp_path / "database.dump").write_bytes(b"abc")
    with pytest.raises(Problem) as other:
        restore.read(tmp_path, own="1.2.0")
    assert code(other) == "422-backup-damaged"
    part = Part("database.dump", *copies.sum_of(tmp_path / "database.dump"))
    (tmp_path / "backup.json").write_text(dataclasses.replace(MADE, parts=(part,)).to_json())
    assert restore.read(tmp_path, own="1.2.0").parts == (part,)
    with pytest.raises(Problem) as none:
        restore.read(tmp_path / "nowhere", own="1.2.0")
    assert code(none) == "422-backup-unreadable"


@pytest.mark.parametrize("planted", ["a link", "a file"])
def test_what_somebody_planted_where_a_backup_is_drafted_is_neither_emptied_nor_filled(
    home: Home, tmp_path: Path, planted: str
) -> None:
    shared, dear = tmp_path / "shared", tmp_path / "dear"
    for folder in (shared, dear):
        folder.mkdir()
    (dear / "thesis").write_text("ten years")
    draft = shared / ".mine.unfinished"
    draft.symlink_to(dear) if planted == "a link" else draft.write_text("x")
    with pytest.raises(Problem) as refused:
        backup.make(_source(home), shared / "mine", at=AT, tell=lambda *_: None)
    assert code(refused) == "507-backup-unwritable"
    assert (dear / "thesis").read_text() == "ten years"
    assert [path.name for path in dear.iterdir()] == ["thesis"]


def test_a_draft_that_others_may_read_is_closed_before_anything_is_in_it(home: Home, tmp_path: Path) -> None:
    draft = tmp_path / ".mine.unfinished"
    draft.mkdir()
    draft.chmod(0o777)
    seen = []

    def reached() -> AbstractContextManager[backup.Snapshot]:
        seen.append(draft.stat().st_mode & 0o777)
        raise OSError(5, "far enough")

    with pytest.raises(Problem):
        backup.make(_source(home, reached), tmp_path / "mine", at=AT, tell=lambda *_: None)
    assert seen == [0o700]


def _source(
    home: Home, snapshot: Callable[[], AbstractContextManager[backup.Snapshot]] | None = None
) -> backup.Source:
    def never() -> AbstractContextManager[backup.Snapshot]:
        raise AssertionError("it went on")

    return backup.Source(
        home=home, place={}, product="1", folders={}, open_blob=lambda _: io.BytesIO(),
        snapshot=snapshot or never, still_named=lambda _: set(),
    )  # fmt: skip


def test_a_restore_closes_a_folder_that_was_made_by_hand(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    for folder in (home.root, home.blobs, home.freezes):
        folder.mkdir()
        folder.chmod(0o755)
    restore.begin(home, tmp_path / "backup")
    modes = [folder.stat().st_mode & 0o777 for folder in (home.root, home.blobs, home.freezes)]
    assert modes == [0o700] * 3
