"""The public door's world: a catalogue of two releases, made by the code that publishes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from chromium import launched
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker, Settings

if TYPE_CHECKING:
    from desk_world import Desk

sys.path.append(
    str(Path(__file__).parent.parent / "rooms")
)  # release_world lies with the room that it builds


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases and a progress snapshot; 2026-11.1 is the latest."""
    from release_world import make_catalogue

    return make_catalogue(tmp_path_factory.mktemp("published"), "2026-10.1", "2026-11.1")


@pytest.fixture(scope="module")
def desk_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    """The desk's world, made once for a file; ``desk_world.fresh`` of it is one test's own."""
    from desk_world import kept_desk

    with kept_desk(django_db_blocker) as made:
        yield made


@pytest.fixture
def site(published: Path, settings: Settings) -> Client:
    """Anyone's browser, before the public side alone."""
    settings.CATALOGUE = published
    settings.ROOT_URLCONF = "tambon.config.public_urls"
    settings.TAMBON_PUBLIC_URL = "http://data.example.test"
    settings.TAMBON_URL = ""  # it knows of no counter
    return Client()


@pytest.fixture
def empty_site(tmp_path: Path, settings: Settings) -> Client:
    """The same before anything was published."""
    settings.CATALOGUE = tmp_path / "catalogue"
    settings.ROOT_URLCONF = "tambon.config.public_urls"
    return Client()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium
