"""Reading the environment, and where the database is."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from tambon.host.home import Home
from tambon.lib.sealing import KeyRing, UnusableKey


def env(name: str, default: str | None = None) -> str:
    """The setting's value; without a default, a missing one says where all are listed."""
    value = os.environ.get(name) or default
    if value is None:
        raise SystemExit(f"{name} is not set: dotenv-sample lists every setting and what it means")
    return value


def words(name: str, default: str) -> tuple[str, ...]:
    """A list with commas; "none" is an empty one."""
    text = env(name, default)
    return () if text == "none" else tuple(part.strip() for part in text.split(",") if part.strip())


def trusted_keys(name: str, *, needed: bool = False) -> tuple[str, ...]:
    """Fingerprints with commas, or the word "unsigned"; anything else stops the start."""
    told = tuple(word.lower() for word in words(name, env(name) if needed else " "))
    if told != ("unsigned",) and not all(re.fullmatch(r"[0-9a-f]{64}", one) for one in told):
        raise SystemExit(f"{name} takes fingerprints of 64 hex digits with commas: see `tambon keys show`")
    return told


def official_folder(name: str, home: Home, catalogue: Path) -> Path:
    """Where officials' releases lie; a place where everybody reads, or around it, stops the start."""
    folder, public = Path(env(name, str(home.official))).resolve(), catalogue.resolve()
    if folder == public or folder in public.parents or public in folder.parents:
        raise SystemExit(f"{name} ({folder}) must lie apart from the public catalogue ({public})")
    return folder


def ministries(name: str) -> list[dict[str, Any]]:
    """The OpenID providers with which people sign in, as allauth reads them; a fault stops the start.

    The setting is a list in JSON: ``[{"id": "moi", "name_th": …, "name_en": …, "server": "https://…",
    "client": …, "secret": …}]``.
    """
    try:
        given = json.loads(env(name, "[]"))
        return [_ministry(one) for one in given]
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise SystemExit(f"{name} cannot be read ({fault}): dotenv-sample shows how it is written") from None


def _ministry(one: dict[str, str]) -> dict[str, Any]:
    server = urlsplit(one["server"])
    if server.scheme != "https" and server.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ValueError(f"the server of {one['id']} is not https")
    if not re.fullmatch(r"[a-z0-9-]{1,30}", one["id"]):
        raise ValueError("an id is lower-case letters, digits and hyphens")
    return {
        "provider_id": one["id"],
        "name": one["name_en"],
        "client_id": one["client"],
        "secret": one["secret"],
        "settings": {"server_url": one["server"], "name_th": one["name_th"], "name_en": one["name_en"]},
    }


def key_ring(home: Home) -> KeyRing:
    """The keys of what is personal; a list that cannot be used stops the start with what to do."""
    try:
        return KeyRing.from_text(home.personal_key())
    except UnusableKey as fault:
        raise SystemExit(
            f"TAMBON_PERSONAL_KEY: {fault}: use random ones, from `openssl rand -base64 48` say"
        ) from None


def database_settings(home: Home) -> dict[str, Any]:
    """Django's DATABASES entry: ``DATABASE_URL`` where given, else the embedded server in the home."""
    url = os.environ.get("DATABASE_URL")
    place = place_from_url(url) if url else home.database_place()
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {**place.get("OPTIONS", {}), "server_side_binding": True, "prepare_threshold": 1},
    }


def place_from_url(url: str) -> dict[str, Any]:
    """NAME, USER, PASSWORD, HOST, PORT and OPTIONS from ``postgresql://user:password@host:port/name?sslmode=…``.

    A socket's folder is written as the host with %2F for each slash; its letters keep their case.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise SystemExit("DATABASE_URL must start with postgresql://: no other database is spoken here")
    if "@" in url and "@" not in parts.netloc:  # else a part of the password would pass for host or port
        raise SystemExit("DATABASE_URL holds a / ? or # in its password: write it as %2F, %3F or %23")
    place = parts.netloc.rpartition("@")[2]
    host = place.partition("]")[0].lstrip("[") if place.startswith("[") else place.partition(":")[0]
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def mail_settings(url: str) -> dict[str, Any]:
    """Django's EMAIL_ settings from ``smtp://user:password@host:587`` (STARTTLS) or ``smtps://host:465``.

    A relay on a network of one's own may go without encryption: ``smtp://host:25?tls=none``. Without a URL
    the host is empty, and no mail is sent. A slow server is given up after twenty seconds.
    """
    parts = urlsplit(url)
    tls = dict(parse_qsl(parts.query)).get("tls", "starttls")
    understood = parts.scheme in ("smtp", "smtps") and parts.hostname and tls in ("starttls", "none")
    if url and not understood:
        raise SystemExit("TAMBON_SMTP must be like smtp://user:password@mail.example.go.th:587 or smtps://…")
    implicit = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or (465 if implicit else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": bool(url) and not implicit and tls == "starttls",
        "EMAIL_TIMEOUT": 20,
    }


def url_of(home: Home) -> str:
    """The embedded server of the home as a ``DATABASE_URL``, password included."""
    place = home.database_place()
    host, password = quote(place["HOST"], safe=""), quote(place["PASSWORD"], safe="")
    return f"postgresql://{place['USER']}:{password}@{host}:{place['PORT']}/{place['NAME']}"
