"""The embedded PostgreSQL: made, started, found, stopped. One server a home, reached by its socket alone."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tambon.host import binaries, problems, processes
from tambon.host.home import SOCKET_NAME, Home, private

STATUS_LINE = 7  # of postmaster.pid, from nought; PostgreSQL's miscinit.h: LOCK_FILE_LINE_PM_STATUS
ORPHANS_SECONDS = 5.0  # a child whose server was killed looks up and goes
STOP_SECONDS = 60.0  # a fast stop writes a checkpoint
LOG_BYTES = 10_000_000
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Server:
    """One server that this process has started; ``pid`` of the postmaster."""

    def __init__(self, home: Home, process: subprocess.Popen[bytes]) -> None:
        self.home = home
        self.process = process

    @property
    def pid(self) -> int:
        return self.process.pid

    def alive(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        """Stops it fast: sessions end, what is committed stays. A hung one is killed, which loses nothing."""
        with _lock(self.home):
            for what, seconds in (
                (signal.SIGINT, STOP_SECONDS),
                (signal.SIGQUIT, 10.0),
                (signal.SIGKILL, 10.0),
            ):
                if self.process.poll() is not None:
                    break
                self.process.send_signal(what)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(seconds)
            if not answers(self.home):
                _remove_socket_folder(self.home)


def start(home: Home, *, durable: bool = True, restoring: bool = False) -> Server | None:
    """The running server of the home, started by this call; None when one runs already.

    Makes the cluster at first use. Raises `database_did_not_start`, `namespaces_forbidden` and other kinds of
    `tambon.host.problems`. ``durable=False`` is for tests: a power cut may then lose everything. A home in
    which a restore was cut off is refused, but for the one that is ``restoring``.
    """
    if not restoring:
        home.demand_whole()
    home.make()
    with _lock(home):
        if answers(home):
            return None
        _clear_wreck(home)
        if not home.database.exists():
            _make_cluster(home)
        process = _launch(home, durable=durable)
        _wait_until_ready(home, process)
        return Server(home, process)


@contextlib.contextmanager
def database(home: Home, *, durable: bool = True, restoring: bool = False) -> Iterator[Server | None]:
    """The home's database, reachable inside the block; stopped at the end unless it ran already.

    With ``DATABASE_URL`` nothing is started: that server is somebody else's to run. Raises `home_unfinished`.
    """
    if not restoring:
        home.demand_whole()
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    server = start(home, durable=durable, restoring=restoring)
    try:
        yield server
    finally:
        if server:
            server.stop()


def answers(home: Home) -> bool:
    """Whether a server listens at the home's socket and says that it is ready.

    A connection is the proof: a pid may be a zombie's or somebody else's by now, a listening socket in a
    folder that only we may enter is not.
    """
    folder = home.socket_folder()
    if not private(folder):
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.settimeout(5)
        try:
            caller.connect(str(folder / SOCKET_NAME))
        except OSError:
            return False
    return _wait_for_status(home)


def _wait_for_status(home: Home) -> bool:
    """A server that listens and is still starting up or recovering becomes ready; one that stops does not."""
    while True:
        status = _status(home)
        if status is None or status[1] == "stopping" or not processes.alive(status[0]):
            return False
        if status[1] == "ready":
            return True
        time.sleep(0.05)


def _status(home: Home) -> tuple[int, str] | None:
    """Pid and state (starting, ready, stopping) from postmaster.pid; None when it is missing or cut off."""
    try:
        lines = (home.database / "postmaster.pid").read_text(errors="replace").splitlines()
        return int(lines[0]), lines[STATUS_LINE].strip()
    except (OSError, ValueError, IndexError):
        return None


@contextlib.contextmanager
def _lock(home: Home) -> Iterator[None]:
    """Keeps two starters apart. The kernel lets go of it when its holder ends, however that happens."""
    with (home.run / "database.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _clear_wreck(home: Home) -> None:
    """Removes what an earlier server left once none of its processes lives: pid file, socket, socket lock.

    PostgreSQL's own check believes any pid that exists, be it a zombie's or a stranger's. A server that
    nobody can reach is told to stop first; children without their server are killed.
    """
    deadline = time.monotonic() + ORPHANS_SECONDS
    told = False
    while living := processes.living_postgres(home.database):
        if time.monotonic() > deadline:
            if told:
                raise problems.database_does_not_stop(home=home.root, pids=living)
            _end(home, living)
            told, deadline = True, time.monotonic() + STOP_SECONDS
        time.sleep(0.02)
    folder = home.socket_folder()
    for path in (home.database / "postmaster.pid", folder / SOCKET_NAME, folder / f"{SOCKET_NAME}.lock"):
        if path.parent == home.database or private(folder):
            path.unlink(missing_ok=True)


def _end(home: Home, living: list[int]) -> None:
    status = _status(home)
    if status and status[0] in living:
        processes.send([status[0]], signal.SIGINT)
    else:
        processes.send(living, signal.SIGKILL)


def _make_cluster(home: Home) -> None:
    """initdb beside, then one rename: a set-up that is cut off leaves nothing half-made."""
    draft = Path(tempfile.mkdtemp(prefix=".postgres-", dir=home.root))
    try:
        with tempfile.NamedTemporaryFile("w", dir=draft, prefix="pw") as password:
            password.write(home.database_password())
            password.flush()
            _tool(home, [
                binaries.program("initdb"), "-D", str(draft / "data"), "-U", "tambon",
                "--pwfile", password.name, "--auth-local=scram-sha-256", "--auth-host=reject",
                "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions",
            ])  # fmt: skip
        create = "CREATE DATABASE tambon TEMPLATE template0 ENCODING 'UTF8';\n"
        _tool(home, [binaries.program("postgres"), "--single", "-D", str(draft / "data"), "postgres"], create)
        (draft / "data").rename(home.database)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _tool(home: Home, command: list[str], given: str = "") -> None:
    done = subprocess.run(
        binaries.unprivileged(command),
        input=given, capture_output=True, text=True, env=_server_environment(), cwd=home.root, check=False,
    )  # fmt: skip
    if done.returncode:
        raise problems.database_did_not_start(home=home.root, log="-", why=done.stderr.strip()[-400:])


def _launch(home: Home, *, durable: bool) -> subprocess.Popen[bytes]:
    folder = _make_socket_folder(home)
    settings = [
        "listen_addresses=", f"unix_socket_directories={folder}", "unix_socket_permissions=0700", "port=5432",
        "password_encryption=scram-sha-256", "timezone=UTC", "log_timezone=UTC", "logging_collector=off",
        *(() if durable else NOT_DURABLE),
    ]  # fmt: skip
    command = [binaries.program("postgres"), "-D", str(home.database)]
    for setting in settings:
        command += ["-c", setting]
    with _open_log(home) as log:
        return subprocess.Popen(
            binaries.unprivileged(command),
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=_server_environment(), cwd=home.root,
            start_new_session=True,  # Ctrl-C is for us: we stop the server when those who use it have ended
            preexec_fn=processes.parent_death_signal(signal.SIGINT),  # noqa: PLW1509 - only a system call
        )  # fmt: skip


def _wait_until_ready(home: Home, process: subprocess.Popen[bytes]) -> None:
    """Waits as long as the server works at it: after a crash it may have much to replay."""
    while _status(home) != (process.pid, "ready"):
        if process.poll() is not None:
            log = home.run / "postgres.log"
            why = log.read_text(errors="replace").strip()[-400:]
            raise problems.database_did_not_start(home=home.root, log=log, why=why)
        time.sleep(0.01)


def _make_socket_folder(home: Home) -> Path:
    folder = home.socket_folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    if not private(folder):
        raise problems.socket_folder_foreign(folder=folder)
    if folder != home.run:
        home.socket_note.write_text(str(folder), encoding="utf-8")
    return folder


def _remove_socket_folder(home: Home) -> None:
    folder = home.socket_folder()
    if folder != home.run and private(folder):
        for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
            (folder / name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            folder.rmdir()
        home.socket_note.unlink(missing_ok=True)


def _open_log(home: Home) -> contextlib.AbstractContextManager[int]:
    path = home.run / "postgres.log"
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_suffix(".log.1"))
    return _descriptor(path)


@contextlib.contextmanager
def _descriptor(path: Path) -> Iterator[int]:
    number = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    try:
        yield number
    finally:
        os.close(number)


def _server_environment() -> dict[str, str]:
    """Plain C messages in the log, whatever language the operator's shell speaks."""
    kept = {k: v for k, v in binaries.environment().items() if not k.startswith(("LC_", "LANG"))}
    return {**kept, "LC_ALL": "C.UTF-8"}
