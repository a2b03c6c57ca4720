"""Files stay short, rooms introduce themselves, imports and foreign keys point one way."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from sources import PACKAGE, ROOT, height, layers, place, room_of, sources, tree

MOST_LINES = 300
MOST_README_LINES = 15
WITHOUT_A_DATABASE = frozenset({"public", "catalogue", "pages", "store", "blobs", "formats", "lib"})


def test_no_file_is_where_everything_ended_up() -> None:
    lengths = {
        p: len(p.read_text(encoding="utf-8").splitlines()) for p in sources("tambon", "tests", "bench")
    }
    assert [f"{p.relative_to(ROOT)}: {n}" for p, n in lengths.items() if n > MOST_LINES] == []


@pytest.mark.parametrize("room", [name.removeprefix("tambon.") for name in settings.ROOMS])
def test_every_room_says_what_belongs_in_it(room: str) -> None:
    readme = PACKAGE / room / "README.md"
    assert readme.exists(), f"{readme.relative_to(ROOT)}: what belongs here, what comes in, what goes out"
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= MOST_README_LINES


@pytest.mark.slow
def test_the_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_foreign_keys_point_left() -> None:
    """Keys given as text are invisible to the import linter, so the models themselves are asked."""
    known = frozenset().union(*layers())
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if (here := model._meta.app_label) in known
        and (there := field.related_model._meta.app_label) in known
        and height(there) > height(here)
    ]
    assert wrong == []


def test_tables_have_no_generic_keys_and_no_save_that_thinks() -> None:
    wrong = [
        place(path, node)
        for path in sources("tambon")
        if path.name == "models.py" or "models" in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
    ]
    assert wrong == []


def test_migrations_are_named_for_what_they_mean() -> None:
    names = [p for p in PACKAGE.glob("*/migrations/*.py") if p.name != "__init__.py"]
    assert [
        str(p) for p in names if "_auto_" in p.name or not re.match(r"\d{4}_[a-z_]{5,}\.py", p.name)
    ] == []


@pytest.mark.slow
@pytest.mark.django_db
def test_models_and_migrations_agree(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_what_stands_without_a_database_imports_none() -> None:
    """import-linter cannot forbid a part of Django."""
    wrong = [
        place(path, node)
        for path in sources("tambon")
        if room_of(path) in WITHOUT_A_DATABASE
        for node in ast.walk(tree(path))
        if any(name.startswith("django.db") for name in _imported(node))
    ]
    assert wrong == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []
