"""The tree before and after a change, side by side, each area with what becomes different about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tambon.areas.queries.effects import Branch, Effect
from tambon.areas.rules import AreaView
from tambon.desk.views.areas_words import Pair

MOST_SHOWN = 60  # areas below one other; a province holds more tambons than a person reads


@dataclass(frozen=True)
class Node:
    """One area of a side: its path where it is the highest, what is different, and what stands below."""

    area: AreaView
    path: tuple[AreaView, ...]
    marks: tuple[Pair, ...]
    below: tuple[Node, ...]
    more: int  # areas below that are not shown


@dataclass(frozen=True)
class Side:
    """The areas concerned on one side of the change."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class _Stand:
    area: AreaView
    parent: AreaView | None


Stands = Mapping[int, _Stand]


def show(effect: Effect) -> tuple[Side, Side]:
    """Both sides, before and after."""
    before, after = _stands(effect.before), _stands(effect.after)
    return (
        Side(_roots(effect.before, lambda one: _mark_before(one, after))),
        Side(_roots(effect.after, lambda one: _mark_after(one, before, after))),
    )


def _stands(branches: Iterable[Branch]) -> dict[int, _Stand]:
    found: dict[int, _Stand] = {}
    for branch in branches:
        for child in branch.below:
            found[child.id] = _Stand(child, branch.area)
    for branch in branches:
        found[branch.area.id] = _Stand(branch.area, branch.above[-1] if branch.above else None)
    return found


def _roots(branches: tuple[Branch, ...], mark) -> tuple[Node, ...]:  # type: ignore[no-untyped-def]
    by_id = {branch.area.id: branch for branch in branches}
    inside = {child.id for branch in branches for child in branch.below}

    def node(area: AreaView, path: tuple[AreaView, ...] = ()) -> Node:
        branch = by_id.get(area.id)
        below = branch.below if branch else ()
        marked = sorted(below, key=lambda one: not mark(one))  # what differs is never among the hidden
        shown = sorted(marked[:MOST_SHOWN], key=lambda one: one.code)
        return Node(area, path, mark(area), tuple(map(node, shown)), len(below) - len(shown))

    return tuple(node(one.area, one.above) for one in branches if one.area.id not in inside)


def _mark_before(area: AreaView, after: Stands) -> tuple[Pair, ...]:
    then = after.get(area.id)
    if then is None:
        return (("สิ้นสุด", "ends"),)
    if then.area.code != area.code:
        return ((f"→ {then.area.code}", f"→ {then.area.code}"),)
    return ()


def _mark_after(area: AreaView, before: Stands, after: Stands) -> tuple[Pair, ...]:
    was = before.get(area.id)
    if was is None:
        return (("ใหม่", "new"),)
    marks = []
    if was.area.code != area.code:
        marks.append((f"รหัสเดิม {was.area.code}", f"was {was.area.code}"))
    if (was.area.name_th, was.area.name_en) != (area.name_th, area.name_en):
        marks.append((f"ชื่อเดิม {was.area.name_th}", f"was {was.area.name_en or was.area.name_th}"))
    now = after[area.id].parent
    if was.parent and now and was.parent.id != now.id:
        marks.append((f"จาก{was.parent.full_th}", f"from {was.parent.full_en}"))
    return tuple(marks)
