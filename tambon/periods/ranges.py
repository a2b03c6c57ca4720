"""Periods as PostgreSQL writes them: the first day is inside, the last outside, and an open end is empty."""

from __future__ import annotations

from datetime import date


def daterange(since: date | None = None, until: date | None = None) -> str:
    """The text of a ``daterange`` for COPY and SQL: ``[2026-10-23,)``; without a beginning ``(,)``."""
    lower = f"[{since.isoformat()}" if since else "("
    return f"{lower},{until.isoformat() if until else ''})"
