"""Hides in the tables of a dataset what would tell about few people, before any of them is written.

Works on the tables ``made_<level>`` of the session: a hidden cell has no value, status Q, and says in
``<variable>_conf`` whether it is hidden for its own sake (N) or for another's (D).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tambon.releases.earlier import read_earlier
from tambon.releases.rules import hiding
from tambon.releases.rules.protected import (
    PLACE,
    Told,
    families_of,
    is_area,
    linked,
    numbers,
    paths_of,
    seen_of,
)
from tambon.releases.rules.protection import AGGREGATE, published_at
from tambon.releases.rules.shape import Dataset, Variable
from tambon.releases.rules.suppression import Pattern, System, relate, suppress
from tambon.releases.rules.suppression.primary import Number
from tambon.store import Session, identifier

Hidden = tuple[str, str, str, str]  # variable, area, period, N or D


def made(level: str) -> str:
    """The name of the table of a level, quoted."""
    return identifier(f"made_{level}")


def hide_few(session: Session, dataset: Dataset, frozen: Path, earlier: Sequence[str]) -> dict[str, int]:
    """Hides cells of class aggregate in the tables of all levels; how many, for the manifest.

    ``tight``, ``given`` and ``bounded`` count cells as `suppression.Pattern` tells them. Empty where no
    variable asks.
    """
    families = families_of(dataset)
    if not families:
        return {}
    past = [told for version in earlier if (told := read_earlier(frozen, version, dataset))]
    paths = paths_of(session.query(f"SELECT {', '.join(PLACE)} FROM areas")[1], dataset)
    rows: list[Hidden] = []
    marks: Counter[str] = Counter(tight=0, given=0, bounded=0)
    for period in dataset.periods:
        now = Told(paths, _values(session, dataset, period))
        releases = [*(told[period] for told in past if period in told), now]
        for family in families:
            system = relate(*seen_of(family, dataset, releases))
            pattern = suppress(system)
            rows += _hidden(system, pattern, period)
            marks.update(_marks(system, pattern))
    _apply(session, dataset, rows)
    return {**_count(session, dataset), **marks}


def _values(session: Session, dataset: Dataset, period: str) -> dict[str, dict[str, Number]]:
    """{variable: {village: figure}} of the cells that enter totals."""
    names = [variable.name for variable in linked(dataset)]
    columns = "".join(f", {identifier(name)}" for name in names)
    found = session.query(f"SELECT area_id{columns} FROM cells WHERE period = ? ORDER BY area_id", [period])[
        1
    ]
    return numbers({name: [(row[0], row[place]) for row in found] for place, name in enumerate(names, 1)})


def _hidden(system: System, pattern: Pattern, period: str) -> Iterator[Hidden]:
    for (name, area), number in system.cells.items():
        if system.unknowns[number].publishable and is_area(area):
            if number in pattern.primary or number in pattern.masked:
                yield name, area, period, "N"
            elif number in pattern.secondary:
                yield name, area, period, "D"


def _marks(system: System, pattern: Pattern) -> dict[str, int]:
    cells = [number for (_, area), number in system.cells.items() if is_area(area)]
    kinds = {"tight": pattern.tight, "given": pattern.given, "bounded": pattern.bounded}
    return {kind: sum(number in some for number in cells) for kind, some in kinds.items()}


def _apply(session: Session, dataset: Dataset, rows: Sequence[Hidden]) -> None:
    """Takes the values away; then those of shares that do not follow from what is still shown."""
    columns = [[row[place] for row in rows] for place in range(len(hiding.HIDDEN))]
    named = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in hiding.HIDDEN)
    session.run(f"CREATE OR REPLACE TABLE hidden AS SELECT {named}", columns)
    for level, variable in _places(dataset):
        if not variable.derived:
            session.run(hiding.hide(variable, made(level)), [variable.name])
    for level, variable in _places(dataset):
        if variable.derived:
            session.run(hiding.hide_share(dataset, variable, made(level)))


def _count(session: Session, dataset: Dataset) -> dict[str, int]:
    found = [
        session.query(hiding.count_hidden(variable, made(level)))[1][0]
        for level, variable in _places(dataset)
    ]
    return {"primary": sum(row[0] for row in found), "secondary": sum(row[1] for row in found)}


def _places(dataset: Dataset) -> list[tuple[str, Variable]]:
    return [
        (level, variable)
        for level in dataset.levels
        for variable in published_at(dataset, level)
        if variable.protection == AGGREGATE
    ]
