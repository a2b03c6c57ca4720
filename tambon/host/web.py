"""The web server: how it is started, and where it listens."""

from __future__ import annotations

import ipaddress
import socket
import sys
from urllib.parse import urlsplit

from tambon.host import problems

WORKERS = 2  # measured best on two cores
# A thread waits for as long as a phone takes to send its photo, so there are many: with four, eight phones
# on a weak signal stopped everybody. Each may hold a database connection; PostgreSQL gives a hundred.
THREADS = 32


def command(target: str, *, host: str, port: int, workers: int = WORKERS) -> list[str]:
    """The command line that serves a WSGI application.

    No access log: a phone's address holds its secret.
    """
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(THREADS), "--no-ws", "--no-access-log",
        "--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "5",
        "--log-level", "error", target,  # it warns of more threads than cores
    ]  # fmt: skip


def demand_free(host: str, port: int) -> None:
    """Raises `port_taken` when somebody listens there, `host_unusable` when nobody can."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        taken = error.errno in (48, 98)  # EADDRINUSE on macOS, on Linux
        kind_of = problems.port_taken if taken else problems.host_unusable
        raise kind_of(host=host, port=port, why=error.strerror) from error


def listens(host: str, port: int) -> bool:
    """Whether somebody accepts connections there now."""
    where = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - every address: ask the nearest
    try:
        with socket.create_connection((where, port), timeout=1):
            return True
    except OSError:
        return False


def address(host: str, port: int) -> str:
    """``http://127.0.0.1:8000``; an IPv6 address stands in brackets."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_loopback(host: str | None) -> bool:
    """Whether only this machine reaches it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host in an address, without brackets; empty when there is none."""
    return urlsplit(url).hostname or ""
