"""The source files that the architecture's tests read."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "tambon"
DOORS = frozenset({"openrosa", "desk", "counter", "public", "cli"})


@cache
def layers() -> tuple[frozenset[str], ...]:
    """The list of rooms as the linter holds it, lowest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contract = settings["tool"]["importlinter"]["contracts"][0]
    return tuple(frozenset(n.strip() for n in line.split("|")) for line in reversed(contract["layers"]))


def height(room: str) -> int:
    return next(place for place, names in enumerate(layers()) if room in names)


def sources(*folders: str) -> Iterator[Path]:
    """Python files of ours, without migrations."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts and "node_modules" not in path.parts:
                yield path


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
