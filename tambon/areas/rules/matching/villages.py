"""The village inside its tambon: the number identifies, the name helps. Pure.

11,531 villages of the country share a name with another of their tambon, so a name alone may name several.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tambon.areas.rules.matching import reasons
from tambon.areas.rules.matching.days import Lead, led
from tambon.areas.rules.matching.gazetteer import Gazetteer, Rows
from tambon.areas.rules.matching.places import NamedPlace, Reason
from tambon.areas.rules.matching.reading import Reading
from tambon.areas.rules.matching.spelling import CUTOFF, MARGIN, likeness

WITHOUT_VILLAGES, NOT_FOUND, DISAGREES, BY_NAME = 75, 50, 60, 95
BY_NUMBER = 90  # the name is written in letters in which the registry does not have it
NAME_ALIKE = 0.8


def villages_in(gazetteer: Gazetteer, tambon: Lead, reading: Reading, on: date) -> list[Lead]:
    """The villages that are meant in one tambon; the tambon itself, where none can be told."""
    rows, others = gazetteer.villages_on(tambon.place.area_id, on)
    if not rows and not others:
        return [_at_most(tambon, WITHOUT_VILLAGES, reasons.no_villages)]
    found = _found(rows, reading, tambon)
    if not found and others:
        former = _found(others, reading, tambon)
        found = [_led(lead, later) for lead in former for later in led(gazetteer, lead.place.area_id, on)]
    return found or [_at_most(tambon, NOT_FOUND, reasons.no_such_village, certain=False)]


def _found(rows: Rows, reading: Reading, tambon: Lead) -> list[Lead]:
    named = [row for row, keys, _ in rows if reading.village in keys] if reading.village else []
    if reading.number is None:
        return _by_name(named, rows, reading.village, tambon)
    numbered = [one for one in rows if one[2] == reading.number]
    if not reading.village:
        return [_lead(row, tambon, 100, reasons.village_number) for row, _, _ in numbered]
    return _by_both(numbered, named, reading.village, tambon)


def _by_both(numbered: Rows, named: list[NamedPlace], name: str, tambon: Lead) -> list[Lead]:
    both = [_lead(row, tambon, 100, reasons.exact) for row, keys, _ in numbered if name in keys]
    unlike = [row for row, keys, _ in numbered if all(name.isascii() != other.isascii() for other in keys)]
    if both or unlike:
        return both or [_lead(row, tambon, BY_NUMBER, reasons.village_number) for row in unlike]
    alike = [
        _lead(row, tambon, round(100 * best), reasons.similar)
        for row, keys, _ in numbered
        if (best := max(likeness(name, other) for other in keys)) >= NAME_ALIKE
    ]
    if alike and not named:
        return alike
    doubtful = [row for row, _, _ in numbered] + named
    return [_lead(row, tambon, DISAGREES, reasons.village_disagrees, certain=False) for row in doubtful]


def _by_name(named: list[NamedPlace], rows: Rows, name: str, tambon: Lead) -> list[Lead]:
    if named:
        one = len(named) == 1
        return [_lead(row, tambon, BY_NAME, reasons.village_name, certain=one) for row in named]
    alike = sorted(
        ((max((likeness(name, other) for other in keys), default=0.0), row) for row, keys, _ in rows),
        key=lambda pair: -pair[0],
    )
    near = [(score, row) for score, row in alike if score >= max(CUTOFF, alike[0][0] - MARGIN)]
    return [
        _lead(row, tambon, round(100 * score), reasons.similar, certain=len(near) == 1) for score, row in near
    ]


def _lead(row: NamedPlace, tambon: Lead, score: int, reason: Reason, *, certain: bool = True) -> Lead:
    """A village is as sure as its tambon; what was odd about the tambon stays the reason."""
    is_plain = tambon.reason in (reasons.exact, reasons.only_one)
    told = reason if is_plain or not certain else tambon.reason
    return Lead(row, min(score, tambon.score), told, certain and tambon.certain)


def _led(former: Lead, later: Lead) -> Lead:
    return later._replace(score=min(former.score, later.score), certain=former.certain and later.certain)


def _at_most(tambon: Lead, score: int, reason: Reason, *, certain: bool = True) -> Lead:
    return Lead(tambon.place, min(score, tambon.score), reason, certain and tambon.certain)


def is_named_apart(rows: Sequence[Lead]) -> bool:
    """Whether one of several tambons holds the village: then the others are not meant."""
    return any(lead.certain and lead.reason is not reasons.no_villages for lead in rows)
