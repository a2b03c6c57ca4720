"""The one way to write a claim, for the journal's content hash."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

FIELDS = (
    "ref", "kind", "dataset", "area_id", "period", "values", "about", "reason", "observed_on", "made_at",
    "by", "agency_id", "office_id", "evidence",
)  # fmt: skip


def claim_bytes(claim: Mapping[str, Any]) -> bytes:
    """UTF-8 JSON of the claim's `FIELDS`: keys sorted, no spaces, instants in UTC.

    A whole number is written without a fraction, since PostgreSQL's jsonb gives ``1e2`` back as ``100``.
    Raises ValueError for NaN or an infinity, KeyError for a missing field.
    """
    plain = {field: _plain(claim[field]) for field in FIELDS}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def past_digest(row: Sequence[Any]) -> str:
    """What the journal tells of a past value: record, variable, grade, origin, claim, since and until.

    Not the value: the claim that is named vouches for it.
    """
    return _digest([_plain(one) for one in row])


def held_digest(claims: Mapping[str, int]) -> str:
    """What the journal tells of a record under a lock: {variable: the claim that its cell stands on}."""
    return _digest(sorted(claims.items()))


def _digest(said: list[Any]) -> str:
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:32]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float) else str(value)
