"""Which post has which village: shared, given, handed over, handed back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tambon.areas.queries import views
from tambon.journal.actions import record
from tambon.lib.days import thai_day
from tambon.workforce import problems
from tambon.workforce.actions.granting import Late, renew_grants
from tambon.workforce.actions.shares import cut_shares, give_shares, posts_of, since_of, standing_shares
from tambon.workforce.actions.writing import in_order, wait_for_others
from tambon.workforce.models import Contract, Post
from tambon.workforce.queries.programmes import codes_of, places_of, programme_row
from tambon.workforce.queries.sharing import plan_sharing
from tambon.workforce.rules import ShareEnd


@dataclass(frozen=True, slots=True)
class Shared:
    """A tambon's villages as they are shared: {post: its villages, in the order of codes}; how many moved."""

    villages: dict[int, list[int]]
    moved: int


@transaction.atomic
def share_evenly(*, programme: str, tambon_id: int, on: date, by: str, at: datetime) -> Shared:
    """Shares the tambon's villages and communities evenly among its posts, filled or not, from the day on.

    Neighbours stay together (`rules.sharing`); what lies as it should stays untouched. In the past only while
    no post had any of them since. Raises ``404-programme-unknown``, ``409-tambon-without-posts``,
    ``409-villages-had-since``.
    """
    whole = programme_row(programme)
    wait_for_others(whole.pk)
    posts = posts_of(whole.pk, tambon_id, on=on)
    if not posts:
        raise problems.no_posts(code=_code(tambon_id, on), programme=programme, on=on)
    found = plan_sharing(programme, tambon_id, on=on)
    wanted, moving = found.wanted, found.moving
    new = {village: post for post, villages in wanted.items() for village in villages}
    if moving:
        _check_past(whole.pk, moving, on, at=at)
        cut_shares(whole.pk, moving, on=on, reason=ShareEnd.SHARED_ANEW, for_good=True)
        give_shares(posts, {village: new[village] for village in moving}, since=on)
        body = {"tambon": tambon_id, "on": on.isoformat(), "villages": wanted_as_text(wanted)}
        record("workforce.villages_shared", subject=f"programme:{programme}", by=by, at=at, body=body)
        renew_grants(moving, late=_late(on, wanted), by=by, at=at)
    return Shared(wanted, len(moving))


@transaction.atomic
def give_villages(*, post_id: int, village_ids: Iterable[int], since: date, by: str, at: datetime) -> int:
    """The post has these villages from ``since`` on; how many were given comes back.

    What it has already stays. In the past only where no post had them since. Raises ``404-post-unknown``,
    ``422-no-villages``, ``422-workforce-days``, ``422-village-elsewhere``, ``409-village-taken``,
    ``409-villages-had-since``.
    """
    post, villages = _opened(post_id, village_ids)
    in_order(since, post.during.upper)
    elsewhere = set(villages) - set(places_of(post.tambon_id, on=since))
    if elsewhere:
        raise problems.village_elsewhere(codes=codes_of(sorted(elsewhere), on=since), on=since)
    held = {row.village_id: row.post_id for row in standing_shares(post.programme_id, villages, on=since)}
    taken = [village for village, other in held.items() if other != post_id]
    if taken:
        raise problems.village_taken(codes=codes_of(taken, on=since))
    new = [village for village in villages if village not in held]
    if new:
        _check_past(post.programme_id, new, since, at=at)
        give_shares([post], dict.fromkeys(new, post_id), since=since)
        body = {"since": since.isoformat(), "villages": new}
        record("workforce.villages_given", subject=f"post:{post_id}", by=by, at=at, body=body)
        renew_grants(new, late=_late(since, [post_id]), by=by, at=at)
    return len(new)


