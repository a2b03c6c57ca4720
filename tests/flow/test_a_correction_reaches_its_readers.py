"""From an owner's correction to the feed and the banner, with commands that are killed on the way.

The commands run as processes of their own on this test's database and home; readers ask a public process that
runs throughout.
"""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from served import TAMBON, Answer, Browser, environment, free_port
from waiting import until

from tambon.catalogue import verify_folder
from tambon.cli.main import main
from tambon.host.home import Home
from tambon.journal.models import Entry
from tambon.releases import queries

sys.path.append(str(Path(__file__).parents[1] / "rooms"))
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WHY = ["--reason-th", "เจ้าของแก้จำนวน", "--reason-en", "The owner corrected the number"]
KILLED = """
import os, sys
{what}
from tambon.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
WHILE_BUILDING = """
import tambon.releases.errata as errata
errata.write = lambda *given, **more: os.kill(os.getpid(), 9)
"""
AFTER_ONE_FILE = """
import shutil, pathlib
def some(folder, *more, **other):
    next(p for p in sorted(pathlib.Path(folder).rglob("*")) if p.is_file()).unlink()
    os.kill(os.getpid(), 9)
shutil.rmtree = some
"""


class Operator:
    """Runs commands as an operator does, on the home and database of this test."""

    def __init__(self, home: Home) -> None:
        told = connection.settings_dict
        at = f"host={told['HOST']}&port={told['PORT']}" if told["HOST"] else ""
        url = f"postgresql://{told['USER']}:{told['PASSWORD']}@/{told['NAME']}?{at}"
        self.environment = {**environment(), "DATABASE_URL": url, "TAMBON_HOME": str(home.root)}

    def run(self, *words: str) -> Any:
        done = subprocess.run([*TAMBON, *words, "--json"], capture_output=True, text=True, timeout=120,
                              env=self.environment, check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def killed(self, what: str, *words: str) -> None:
        """The command dies by SIGKILL where ``what`` says."""
        program = KILLED.format(what=what)
        done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, timeout=120,
                              env=self.environment, check=False)  # fmt: skip
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def fingerprint() -> str:
    """Of the key by which this test's home signs."""
    from tambon.catalogue.signing import fingerprint_of, public_of
    from tambon.releases.signing import own_key

    return fingerprint_of(public_of(own_key()))


