"""Only actions write, and nobody in a room asks the clock."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from sources import PACKAGE, place, room_of, sources, tree

WRITES = frozenset(
    {
        "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
        "acreate", "asave", "aupdate", "adelete", "abulk_create",
    }
)  # fmt: skip
AMBIGUOUS = frozenset({"update", "delete"})  # of dictionaries, hashes and files too: asked of querysets alone
ROWS = re.compile(r"\.objects\b|\.filter\(|\.exclude\(|\.all\(\)|\.select_for_update\(")
SQL = re.compile(
    r"^\s*(WITH\b.*\b)?(INSERT INTO|UPDATE \w+|DELETE FROM|TRUNCATE|COPY \w+ .*FROM)\b", re.I | re.S
)
WITHOUT_TABLES = frozenset({"formats"})  # what it saves are files
CLOCKS = frozenset({"now", "today", "utcnow"})
MAY_ASK_THE_CLOCK = frozenset({"openrosa", "desk", "counter", "public", "cli", "config", "host", "pages"})


def rooms() -> Iterator[Path]:
    return (p for p in sources("tambon") if p.parent != PACKAGE)


def is_action(path: Path) -> bool:
    return "actions" in path.relative_to(PACKAGE).parts or path.name == "actions.py"


def test_only_actions_write_rows() -> None:
    wrong = [
        f"{place(path, node)} .{node.func.attr}()"
        for path in rooms()
        if not is_action(path) and room_of(path) not in WITHOUT_TABLES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and writes(node.func)
    ]
    assert wrong == []


def writes(called: ast.Attribute) -> bool:
    receiver = ast.unparse(called.value)
    if called.attr in AMBIGUOUS:
        return bool(ROWS.search(receiver))
    return called.attr in WRITES


def test_only_actions_hold_statements_that_write() -> None:
    """`store` writes files through DuckDB and `host` prepares a server: neither touches the rooms' tables."""
    wrong = [
        place(path, node)
        for path in rooms()
        if not is_action(path) and room_of(path) not in {"store", "host"}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]
    assert wrong == []


def test_time_is_passed_in() -> None:
    wrong = [
        place(path, node)
        for path in rooms()
        if room_of(path) not in MAY_ASK_THE_CLOCK
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS and asks_a_clock(node)
    ]
    assert wrong == []


def asks_a_clock(node: ast.Attribute) -> bool:
    return ast.unparse(node.value).split(".")[-1] in {"datetime", "date", "timezone"}


def test_no_action_guesses_the_time() -> None:
    wrong = [
        f"{place(path, node)} {node.name}"
        for path in rooms()
        if is_action(path)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and has_a_default(node, "at")
    ]
    assert wrong == []


def has_a_default(node: ast.FunctionDef, name: str) -> bool:
    places = node.args.args[len(node.args.args) - len(node.args.defaults) :]
    pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    named = [argument for argument, default in pairs if default is not None]
    return any(argument.arg == name for argument in [*places, *named])
