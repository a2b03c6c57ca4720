"""An application under the web server, with its settings, as `tambon run` starts it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[bytes]
    port: int


@contextlib.contextmanager
def serving(target: str) -> Iterator[Server]:
    """The application under the same web server and settings as `tambon run` uses."""
    from tambon.host import web

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path[:2]), "PYTHONWARNINGS": "ignore"}
    command = web.command(target, host="127.0.0.1", port=port)
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        while not web.listens("127.0.0.1", port):
            if process.poll() is not None:
                raise SystemExit(f"{target} did not start")
            time.sleep(0.05)
        time.sleep(1)  # the second process listens a moment later than the first
        yield Server(process, port)
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Stops the process with all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
