"""What is published, beside an empty bucket that it is to be copied to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from s3_server import BUCKET, Bucket, bucket

from tambon import store


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    with bucket() as found:
        yield found


@pytest.fixture(scope="module")
def published_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from release_world import make_catalogue

    return make_catalogue(tmp_path_factory.mktemp("world"), "2026-10.1", "2026-11.1")


@pytest.fixture
def source(published_twice: Path, tmp_path: Path) -> Path:
    """What is published here; the latest release is 2026-11.1."""
    return Path(shutil.copytree(published_twice, tmp_path / "catalogue"))


@pytest.fixture
def there(server: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> store.Bucket:
    """A place of this test alone in the bucket, empty."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return store.Bucket(f"s3://{BUCKET}/{tmp_path.name}", setting="--catalogue")
