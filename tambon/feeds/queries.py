"""Which feeds there are, and which of their rows still wait to become claims."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tambon.feeds import problems
from tambon.feeds.models import FeedRow, Snapshot
from tambon.feeds.rules import Agreement, read_agreement

SOURCES = Path(__file__).parent / "sources"


@dataclass(frozen=True)
class WaitingRow:
    """An accepted row that no claim has been made of yet."""

    id: int
    number: int
    snapshot_id: int
    feed: str
    agency: str
    dataset: str
    period: str
    as_of: date
    taken_at: datetime
    area_id: int
    values: dict[str, Any]


@cache
def _agreements() -> dict[str, Agreement]:
    folders = sorted(SOURCES.glob("*/feed.yml"))
    return {path.parent.name: read_agreement(yaml.safe_load(path.read_text("utf-8"))) for path in folders}


def list_names() -> list[str]:
    """The names of all feeds: one folder each."""
    return list(_agreements())


def get_agreement(feed: str) -> Agreement:
    """The feed's agreement; raises a Problem for a feed that has no folder."""
    try:
        return _agreements()[feed]
    except KeyError:
        raise problems.unknown_feed(feed=feed, known=", ".join(list_names())) from None


def is_taken(feed: str, sha256: str) -> bool:
    """Whether this very file was taken before."""
    return Snapshot.objects.filter(feed=feed, sha256=sha256).exists()


def list_unclaimed(limit: int, *, feeds: Collection[str]) -> list[WaitingRow]:
    """Accepted rows of these feeds without a claim yet, oldest first; locked for the caller's transaction."""
    rows = (
        FeedRow.objects.filter(claimed=False, snapshot__feed__in=feeds)
        .select_related("snapshot")
        .order_by("id")
        .select_for_update(skip_locked=True, of=("self",))[:limit]
    )
    return [_waiting(row) for row in rows]


def _waiting(row: FeedRow) -> WaitingRow:
    agreement = get_agreement(row.snapshot.feed)
    return WaitingRow(
        id=row.pk,
        number=row.number,
        snapshot_id=row.snapshot_id,
        feed=agreement.name,
        agency=agreement.agency,
        dataset=agreement.dataset,
        period=row.snapshot.period,
        as_of=row.snapshot.as_of,
        taken_at=row.snapshot.taken_at,
        area_id=row.area_id,
        values=row.values,
    )
