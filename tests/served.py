"""A demonstration prepared and served by the operators' own commands, for tests that come as visitors.

The folders that share it (see together.py) each run in one process, with a home of their own.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from waiting import until

TAMBON = [sys.executable, "-m", "tambon.cli.main"]
REPOSITORY = Path(__file__).parents[1]


@dataclass(frozen=True)
class Served:
    """A served demonstration: its address, its home and what `tambon demo` said."""

    url: str
    home: Path
    said: dict[str, Any]

    def tambon(self, *words: str, expect: int = 0) -> str:
        """What the command prints; its exit code must be ``expect``."""
        return command(self.home, *words, expect=expect)

    def person(self, username: str) -> dict[str, str]:
        return next(p for p in self.said["people"] if p["username"] == username)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A fresh demonstration, prepared and served as README says."""
    folder = tmp_path_factory.mktemp("served")
    port = free_port()
    said = json.loads(command(folder / "home", "demo", "--fresh", "--json", "--port", str(port)))
    with serving(folder / "home", port, folder / "log"):
        yield Served(f"http://127.0.0.1:{port}", folder / "home", said)


def environment() -> dict[str, str]:
    """The machine's environment without what belongs to the test run itself."""
    dropped = {"DATABASE_URL", "TAMBON_HOME", "DJANGO_SETTINGS_MODULE", "TAMBON_URL"}
    return {k: v for k, v in os.environ.items() if k not in dropped}


def command(home: Path, *words: str, expect: int = 0) -> str:
    done = subprocess.run(
        [*TAMBON, *_with_home(words, home)],
        capture_output=True,
        text=True,
        env=environment(),
        cwd=REPOSITORY,
        timeout=900,
        check=False,
    )
    assert done.returncode == expect, f"tambon {words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _with_home(words: tuple[str, ...], home: Path) -> list[str]:
    given = list(words)
    at = given.index("--") if "--" in given else len(given)
    return [*given[:at], "--home", str(home), *given[at:]]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(home: Path, port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`tambon run` in the background until the block ends; Ctrl-C must end it."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*TAMBON, "run", "--home", str(home), "--port", str(port)],
            stdout=out,
            stderr=out,
            env=environment(),
            cwd=REPOSITORY,
        )
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", process, log)
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(120)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    def answers() -> bool:
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=10).close()
        except OSError:
            return False
        return True

    until(answers, told=log.read_text)


@dataclass
class Answer:
    status: int
    text: str
    url: str
    headers: Mapping[str, str]

    def json(self) -> Any:
        return json.loads(self.text)


class Browser:
    """A visitor with cookies: fetches pages, posts forms with the page's own token."""

    def __init__(self, base: str) -> None:
        self.base = base
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)

    def get(self, path: str, **headers: str) -> Answer:
        return self._send(urllib.request.Request(self._at(path), headers=headers))

    def post(self, path: str, fields: list[tuple[str, str]], *, page: Answer) -> Answer:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert found, "the page has no form"
        body = urllib.parse.urlencode([("csrfmiddlewaretoken", found[1]), *fields]).encode()
        request = urllib.request.Request(self._at(path), data=body, headers={"Referer": page.url})
        return self._send(request)

    def send(self, path: str, body: bytes, **headers: str) -> Answer:
        request = urllib.request.Request(self._at(path), data=body, headers=headers)
        return self._send(request)

    def sign_in(self, username: str, password: str) -> Answer:
        page = self.get("/desk/sign-in")
        return self.post(
            "/desk/sign-in", [("username", username), ("password", password), ("next", "")], page=page
        )

    def _at(self, path: str) -> str:
        return path if path.startswith("http") else self.base + path

    def _send(self, request: urllib.request.Request) -> Answer:
        try:
            with self.opener.open(request, timeout=60) as got:
                return Answer(got.status, got.read().decode(), got.url, got.headers)
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, refused.read().decode(), refused.url, refused.headers)
