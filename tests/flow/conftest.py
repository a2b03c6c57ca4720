"""One served demonstration for all tests that come from outside, in the process that runs their group."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from served import Served, command, free_port, serving


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A fresh demonstration, prepared and served as README says."""
    folder = tmp_path_factory.mktemp("served")
    port = free_port()
    said = json.loads(command(folder / "home", "demo", "--fresh", "--json", "--port", str(port)))
    with serving(folder / "home", port, folder / "log"):
        yield Served(f"http://127.0.0.1:{port}", folder / "home", said)
