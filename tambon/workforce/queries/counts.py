"""Posts and person-months by area, at every level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from tambon.workforce.queries.sql import rows
from tambon.workforce.rules.months import person_months
from tambon.workforce.rules.views import PostCounts

_POSTS = """
    SELECT post.tambon_id, count(*), count(contract.id)
    FROM workforce_post post JOIN plan_programme programme ON programme.id = post.programme_id
    LEFT JOIN workforce_contract contract ON contract.post_id = post.id AND contract.during @> %(on)s::date
    WHERE programme.code = %(programme)s AND post.during @> %(on)s::date
    GROUP BY post.tambon_id
"""
_SERVED = """
    SELECT post.tambon_id, lower(contract.during), upper(contract.during), count(*), count(passed.contract_id)
    FROM workforce_contract contract
    JOIN workforce_post post ON post.id = contract.post_id
    JOIN plan_programme programme ON programme.id = post.programme_id
    LEFT JOIN (SELECT DISTINCT contract_id FROM workforce_attendance WHERE passed) passed
         ON passed.contract_id = contract.id
    WHERE programme.code = %(programme)s AND lower(contract.during) <= %(on)s::date
    GROUP BY post.tambon_id, contract.during
"""
_ABOVE = """
    SELECT descendant_id, array_agg(ancestor_id) FROM areas_lineage
    WHERE descendant_id = ANY(%(areas)s) AND hierarchy = 'administrative' AND during @> %(on)s::date
    GROUP BY descendant_id
"""


def count_posts(programme: str, *, on: date) -> dict[int, PostCounts]:
    """{area, of every level from the tambon to the country: its posts that day}. Three statements.

    Person-months are served up to and with that day, as `rules.months` defines them. ``trained`` counts
    contracts, also ended ones, whose person passed a course. A post of a tambon that stands no more that day
    is counted for the tambon alone.
    """
    given = {"programme": programme, "on": on}
    own: dict[int, _Sum] = defaultdict(_Sum)
    for tambon, posts, filled in rows(_POSTS, given):
        own[tambon].add(posts, filled, Fraction(0), 0)
    for tambon, since, until, contracts, trained in rows(_SERVED, given):
        served = person_months(since, until or date.max, on + timedelta(days=1))
        own[tambon].add(0, 0, served * contracts, trained)
    total: dict[int, _Sum] = defaultdict(_Sum)
    for tambon, above in lines_of(own, on=on).items():
        for area in above:
            total[area].add(*own[tambon].parts)
    return {area: PostCounts(*one.parts) for area, one in total.items()}


def lines_of(areas: Iterable[int], *, on: date) -> dict[int, tuple[int, ...]]:
    """{area: itself and what lies above it that day}; itself alone where it stands no more."""
    wanted = list(areas)
    found = {area: tuple(above) for area, above in rows(_ABOVE, {"areas": wanted, "on": on})}
    return {area: found.get(area, (area,)) for area in wanted}


class _Sum:
    """Counts while they are added up; person-months by denominator, so that most sums are of integers."""

    __slots__ = ("filled", "months", "posts", "trained")

    def __init__(self) -> None:
        self.posts = self.filled = self.trained = 0
        self.months: dict[int, int] = {}

    def add(self, posts: int, filled: int, months: Fraction, trained: int) -> None:
        self.posts += posts
        self.filled += filled
        self.trained += trained
        if months:
            self.months[months.denominator] = self.months.get(months.denominator, 0) + months.numerator

    @property
    def parts(self) -> tuple[int, int, Fraction, int]:
        served = sum((Fraction(part, whole) for whole, part in self.months.items()), Fraction(0))
        return self.posts, self.filled, served, self.trained
