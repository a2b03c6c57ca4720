"""A disk that is really full: the phone keeps what does not fit, and what fits goes on being kept."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openrosa_live import Door, form, multipart, open_door

from tambon.host import web

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
# A small disk of the server's own, in namespaces that end with it.
SMALL_DISK = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
MOUNT = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'


@pytest.fixture(scope="module")
def door(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Door]:
    blobs = tmp_path_factory.mktemp("full") / "blobs"
    blobs.mkdir()
    if subprocess.run([*SMALL_DISK, MOUNT, str(blobs), "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    with django_db_blocker.unblock(), open_door(blobs.parent) as opened:
        opened.kill()
        command = web.command("tambon.config.wsgi:application", host="127.0.0.1", port=opened.port)
        with (blobs.parent / "web.log").open("ab") as log:
            opened.process = subprocess.Popen(
                [*SMALL_DISK, MOUNT, str(blobs), *command],
                env=opened.environment, start_new_session=True, stdout=log, stderr=log,
            )  # fmt: skip
        while not web.listens("127.0.0.1", opened.port):
            assert opened.process.poll() is None, opened.log()
            time.sleep(0.1)
        yield opened


def test_what_does_not_fit_stays_on_the_phone_and_leaves_nothing_behind(door: Door) -> None:
    assert door.process
    big = multipart(form("big"), ("big.jpg", b"x" * 5_000_000))
    for _ in range(3):  # a phone tries again; each try gives its room back
        status, headers, text = door.post(*big)
        assert (status, headers["retry-after"]) == (503, "10")
        assert "OpenRosaResponse" in text
    inside = Path(f"/proc/{door.process.pid}/root{door.home}/blobs")
    assert [path for path in inside.rglob("*") if path.is_file()] == []
    assert door.rows("SELECT count(*) FROM submissions_submission") == [(0,)]
    small = multipart(form("small"), ("small.jpg", b"y" * 200_000))
    assert door.post(*small)[0] == 201
    assert [path.stat().st_size for path in inside.rglob("*") if path.is_file()] == [200_000]
    assert door.post(*multipart(form("no-photo")))[0] == 201
