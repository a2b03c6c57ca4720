"""Who looks after which village on a day, read from the posts of that day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tambon.fieldkit.rules.work import Held


@dataclass(frozen=True, slots=True)
class Away:
    """A contract's person is away until the day before ``until``.

    ``stand_in`` and ``stand_in_person`` are the substitute's contract and person; None where nobody is named,
    or where who is named is away too or has no contract that day.
    """

    since: date
    until: date
    reason: str
    stand_in: int | None = None
    stand_in_person: int | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """Who fills a post that day; ``until`` is the day after the contract's last."""

    contract: int
    person: int
    since: date
    until: date
    away: Away | None = None


@dataclass(frozen=True, slots=True)
class PostToday:
    """A post on a day: its villages, each with the day since when the post has it; a vacant one has nobody.

    ``asked`` is False for a post elsewhere that is here because somebody of the asked ones stands in for it.
    """

    id: int
    programme: str
    tambon_id: int
    number: int
    villages: tuple[tuple[int, date], ...] = ()
    filled: Filled | None = None
    asked: bool = True


def held_by(contract: int, posts: Iterable[PostToday]) -> tuple[Held, ...]:
    """The villages that the contract's person looks after that day: the post's own unless they are away, then
    those of whom they stand in for.

    An own village counts from when post and person came together; another's from when its owner went away.
    """
    posts = list(posts)
    mine = next((post.filled for post in posts if post.filled and post.filled.contract == contract), None)
    if mine is None or mine.away is not None:
        return ()
    found = []
    for post in posts:
        if post.filled and post.filled.contract == contract:
            found += [Held(village, max(since, mine.since)) for village, since in post.villages]
    for post in posts:
        if post.filled and post.filled.away and post.filled.away.stand_in == contract:
            begun = max(post.filled.away.since, mine.since)
            theirs = post.filled.contract
            found += [Held(village, max(since, begun), theirs) for village, since in post.villages]
    return tuple(found)


def left_alone(post: PostToday) -> bool:
    """Whether nobody looks after the post's villages that day: it is vacant, or its person is away alone."""
    return post.filled is None or (post.filled.away is not None and post.filled.away.stand_in is None)


def villages_of(posts: Sequence[PostToday]) -> list[int]:
    """Every village of the posts, each once, in order."""
    return list(dict.fromkeys(village for post in posts for village, _ in post.villages))
