"""What a change does to the tree around it: the areas concerned, the day before and on the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tambon.areas.queries.lookup import views
from tambon.areas.queries.tree import list_ancestors, list_children
from tambon.areas.rules import AreaView


@dataclass(frozen=True, slots=True)
class Branch:
    """One area with what stands above and right below it on a day."""

    area: AreaView
    above: tuple[AreaView, ...]
    below: tuple[AreaView, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """The branches concerned before and after a change, in the order of their codes."""

    day: date
    before: tuple[Branch, ...]
    after: tuple[Branch, ...]


def effect_of(areas: Sequence[int], *, law: date) -> Effect:
    """The branches of these areas on the day before the change and on its legal day."""
    return Effect(law, _branches(areas, law - timedelta(days=1)), _branches(areas, law))


def _branches(areas: Sequence[int], on: date) -> tuple[Branch, ...]:
    found = sorted(views(areas, on=on).values(), key=lambda area: area.code)
    return tuple(
        Branch(area, tuple(list_ancestors(area.id, on=on)), tuple(list_children(area.id, on=on)))
        for area in found
    )
