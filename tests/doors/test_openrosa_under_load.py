"""What was acknowledged is there, once: many connections at once, a killed server, a database away."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest
from openrosa_live import Door, form, multipart, open_door

pytestmark = [pytest.mark.slow, pytest.mark.django_db]  # the mark makes the tables that are copied


@pytest.fixture(scope="module")
def door(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Door]:
    with django_db_blocker.unblock(), open_door(tmp_path_factory.mktemp("door")) as opened:
        yield opened


def stored(door: Door, name: str) -> list[bytes]:
    sql = "SELECT xml FROM submissions_submission WHERE instance_id = %s"
    return [bytes(xml) for (xml,) in door.rows(sql, f"uuid:{name}")]


def test_eight_connections_sending_one_new_form_at_once_store_it_once(door: Door) -> None:
    for attempt in range(5):
        sent = [multipart(form(f"race-{attempt}"), ("a.jpg", b"photo"))] * 8
        with ThreadPoolExecutor(8) as senders:
            answers = list(senders.map(lambda one: door.post(*one), sent))
        assert sorted(status for status, _, _ in answers) == [201] + [202] * 7
        assert len({headers["x-tambon-receipt"] for _, headers, _ in answers}) == 1
        assert stored(door, f"race-{attempt}") == [form(f"race-{attempt}")]
    counts = door.rows("SELECT count(*), count(DISTINCT submission_id) FROM submissions_attachment")
    assert counts == [(5, 5)]
    entries = door.rows("SELECT count(*) FROM journal_entry WHERE kind = 'submission.received'")
    assert entries == door.rows("SELECT count(*) FROM submissions_inbox") == [(5,)]


def test_eight_connections_sending_different_contents_keep_every_one(door: Door) -> None:
    sent = [multipart(form("quarrel", str(number))) for number in range(8)]
    with ThreadPoolExecutor(8) as senders:
        statuses = sorted(status for status, _, _ in senders.map(lambda one: door.post(*one), sent))
    assert statuses == [201] + [409] * 7
    assert door.rows("SELECT count(*) FROM submissions_conflict") == [(7,)]


def send_until_acknowledged(door: Door, name: str) -> int:
    """What a phone does: the same form again until the server says that it has it."""
    body, content_type = multipart(form(name), (f"{name}.jpg", name.encode() * 50))
    for _ in range(200):
        try:
            status, _, _ = door.post(body, content_type)
        except OSError:
            time.sleep(0.05)
            continue
        if status in (201, 202):
            return status
        assert status == 503
    raise AssertionError("never acknowledged")


def test_a_server_killed_in_the_middle_loses_and_doubles_nothing(door: Door) -> None:
    names = [f"crash-{number}" for number in range(240)]
    with ThreadPoolExecutor(8) as senders:
        sending = [senders.submit(send_until_acknowledged, door, name) for name in names]
        for after in (40, 120):
            while sum(one.done() for one in sending) < after:
                time.sleep(0.005)
            door.kill()
            door.start()
        assert {one.result() for one in sending} <= {201, 202}
    for name in names:
        assert stored(door, name) == [form(name)]
    lonely = """SELECT count(*) FROM submissions_submission s
        WHERE (SELECT count(*) FROM journal_entry e WHERE e.subject = 'submission:' || s.ref
               AND e.kind = 'submission.received') <> 1
           OR NOT EXISTS (SELECT 1 FROM submissions_inbox i WHERE i.submission_id = s.id)"""
    assert door.rows(lonely) == [(0,)]
    blobs = door.home / "blobs"
    for sha256, size in door.rows("SELECT sha256, size FROM submissions_attachment"):
        assert (blobs / sha256[:2] / sha256[2:]).stat().st_size == size


def test_a_database_that_went_away_costs_a_503_and_comes_back_by_itself(door: Door) -> None:
    assert door.post(*multipart(form("before")))[0] == 201
    name = door.place["dbname"]
    with psycopg.connect(**{**door.place, "dbname": "postgres"}, autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        status, headers, text = door.post(*multipart(form("during")))
        assert (status, headers["retry-after"]) == (503, "10")
        assert "OpenRosaResponse" in text
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    for number in range(8):  # each thread of each process still holds a dead connection
        assert door.post(*multipart(form(f"after-{number}")))[0] == 201


def test_a_body_cut_short_leaves_nothing(door: Door) -> None:
    drafts = door.home / "blobs" / "drafts"
    left_by_crashes = set(drafts.glob("*"))  # the folder is made at the first draft
    body, content_type = multipart(form("cut"), ("a.jpg", b"x" * 300_000))
    status, _, text = door.post(body[:-200_000], content_type)
    assert status == 400
    assert "OpenRosaResponse" in text
    assert stored(door, "cut") == []
    assert set(drafts.glob("*")) <= left_by_crashes


def test_a_body_sent_in_chunks_without_a_length_is_taken(door: Door) -> None:
    body, content_type = multipart(form("chunked"), ("a.jpg", bytes(range(256)) * 2_000))
    chunks = (body[at : at + 5_000] for at in range(0, len(body), 5_000))
    caller = http.client.HTTPConnection("127.0.0.1", door.port, timeout=20)
    headers = {"Content-Type": content_type, "Transfer-Encoding": "chunked"}
    caller.request("POST", f"/odk/{door.token}/submission", chunks, headers, encode_chunked=True)
    assert caller.getresponse().status == 201
    caller.close()
    assert stored(door, "chunked") == [form("chunked")]


def test_a_dozen_phones_on_a_weak_signal_hold_up_nobody(door: Door) -> None:
    head = (
        f"POST /odk/{door.token}/submission HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n"
        "Content-Type: multipart/form-data; boundary=b0und\r\n\r\n--b0und\r\n"
    )
    with ExitStack() as slow:
        for _ in range(12):
            phone = slow.enter_context(socket.create_connection(("127.0.0.1", door.port), timeout=5))
            phone.sendall(head.encode())
        time.sleep(0.3)
        for number in range(8):
            assert door.post(*multipart(form(f"quick-{number}")))[0] == 201


def test_a_big_photo_passes_through(door: Door) -> None:
    photo = bytes(range(256)) * 80_000  # 20 MB
    assert door.post(*multipart(form("big"), ("big.jpg", photo)))[0] == 201
    (sha256,) = door.rows("SELECT sha256 FROM submissions_attachment WHERE name = 'big.jpg'")[0]
    assert (door.home / "blobs" / sha256[:2] / sha256[2:]).read_bytes() == photo


def test_no_log_holds_a_token(door: Door) -> None:
    door.post(b"", "text/plain")
    door.post(*multipart(b"<broken"))
    door.post(*multipart(form("x")), token="stranger-token")
    assert door.token not in door.log()
    assert "stranger-token" not in door.log()
