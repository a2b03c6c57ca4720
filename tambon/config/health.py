"""Whether this process can do its work, and what an operator should look at: for monitors."""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from tambon.host.erasures import list_backups
from tambon.journal import queries as journal
from tambon.submissions.queries.health import count_inbox

LEAST_BYTES = 200_000_000  # below this, what phones send finds no room soon
ENOUGH_BYTES = 2_000_000_000
LATE_INBOX_SECONDS = 15 * 60
LATE_SEAL_SECONDS = 10 * 60
OLD_BACKUP_SECONDS = 36 * 3600
KEPT_SECONDS = 2.0  # whoever asks more often hears the same
_said: list[tuple[float, dict[str, Any], int]] = []


def healthz(request: HttpRequest) -> JsonResponse:
    """200 while phones can be answered, 503 while the database is away or the disk is full.

    ``attention`` names what an operator should look at; nobody is refused for it. Counts, ages and room
    alone, nothing about anybody.
    """
    now = time.monotonic()
    if not _said or now - _said[0][0] > KEPT_SECONDS:
        _said[:] = [(now, *look(datetime.now(UTC)))]
    _, body, status = _said[0]
    answer = JsonResponse(body, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def look(at: datetime) -> tuple[dict[str, Any], int]:
    """What is said at that time, and the status."""
    told: dict[str, Any] = {"disk": _disk(), "backup": _backup(at)}
    try:
        told |= {"database": {"state": "here"}, "inbox": _inbox(at), "journal": _journal(at)}
    except DatabaseError:
        connection.close()
        told["database"] = {"state": "away"}
    stopped = told["database"]["state"] == "away" or told["disk"]["free_bytes"] < LEAST_BYTES
    attention = sorted(name for name, part in told.items() if part.pop("late", False))
    state = "stopped" if stopped else "attention" if attention else "ok"
    return {"state": state, "attention": attention, **told}, 503 if stopped else 200


def _disk() -> dict[str, Any]:
    free = shutil.disk_usage(settings.HOME.root).free
    return {"free_bytes": free, "late": free < ENOUGH_BYTES}


def _inbox(at: datetime) -> dict[str, Any]:
    """How many submissions wait for the worker (counted up to ten thousand), the longest for how long."""
    waiting, since = count_inbox()
    seconds = _seconds(since, at)
    return {"waiting": waiting, "oldest_seconds": seconds, "late": (seconds or 0) > LATE_INBOX_SECONDS}


def _journal(at: datetime) -> dict[str, Any]:
    """When the last seal was made, and how long the oldest entry has waited for one."""
    last, waiting = journal.last_seal(), journal.oldest_unsealed()
    seconds = _seconds(waiting.at if waiting else None, at)
    return {
        "sealed_seconds_ago": _seconds(last.at if last else None, at),
        "oldest_unsealed_seconds": seconds,
        "late": (seconds or 0) > LATE_SEAL_SECONDS,
    }


def _backup(at: datetime) -> dict[str, Any]:
    """How old the newest backup is; none yet wants attention as well."""
    made = [datetime.fromisoformat(one["made_at"]) for one in list_backups(settings.HOME)]
    seconds = _seconds(max(made, default=None), at)
    return {"made_seconds_ago": seconds, "late": seconds is None or seconds > OLD_BACKUP_SECONDS}


def _seconds(since: datetime | None, at: datetime) -> int | None:
    return None if since is None else max(0, round((at - since).total_seconds()))
