"""Codes that a directory says were retired: what becomes of each. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from tambon.areas.rules.abolished import Abolished
from tambon.areas.rules.lists import Standing
from tambon.areas.rules.sources import problems
from tambon.areas.rules.sources.ccaatt import Directory


@dataclass(slots=True)
class Settled:
    """``ended_on``: what stands and ends, with the day; ``unknown``: codes new to the registry."""

    ended_on: dict[str, date] = field(default_factory=dict)
    unknown: list[Abolished] = field(default_factory=list)


def settle(
    directory: Directory, standing: Mapping[str, Standing], closed: Collection[str], *, day: date
) -> Settled:
    """Sorts the retired codes. ``closed`` are those of which the registry knows an end.

    A retired code that an area of the file bears again, and of whose end nothing is known, is refused: from
    when the new area bears it the file does not say.
    """
    settled = Settled()
    for one in directory.retired:
        known = standing.get(one.code)
        bears_on = one.code in directory.areas.rows
        if known is not None and known.stands and not bears_on:
            began_before = known.since is None or known.since < one.ended
            settled.ended_on[one.code] = one.ended if began_before else day
        elif one.code in closed:
            continue
        elif bears_on:
            problem = problems.retired_in_use(code=one.code, day=one.ended.isoformat())
            directory.areas.refuse(problem, directory.retired_rows[one.code], key=one.code)
        else:
            settled.unknown.append(one)
    return settled
