"""Foreign files opened in a process of their own, so that a hostile one ends that process and not the server.

A workbook of 6 kB with one cell in the last corner makes the reader ask for half a terabyte, and its
language ends the whole process when it is not given; libraries in C may simply crash.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from threading import Timer

from tambon.lib.problem import Problem

LONGEST_SECONDS = 300
MOST_MEMORY = 3 * 1024**3
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TEMP")


def lines_of(module: str, content: bytes, *words: str, otherwise: Problem) -> Iterator[bytes]:
    """The lines that the module writes about the content, which it reads from its standard input.

    The child has none of our environment. Raises ``otherwise`` when it does not end well or in time.
    """
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        command = [sys.executable, "-I", "-m", module, *words]
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        with subprocess.Popen(
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        ) as child:
            timer = Timer(LONGEST_SECONDS, child.kill)
            timer.start()
            try:
                yield from child.stdout or ()
                if child.wait() != 0:
                    raise otherwise
            finally:
                timer.cancel()
                child.kill()


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
