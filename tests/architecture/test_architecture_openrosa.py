"""docs/openrosa.md names a test for each point of the standard: each is there, in one place."""

from __future__ import annotations

import ast
import re

from sources import ROOT

PAGE = (ROOT / "docs" / "openrosa.md").read_text(encoding="utf-8")


def test_every_test_that_the_page_names_is_there_once() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    written = [
        node.name
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    assert len(named) > 30
    assert sorted(name for name in named if written.count(name) != 1) == []


def test_every_point_has_its_three_columns() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| point")]
    assert [row for row in rows if row.count(" | ") != 2] == []
