"""An embedded PostgreSQL and a home for each process that runs tests, and no network beyond this machine.

With ``DATABASE_URL`` that server is used instead. Who exports ``DJANGO_SETTINGS_MODULE`` has settings read
before this file, so must name ``DATABASE_URL`` and ``TAMBON_HOME`` as well.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings as django_settings
from hypothesis import settings as hypothesis_settings
from served import served  # noqa: F401 - one home for the whole process, whichever folder asks first

from tambon.host import postgres
from tambon.host.home import Home
from tambon.host.settings import url_of

# Many images forbid compiled modules: each process that a test starts would compile all it imports again,
# which is half of a command's start, and the assertions of every test file would be rewritten at each run.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

OWN_ENVIRONMENT = "DJANGO_SETTINGS_MODULE" in os.environ
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")
QUEUE = "procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs, procrastinate_workers"
made: dict[str, Any] = {}

if not OWN_ENVIRONMENT:
    made["home"] = tempfile.mkdtemp(prefix="tambon-tests-")
    os.environ["TAMBON_HOME"] = made["home"]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tambon.config.settings"
    # one signing key for every home of the process: what one test's home publishes another's reads
    os.environ["TAMBON_SIGNING_KEY"] = "dGVzdHMgb2YgdGFtYm9uLCBub3QgYSByZWFsIGtleSE="
elif not (os.environ.get("DATABASE_URL") and os.environ.get("TAMBON_HOME")):
    raise pytest.UsageError(
        "DJANGO_SETTINGS_MODULE is exported: export DATABASE_URL and TAMBON_HOME too, or none"
    )


# A busy machine is no fault of a rule: no example is timed. What else the profile says (in CI a seed) stays.
hypothesis_settings.register_profile("untimed", parent=hypothesis_settings(), deadline=None)
hypothesis_settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Starts the server before Django reads its settings.

    Each process that runs tests has one of its own: a seal waits for every transaction that its server runs,
    those of another process's tests as well.
    """
    sys.addaudithook(_loopback_only)
    only_leads = getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput")
    if not os.environ.get("DATABASE_URL") and not only_leads:
        home = Home.at(made["home"])
        made["server"] = postgres.start(home, durable=False)
        os.environ["DATABASE_URL"] = url_of(home)
    django.setup()
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # its absence is a warning
    _empty_the_journal_too()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests that share a served home stay in one process."""
    from together import Together

    return Together(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Django has its settings by now; side-by-side processes shall read theirs, with a home of their own."""
    if not OWN_ENVIRONMENT:
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    if server := made.pop("server", None):
        server.stop()
        os.environ.pop("DATABASE_URL", None)
    if folder := made.pop("home", None):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Home:
    """An empty home of this test alone, which Django's settings name as theirs."""
    fresh = Home.at(tmp_path / "home")
    fresh.make()
    settings.HOME, settings.CATALOGUE, settings.OFFICIAL = fresh, fresh.catalogue, fresh.official
    return fresh


@pytest.fixture(autouse=True)
def nothing_open_from_the_test_before(request: pytest.FixtureRequest) -> None:
    """A test that may not use the database finds none open, whichever test its process ran before.

    When a request ends the framework looks at each connection that is open; the public side has none to open.
    While a browser runs Django allows this thread no query, and not to close a connection either.
    """
    from django.db import connection

    unused = request.node.get_closest_marker("django_db") is None and not connection.in_atomic_block
    if unused and not _a_browser_runs():
        connection.close()


@pytest.fixture(autouse=True)
def the_environment_as_it_was() -> Iterator[None]:
    """A command tells the processes it starts by the environment; the next test shall not be told as well."""
    before = dict(os.environ)
    yield
    for name in os.environ.keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)


def _a_browser_runs() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _empty_the_journal_too() -> None:
    """Tables are emptied after a test that commits; the triggers that refuse it step aside for that alone.

    The queue's tables are not Django's own, so its list leaves them out: a job that one test left behind
    would be done by the worker of another.
    """
    from django.db.backends.base.operations import BaseDatabaseOperations

    plain = BaseDatabaseOperations.execute_sql_flush

    def flush(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        plain(self, ["SET LOCAL session_replication_role = replica", *sql_list, f"TRUNCATE {QUEUE}"])

    BaseDatabaseOperations.execute_sql_flush = flush  # type: ignore[method-assign]


def _loopback_only(event: str, given: tuple[Any, ...]) -> None:
    """Refuses every connection and look-up of a name that leaves this machine."""
    if event == "socket.connect":
        address = given[1]
        where = address[0] if isinstance(address, tuple) else None  # a path or bytes: a socket in a folder
    elif event == "socket.getaddrinfo":
        where = given[0]
    else:
        return
    if isinstance(where, bytes):
        where = where.decode()
    if where and not where.startswith(LOOPBACK):
        raise RuntimeError(f"a test reached for the network: {where}")
