"""Two hundred megabytes at the served door: refused early, with little memory, and nothing of it is left."""

from __future__ import annotations

import os
import select
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from openrosa_live import Door, form, multipart, open_door

pytestmark = [pytest.mark.slow, pytest.mark.django_db]  # the mark makes the tables that are copied
SIZE = 200_000_000
MOST_MEMORY = 250  # MB of the largest process that serves
PIECE = b"x" * (1 << 16)
TOLD = 'Content-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
PICTURE = ("--b\r\n" + TOLD.format(name="a.jpg")).encode()
XML = ("--b\r\n" + TOLD.format(name="xml_submission_file")).encode() + b"<data>"


@pytest.fixture(scope="module")
def door(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Door]:
    with django_db_blocker.unblock(), open_door(tmp_path_factory.mktemp("door")) as opened:
        yield opened


def stream(door: Door, first: bytes, *, stated: bool) -> tuple[int, int]:
    """Sends piece after piece, as a phone that listens; the status it hears, and how much it had sent."""
    said = f"Content-Length: {SIZE}" if stated else "Transfer-Encoding: chunked"
    head = f"POST /odk/{door.token}/submission HTTP/1.1\r\nHost: localhost\r\n{said}\r\n"
    kind = "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
    sent, piece = 0, first
    with socket.create_connection(("127.0.0.1", door.port), timeout=60) as caller:
        caller.sendall((head + kind).encode())
        try:
            while sent < SIZE and not select.select([caller], [], [], 0)[0]:
                caller.sendall(piece if stated else b"%x\r\n%b\r\n" % (len(piece), piece))
                sent, piece = sent + len(piece), PIECE
        except OSError:  # hung up on: what was said before is still to be read
            pass
        return int(caller.recv(4_096).split(b" ", 2)[1]), sent


def largest(door: Door) -> int:
    """The most memory that a process of the server had so far, in MB."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == door.process.pid:  # type: ignore[union-attr]
                lines = (process / "status").read_text().splitlines()
                found += [int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")]
        except OSError:  # it has just ended
            continue
    return max(found)


def left_behind(door: Door) -> list[Path]:
    return [path for path in (door.home / "blobs").rglob("*") if path.is_file()]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the memory of processes is told by Linux alone")
@pytest.mark.parametrize(
    ("first", "stated", "most"),
    [(PICTURE, True, 8_000_000), (XML, False, 20_000_000), (PICTURE, False, 120_000_000)],
    ids=["told", "a form without end", "a picture without end"],
)
def test_200_mb_are_refused_early_and_nothing_is_left(
    door: Door, first: bytes, stated: bool, most: int
) -> None:
    with ThreadPoolExecutor(3) as phones:
        heard = list(phones.map(lambda _: stream(door, first, stated=stated), range(3)))
    assert [status for status, _ in heard] == [413] * 3
    assert max(sent for _, sent in heard) < most
    print(heard, largest(door), "MB")
    assert largest(door) < MOST_MEMORY
    deadline = time.monotonic() + 5
    while left_behind(door) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left_behind(door) == []
    assert door.rows("SELECT count(*) FROM submissions_submission WHERE instance_id <> 'uuid:after'") == [
        (0,)
    ]
    assert door.post(*multipart(form("after")))[0] in (201, 202)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the memory of processes is told by Linux alone")
def test_a_form_of_a_million_elements_is_refused_before_its_tree_is_made(door: Door) -> None:
    filler = (b"<a/>" * 12) * 90_000
    body, content_type = multipart(b"<data>" + filler + b"</data>")
    with ThreadPoolExecutor(3) as phones:
        heard = list(phones.map(lambda _: door.post(body, content_type)[0], range(3)))
    assert heard == [413] * 3
    assert largest(door) < MOST_MEMORY
