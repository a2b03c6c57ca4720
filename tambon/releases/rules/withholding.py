"""Whose figures about people are not published, so that none is about the few people of one tambon. Pure.

Published figures add up: a province is the sum of its districts, the country of its provinces. A figure that
alone is missing from such a sum is no secret. So where an area's figures must be withheld, another one's are
too, until each sum lacks none or at least two. In a tree that is enough: from one missing figure there is
always a way on to another in both directions, which ends only at figures that no sum on that side tells.
Along it each can be larger and the next smaller, and every published figure stays what it is.

What is withheld rests on the posts and the tree alone, which are public, never on the figures themselves: the
pattern gives nothing away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    ONE_TAMBON = "one_tambon"
    PROTECTS_ANOTHER = "protects_another"


@dataclass(frozen=True, slots=True)
class Staffed:
    """An area whose figures would be published: the published area above it, its posts on the day, how many
    tambons in it have or had some. The code only decides between equals."""

    area_id: int
    parent_id: int | None
    code: str
    posts: int
    tambons: int


def withhold(areas: Iterable[Staffed]) -> dict[int, Reason]:
    """{area: why} for each area whose figures about people stay unpublished.

    An area that never had a post has no people: its zeros are known and protect nobody.
    """
    staffed = {area.area_id: area for area in areas if area.tambons}
    found = {area.area_id: Reason.ONE_TAMBON for area in staffed.values() if area.tambons == 1}
    sums = _sums(staffed)
    while lonely := next((parts for parts in sums if sum(part in found for part in parts) == 1), None):
        found[_partner(lonely, staffed, found)] = Reason.PROTECTS_ANOTHER
    return found


def _sums(staffed: Mapping[int, Staffed]) -> list[tuple[int, ...]]:
    """The sums that a reader can form: an area, then those right below it. The highest come first: what is
    withheld for their sake may spare one further down."""
    below: dict[int, list[int]] = defaultdict(list)
    for area in staffed.values():
        if area.parent_id is not None and area.parent_id in staffed:
            below[area.parent_id].append(area.area_id)
    order = sorted(below, key=lambda area: (_depth(area, staffed), staffed[area].code))
    return [(above, *below[above]) for above in order]


def _depth(area_id: int, staffed: Mapping[int, Staffed]) -> int:
    parent = staffed[area_id].parent_id
    return 0 if parent is None or parent not in staffed else 1 + _depth(parent, staffed)


def _partner(parts: tuple[int, ...], staffed: Mapping[int, Staffed], found: Mapping[int, Reason]) -> int:
    """What is withheld as well: of those below the one with the fewest posts, the area itself as the last."""
    above, *below = parts
    free = [area for area in below if area not in found]
    return min(free, key=lambda area: (staffed[area].posts, staffed[area].code)) if free else above
