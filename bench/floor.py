"""The bare floor: a WSGI handler that stores the body it was sent in one statement, and nothing else.

What a submission costs beyond this is the price of parsing, checking, hashing and the journal.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

import psycopg

TABLE = "CREATE TABLE IF NOT EXISTS bench_floor (id bigserial PRIMARY KEY, body bytea NOT NULL)"
_local = threading.local()


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    _connection().execute("INSERT INTO bench_floor (body) VALUES (%s)", [body])
    start("201 Created", [("Content-Type", "text/plain"), ("Content-Length", "0")])
    return [b""]


def _connection() -> psycopg.Connection[Any]:
    if not hasattr(_local, "connection"):
        _local.connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, prepare_threshold=1)
    connection: psycopg.Connection[Any] = _local.connection
    return connection
