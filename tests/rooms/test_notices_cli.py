"""The operator's commands: digests counted or made, letters of an area as one file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest
from printed import letters_of, pages_of
from records_world import AT, BY, World, collect, make_world

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.cli.commands import notices_digest, notices_letters
from tambon.lib.problem import Problem
from tambon.notices.models import Digest, Letter

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEAD = [
    "--sender", "ที่ว่าการอำเภอ", "--address", "ถนน ก", "--unit", "กลุ่มงาน", "--signer", "นายสมมุติ",
    "--position", "นายอำเภอ",
]  # fmt: skip


def run(command: Any, *words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    command.arguments(parser)
    code: int = command.run(parser.parse_args([str(word) for word in words]))
    return code


@pytest.fixture
def world() -> World:
    world = make_world()
    person = accounts.add_person(username="somying", name_th="สมหญิง", by=BY, at=AT)
    since = AT.date().replace(year=2026, month=1, day=1)
    accounts.grant(NewGrant(person, Role.VERIFIER, since, office_id=world.office["pwa"]), by=BY, at=AT)
    collect(world)
    return world


def test_a_dry_run_counts_and_keeps_nothing_and_a_run_keeps_as_many(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(notices_digest, "--dry-run", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["dry_run"] and told["digests"]["desk"] >= 1 and told["waits"]["to_confirm"] >= 1
    assert Digest.objects.count() == 0
    assert run(notices_digest) == 0
    assert "บันทึกแล้ว" in capsys.readouterr().out
    assert Digest.objects.count() == told["digests"]["desk"]
    assert run(notices_digest) == 0
    assert "nothing is due" in capsys.readouterr().out
    assert run(notices_digest, "--on", "2026-11-22") == 2


def test_letters_of_a_district_are_one_file_and_the_next_ones_know_the_letterhead(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "letters.pdf"
    area = ["--area", "5801", "--out", out]
    with pytest.raises(Problem) as caught:
        run(notices_letters, *area)
    assert caught.value.kind.code == "409-letter-no-letterhead"
    assert run(notices_letters, *area, "--draft", *HEAD) == 0
    assert pages_of(out.read_bytes()) == 4 and Letter.objects.count() == 0
    assert run(notices_letters, *area, "--number", "มส 0118/9", *HEAD, "--json") == 0
    numbers = [one["number"] for one in json.loads(capsys.readouterr().out.splitlines()[-1])["letters"]]
    assert numbers == ["มส 0118/9", "มส 0118/10"]
    assert "มส๐๑๑๘/๑๐" in letters_of(out.read_bytes())
    out.unlink()
    assert run(notices_letters, *area) == 0  # the letterhead is known by now, and each office had its letter
    assert "nobody to write to" in capsys.readouterr().out and not out.exists()
