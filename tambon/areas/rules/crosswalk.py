"""From the areas of one day to those of another, through every change between the days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tambon.areas.rules.exact import decimal_of
from tambon.areas.rules.kinds import Basis

_WHOLE = Fraction(1)


class Rule(StrEnum):
    """On what a line of the crosswalk rests."""

    SAME = "same"  # the same area, to which nothing happened; its code may have followed that of one above
    NOTICE = "notice"
    LIST = "list"
    PERSON = "person"
    NAME = "name"
    AREA = "area"  # the share was reckoned from square kilometres
    POPULATION = "population"  # the share was reckoned from persons
    NONE = "none"  # no successor is known


# A chain is as strong as its weakest link; the weakest stands last.
_STRENGTH = (Rule.SAME, Rule.NOTICE, Rule.LIST, Rule.PERSON, Rule.NAME)


@dataclass(frozen=True, slots=True)
class Passing:
    """One part of a change: what went from the predecessor to the successor, and on which day.

    Recoded, renamed and moved areas are their own successor. ``share`` is of the predecessor; None: unknown.
    """

    change: int
    day: date
    predecessor: int | None
    successor: int | None
    share: Decimal | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the crosswalk. ``to_id`` None with an empty ``to_code``: no successor is known.

    ``share`` is the part of the from-area that lies in the to-area; None: unknown. ``changes`` are those
    on the way, ``steps`` how many of them stand one after the other on the longest way.
    """

    from_id: int
    from_code: str
    to_id: int | None
    to_code: str
    share: Decimal | None
    rule: Rule
    steps: int
    changes: tuple[int, ...] = ()


def crosswalk(
    stands_from: Mapping[int, str],
    stands_to: Mapping[int, str],
    successions: Iterable[Passing],
    *,
    backwards: bool = False,
) -> list[Line]:
    """The lines from the areas of day A to those of day B, ordered by from-code and to-code.

    Both mappings give the codes by area id; ``successions`` are those between the two days. Shares multiply
    along a way, and several ways to one area add up; one unknown share makes the sum unknown. An area that
    ended with one successor passed to it whole. An area with no known successor has one line to nowhere.

    ``backwards``: B lies before A. An area that came from a single one lies in it whole; of one that was
    merged from several, the shares are unknown.
    """
    if backwards:
        lines = _turned(_forward(stands_to, stands_from, successions), stands_from)
    else:
        lines = _forward(stands_from, stands_to, successions)
    return sorted(lines, key=lambda line: (line.from_code, line.from_id, line.to_code, line.to_id or 0))


@dataclass(frozen=True, slots=True)
class _Way:
    """What of one from-area has come to some area so far."""

    share: Fraction | None
    rule: Rule
    steps: int
    changes: frozenset[int]

    def and_then(self, part: Passing, share: Fraction | None) -> _Way:
        both = None if self.share is None or share is None else self.share * share
        return _Way(both, _weaker(self.rule, Rule(part.basis)), self.steps + 1, self.changes | {part.change})

    def beside(self, other: _Way | None) -> _Way:
        if other is None:
            return self
        both = None if self.share is None or other.share is None else self.share + other.share
        rule, steps = _weaker(self.rule, other.rule), max(self.steps, other.steps)
        return _Way(both, rule, steps, self.changes | other.changes)


_HERE = _Way(_WHOLE, Rule.SAME, 0, frozenset())
_Held = dict[int, _Way]  # by from-area: what of it lies in one area now


def _weaker(one: Rule, other: Rule) -> Rule:
    return max(one, other, key=_STRENGTH.index)


def _forward(
    stands_from: Mapping[int, str], stands_to: Mapping[int, str], successions: Iterable[Passing]
) -> Iterator[Line]:
    held: dict[int, _Held] = {area: {area: _HERE} for area in stands_from}
    changes = _in_order(successions)
    last = {part.predecessor: place for place, parts in enumerate(changes) for part in parts}
    for place, parts in enumerate(changes):
        goes_on = {area for area in _predecessors(parts) if area in stands_to or last[area] > place}
        _pass_on(held, parts, goes_on)
    arrived: dict[int, dict[int | None, _Way]] = defaultdict(dict)
    for area, ways in held.items():
        to = area if area in stands_to else None
        for start, way in ways.items():
            arrived[start][to] = way.beside(arrived[start].get(to))
    for start, onward in arrived.items():
        for to, way in onward.items():
            yield _line((start, stands_from[start]), None if to is None else (to, stands_to[to]), way)


