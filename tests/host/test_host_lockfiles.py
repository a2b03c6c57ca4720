"""The lock files name the public registries and no mirror of somebody's machine."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
PYTHON = {"pypi.org", "files.pythonhosted.org"}


def test_the_python_lock_names_the_public_index_alone() -> None:
    found = re.findall(r'"(https?://[^"]+)"', (ROOT / "uv.lock").read_text())
    assert found
    assert {urlsplit(url).hostname for url in found} <= PYTHON


def test_the_browser_lock_names_no_registry_and_pins_every_package_by_its_sum() -> None:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text())["packages"]
    assert packages and not [name for name, package in packages.items() if "resolved" in package]
    assert all("integrity" in p for name, p in packages.items() if name and not p.get("link"))


def test_no_committed_setting_names_a_registry() -> None:
    for name in (".npmrc", "web/.npmrc", "Makefile", "pip.conf", "uv.toml"):
        path = ROOT / name
        assert not path.exists() or not re.search(
            r"(?m)^\s*(registry|index-url|extra-index-url)\s*=", path.read_text()
        )
