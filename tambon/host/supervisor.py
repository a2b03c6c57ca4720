"""Keeps programs running: starts them, starts them again when they end, and stops them all, hung ones too."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from tambon.host import postgres, processes
from tambon.host.home import Home
from tambon.lib.problem import Problem

log = logging.getLogger(__name__)
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
STEADY_SECONDS = 30.0  # a program that ran so long is well again: the next wait is the first one
STOP_SECONDS = 10.0
LOOK_EVERY = 0.2


@dataclass
class Program:
    """One program to keep running. It and whatever it starts form one group, which ends with us."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = FIRST_WAIT
    not_before: float = 0.0

    def keep(self) -> None:
        """Starts it when it does not run and its time has come."""
        now = time.monotonic()
        if self.process and (code := self.process.poll()) is not None:
            self._bury(code, now)
        if self.process is None and now >= self.not_before:
            self.started = now
            self.process = subprocess.Popen(
                self.command,
                env={**os.environ, processes.SUPERVISED: "1"},
                start_new_session=True,
                preexec_fn=processes.parent_death_signal(signal.SIGKILL),  # noqa: PLW1509 - only a system call
            )

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def sweep(self) -> None:
        """Kills what is left of its group."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _bury(self, code: int, now: float) -> None:
        self.sweep()
        self.process = None
        self.wait = FIRST_WAIT if now - self.started > STEADY_SECONDS else min(self.wait * 2, LONGEST_WAIT)
        self.not_before = now + self.wait
        log.warning("%s ended (%s); starting it again in %.1f s", self.name, code, self.wait)


class Supervisor:
    """Runs a home's database (unless it is None) and programs until a signal says stop."""

    def __init__(self, home: Home | None, programs: list[Program]) -> None:
        self.home = home
        self.programs = programs
        self.server: postgres.Server | None = None
        self.hurry = False
        self.look_at_database = 0.0

    def start_database(self) -> None:
        if self.home:
            self.server = postgres.start(self.home)

    def watch(self, each_time: Callable[[], None]) -> None:
        """Keeps everything running for ever; a stop signal ends it as KeyboardInterrupt."""
        while True:
            self._keep_database()
            for program in self.programs:
                program.keep()
            each_time()
            time.sleep(LOOK_EVERY)

    def stop(self) -> None:
        """Asks every program to stop, kills those that hang, then stops the database.

        A second signal kills the programs at once.
        """
        _on_stop_signals(self._hurry_up)
        for program in self.programs:
            program.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        while not all(p.ended() for p in self.programs):
            if self.hurry or time.monotonic() > deadline:
                break
            time.sleep(0.02)
        for program in self.programs:
            program.sweep()
        if self.server:
            self.server.stop()

    def _keep_database(self) -> None:
        """One that we started and that was killed is started again; so is a stranger's that has gone."""
        if self.home is None or (self.server and self.server.alive()):
            return
        now = time.monotonic()
        if now < self.look_at_database:
            return
        self.look_at_database = now + 1.0
        try:
            if self.server or not postgres.answers(self.home):
                log.warning("the database has gone; starting it again")
                self.server = postgres.start(self.home)
        except Problem as problem:
            log.error("%s", problem)

    def _hurry_up(self, number: int, frame: FrameType | None) -> None:
        self.hurry = True


def stop_on_signals() -> None:
    """From now on Ctrl-C, SIGTERM and a closing terminal end the block at hand as KeyboardInterrupt."""
    _on_stop_signals(_interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _on_stop_signals(handler: Callable[[int, FrameType | None], None]) -> None:
    signal.signal(signal.SIGINT, handler)
    signal.signal(signal.SIGTERM, handler)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup keeps its promise
        signal.signal(signal.SIGHUP, handler)
