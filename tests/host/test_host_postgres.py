"""The embedded PostgreSQL starts, whatever an earlier one has left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from starting import ask, read, write
from waiting import until

from tambon.host import postgres, processes
from tambon.host.home import SOCKET_NAME, Home
from tambon.host.postgres import database

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return Home.at(tmp_path / "h")


def _kill(server: postgres.Server | None) -> None:
    """kill -9 of the server, waited for, so that its pid file names nobody."""
    assert server
    os.kill(server.pid, signal.SIGKILL)
    server.process.wait()


def test_a_first_start_makes_a_utf8_database_reached_by_the_socket_alone(place: Home) -> None:
    with database(place) as server:
        assert server
        assert ask(place, "SELECT current_setting('server_version_num')::int") >= 180000
        assert ask(place, "SHOW listen_addresses") == ""
        assert ask(place, "SHOW fsync") == "on"
        assert ask(place, "SHOW synchronous_commit") == "on"
        assert (
            ask(place, "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname='tambon'")
            == "UTF8"
        )
        assert ask(place, "SELECT 'ก' < 'ข' COLLATE \"C\"") is True
        assert (
            ask(
                place,
                "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method NOT IN ('scram-sha-256', 'reject')",
            )
            == 0
        )
        assert stat.S_IMODE(place.run.stat().st_mode) == 0o700
        assert stat.S_IMODE((place.run / SOCKET_NAME).stat().st_mode) & 0o077 == 0
    assert not processes.living_postgres(place.database)
    assert not (place.run / SOCKET_NAME).exists()


def test_a_server_that_runs_already_is_used_and_left(place: Home) -> None:
    with database(place) as first:
        with database(place) as second:
            assert second is None
            write(place, "ข้อความ")
        assert first and first.alive()
        assert read(place) == ["ข้อความ"]


def test_after_kill_9_what_was_committed_is_there(place: Home) -> None:
    server = postgres.start(place)
    write(place, "kept")
    _kill(server)
    with database(place):
        assert read(place) == ["kept"]


def test_a_killed_server_that_nobody_has_reaped_is_not_taken_for_a_living_one(place: Home) -> None:
    server = postgres.start(place)
    assert server
    os.kill(server.pid, signal.SIGKILL)
    until(lambda: not processes.alive(server.pid))  # a zombie now: we have not waited for it
    assert Path(f"/proc/{server.pid}").exists() or sys.platform != "linux"
    with database(place) as again:
        assert again
        assert ask(place, "SELECT 1") == 1
    server.process.wait()


def test_a_pid_file_that_names_a_living_stranger_does_not_keep_it_from_starting(place: Home) -> None:
    _kill(postgres.start(place))
    note = place.database / "postmaster.pid"
    with subprocess.Popen(["sleep", "600"]) as stranger:
        lines = note.read_text().splitlines()
        note.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        (place.run / f"{SOCKET_NAME}.lock").write_text("\n".join([str(stranger.pid), *lines[1:5]]) + "\n")
        with database(place) as again:
            assert again
            assert ask(place, "SELECT 1") == 1
        assert stranger.poll() is None
        stranger.kill()


@pytest.mark.parametrize("content", ["", "12", "not a number\n", "\x00\x00\x00"])
def test_a_pid_file_that_was_cut_off_does_not_keep_it_from_starting(place: Home, content: str) -> None:
    _kill(postgres.start(place))
    (place.database / "postmaster.pid").write_text(content)
    with database(place) as again:
        assert again
        assert ask(place, "SELECT 1") == 1


def test_children_of_a_killed_server_are_waited_for_or_ended(place: Home) -> None:
    server = postgres.start(place)
    assert server
    stubborn = next(pid for pid in processes.living_postgres(place.database) if pid != server.pid)
    os.kill(stubborn, signal.SIGSTOP)  # it cannot see that its server has gone
    _kill(server)
    with database(place) as again:
        assert again
        assert stubborn not in processes.living_postgres(place.database)
        assert ask(place, "SELECT 1") == 1


def test_threads_that_start_at_once_start_one_server(place: Home) -> None:
    started: list[postgres.Server | None] = []
    threads = [threading.Thread(target=lambda: started.append(postgres.start(place))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    servers = [server for server in started if server]
    assert len(started) == 4
    assert len(servers) == 1
    assert ask(place, "SELECT 1") == 1
    servers[0].stop()


def _start_and_say(root: str, barrier: object, said: object) -> None:
    barrier.wait()  # type: ignore[attr-defined]
    with database(Home.at(root)) as server:
        said.put(bool(server))  # type: ignore[attr-defined]
        barrier.wait()  # type: ignore[attr-defined]  # nobody stops it before everybody has it


def test_processes_that_start_at_once_start_one_server(place: Home) -> None:
    context = multiprocessing.get_context("spawn")
    barrier, said = context.Barrier(3), context.Queue()
    children = [
        context.Process(target=_start_and_say, args=(str(place.root), barrier, said)) for _ in range(3)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join(180)
    assert sorted(said.get(timeout=5) for _ in children) == [False, False, True]
    assert [child.exitcode for child in children] == [0, 0, 0]
    assert not processes.living_postgres(place.database)


def test_the_server_ends_when_its_starter_is_killed(place: Home) -> None:
    script = (
        "import sys, time\nfrom tambon.host import postgres\nfrom tambon.host.home import Home\n"
        "print(postgres.start(Home.at(sys.argv[1])).pid, flush=True)\ntime.sleep(60)\n"
    )
    command = [sys.executable, "-c", script, str(place.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        pid = int(starter.stdout.readline())
        assert pid in processes.living_postgres(place.database)
        starter.kill()
    until(lambda: not processes.living_postgres(place.database))


def test_a_set_up_that_was_cut_off_leaves_nothing_in_the_way(place: Home) -> None:
    place.make()
    (place.root / ".postgres-cut" / "data").mkdir(parents=True)
    with database(place) as server:
        assert server
