"""Villages of a roster: those that its rows name, and the rest shared evenly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from tambon.periods.ranges import daterange
from tambon.plan.models import Programme
from tambon.workforce.actions.copying import copy
from tambon.workforce.queries.sql import rows
from tambon.workforce.rules.judging import PostSpan
from tambon.workforce.rules.sharing import share

# Villages first, by code, as `queries.programmes.places_of` has them; never in a share of the programme.
_PLACES = """
    SELECT parent.ancestor_id, parent.descendant_id
    FROM areas_lineage parent
    LEFT JOIN areas_areacode code ON code.area_id = parent.descendant_id AND code.during @> %(on)s::date
         AND code.scheme = CASE parent.kind WHEN 'community' THEN 'municipal' ELSE 'dopa' END
    WHERE parent.ancestor_id = ANY(%(tambons)s) AND parent.depth = 1
      AND parent.kind IN ('village', 'community')
      AND parent.hierarchy = 'administrative' AND parent.during @> %(on)s::date
      AND NOT EXISTS (SELECT 1 FROM workforce_villageshare share
                      WHERE share.village_id = parent.descendant_id AND share.programme_id = %(programme)s)
    ORDER BY parent.ancestor_id, parent.kind DESC, code.code, parent.descendant_id
"""
_POSTS = """
    SELECT post.tambon_id, post.id, lower(post.during), COALESCE(upper(post.during), '9999-12-31')
    FROM workforce_post post
    WHERE post.programme_id = %(programme)s AND post.tambon_id = ANY(%(tambons)s)
      AND post.during @> %(on)s::date
      AND NOT EXISTS (SELECT 1 FROM workforce_villageshare share WHERE share.post_id = post.id)
    ORDER BY post.tambon_id, post.number
"""


def share_the_rest(
    whole: Programme,
    named: Sequence[tuple[PostSpan, int]],
    tambons: Collection[int],
    *,
    on: date,
) -> list[int]:
    """Gives each named village to its post; what no post of the programme ever had in these tambons is shared
    evenly among their posts that have none. From the post's first day. The villages' ids come back.
    """
    given = {"programme": whole.pk, "tambons": list(tambons), "on": on}
    taken = {village for _, village in named}
    provided = {post.id for post, _ in named}
    places: dict[int, list[int]] = defaultdict(list)
    for tambon, village in rows(_PLACES, given):
        if village not in taken:
            places[tambon].append(village)
    posts: dict[int, list[PostSpan]] = defaultdict(list)
    for tambon, *span in rows(_POSTS, given):
        if span[0] not in provided:
            posts[tambon].append(PostSpan(*span))
    even = [
        (post, village)
        for tambon, villages in places.items()
        for post, run in share(villages, posts[tambon])
        for village in run
    ]
    return _write(whole, [*dict.fromkeys(named), *even])


def _write(whole: Programme, pairs: Iterable[tuple[PostSpan, int]]) -> list[int]:
    given = list(pairs)
    copy(
        "workforce_villageshare",
        ("post_id", "programme_id", "village_id", "during", "end_reason", "end_note"),
        (
            (post.id, whole.pk, village, _during(post), "", "")
            for post, village in given
        ),
    )  # fmt: skip
    return [village for _, village in given]


def _during(post: PostSpan) -> str:
    return daterange(post.since, None if post.until == date.max else post.until)