@transaction.atomic
def hand_over(  # noqa: PLR0913 - from whom to whom, what, when and why
    *,
    from_post: int,
    to_post: int,
    village_ids: Iterable[int] | None = None,
    on: date,
    reason: ShareEnd = ShareEnd.HANDED_OVER,
    by: str,
    at: datetime,
) -> list[int]:
    """From the day on the other post has these villages, or all of the first post's; their ids come back.

    Both posts are of one programme; the other may be of a neighbouring tambon. Raises ``404-post-unknown``,
    ``422-same-post``, ``422-post-of-another-programme``, ``422-no-villages``, ``409-village-not-theirs`` and
    ``409-villages-had-since`` for a day before today.
    """
    if from_post == to_post:
        raise problems.same_post()
    to = _opened(to_post, [0])[0]
    post = _opened(from_post, [0])[0]
    if to.programme_id != post.programme_id:
        raise problems.other_programme()
    held = [row.village_id for row in standing_shares(post.programme_id, None, on=on, post_id=from_post)]
    villages = sorted(held if village_ids is None else set(village_ids))
    _demand_theirs(villages, held, on)
    _not_past(villages, on, at=at)
    until = cut_shares(post.programme_id, villages, on=on, reason=reason)
    give_shares([to], dict.fromkeys(villages, to_post), since=on, until=until)
    body = {"to": to_post, "on": on.isoformat(), "villages": villages, "reason": reason.value}
    record("workforce.villages_handed_over", subject=f"post:{from_post}", by=by, at=at, body=body)
    renew_grants(villages, by=by, at=at)
    return villages


@transaction.atomic
def hand_back(  # noqa: PLR0913 - what, when, why, and in their own words
    *,
    post_id: int,
    village_ids: Iterable[int],
    on: date,
    reason: ShareEnd,
    note: str = "",
    by: str,
    at: datetime,
) -> list[int]:
    """From the day on no post has these villages; each is listed as unassigned with the reason and the note.

    Raises ``404-post-unknown``, ``422-no-villages``, ``409-village-not-theirs``, and
    ``409-villages-had-since`` for a day before today.
    """
    post, villages = _opened(post_id, village_ids)
    held = [row.village_id for row in standing_shares(post.programme_id, None, on=on, post_id=post_id)]
    _demand_theirs(villages, held, on)
    _not_past(villages, on, at=at)
    cut_shares(post.programme_id, villages, on=on, reason=reason, note=note.strip()[:500])
    body = {"on": on.isoformat(), "villages": villages, "reason": reason.value}
    record("workforce.villages_handed_back", subject=f"post:{post_id}", by=by, at=at, body=body)
    renew_grants(villages, by=by, at=at)
    return villages


def wanted_as_text(wanted: dict[int, list[int]]) -> dict[str, list[int]]:
    """{post: villages} as the journal can hold it."""
    return {str(post): villages for post, villages in wanted.items()}


def _opened(post_id: int, village_ids: Iterable[int]) -> tuple[Post, list[int]]:
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        raise problems.unknown_post()
    villages = sorted(set(village_ids))
    if not villages:
        raise problems.no_villages()
    wait_for_others(post.programme_id)
    return post, villages


def _demand_theirs(villages: Sequence[int], held: Iterable[int], on: date) -> None:
    if not villages:
        raise problems.no_villages()
    strange = set(villages) - set(held)
    if strange:
        raise problems.village_not_theirs(codes=codes_of(sorted(strange), on=on), on=on)


def _not_past(villages: Sequence[int], on: date, *, at: datetime) -> None:
    if on < thai_day(at):
        raise problems.had_since(codes=codes_of(villages, on=on), on=on)


def _check_past(programme_id: int, villages: Sequence[int], on: date, *, at: datetime) -> None:
    """Whose a village was is never changed for a day that is past."""
    if on < thai_day(at):
        had = since_of(programme_id, villages, since=on)
        if had:
            raise problems.had_since(codes=codes_of(had, on=on), on=on)


def _late(since: date, posts: Iterable[int]) -> Late:
    people = Contract.objects.filter(post_id__in=list(posts)).values_list("person_id", flat=True)
    return Late(since, frozenset(people))


def _code(tambon_id: int, on: date) -> str:
    found = views([tambon_id], on=on).get(tambon_id)
    return found.code if found else "–"
