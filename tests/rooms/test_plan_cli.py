"""The operator's commands about programmes and plans."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest
from plan_world import CODE, STANDARD, make_country

from tambon.cli.commands import (
    plan_approve,
    plan_compare,
    plan_load,
    plan_show,
    programme_load,
    programme_show,
)
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PROGRAMME = STANDARD / "programmes" / "tambon-smart-team.yml"
PLAN = STANDARD / "plans" / "inferred.yml"


def run(command: Any, *words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    command.arguments(parser)
    code: int = command.run(parser.parse_args([str(word) for word in words]))
    return code


@pytest.fixture(autouse=True)
def country() -> None:
    make_country()


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_programme_is_loaded_shown_and_loaded_again(capsys) -> None:
    assert run(programme_show) == 0
    assert "tambon programme load" in capsys.readouterr().out
    assert run(programme_load, PROGRAMME, "--json") == 0
    assert (loaded := said(capsys))["new"]
    assert "wage" in loaded["changed"]
    assert run(programme_load, PROGRAMME) == 0
    assert "unchanged" in capsys.readouterr().out
    assert run(programme_show, CODE, "--json", "--on", "2020-10-05") == 0
    [shown] = said(capsys)
    assert (shown["first"], shown["last"], shown["wage"]) == ("2020-10-01", "2021-09-30", 15000)
    assert sum(float(one["baht"]) for one in shown["budget"]) == 2_701_876_000
    tambons = shown["stated_and_real"][0]
    assert (tambons["stated"], tambons["real"], tambons["difference"]) == (7255, 3, -7252)
    assert run(programme_show) == 0
    assert "3 ตุลาคม 2563" in capsys.readouterr().out


def test_a_plan_is_loaded_compared_approved_and_shown(tmp_path: Path, capsys) -> None:
    run(programme_load, PROGRAMME)
    assert run(plan_compare, PLAN) == 0
    assert "New task" in capsys.readouterr().out
    assert run(plan_load, PLAN, "--json") == 0
    assert said(capsys)["number"] == 1
    assert run(plan_show) == 0
    assert "no plan is in force" in capsys.readouterr().out
    assert run(plan_approve, "1", "--json") == 0
    assert [one["move"] for one in said(capsys)["rounds"]] == ["made", "made"]
    assert run(plan_show, "--programme", CODE, "--json") == 0
    shown = said(capsys)
    assert (len(shown["tasks"]), len(shown["rounds"]), shown["versions"][0]["in_force"]) == (34, 2, True)
    assert run(plan_show, "--text", "1") == 0
    assert capsys.readouterr().out == PLAN.read_text("utf-8")
    assert run(plan_compare, PLAN, "--json") == 0
    assert said(capsys)["changes"] == []
    other = tmp_path / "other.yml"
    other.write_text(PLAN.read_text("utf-8").replace("due: 16", "due: 17"), "utf-8-sig")
    assert run(plan_load, other) == 0
    assert run(plan_approve, "2") == 0
    assert "in force" in capsys.readouterr().out


def test_every_fault_is_told_with_file_and_line(tmp_path: Path, capsys) -> None:
    run(programme_load, PROGRAMME)
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(PLAN.read_text("utf-8").replace("due: 16", "due: 40").replace("month: 12", "month: 13"))
    for command in (plan_load, plan_compare):
        with pytest.raises(Problem):
            run(command, wrong)
        told = capsys.readouterr().err.splitlines()
        assert [line.rpartition("[")[2] for line in told] == ["422-plan-field]", "422-plan-month-outside]"]
        assert told[0].startswith(f"{wrong}:{wrong.read_text().splitlines().index('    due: 40') + 1}: ")
    with pytest.raises(Problem):
        run(plan_load, wrong, "--json")
    assert len(said(capsys)["faults"]) == 2
    run(plan_show)
    assert "no plan is in force" in capsys.readouterr().out


def test_a_programme_is_named_where_there_is_more_than_one(tmp_path: Path) -> None:
    run(programme_load, PROGRAMME)
    second = tmp_path / "second.yml"
    second.write_text(PROGRAMME.read_text("utf-8").replace(f"code: {CODE}", "code: second"), "utf-8")
    run(programme_load, second)
    for words, code in (([], "400-programme-choose"), (["--programme", "x"], "404-programme-unknown")):
        with pytest.raises(Problem) as caught:
            run(plan_load, PLAN, *words)
        assert caught.value.kind.code == code
