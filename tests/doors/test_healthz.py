"""What operators and load balancers are told, and when they are told that phones cannot be answered."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tambon.accounts.models import Person
from tambon.config import health
from tambon.host import backup
from tambon.host.home import Home
from tambon.journal import actions as journal
from tambon.submissions import actions

AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
XML = b'<data id="water" version="1"><meta><instanceID>uuid:%d</instanceID></meta></data>'

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """What was said a moment ago to another test is forgotten."""
    health._said.clear()
    yield
    health._said.clear()


def test_a_home_at_work_is_well_and_says_how_far_everything_is(home: Home) -> None:
    backup.note_backup(home, home.root / "b", AT - timedelta(hours=3))
    actions.receive(xml=XML % 1, person_id=1, at=AT - timedelta(seconds=90))
    actions.receive(xml=XML % 2, person_id=1, at=AT)
    told, status = health.look(AT)
    assert (status, told["state"], told["attention"]) == (200, "ok", [])
    assert told["inbox"] == {"waiting": 2, "oldest_seconds": 90}
    assert told["journal"]["oldest_unsealed_seconds"] == 90
    assert told["backup"] == {"made_seconds_ago": 3 * 3600}
    assert told["database"] == {"state": "here"}
    assert told["disk"]["free_bytes"] > 0


def test_what_lags_wants_attention_and_refuses_nobody(home: Home) -> None:
    actions.receive(xml=XML % 1, person_id=1, at=AT - timedelta(hours=1))
    told, status = health.look(AT)
    assert (status, told["state"]) == (200, "attention")
    assert told["attention"] == ["backup", "inbox", "journal"]
    backup.note_backup(home, home.root / "b", AT - timedelta(days=3))
    assert "backup" in health.look(AT)[0]["attention"]


@pytest.mark.django_db(transaction=True)
def test_what_is_sealed_waits_no_more(home: Home) -> None:
    actions.receive(xml=XML % 1, person_id=1, at=AT - timedelta(hours=1))
    assert journal.seal(at=AT - timedelta(seconds=30))
    told, _ = health.look(AT)
    assert told["journal"] == {"sealed_seconds_ago": 30, "oldest_unsealed_seconds": None}
    assert "journal" not in told["attention"]


@pytest.mark.parametrize(("free", "status", "state"), [(10_000, 503, "stopped"), (10**9, 200, "attention")])
def test_a_full_disk_is_told_before_phones_feel_it(
    home: Home, monkeypatch: pytest.MonkeyPatch, free: int, status: int, state: str
) -> None:
    backup.note_backup(home, home.root / "b", AT)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    told, said = health.look(AT)
    assert (said, told["state"], told["attention"]) == (status, state, ["disk"])


def test_a_database_away_is_a_503_that_still_tells_the_rest(home: Home) -> None:
    settings = connection.settings_dict
    connection.close()
    right, settings["HOST"] = settings["HOST"], str(home.root / "nowhere")
    try:
        answer = Client().get("/healthz")
    finally:
        settings["HOST"] = right
    assert answer.status_code == 503
    told = answer.json()
    assert (told["state"], told["database"]) == ("stopped", {"state": "away"})
    assert "free_bytes" in told["disk"]


def test_it_names_nobody_and_nothing_but_numbers(home: Home) -> None:
    Person.objects.create(username="malee", name_th="มาลี", password="!")
    backup.note_backup(home, home.root / "secret-place", AT)
    answer = Client().get("/healthz")
    assert answer["Cache-Control"] == "no-store"
    words = {word for word in _words(answer.json()) if isinstance(word, str)}
    assert words <= {"ok", "attention", "here", "backup", "disk", "inbox", "journal"}
    assert "secret-place" not in answer.content.decode()


def _words(told: Any) -> Iterator[Any]:
    if isinstance(told, dict):
        for value in told.values():
            yield from _words(value)
    elif isinstance(told, list):
        for value in told:
            yield from _words(value)
    else:
        yield told


def test_whoever_asks_without_pause_costs_the_database_nothing(
    home: Home, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "KEPT_SECONDS", 60)
    first = Client().get("/healthz")
    with django_assert_num_queries(0):
        again = Client().get("/healthz")
    assert json.loads(again.content) == json.loads(first.content)


def test_a_public_process_is_not_ready_before_there_is_something_to_serve(home: Home, settings: Any) -> None:
    settings.ROOT_URLCONF = "tambon.config.public_urls"
    answer = Client().get("/healthz")
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert answer.json() == {"state": "empty", "release": None, "edition": None, "faults": []}
    home.catalogue.mkdir(exist_ok=True)
    (home.catalogue / "latest.json").write_text("{}")
    (home.catalogue / "releases.json").write_text("not a list")
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["state"]) == (503, "damaged")
