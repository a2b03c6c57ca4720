"""The rehearsal: a home is backed up while phones send, burns down, and is restored elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from damage import change
from looking import not_kept_once, piles, rows, villages
from meanwhile import ERASE_MEANWHILE
from senders import Filled, Senders
from served import REPOSITORY, TAMBON, Browser, Served, environment, free_port, serving
from waiting import until

from tambon.host import processes
from tambon.host.home import Home
from tambon.host.postgres import database

pytestmark = pytest.mark.slow
ERASE = """
import django; django.setup()
from datetime import UTC, date, datetime
from tambon.workforce.actions.erasing import erase_due
print(erase_due(by="system", on=date(2090, 1, 1), at=datetime.now(UTC)))
"""
SEAL = """
import django; django.setup()
from datetime import UTC, datetime
from tambon.journal import actions, queries
actions.seal(at=datetime.now(UTC))
print(queries.last_seal().era)
"""
SEALED = "SELECT count(*) FROM workforce_personal WHERE citizen_id IS NOT NULL"
ERASED = "SELECT count(*) FROM journal_entry WHERE kind = 'personal.erased'"


@dataclass
class Rehearsal:
    """What one step leaves to the next."""

    folder: Path
    before: dict[str, Filled] = field(default_factory=dict)  # acknowledged before the backup began
    after: dict[str, Filled] = field(default_factory=dict)  # sent when it was done
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def backup(self) -> Path:
        return self.folder / "backup"

    @property
    def home(self) -> Path:
        return self.folder / "elsewhere"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    return Rehearsal(tmp_path_factory.mktemp("rehearsal"))


def tambon(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*TAMBON, *words, "--home", str(home), "--json"],
        capture_output=True, text=True, env=environment(), cwd=REPOSITORY, timeout=300, check=False,
    )  # fmt: skip


def script(text: str, home: Path) -> str:
    """What a program of the home's own code prints."""
    settings = {"TAMBON_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tambon.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", text], env={**environment(), **settings}, cwd=REPOSITORY,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(*words: str, home: Path) -> str:
    done = tambon(*words, home=home)
    assert done.returncode == 2, (done.stdout, done.stderr)
    return str(json.loads(done.stderr.strip().splitlines()[-1])["code"])


