"""Posts of a programme, in each tambon where it works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from tambon.journal.actions import record
from tambon.lib.days import day_before
from tambon.plan.models import Programme
from tambon.workforce.actions.writing import in_order, named, wait_for_others
from tambon.workforce.models import Post
from tambon.workforce.queries.programmes import programme_row, tambons_of

_MAKE = """
    INSERT INTO workforce_post (programme_id, tambon_id, number, during)
    SELECT %(programme)s, given.tambon, number, daterange(given.since, %(until)s::date)
    FROM unnest(%(tambons)s::bigint[], %(days)s::date[]) AS given (tambon, since)
    CROSS JOIN generate_series(1, %(posts)s) AS number
    ORDER BY given.tambon, number
    ON CONFLICT (programme_id, tambon_id, number) DO NOTHING
"""
_FOLLOW = """
    UPDATE workforce_post
    SET during = daterange(GREATEST(lower(during), %(since)s::date), %(until)s::date)
    WHERE programme_id = %(programme)s AND lower(during) < %(until)s::date
      AND (upper(during) IS DISTINCT FROM %(until)s::date OR lower(during) < %(since)s::date)
"""


@dataclass(frozen=True, slots=True)
class PostsMade:
    """What `make_posts` found and did; ``stated``: how many tambons the programme's papers count."""

    tambons: int
    posts: int
    made: int
    stated: int | None

    @property
    def differs(self) -> bool:
        """Whether the papers and the registry of areas count another number of tambons."""
        return self.stated is not None and self.stated != self.tambons


@transaction.atomic
def make_posts(*, programme: str, on: date, by: str, at: datetime) -> PostsMade:
    """The programme's posts in each tambon of its area that stands on the day, outside what it leaves out.

    Those that stand already stay, and follow the programme's days; again changes nothing; a tambon that is
    new gets its posts from the day on. Raises ``404-programme-unknown``, ``422-workforce-days`` for a day
    after the programme, and ``422-contract-outside-programme``.
    """
    wait_for_others(programme_row(programme).pk)
    whole = programme_row(programme)
    since, until = whole.during.lower or date.min, whole.during.upper
    in_order(on, until)
    tambons = tambons_of(whole, on=max(on, since))
    old = set(tambons_of(whole, on=since))
    days = [since if tambon in old else max(on, since) for tambon in tambons]
    given = {"programme": whole.pk, "since": since, "until": until, "posts": whole.posts_per_tambon}
    with named(since=since, last=day_before(until)), connection.cursor() as cursor:
        cursor.execute(_FOLLOW, given)
        followed = cursor.rowcount
        cursor.execute(_MAKE, {**given, "tambons": tambons, "days": days})
        made = cursor.rowcount
    if made or followed:
        body = {"on": on.isoformat(), "tambons": len(tambons), "made": made, "followed": followed}
        record("workforce.posts_made", subject=f"programme:{programme}", by=by, at=at, body=body)
    return PostsMade(len(tambons), Post.objects.filter(programme=whole).count(), made, _stated(whole))


def _stated(whole: Programme) -> int | None:
    said = whole.stated.get("tambons") if isinstance(whole.stated, dict) else None
    return said if isinstance(said, int) else None
