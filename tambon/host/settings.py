"""Reading the environment, and where the database is."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tambon.host.home import Home


def env(name: str, default: str | None = None) -> str:
    """The setting's value; without a default, a missing one says where all are listed."""
    value = os.environ.get(name) or default
    if value is None:
        raise SystemExit(f"{name} is not set: dotenv-sample lists every setting and what it means")
    return value


def database_settings(home: Home) -> dict[str, Any]:
    """Django's DATABASES entry: ``DATABASE_URL`` where given, else the embedded server in the home."""
    url = os.environ.get("DATABASE_URL")
    place = _from_url(url) if url else home.database_place()
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {**place.get("OPTIONS", {}), "server_side_binding": True, "prepare_threshold": 1},
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise SystemExit("DATABASE_URL must start with postgresql://: no other database is spoken here")
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
