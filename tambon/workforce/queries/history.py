"""What happened to posts: contracts, absences, and villages that came and went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tambon.workforce import problems
from tambon.workforce.models import Absence, Contract, Post
from tambon.workforce.queries.sql import rows
from tambon.workforce.rules.views import AbsenceLine, PostHistory, PostView, ShareMove, Tenure

_MOVES = """
    SELECT post_id, day, reason, note, array_agg(village_id ORDER BY village_id) FROM (
        SELECT post_id, village_id, lower(during) AS day, '' AS reason, '' AS note
        FROM workforce_villageshare WHERE post_id = ANY(%(posts)s) AND NOT isempty(during)
        UNION ALL
        SELECT post_id, village_id, upper(during), end_reason, end_note FROM workforce_villageshare
        WHERE post_id = ANY(%(posts)s) AND end_reason <> '' AND NOT isempty(during)
    ) moved GROUP BY post_id, day, reason, note ORDER BY day DESC, reason, post_id
"""


def get_post(post_id: int) -> PostView:
    """A post by its id. Raises ``404-post-unknown``."""
    row = Post.objects.select_related("programme").filter(pk=post_id).first()
    if row is None:
        raise problems.unknown_post()
    days = row.during
    return PostView(row.pk, row.programme.code, row.tambon_id, row.number, days.lower, days.upper)


def get_absence(absence_id: int) -> AbsenceLine:
    """An absence by its id. Raises ``404-absence-unknown``."""
    row = Absence.objects.filter(pk=absence_id).first()
    if row is None:
        raise problems.unknown_absence()
    return _absence(row)


def history_of(post_ids: Iterable[int]) -> dict[int, PostHistory]:
    """{post: its contracts with absences, and the moves of its villages, the latest first}."""
    posts = list(post_ids)
    found = {post: PostHistory() for post in posts}
    contracts = list(Contract.objects.filter(post_id__in=posts).order_by("-during", "-pk"))
    away: dict[int, list[AbsenceLine]] = {}
    absences = Absence.objects.filter(contract__in=contracts).order_by("-during")
    for absence in absences:
        away.setdefault(absence.contract_id, []).append(_absence(absence))
    for row in contracts:
        days: tuple[date | None, date | None] = (None, None)
        if not row.during.isempty:
            days = row.during.lower, row.during.upper
        tenure = Tenure(row.pk, row.person_id, *days, row.number, row.end_reason, tuple(away.get(row.pk, ())))
        found[row.post_id].tenures.append(tenure)
    for post, *move in rows(_MOVES, {"posts": posts}):
        found[post].moves.append(ShareMove(*move))
    return found


def _absence(row: Absence) -> AbsenceLine:
    return AbsenceLine(
        row.pk, row.contract_id, row.substitute_id, row.during.lower, row.during.upper, row.reason
    )
