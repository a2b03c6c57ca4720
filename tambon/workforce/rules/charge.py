"""Who has which village on which days, from contracts, shares and absences. Pure.

On a day, a village is with whoever fills the post that has it. While that person is absent, it is with the
substitute, if one is named who has a contract and is present that day; else with nobody. A substitute who is
absent is not substituted in turn: that would let two people stand in for each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Days = tuple[date, date]  # from the first day to the day after the last; date.max: no end


@dataclass(frozen=True, slots=True)
class ContractSpan:
    """A person fills a post."""

    id: int
    post: int
    person: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class ShareSpan:
    """A post has a village."""

    post: int
    village: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class AbsenceSpan:
    """A contract's person is away; the substitute is another contract, or nobody."""

    contract: int
    substitute: int | None
    since: date
    until: date


@dataclass(frozen=True, slots=True, order=True)
class Charge:
    """A person has a village from ``since`` to the day before ``until``."""

    person: int
    village: int
    since: date
    until: date


def derive(
    contracts: Iterable[ContractSpan], shares: Iterable[ShareSpan], absences: Iterable[AbsenceSpan]
) -> list[Charge]:
    """Every person's villages, each as the longest periods without a gap, in order.

    ``contracts`` hold those of the shares' posts and those of their substitutes; ``absences`` those of all
    these contracts.
    """
    filled = _fillings(contracts, absences)
    parts: dict[tuple[int, int], list[Days]] = defaultdict(list)
    for share in shares:
        for person, since, until in filled.get(share.post, ()):
            common = _common((share.since, share.until), (since, until))
            if common:
                parts[person, share.village].append(common)
    return sorted(
        Charge(person, village, since, until)
        for (person, village), days in parts.items()
        for since, until in joined(days)
    )


def joined(days: Iterable[Days]) -> list[Days]:
    """The same days as the fewest periods, in order."""
    found: list[Days] = []
    for since, until in sorted(days):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found


def without(days: Days, taken: Iterable[Days]) -> list[Days]:
    """The days that are not taken."""
    left: list[Days] = []
    since, until = days
    for first, last in joined(taken):
        if first >= until:
            break
        if first > since:
            left.append((since, first))
        since = max(since, last)
    if since < until:
        left.append((since, until))
    return left


def _fillings(
    contracts: Iterable[ContractSpan], absences: Iterable[AbsenceSpan]
) -> dict[int, list[tuple[int, date, date]]]:
    """Post: who has its villages (person, since, until)."""
    by_id = {one.id: one for one in contracts}
    away: dict[int, list[AbsenceSpan]] = defaultdict(list)
    for absence in absences:
        away[absence.contract].append(absence)
    present = {
        one.id: without((one.since, one.until), _days(away[one.id])) if one.id in away
        else [(one.since, one.until)] if one.since < one.until else []
        for one in by_id.values()
    }  # fmt: skip
    filled: dict[int, list[tuple[int, date, date]]] = defaultdict(list)
    for one in by_id.values():
        filled[one.post] += [(one.person, since, until) for since, until in present[one.id]]
        for absence in away.get(one.id, ()):
            stand_in = by_id.get(absence.substitute) if absence.substitute is not None else None
            if stand_in is not None:
                gap = _common((absence.since, absence.until), (one.since, one.until))
                filled[one.post] += [
                    (stand_in.person, *days) for days in _all_common(gap, present[stand_in.id])
                ]
    return filled


def _days(absences: Sequence[AbsenceSpan]) -> list[Days]:
    return [(one.since, one.until) for one in absences]


def _all_common(gap: Days | None, present: Sequence[Days]) -> list[Days]:
    return [] if gap is None else [days for one in present if (days := _common(gap, one))]


def _common(one: Days, other: Days) -> Days | None:
    since, until = max(one[0], other[0]), min(one[1], other[1])
    return (since, until) if since < until else None
