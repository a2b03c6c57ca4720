"""Foreign files opened in a process of their own, so that a hostile one ends that process and not the server.

A workbook of 6 kB with one cell in the last corner makes the reader ask for half a terabyte, and its
language ends the whole process when it is not given; libraries in C may simply crash.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from tambon.formats.bounds import MOST_WRITTEN
from tambon.lib.problem import Problem

LONGEST_SECONDS = 300
MOST_MEMORY = 3 * 1024**3
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TEMP")


@contextmanager
def lines_of(
    module: str, content: bytes, *words: str, otherwise: Problem, seconds: float = LONGEST_SECONDS
) -> Iterator[Iterator[bytes]]:
    """The lines that the module writes about the content, which it reads from its standard input.

    The words are its one argument, as JSON: no character of theirs means anything to the system. The child
    has none of our environment, and as working folder a private one that goes with it. The lines raise
    ``otherwise`` when it does not end well or in time, or writes without end; leaving the block ends it.
    """
    with tempfile.TemporaryDirectory(prefix="tambon-") as folder, tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        command = [sys.executable, "-I", "-m", module, json.dumps(words)]
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        with subprocess.Popen(
            command,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=folder,
            start_new_session=True,
        ) as child:
            timer = Timer(seconds, _end, [child])
            timer.start()
            try:
                yield _to_a_good_end(child, otherwise)
            finally:
                timer.cancel()
                _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ends the child with all that it started, such as a checker in Java that would reckon for ever."""
    if child.returncode is not None:  # ended and waited for: the number may be another's by now
        return
    try:
        os.killpg(child.pid, signal.SIGKILL)  # its own group: it began a session
    except AttributeError:  # Windows
        child.kill()
    except ProcessLookupError:
        pass


def _to_a_good_end(child: subprocess.Popen[bytes], otherwise: Problem) -> Iterator[bytes]:
    assert child.stdout is not None  # noqa: S101 - it was opened with a pipe
    left = MOST_WRITTEN
    while line := child.stdout.readline(left + 1):
        left -= len(line)
        if left < 0 or not line.endswith(b"\n"):  # without end, or cut where the child was ended
            raise otherwise
        yield line
    if child.wait() != 0:
        raise otherwise


def stay_small() -> None:
    """Called in the child: bounds its memory and time, and leaves no core behind, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, limit in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, LONGEST_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(name, (limit, limit))
