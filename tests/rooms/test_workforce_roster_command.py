"""``tambon roster load``: figures and reasons; refused rows in a file that only its owner reads."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import pytest
from workforce_world import World, make_world

from tambon.cli.main import main
from tambon.workforce.models import Contract

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADING = "ตำบล,post,name_th,citizen_id,from"
GOOD = "580102,1,นางสาวดาว ดอยงาม,,1 ต.ค. 2569"
BAD = "580102,2,นายเมฆ หมอก,1234567890123,1 ต.ค. 2569"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """The command's own database is the test's."""
    monkeypatch.setattr("tambon.cli.database.ready_database", nullcontext)
    return make_world()


def roster(folder: Path, *rows: str) -> Path:
    file = folder / "roster.csv"
    file.write_text("\n".join([HEADING, *rows]), encoding="utf-8")
    (folder / "mapping.csv").write_text("tambon,ตำบล\n", encoding="utf-8")
    return file


def run(file: Path, *more: str) -> int:
    mapping = str(file.with_name("mapping.csv"))
    return main(["roster", "load", str(file), "--programme", "p", "--mapping", mapping, *more])


def test_it_says_what_it_did_and_why_not(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = roster(tmp_path, GOOD, BAD)
    assert run(file, "--json") == 1
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert (told["contracts"], told["people"], told["accepted"]) == (1, 1, 1)
    assert [(one["row"], one["code"]) for one in told["refused"]] == [(3, "422-citizen-id")]
    assert "1234567890123" not in said.out + said.err and "read:" in said.err
    refused = tmp_path / "roster.csv.refused.csv"
    assert "1234567890123" in refused.read_text("utf-8-sig") and refused.stat().st_mode & 0o077 == 0


def test_a_mended_file_leaves_no_refused_rows_behind(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(roster(tmp_path, GOOD, BAD))
    assert run(roster(tmp_path, GOOD)) == 0
    assert "1 คงเดิม · unchanged" in capsys.readouterr().out
    assert not (tmp_path / "roster.csv.refused.csv").exists()


def test_an_unknown_programme_is_refused_with_its_sentence(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = roster(tmp_path, GOOD)
    mapping = str(file.with_name("mapping.csv"))
    assert main(["roster", "load", str(file), "--programme", "none", "--mapping", mapping]) == 2
    assert "404-programme-unknown" in capsys.readouterr().err
    assert not Contract.objects.exists()
