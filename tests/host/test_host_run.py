"""`tambon run` keeps everything running, and leaves nothing running when it ends, however it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from starting import ask
from waiting import until

from tambon.host import processes
from tambon.host.home import Home

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("run")]  # side by side each would found a home
ROOT = Path(__file__).parents[2]
UNSET = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "TAMBON_URL", "TAMBON_HOSTS", "TAMBON_HOME")


def _environment(**more: str) -> dict[str, str]:
    return {**{k: v for k, v in os.environ.items() if k not in UNSET}, **more}


def _tambon(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tambon.cli.main", *words],
        cwd=ROOT, env=_environment(**more), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


class Running:
    """One `tambon run` and what it has printed."""

    def __init__(self, home: Home) -> None:
        self.home, self.port, self.lines = home, _free_port(), list[str]()
        command = [
            sys.executable,
            "-m",
            "tambon.cli.main",
            "run",
            "--home",
            str(home.root),
            "--port",
            str(self.port),
        ]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=_environment(), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        until(lambda: self.healthy() or self.process.poll() is not None)
        assert self.process.poll() is None, "".join(self.lines)

    def _read(self) -> None:
        assert self.process.stdout
        self.lines.extend(self.process.stdout)

    def said(self) -> str:
        return "".join(self.lines)

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def everybody(self) -> set[int]:
        """Every process below it, and itself."""
        return _below(self.process.pid) | {self.process.pid}

    def found(self, *words: str) -> list[int]:
        return [pid for pid in self.everybody() if all(word in _command_line(pid) for word in words)]

    def finish(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(180)
        self.reader.join(10)
        assert self.process.stdout
        self.process.stdout.close()


def _below(pid: int) -> set[int]:
    try:
        text = "".join(task.read_text() for task in Path(f"/proc/{pid}/task").glob("*/children"))
    except OSError:
        return set()
    direct = {int(child) for child in text.split()}
    return direct.union(*(_below(child) for child in direct)) if direct else set()


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def _wait_for_the_end_of(everybody: set[int]) -> None:
    until(lambda: not any(map(processes.alive, everybody)))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home.at(tmp_path_factory.mktemp("run") / "h")


@pytest.fixture(scope="module")
def kept() -> Iterator[list[Running]]:
    """The one that runs, kept for the tests that leave it running."""
    ones: list[Running] = []
    yield ones
    for one in ones:
        one.finish()


@pytest.fixture
def running(place: Home, kept: list[Running]) -> Running:
    if not kept or kept[-1].process.poll() is not None:
        kept.append(Running(place))
    return kept[-1]


def test_an_empty_home_is_founded_as_real_and_ctrl_c_stops_everything(running: Running) -> None:
    until(lambda: "/desk/first/" in running.said())
    link = re.search(r"http://\S+/desk/first/\S+", running.said())
    assert link
    with urllib.request.urlopen(link[0], timeout=10) as page:
        assert page.status == 200
    everybody = running.everybody()
    assert len(running.found("granian")) == 3
    assert len(running.found("tambon.config.worker")) == 1
    os.kill(running.process.pid, signal.SIGINT)
    assert running.process.wait(180) == 0
    _wait_for_the_end_of(everybody)


def test_commands_use_the_server_that_runs_and_leave_it(running: Running) -> None:
    done = _tambon("dbshell", "--home", str(running.home.root), "--", "-Atc", "SELECT 40 + 2")
    assert (done.stdout.strip(), done.returncode) == ("42", 0), done.stderr
    done = _tambon("first-admin", "--home", str(running.home.root), "--json")
    assert json.loads(done.stdout)["link"].startswith(f"http://127.0.0.1:{running.port}/desk/first/")
    done = _tambon("first-admin", "--reset", "--home", str(running.home.root), "--json")
    assert "/desk/first/" in json.loads(done.stdout)["link"]
    sql = "SELECT count(*) FROM journal_entry WHERE kind = 'person.access_reset'"
    done = _tambon("dbshell", "--home", str(running.home.root), "--", "-Atc", sql)
    assert done.stdout.strip() == "1", done.stderr
    done = _tambon("doctor", "--home", str(running.home.root), "--json")
    told = json.loads(done.stdout)
    assert told["ok"] is (done.returncode == 0)
    assert {f["name"]: f["ok"] for f in told["findings"]}["durable"] is True
    assert running.healthy()


def test_what_is_killed_is_started_again(running: Running) -> None:
    server = int((running.home.database / "postmaster.pid").read_text().split()[0])
    [worker] = running.found("tambon.config.worker")
    os.kill(server, signal.SIGKILL)
    os.kill(worker, signal.SIGKILL)
    until(lambda: not processes.alive(server))
    until(lambda: running.healthy() and running.found("tambon.config.worker") not in ([], [worker]))
    web = min(running.found("granian"))
    os.kill(web, signal.SIGKILL)
    until(lambda: not processes.alive(web))
    until(running.healthy)
    assert ask(running.home, "SELECT kind FROM accounts_deployment") == "real"
    assert ask(running.home, "SELECT count(*) FROM accounts_person") == 1


def test_a_child_that_hangs_does_not_keep_it_from_stopping(running: Running) -> None:
    everybody = running.everybody()
    for pid in running.found("tambon.config.worker") + running.found("granian"):
        os.kill(pid, signal.SIGSTOP)
    os.kill(running.process.pid, signal.SIGTERM)
    assert running.process.wait(180) == 0
    _wait_for_the_end_of(everybody)


def test_kill_9_leaves_no_process_behind(running: Running) -> None:
    everybody = running.everybody()
    assert len(everybody) > 5
    os.kill(running.process.pid, signal.SIGKILL)
    _wait_for_the_end_of(everybody)


def test_a_port_that_is_taken_is_refused_at_once(place: Home) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = _tambon("run", "--home", str(place.root), "--port", str(other.getsockname()[1]), "--json")
    assert (json.loads(done.stderr)["code"], done.returncode) == ("409-port-taken", 2)


def test_dbshell_stops_what_it_started_and_gives_psqls_exit_code(place: Home) -> None:
    done = _tambon("dbshell", "--home", str(place.root), "--", "-c", "SELECT no_such_column")
    assert done.returncode == 1
    assert not processes.living_postgres(place.database)


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        (["--host", "0.0.0.0"], {}),
        ([], {"TAMBON_URL": "https://tambon.example.org"}),
        ([], {"TAMBON_PUBLIC_URL": "https://data.example.org"}),
        ([], {"TAMBON_HOSTS": "127.0.0.1,tambon.example.org"}),
        ([], {"TAMBON_HOSTS": "*"}),
        ([], {"TAMBON_BEHIND_PROXY": "1"}),
    ],
)
def test_a_demonstration_is_not_served_beyond_this_machine(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], setting: dict[str, str]
) -> None:
    home = _demonstration(tmp_path_factory)
    done = _tambon("run", "--home", str(home.root), "--port", str(_free_port()), "--json", *words, **setting)
    assert done.returncode == 2, done.stderr
    assert json.loads(done.stderr.strip().splitlines()[-1])["code"] == "403-demonstration-stays-here"
    assert not processes.living_postgres(home.database)


made: dict[str, Home] = {}


def _demonstration(factory: pytest.TempPathFactory) -> Home:
    """A home that is founded as a demonstration, and nothing more."""
    if "home" not in made:
        home = Home.at(factory.mktemp("demonstration") / "h")
        script = (
            "from datetime import UTC, datetime\nfrom tambon.cli.database import ready_database\n"
            "with ready_database():\n    from tambon.accounts import actions\n"
            "    actions.found('demonstration', by='system', at=datetime.now(UTC))\n"
        )
        environment = _environment(
            TAMBON_HOME=str(home.root), DJANGO_SETTINGS_MODULE="tambon.config.settings"
        )
        subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=True, timeout=120)
        made["home"] = home
    return made["home"]
