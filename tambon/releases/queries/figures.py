"""A programme's figures by area, from the tables: posts and people, cells expected and held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tambon.areas import queries as areas
from tambon.areas.rules import LEVELS, AreaView, Kind
from tambon.plan import queries as plan
from tambon.plan.rules import ExpectedCells, ProgrammeView
from tambon.records import queries as records
from tambon.releases.rules.figures import (
    Cells,
    Line,
    Lines,
    Staff,
    add_up,
    cells_of,
    counted_on,
    link,
    outermost,
)
from tambon.workforce import queries as workforce


def count_programme(
    programme: ProgrammeView, *, on: date, finest: Kind = Kind.DISTRICT, under: int | None = None
) -> list[Line]:
    """The nine figures of every area in which the programme has posts or expects cells, by code: from the
    country down to ``finest``; only those in ``under``, where it is named.

    On a day outside the programme's own the nearest inside counts. Figures of tambons are about a few people:
    what leaves the house is made by `rules.publishing_figures` alone.
    """
    day = counted_on(programme, on)
    kinds = LEVELS[: LEVELS.index(finest) + 1]
    staff = _staff(programme, day)
    held = _cells(programme, finest, day, under)
    cells = add_up(held, _lines(held, day), Cells())
    shown = areas.views({*staff, *cells}, on=day)
    within = set(shown) if under is None else _inside(under, shown, day)
    known = {area: view for area, view in shown.items() if view.kind in kinds and area in within}
    return _join(known, staff, cells, day)


def _staff(programme: ProgrammeView, day: date) -> dict[int, Staff]:
    """By area of every level. A post whose tambon stands no more counts where that lay last."""
    counted = workforce.count_posts(programme.code, on=day)
    lines = _lines(counted, day)
    above = {area for line in lines.values() for area in line[:-1]}
    own = {
        tambon: Staff(one.posts, one.filled, one.person_months, one.trained, 1)
        for tambon, one in counted.items()
        if tambon not in above
    }
    return add_up(own, lines, Staff())


def _lines(own: Iterable[int], day: date) -> Lines:
    """Each area with those above it that day; of one that stands no more, those of its last day."""
    wanted = list(own)
    found = areas.ancestor_ids(wanted, on=day)
    gone = [area for area in wanted if area not in found]
    return {**found, **(areas.last_ancestor_ids(gone) if gone else {})}


def _cells(programme: ProgrammeView, finest: Kind, day: date, under: int | None) -> dict[int, Cells]:
    """By area of the finest kind: what the rounds opened so far expect there, and what is held of it.

    ``under`` spares looking at what lies elsewhere.
    """
    rounds = [one for one in plan.rounds_in(programme.code) if one.opens <= day]
    widest = outermost(rounds, areas.ancestor_ids({one.area_id for one in rounds}, on=day))
    found: dict[int, Cells] = {}
    for part in plan.expected_parts(programme.code, day):
        mine = [one.area_id for one in widest if (one.dataset, one.period) == (part.dataset, part.period)]
        for area, cells in _part(part, _narrowed(mine, under, day), finest, day):
            found[area] = found.get(area, Cells()) + cells
    return found


def _narrowed(roots: list[int], under: int | None, day: date) -> list[int]:
    """The roots as far as they reach into ``under``: it itself where one lies above it, those inside it."""
    if under is None:
        return roots
    lines = areas.ancestor_ids([under, *roots], on=day)
    inside = [root for root in roots if under in lines.get(root, ())]
    return [under] if set(roots) & set(lines.get(under, ())) else inside


def _part(part: ExpectedCells, asked_in: list[int], finest: Kind, day: date) -> Iterator[tuple[int, Cells]]:
    """One dataset's. What is held where nothing is expected, as in a province left out, is not counted."""
    for area in _of_kind(asked_in, finest, day):
        if part.cells_in(area):
            yield area, Cells(expected=part.cells_in(area))
    for root in asked_in:
        counts = records.count_cells(part.dataset, period=part.period, kind=finest, on=day, under=root)
        yield from ((area, cells_of(one)) for area, one in counts.items() if part.cells_in(area))


def _of_kind(roots: list[int], kind: Kind, day: date) -> set[int]:
    """The areas of the kind in the roots, and the one above a root that lies lower."""
    inside = {area for root in roots for area in areas.ids_under(root, on=day, kind=kind)}
    above = {area for line in areas.ancestor_ids(roots, on=day).values() for area in line}
    return inside | {area.id for area in areas.views(above, on=day).values() if area.kind is kind}


def _inside(under: int, shown: dict[int, AreaView], day: date) -> set[int]:
    lines = areas.ancestor_ids(shown, on=day)
    return {area for area in shown if under in lines.get(area, ())}


def _join(
    known: dict[int, AreaView], staff: dict[int, Staff], cells: dict[int, Cells], day: date
) -> list[Line]:
    parents = link(known, areas.ancestor_ids(known, on=day))
    lines = [
        Line(view, known.get(parents.get(area, 0)), staff.get(area, Staff()), cells.get(area, Cells()))
        for area, view in known.items()
    ]
    return sorted(lines, key=lambda line: (LEVELS.index(line.area.kind), line.area.code))
