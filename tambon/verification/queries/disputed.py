"""What stands disputed and nobody was sent to look at, of one office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tambon.records import queries as held
from tambon.verification.queries.owning import owners_of
from tambon.verification.queries.rows import rows_of
from tambon.verification.queries.sql import rows
from tambon.verification.rules.views import DisputedPage

PAGE = 30


def list_disputed(
    office_id: int, *, on: date, within: Sequence[int] | None = None, after: int = 0, limit: int = PAGE
) -> DisputedPage:
    """The office's disputed values that were not sent back, so many records at once, each as it stands;
    ``within`` narrows to areas, ``after`` is the cursor of the page before.
    """
    areas = None if within is None else list(within)
    asked = {"office": office_id, "on": on, "areas": areas, "after": after, "limit": limit}
    found: dict[int, list[str]] = dict(rows("disputed_of_office", asked))
    records = [record for _, record in sorted(held.views(found).items())]
    owners = owners_of(records, on=on)
    mine = {
        id_: [one for one in names if owners.get((id_, one)) == office_id] for id_, names in found.items()
    }
    shown = [record for record in records if mine[record.id]]
    last = max(found, default=0)
    return DisputedPage(tuple(rows_of(shown, mine, on=on)), last if len(found) == limit else None)
