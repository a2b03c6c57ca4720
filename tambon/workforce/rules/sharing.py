"""Sharing a tambon's villages among its posts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

P = TypeVar("P")
V = TypeVar("V")


def share(villages: Sequence[V], posts: Sequence[P]) -> list[tuple[P, list[V]]]:
    """The villages in runs, one for each post in the order given; sizes differ by at most one.

    Villages come in the order of their codes, so that neighbours, whose numbers follow one another, stay
    together; the first posts get the one more. The same villages and posts are always shared alike.
    """
    if not posts:
        return []
    size, more = divmod(len(villages), len(posts))
    shared, start = [], 0
    for place, post in enumerate(posts):
        end = start + size + (1 if place < more else 0)
        shared.append((post, list(villages[start:end])))
        start = end
    return shared
