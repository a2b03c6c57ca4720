"""The command line: found by file, refusing in two languages, quick to start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tambon.cli import main as cli
from tambon.host import doctor, problems
from tambon.host.home import Home
from tambon.lib.problem import Problem


def test_every_command_is_named_like_its_file_and_says_what_it_does() -> None:
    for stem in cli.stems():
        command = cli._module(stem)
        assert command.NAME.replace(" ", "_").replace("-", "_") == stem
        assert command.HELP


def test_the_longest_name_wins_and_words_after_it_are_arguments() -> None:
    found = cli.find(["feeds", "pull", "pwa_water"])
    assert found is not None
    assert found.NAME == "feeds pull"
    assert cli.find(["no-such"]) is None


def test_an_unknown_command_is_refused_with_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["no-such"]) == cli.REFUSED
    assert "dbshell" in capsys.readouterr().err
    assert cli.main([]) == 0
    assert "dbshell" in capsys.readouterr().out
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("tambon 0.")


def test_a_problem_is_said_in_both_languages_with_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    problem = problems.port_taken(host="127.0.0.1", port=1)
    cli.say_problem(problem, as_json=False)
    said = capsys.readouterr().err
    assert "พอร์ต 1" in said
    assert "Another program" in said
    assert "409-port-taken" in said
    cli.say_problem(problem, as_json=True)
    assert json.loads(capsys.readouterr().err)["code"] == "409-port-taken"


@pytest.mark.slow
def test_commands_are_listed_without_django_and_without_a_home(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom tambon.cli.main import main\ncode = main(['--help'])\n"
        "assert not {m.split('.')[0] for m in sys.modules} & {'django', 'psycopg', 'duckdb'}\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(Path(cli.__file__).parents[2])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_sees_open_doors_and_changes_nothing(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "h")
    seen = {f.name: f.ok for f in doctor.examine(home)}
    assert seen["home"] is False
    assert not home.root.exists()
    home.secret_key()
    assert all(f.ok for f in doctor.examine(home) if f.name != "postgres")
    home.root.chmod(0o755)
    (home.root / "secret-key").chmod(0o644)
    seen = {f.name: f.ok for f in doctor.examine(home)}
    assert (seen["home"], seen["keys"]) == (False, False)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", ""])
def test_a_port_that_cannot_be_is_refused_at_once(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["run", "--port", port], ["demo", f"--port={port}"], ["public", f"--port={port}"]):
        with pytest.raises(SystemExit) as told:
            cli.main(words)
        assert told.value.code == cli.REFUSED
    assert "--port" in capsys.readouterr().err


def test_an_empty_home_is_no_choice(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as told:
        cli.main(["demo", "--home", "", "--fresh"])
    assert told.value.code == cli.REFUSED
    assert "--home" in capsys.readouterr().err


def test_an_option_before_the_command_is_told_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--home", "x", "demo"]) == cli.REFUSED
    assert "the command comes first, then --home" in capsys.readouterr().err


def test_a_file_cannot_be_a_home(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(Problem) as told:
            Home.at(place).make()
        assert told.value.kind.code == "400-home-unusable"
