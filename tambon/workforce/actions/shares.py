"""Rows of shares: cut on a day, and given from a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from tambon.workforce.actions.writing import named
from tambon.workforce.models import Post, VillageShare
from tambon.workforce.rules import ShareEnd

_NEVER = DateRange(empty=True)


def posts_of(programme_id: int, tambon_id: int, *, on: date) -> list[Post]:
    """The tambon's posts of the programme that day, by number."""
    return list(
        Post.objects.filter(programme_id=programme_id, tambon_id=tambon_id, during__contains=on).order_by(
            "number"
        )
    )


def standing_shares(
    programme_id: int, villages: Iterable[int] | None, *, on: date, post_id: int | None = None
) -> QuerySet[VillageShare]:
    """The shares in force that day: of the villages, or of all; of one post, or of all."""
    found = VillageShare.objects.filter(programme_id=programme_id, during__contains=on)
    if villages is not None:
        found = found.filter(village_id__in=list(villages))
    return found if post_id is None else found.filter(post_id=post_id)


def since_of(programme_id: int, villages: Sequence[int], *, since: date) -> list[int]:
    """Those of the villages that some post had on or after the day ``since``."""
    found = VillageShare.objects.filter(
        programme_id=programme_id, village_id__in=villages, during__overlap=DateRange(since, None)
    )
    return sorted(set(found.values_list("village_id", flat=True)))


def cut_shares(
    programme_id: int,
    villages: Sequence[int],
    *,
    on: date,
    reason: ShareEnd,
    note: str = "",
    for_good: bool = False,
) -> dict[int, date | None]:
    """Ends the villages' shares on the day, with the reason; {village: until when the share would have been}.

    One that began on the day keeps its reason and has no day. ``for_good`` ends also shares that begin later.
    """
    rows = list(standing_shares(programme_id, villages, on=on).select_for_update())
    until = {row.village_id: row.during.upper for row in rows}
    if for_good:
        later = VillageShare.objects.filter(
            programme_id=programme_id, village_id__in=villages, during__startswith__gt=on
        )
        rows += list(later.select_for_update())
    for row in rows:
        row.during = DateRange(row.during.lower, on) if row.during.lower < on else _NEVER
        row.end_reason, row.end_note = reason.value, note
    VillageShare.objects.bulk_update(rows, ["during", "end_reason", "end_note"])
    return until


def give_shares(
    posts: Sequence[Post],
    post_of: Mapping[int, int],
    *,
    since: date,
    until: Mapping[int, date | None] | None = None,
) -> None:
    """Each village goes to its post from the day, until the post ends or until the day given for it."""
    by_id = {post.pk: post for post in posts}
    with named():
        VillageShare.objects.bulk_create(
            VillageShare(
                post_id=post,
                programme_id=by_id[post].programme_id,
                village_id=village,
                during=DateRange(since, (until or {}).get(village) or by_id[post].during.upper),
            )
            for village, post in post_of.items()
        )
