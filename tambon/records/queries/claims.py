"""Claims as the rules see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tambon.records.queries.sql import key_columns, rows
from tambon.records.rules import ClaimKind, Key, Known


def claims_of(keys: Iterable[Key]) -> dict[Key, list[Known]]:
    """Every claim about each key; a key without claims is left out."""
    found: dict[Key, list[Known]] = {}
    for dataset, period, area_id, *rest in rows("claims_of", key_columns(keys)):
        found.setdefault(Key(dataset, period, area_id), []).append(_known(*rest))
    return found


def _known(id_: int, ref: str, kind: str, values: Any, about: Any, *rest: Any) -> Known:
    return Known(id_, ref, ClaimKind(kind), values, about, *rest)
