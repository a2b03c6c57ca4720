"""The copy in a bucket as the home keeps it: by the queue's worker, and looked at by the doctor."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.periodic import PeriodicRegistry
from pytest_django import Settings
from release_world import only_first

from tambon import store
from tambon.catalogue.signing import fingerprint_of, public_of
from tambon.cli import publication
from tambon.config import jobs
from tambon.host.doctor import Finding
from tambon.host.home import Home
from tambon.releases.mirroring import lacking, mirror
from tambon.releases.signing import own_key

pytestmark = pytest.mark.slow


def test_the_doctor_looks_at_the_key_the_age_and_the_copy(
    source: Path, there: store.Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, now = Home(tmp_path / "home"), datetime(2026, 11, 24, tzinfo=UTC)
    home.make()
    monkeypatch.setenv(publication.COPY, there.address)

    def seen(at: datetime = now) -> dict[str, Finding]:
        found = list(publication.examine_published(home, source, now=at))
        assert all(one.th and one.en and one.th != one.en for one in found)
        return {one.name: one for one in found}

    empty = seen()
    assert not empty["copy"].ok and "tambon release copy" in empty["copy"].en
    assert empty["latest"].ok and "2026-11.1" in empty["latest"].th and "(1 days ago)" in empty["latest"].en
    mirror(source, there)
    (home.root / "signing-key.fingerprint").write_text(fingerprint_of(public_of(own_key())))
    monkeypatch.setattr(publication.signing_key, "is_told", lambda: False)
    good = seen()
    assert all(one.ok for one in good.values()), good
    assert good.keys() == {"signed-by-us", "age-releases", "latest", "copy"}
    old = seen(datetime(2026, 11, 30, tzinfo=UTC))["age-releases"]
    assert not old.ok and "7 days ago" in old.en and "tambon run" in old.th
    there.put("releases/2026-11.1/manifest.json", b"{}")
    there.put("releases/1999.1/data.csv", b"1")
    spoilt = seen()["copy"]
    assert not spoilt.ok and "manifest.json" in spoilt.en and "1999.1" in spoilt.en
    (source / "latest.json").write_text('{"version": "2026-10.1"}')
    assert not seen()["latest"].ok
    (home.root / "signing-key.fingerprint").write_text("ab" * 32)
    assert not seen()["signed-by-us"].ok and "tambon keys sign" in seen()["signed-by-us"].en
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    assert not seen()["copy"].ok and "cannot be reached" in seen()["copy"].en


@pytest.mark.django_db(transaction=True)
def test_the_queue_copies_what_was_published_and_tries_again_in_the_next_minute(
    source: Path, there: store.Bucket, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job as the home's worker runs it: deferred into PostgreSQL, fetched from there, done."""
    settings.CATALOGUE, settings.CATALOGUE_COPY = source, there.address
    lists = only_first(source)
    jobs.copy_catalogue.defer(timestamp=0)
    with pytest.raises(AlreadyEnqueued):
        jobs.copy_catalogue.defer(timestamp=60)
    assert work() == ["succeeded"]
    assert json.loads(there.read("latest.json"))["version"] == "2026-10.1"
    for name, content in lists.items():
        (source / name).write_bytes(content)
    with monkeypatch.context() as away:
        away.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        jobs.copy_catalogue.defer(timestamp=120)
        assert work() == ["succeeded", "failed"]
    assert json.loads(there.read("latest.json"))["version"] == "2026-10.1"
    jobs.copy_catalogue.defer(timestamp=180)
    assert work() == ["succeeded", "failed", "succeeded"]
    assert json.loads(there.read("latest.json"))["version"] == "2026-11.1"
    assert lacking(source, there) == ([], []) and mirror(source, there) == 0


def closing(call_next: Callable[[], Any], context: Any, worker: Any) -> Any:
    """The thread of a job ends with this worker, and its connection with it."""
    try:
        return call_next()
    finally:
        connections.close_all()


def work() -> list[str]:
    """Runs what waits, by a worker of the queue's own; how every job of the copy ended, oldest first."""
    worker = jobs.app.with_connector(jobs.app.connector.get_worker_connector())  # type: ignore[attr-defined]
    worker.periodic_registry = PeriodicRegistry()  # what is due by the clock is another matter
    how: dict[str, Any] = {"wait": False, "listen_notify": False, "install_signal_handlers": False}
    worker.run_worker(**how, task_middleware=[closing])
    rows = ProcrastinateJob.objects.filter(task_name__endswith="copy_catalogue").order_by("id")
    return list(rows.values_list("status", flat=True))