@pytest.fixture
def database_of_elsewhere(stage: Rehearsal) -> Iterator[Path]:
    """The restored home's database, running while a test looks into it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        with database(Home.at(stage.home)):
            yield stage.home


def test_1_a_backup_is_made_while_phones_send(served: Served, stage: Rehearsal) -> None:
    places, url = villages(served), served.said["odk_urls"][0]
    with Senders(url, piles(places, photo_every=3), phones=1) as senders:
        senders.wait_for(40)
        stage.before = dict(senders.acknowledged)
        began = time.monotonic()
        stage.told = json.loads(served.tambon("backup", str(stage.backup), "--json"))
        seconds = time.monotonic() - began
        count = len(senders.acknowledged)
    assert senders.unlike == []
    assert count > len(stage.before), "nobody could send meanwhile"
    print(f"\nbackup: {seconds:.1f} s, {stage.told}; {count - len(stage.before)} forms were taken meanwhile")
    with Senders(url, piles(places, photo_every=1, most=3), phones=1) as late:
        late.finish()
    stage.after = late.acknowledged
    assert stage.told["absent"] == []
    assert stage.told["counts"]["blobs"] > 10
    assert json.loads((stage.backup / "backup.json").read_text())["format"] == 1


def test_2_no_key_and_no_password_is_in_it(served: Served, stage: Rehearsal) -> None:
    secrets = [
        (served.home / name).read_bytes() for name in ("personal-key", "secret-key", "database-password")
    ]
    for path in stage.backup.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(secret in content for secret in secrets), path
    assert stage.backup.stat().st_mode & 0o077 == 0
    assert served.tambon("backup", str(stage.backup), "--json", expect=2) == ""  # it overwrites nothing


def test_3_what_is_erased_afterwards_is_written_in_the_home_and_beside_the_backup(
    served: Served, stage: Rehearsal
) -> None:
    assert rows(served.home, SEALED)[0][0] > 0
    count = int(script(ERASE, served.home))
    assert count > 0
    beside = (stage.backup / "erasures.jsonl").read_text()
    assert beside == (served.home / "erasures.jsonl").read_text()
    assert len(beside.splitlines()) == count
    assert set(json.loads(beside.splitlines()[0])) == {"kind", "ref", "at", "fields"}


def test_4_without_its_key_it_is_refused_and_the_key_is_named(stage: Rehearsal) -> None:
    done = tambon("restore", str(stage.backup), home=stage.home)
    assert done.returncode == 2
    told = json.loads(done.stderr)
    assert told["code"] == "409-restore-key-missing"
    assert stage.told["keys"]["personal-key"][0] in told["title"]
    assert not stage.home.exists()


def test_5_restored_it_is_proven_and_what_was_erased_stays_erased(served: Served, stage: Rehearsal) -> None:
    stage.home.mkdir(mode=0o700)
    shutil.copy2(served.home / "personal-key", stage.home)
    done = tambon("restore", str(stage.backup), home=stage.home)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    print(f"\nrestore: {told}")
    assert told["erasures"]["applied"] == told["erasures"]["known"] > 0
    assert list(told["missing_keys"]) == ["secret-key"]  # named; people sign in anew, nothing is lost
    assert told["journal"]["root"] == stage.told["journal"]["root"]
    verified = tambon("verify-journal", "--root", told["journal"]["root"], home=stage.home)
    assert json.loads(verified.stdout)["holds"] is True
    own = (stage.home / "database-password").read_text()
    assert own != (served.home / "database-password").read_text()


def test_6_every_form_acknowledged_before_is_there_with_its_photo(
    stage: Rehearsal, database_of_elsewhere: Path
) -> None:
    assert stage.before
    assert not_kept_once(database_of_elsewhere, stage.before) == []
    assert rows(database_of_elsewhere, SEALED) == [(0,)]
    assert rows(database_of_elsewhere, ERASED)[0][0] > 0
    named = rows(database_of_elsewhere, "SELECT sha256 FROM submissions_attachment")
    for (name,) in named:
        content = (database_of_elsewhere / "blobs" / name[:2] / name[2:]).read_bytes()
        assert sha256(content).hexdigest() == name
    mark = tambon("dbshell", home=database_of_elsewhere)
    assert mark.returncode == 0


def test_7_it_is_served_and_phones_send_again_what_the_fire_took(served: Served, stage: Rehearsal) -> None:
    port = free_port()
    with serving(stage.home, port, stage.folder / "log"):
        path = served.said["odk_urls"][0].partition("/odk/")[2]
        url = f"http://127.0.0.1:{port}/odk/{path}"
        again = [*list(stage.before.values())[:20], *stage.after.values()]
        with Senders(url, again, phones=4) as senders:
            senders.finish()
        assert senders.unlike == []
        assert (senders.heard["202"], senders.heard["201"]) == (20, len(stage.after))
        assert not_kept_once(stage.home, stage.after) == []
        catalogue = Browser(f"http://127.0.0.1:{port}").get("/api/v1/datasets").json()
        assert catalogue == Browser(served.url).get("/api/v1/datasets").json()
        until(lambda: rows(stage.home, "SELECT count(*) FROM submissions_inbox") == [(0,)])
        assert int(script(SEAL, stage.home)) == 2  # sealing goes on, in an era of its own
    assert json.loads(tambon("verify-journal", home=stage.home).stdout)["holds"] is True


def test_8_a_home_with_something_in_it_is_left_alone(stage: Rehearsal) -> None:
    assert refused("restore", str(stage.backup), home=stage.home) == "409-home-not-empty"


def test_9_a_restore_that_was_killed_leaves_a_home_that_says_so_and_does_not_start(
    served: Served, stage: Rehearsal
) -> None:
    home = stage.folder / "cut"
    home.mkdir(mode=0o700)
    shutil.copy2(served.home / "personal-key", home)
    process = subprocess.Popen(
        [*TAMBON, "restore", str(stage.backup), "--home", str(home)],
        env=environment(), cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until(lambda: (home / "restoring.json").exists() and (home / "blobs").exists())
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    until(lambda: not processes.living_postgres(home / "postgres"))
    for words in (["run", "--port", str(free_port())], ["verify-journal"], ["setup"]):
        assert refused(*words, home=home) == "409-home-unfinished"
    assert refused("restore", str(stage.backup), home=home) == "409-home-unfinished"


def test_10_one_changed_byte_is_named_and_the_home_stays_closed(served: Served, stage: Rehearsal) -> None:
    copy, home = stage.folder / "damaged", stage.folder / "from-damaged"
    shutil.copytree(stage.backup, copy)
    dump = copy / "database.dump"
    change(dump)
    assert refused("restore", str(copy), "--without-missing-keys", home=home) == "422-backup-damaged"
    assert not home.exists()
    shutil.copy2(stage.backup / "database.dump", dump)
    photo = next(path for path in sorted((copy / "blobs").rglob("*")) if path.is_file())
    photo.write_bytes(b"another picture")
    done = tambon("restore", str(copy), "--without-missing-keys", home=home)
    assert photo.name in done.stderr and "422-backup-damaged" in done.stderr
    assert refused("run", "--port", str(free_port()), home=home) == "409-home-unfinished"


def test_11_a_content_that_is_gone_is_named_and_the_rest_is_backed_up(
    served: Served, stage: Rehearsal
) -> None:
    name = rows(served.home, "SELECT sha256 FROM submissions_attachment ORDER BY id LIMIT 1")[0][0]
    path = served.home / "blobs" / name[:2] / name[2:]
    content = path.read_bytes()
    path.write_bytes(content[:100])
    try:
        told = json.loads(served.tambon("backup", str(stage.folder / "partial"), "--json", expect=1))
    finally:
        path.write_bytes(content)
    assert told["absent"] == [name]
    assert (stage.folder / "partial" / "backup.json").exists()
    told = Browser(served.url).get("/healthz").json()
    assert told["backup"]["made_seconds_ago"] < 600


def test_12_what_is_erased_while_a_backup_is_made_keeps_nobody_from_restoring_it(
    served: Served, stage: Rehearsal
) -> None:
    target = stage.folder / "meanwhile"
    said = script(ERASE_MEANWHILE.replace("sys.argv[1]", repr(str(target))), served.home)
    told = json.loads(said.strip().splitlines()[-1])
    assert (told["absent"], told["erased"]) == ([], [told["track"]])
    home = stage.folder / "after-the-night"
    home.mkdir()
    for name in ("personal-key", "secret-key"):
        shutil.copy2(served.home / name, home / name)
    done = tambon("restore", str(target), home=home)
    assert done.returncode == 0, done.stderr