def _line(start: tuple[int, str], to: tuple[int, str] | None, way: _Way) -> Line:
    changes = tuple(sorted(way.changes))
    if to is None:
        return Line(*start, None, "", None, Rule.NONE, way.steps, changes)
    share = None if way.share is None else decimal_of(way.share)
    return Line(*start, *to, share, way.rule, way.steps, changes)


def _pass_on(held: dict[int, _Held], parts: Sequence[Passing], goes_on: set[int]) -> None:
    """One change: all predecessors give at once, so that two may swap what they hold."""
    given = {area: held.pop(area, {}) for area in _predecessors(parts)}
    for area, ways in given.items():
        own = [part for part in parts if part.predecessor == area]
        for to, part, share in _shared_out(area, own, goes_on):
            into = held.setdefault(to, {})
            for start, way in ways.items():
                into[start] = way.and_then(part, share).beside(into.get(start))


def _shared_out(
    area: int, parts: Sequence[Passing], goes_on: set[int]
) -> Iterator[tuple[int, Passing, Fraction | None]]:
    """To which area, by which part, how much. What an area that goes on did not give away, it keeps."""
    onward = [(part.successor, part) for part in parts if part.successor is not None]
    stays = area in goes_on and all(to != area for to, _ in onward)
    if len(onward) == 1 and onward[0][1].share is None and not stays:
        yield *onward[0], _WHOLE
        return
    for to, part in onward:
        yield to, part, None if part.share is None else Fraction(part.share)
    rest = _rest(part for _, part in onward)
    if not onward or (stays and rest != 0):
        yield area, parts[0], rest


def _rest(parts: Iterable[Passing]) -> Fraction | None:
    rest = _WHOLE
    for part in parts:
        if part.share is None:
            return None
        rest -= Fraction(part.share)
    return max(Fraction(0), rest)


def _predecessors(parts: Iterable[Passing]) -> list[int]:
    return list(dict.fromkeys(part.predecessor for part in parts if part.predecessor is not None))


def _in_order(successions: Iterable[Passing]) -> list[list[Passing]]:
    """The parts of each change together, by day; on one day what gives to an area before what it gives on."""
    changes: dict[tuple[date, int], list[Passing]] = defaultdict(list)
    for part in successions:
        changes[part.day, part.change].append(part)
    days: dict[date, list[list[Passing]]] = defaultdict(list)
    for day, change in sorted(changes):
        days[day].append(changes[day, change])
    return [parts for day in days.values() for parts in _givers_first(day)]


def _givers_first(changes: list[list[Passing]]) -> Iterator[list[Passing]]:
    """In the order they were written, but nothing comes to an area after the change that ended it."""
    givers = _givers(changes)
    met: set[int] = set()

    def with_givers(place: int) -> Iterator[list[Passing]]:
        if place not in met:
            met.add(place)  # met again in a circle, it is not waited for
            for area in _ended(changes[place]):
                for giver in givers[area]:
                    yield from with_givers(giver)
            yield changes[place]

    for place in range(len(changes)):
        yield from with_givers(place)


def _givers(changes: Iterable[Iterable[Passing]]) -> dict[int, list[int]]:
    """By area: the places of the changes in which it receives something of another."""
    givers: dict[int, list[int]] = defaultdict(list)
    for place, parts in enumerate(changes):
        for part in parts:
            if part.successor is not None and part.successor != part.predecessor:
                givers[part.successor].append(place)
    return givers


def _ended(parts: Iterable[Passing]) -> set[int]:
    return set(_predecessors(parts)) - {part.successor for part in parts if part.successor is not None}


def _turned(lines: Iterable[Line], starts: Mapping[int, str]) -> Iterator[Line]:
    """The same ways walked back. What came from one area lies in it whole, whatever else that area became."""
    back: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.to_id is not None:
            back[line.to_id].append(line)
    for start, code in starts.items():
        sources = back.get(start, [])
        whole = Decimal(1) if len(sources) == 1 else None
        for one in sources:
            yield Line(start, code, one.from_id, one.from_code, whole, one.rule, one.steps, one.changes)
        if not sources:
            yield Line(start, code, None, "", None, Rule.NONE, 0)
