"""Processes of this machine: who lives, who is ours, and children that never outlive their parent."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1  # linux/prctl.h
SUPERVISED = "TAMBON_SUPERVISED"  # set for the programs that we keep running


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and waits to be reaped (a zombie) does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state(pid) not in ("Z", "X")


def living_postgres(folder: Path) -> list[int]:
    """Every living PostgreSQL process (server or one of its children) that works in the data folder."""
    if not Path("/proc/self/cwd").exists():
        return [pid for pid in _pids_by_ps(folder) if alive(pid)]
    here = os.path.realpath(folder)
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _works_in(entry, here) and alive(int(entry.name)):
            found.append(int(entry.name))
    return sorted(found)


def send(pids: list[int], what: signal.Signals) -> None:
    """Signals each of the processes; those that have ended meanwhile are passed over."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, what)


def die_with_parent(parent: int) -> None:
    """Asks the kernel to kill this process when its parent ends, however that happens (Linux; prctl(2)).

    Elsewhere a thread looks once a second whether the parent is still the same.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:  # it ended before the kernel knew
            os.kill(os.getpid(), signal.SIGKILL)
    else:
        threading.Thread(target=_watch_parent, args=(parent,), daemon=True).start()


def end_with_the_web_server() -> None:
    """For a web worker that our own web server has started: when the server is killed, so is the worker.

    A worker that lived on would keep the port. Under another server nothing is done.
    """
    if os.environ.get(SUPERVISED):
        server = multiprocessing.parent_process()
        die_with_parent(server.pid if server and server.pid else os.getppid())


def parent_death_signal(what: signal.Signals) -> Callable[[], None] | None:
    """What a new child does before it becomes its program, to end with us; None where that cannot be.

    The kernel means the *thread* that made the child, so a child of a passing thread must not have it.
    """
    if sys.platform != "linux" or threading.current_thread() is not threading.main_thread():
        return None
    prctl = ctypes.CDLL(None).prctl  # looked up before the fork: the child does as little as possible

    def before_exec() -> None:
        prctl(PR_SET_PDEATHSIG, int(what), 0, 0, 0)

    return before_exec


def _watch_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)


def _works_in(entry: Path, folder: str) -> bool:
    try:
        return (
            str((entry / "cwd").readlink()) == folder and (entry / "comm").read_text().strip() == "postgres"
        )
    except OSError:  # it ended meanwhile, or belongs to somebody else
        return False


def _state(pid: int) -> str:
    """The kernel's letter for the state of a process; a dash where it is not known."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return "-" if sys.platform == "linux" else _state_by_ps(pid)


def _state_by_ps(pid: int) -> str:
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return shown.stdout.strip()[:1] or "-"


def _pids_by_ps(folder: Path) -> list[int]:
    shown = subprocess.run(["ps", "-axo", "pid=,command="], capture_output=True, text=True, check=False)
    rows = (line.strip().partition(" ") for line in shown.stdout.splitlines())
    return [int(pid) for pid, _, command in rows if "postgres" in command and f"-D {folder} " in command]
