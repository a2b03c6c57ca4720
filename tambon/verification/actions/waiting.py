"""Groups that wait for the rules across rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tambon.areas.rules import Hierarchy, Kind
from tambon.lib.days import thai_day
from tambon.verification.queries.groups import Group
from tambon.verification.queries.sql import rows, run
from tambon.verification.rules.across import read_by


def wait_for_groups(record_ids: Sequence[int], *, at: datetime) -> None:
    """The districts of these records wait, in every dataset and round whose rules look at them."""
    pairs = sorted((read, reader) for read, readers in read_by().items() for reader in readers)
    run(
        "wait_groups",
        {
            "ids": list(record_ids),
            "read": [read for read, _ in pairs],
            "reader": [reader for _, reader in pairs],
            "kind": str(Kind.DISTRICT),
            "hierarchy": str(Hierarchy.ADMINISTRATIVE),
            "on": thai_day(at),
            "at": at,
        },
    )


def take_groups(limit: int) -> list[Group]:
    """The groups that wait longest; they wait no more once the caller's transaction ends well."""
    return sorted(Group(*row) for row in rows("take_groups", {"limit": limit}))
