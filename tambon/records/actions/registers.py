"""What agencies' own databases say becomes claims of their registers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tambon.accounts import queries as accounts
from tambon.feeds import actions as feeds_actions
from tambon.feeds import queries as feeds
from tambon.records.actions.claiming import make_claims
from tambon.records.rules import ClaimKind, NewClaim


@transaction.atomic
def claim_feed_rows(*, at: datetime, limit: int = 500) -> int:
    """Makes claims of up to ``limit`` accepted feed rows; how many comes back.

    Rows of an agency that is not known here wait until it is, for who speaks is part of what is said, and so
    do those of a feed that is no more; neither holds up the rows behind them.
    """
    found = {name: accounts.find_agency_id(feeds.get_agreement(name).agency) for name in feeds.list_names()}
    agencies = {name: agency for name, agency in found.items() if agency is not None}
    waiting = feeds.list_unclaimed(limit, feeds=agencies)
    make_claims([_claim(row, agencies[row.feed]) for row in waiting], at=at)
    feeds_actions.mark_claimed(row.id for row in waiting)
    return len(waiting)


def _claim(row: feeds.WaitingRow, agency_id: int) -> NewClaim:
    return NewClaim(
        kind=ClaimKind.REGISTER,
        dataset=row.dataset,
        area_id=row.area_id,
        period=row.period,
        values=row.values,
        observed_on=row.as_of,
        by=f"feed:{row.feed}",
        made_at=row.taken_at,
        agency_id=agency_id,
        evidence=f"feed:{row.snapshot_id}:{row.number}",
    )