@pytest.fixture
def reader(home: Home, tmp_path: Path) -> Iterator[Browser]:
    """Anyone, before a public process that has nothing but the catalogue."""
    home.catalogue.mkdir(parents=True, exist_ok=True)
    port = free_port()
    at = ["--catalogue", str(home.catalogue), "--port", str(port), "--workers", "1"]
    command = [*TAMBON, "public", *at, "--key", fingerprint()]
    with (tmp_path / "public.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment(), stdout=log, stderr=log)
    try:
        visitor = Browser(f"http://127.0.0.1:{port}")
        for _ in range(240):
            try:
                visitor.get("/healthz")
                break
            except OSError:
                time.sleep(0.25)
        yield visitor
    finally:
        process.terminate()
        process.wait(30)


def versions(reader: Browser) -> list[str]:
    listed = reader.get("/api/v1/releases").json()["releases"]
    for line in listed:  # what is listed can be read, all of it
        for path in (f"/data/{line['version']}/manifest.json", f"/releases/{line['version']}"):
            assert reader.get(path).status == 200
    return [line["version"] for line in listed]


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def in_file(folder: Path, level: str, code: str) -> dict[str, str]:
    with (folder / "data" / "water" / f"{level}.csv").open(encoding="utf-8", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["area_code"] == code)


def test_a_correction_reaches_its_readers_and_a_withdrawal_too(home: Home, reader: Browser) -> None:
    from records_world import AT, TODAY, check, collect, make_world

    from tambon.records import actions as records
    from tambon.records.rules import GivenValue
    from tambon.releases import actions

    world, operator = make_world(), Operator(home)
    check(collect(world, households=120, piped=90))
    check(collect(world, "58010202", minutes=1, households=80, piped=10))
    first = actions.release_round("r1", by="system", at=AT)
    old, version = first.folder, first.version
    before = files(old)
    assert versions(reader) == [version]

    # The owner says otherwise, with its register in hand.
    record = world.record()
    claim = record.cells["piped_households"].claim_id
    given = GivenValue(record.id, "piped_households", claim, 100, TODAY, "register of customers")
    (entered,) = records.enter_values(
        [given], office=world.office["pwa"], by="person:1", at=AT + timedelta(hours=1)
    )
    assert entered.held
    assert world.record().values["piped_households"] == 100

    new = _patched_although_killed(home, operator, reader, version)

    # The erratum: at the village, and at each total above it.
    changes = reader.get("/api/v1/errata?dataset=water").json()["changes"]
    piped = [change for change in changes if change["variable"] == "piped_households"]
    told = {(c["level"], c["area_code"]): (c["was"], c["now"]) for c in piped}
    above = (("tambon", "580102"), ("district", "5801"), ("province", "58"), ("country", "TH"))
    assert told == {("village", "58010201"): (90, 100)} | dict.fromkeys(above, (100, 110))
    for (level, code), (was, now) in told.items():
        assert in_file(old, level, code)["piped_households"] == str(was)
        assert in_file(new, level, code)["piped_households"] == str(now)
    _is_told(reader, version)

    # The old files are as they were, to the last byte; both copies hold.
    assert files(old) == before
    for folder in (old, new):
        assert main(["release", "verify", str(folder), "--key", fingerprint()]) == 0

    # The old release is withdrawn; the command dies when one file is gone, and the same command completes it.
    operator.killed(AFTER_ONE_FILE, "release", "withdraw", version, *WHY)
    assert versions(reader) == [f"{version}.1"] and not verify_folder(old).good
    _is_gone(reader, version)
    done = operator.run("release", "withdraw", version, *WHY)
    told = {"version": version, "latest": f"{version}.1", "resumed": True, "told_by": f"{version}.1"}
    assert done == told and not old.exists()
    _is_gone(reader, version)
    assert versions(reader) == [f"{version}.1"] and verify_folder(new).good
    kinds = Entry.objects.filter(kind__startswith="release.").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [
        "release.frozen", "release.published", "release.frozen", "release.published", "release.patched",
        "release.withdrawn",
    ]  # fmt: skip


def _patched_although_killed(home: Home, operator: Operator, reader: Browser, version: str) -> Path:
    """The patch dies while it is built: readers see the old release alone. The same command completes it."""
    operator.killed(WHILE_BUILDING, "release", "patch", version, *WHY)
    assert list((home.catalogue / "releases").glob(".draft-*")) and versions(reader) == [version]
    states = {each.version: each.state for each in queries.list_releases()}
    assert states == {version: "published", f"{version}.1": "frozen"}
    patch = operator.run("release", "patch", version, *WHY)
    assert (patch["version"], patch["resumed"]) == (f"{version}.1", True)
    assert versions(reader) == [f"{version}.1", version]
    return Path(patch["folder"])


def _is_told(reader: Browser, version: str) -> None:
    for path, words in (
        (f"/releases/{version}?lang=en", f"Corrected by {version}.1"),
        ("/datasets/water?lang=en", f"Release {version}.1 corrects"),
        ("/errata?lang=th", "เจ้าของแก้จำนวน"),
        ("/feeds/errata.atom", "village 58010201 · 2026 · piped_households: 90 → 100"),
    ):
        # a new release is opened beside the one that is served
        until(lambda path=path, words=words: words in reader.get(path).text, told=lambda path=path: path)  # type: ignore[misc]


def _is_gone(reader: Browser, version: str) -> None:
    pages: dict[str, Answer] = {
        path: reader.get(path)
        for path in (f"/releases/{version}?lang=en", f"/data/{version}/manifest.json", f"/data/{version}.zip")
    }
    assert {path: page.status for path, page in pages.items()} == dict.fromkeys(pages, 410)
    assert "The owner corrected the number" in pages[f"/releases/{version}?lang=en"].text
    assert reader.get(f"/api/v1/releases/{version}").json()["instead"] == f"{version}.1"
    assert f"{version} withdrawn" in reader.get("/feeds/errata.atom").text
