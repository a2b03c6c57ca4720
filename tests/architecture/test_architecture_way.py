"""The picture in docs/architecture.md is the one that the tables of states give, and it names each state."""

from __future__ import annotations

from pathlib import Path

from tambon.cli.commands import docs_way
from tambon.records.rules import Grade
from tambon.releases.rules.moves import Stage as ReleaseStage
from tambon.submissions.rules import Outcome, Stage
from tambon.verification.rules.challenging import State

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"


def test_the_page_shows_the_picture_of_today() -> None:
    text = PAGE.read_text("utf-8")
    assert docs_way.placed(text) == text, "run `make docs`"


def test_the_picture_names_every_state() -> None:
    picture = docs_way.picture()
    named = {f"submissions_{s}" for s in Stage} | {f"records_{g}" for g in Grade}
    assert all(state in picture for state in named | {f"releases_{s}" for s in ReleaseStage})
    assert all(f"challenges_{state}" in picture for state in State)
    assert {outcome.value for outcome in Outcome} == {"again", "set_aside"}
