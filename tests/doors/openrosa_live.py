"""A real web server over a database of its own, for tests that need many connections or a crash."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.db import connection
from openrosa_people import make_person

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.host import web

HERE = Path(__file__).parent
Answer = tuple[int, dict[str, str], str]  # status, headers, text
SEED = """
import django; django.setup()
from datetime import UTC, datetime
from openrosa_live import make_collector
from tambon.accounts import actions as accounts
at = datetime.now(UTC)
person = make_collector(at=at)
print(accounts.issue_phone_token(person_id=person, label="phone", by="system", at=at))
"""


def make_collector(lang: str = "th", *, at: datetime) -> int:
    """Malee of a real home, who may collect everywhere from the beginning of 2026 on."""
    person, country = make_person(lang, at=at)
    accounts.grant(NewGrant(person, Role.WORKER, date(2026, 1, 1), area_id=country), by="system", at=at)
    return person


@dataclass
class Door:
    """The server, its phone's token, and a way to look behind it."""

    port: int
    token: str
    home: Path
    environment: dict[str, str]
    place: dict[str, Any]
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        command = web.command("tambon.config.wsgi:application", host="127.0.0.1", port=self.port)
        with (self.home / "web.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, start_new_session=True, stdout=log, stderr=log
            )
        for _ in range(1200):  # a minute: a busy machine starts it slowly
            if web.listens("127.0.0.1", self.port):
                return
            time.sleep(0.05)
        raise AssertionError((self.home / "web.log").read_text())

    def kill(self) -> None:
        """Ends the server and its workers in the middle of whatever they do."""
        assert self.process
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def post(
        self, body: bytes, content_type: str, token: str | None = None
    ) -> tuple[int, dict[str, str], str]:
        """Sends one POST over a connection of its own; raises OSError when the server goes away."""
        caller = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            path = f"/odk/{token or self.token}/submission"
            caller.request("POST", path, body, {"Content-Type": content_type, "X-OpenRosa-Version": "1.0"})
            response = caller.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return response.status, headers, response.read().decode()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            caller.close()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(**self.place) as database:
            return database.execute(sql, values).fetchall()

    def log(self) -> str:
        return (self.home / "web.log").read_text()


@contextlib.contextmanager
def open_door(home: Path) -> Iterator[Door]:
    """Serves a copy of the test database's tables until the end of the block."""
    place = _place(connection.settings_dict)
    copy = f"{place['dbname']}_door"
    connection.close()  # a database in use cannot be copied
    with psycopg.connect(**{**place, "dbname": "postgres"}, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{place["dbname"]}"')
        place["dbname"] = copy
        environment = _environment(home, place)
        seed = [sys.executable, "-W", "ignore", "-c", SEED]
        told = subprocess.run(seed, check=False, env=environment, capture_output=True, text=True)
        assert told.returncode == 0, told.stderr
        door = Door(_free_port(), told.stdout.strip(), home, environment, place)
        door.start()
        try:
            yield door
        finally:
            door.kill()
            server.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


def _place(settings: dict[str, Any]) -> dict[str, Any]:
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    return {key: settings[name] for key, name in names.items() if settings.get(name)}


def _environment(home: Path, place: dict[str, Any]) -> dict[str, str]:
    user, password = quote(place["user"]), quote(place.get("password", ""), safe="")
    where = quote(place["host"], safe="") + (f":{place['port']}" if place.get("port") else "")
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tambon.config.settings",
        "DATABASE_URL": f"postgresql://{user}:{password}@{where}/{place['dbname']}",
        "TAMBON_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(
            [*map(str, (HERE.parents[1], HERE.parent, HERE)), os.environ.get("PYTHONPATH", "")]
        ),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def multipart(xml: bytes, *files: tuple[str, bytes], boundary: str = "b0und") -> tuple[bytes, str]:
    """The body and content type of one delivery, as ODK Collect writes it."""
    parts = [("xml_submission_file", "form.xml", "text/xml", xml)]
    parts += [(name, name, "image/jpeg", content) for name, content in files]
    body = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: binary\r\n\r\n".encode()
        + content
        + b"\r\n"
        for name, filename, kind, content in parts
    )
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def form(name: str, answer: str = "1") -> bytes:
    meta = f"<meta><instanceID>uuid:{name}</instanceID></meta>"
    return f'<data id="village" version="1"><answer>{answer}</answer>\r\n{meta}</data>'.encode()
