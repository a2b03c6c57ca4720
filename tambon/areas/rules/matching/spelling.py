"""Names that are spelt almost alike, looked for only among the areas inside a parent. Pure.

Likeness is the normalised Indel similarity of RapidFuzz's ``fuzz.ratio``: 1 less the letters to take out and
put in over the letters of both names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz, process

from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.matching.folding import sound
from tambon.areas.rules.matching.gazetteer import Gazetteer, Spot

CUTOFF = 0.74  # one wrong letter of four
MARGIN = 0.06  # by how much the best must lead
SURE = 0.7  # the least that all names together may come to
SURE_ELSEWHERE = 0.9  # asked of a name that some other area of the country bears to the letter
HEARD = 0.97  # what sounding alike is worth
NOT_OF_THE_DAY = 0.97  # what a name of other days is worth
BAND, MOST = 0.15, 12
REMEMBERED = 50_000

Near = list[tuple[Spot, float]]


@dataclass(frozen=True, slots=True)
class Beam:
    """A place reached from above, how alike all names were, and whether nothing else stood to choose."""

    spot: Spot | None
    likeness: float = 1.0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Descent:
    """Where following the names down ended; ``lost`` is the level where nothing was alike."""

    beams: tuple[Beam, ...]
    lost: Kind | None = None


def likeness(one: str, other: str) -> float:
    """0 to 1; keys that only sound alike reach 0.97."""
    return max(fuzz.ratio(one, other), HEARD * fuzz.ratio(sound(one), sound(other))) / 100


class Speller:
    """Follows names that may be misspelt from the largest area to the smallest, on one day."""

    def __init__(self, gazetteer: Gazetteer, on: date) -> None:
        self._gazetteer, self._on = gazetteer, on
        self._known: dict[tuple[int | None, Kind, str], Near] = {}
        self._pools: dict[tuple[int | None, Kind], Pool] = {}

    def descend(self, names: Mapping[Kind, str], *, wide: bool) -> Descent:
        """The places whose whole line is alike, those within a band below the best.

        Only a ``wide`` search compares with the names of the whole country where no parent is told; what it
        finds is never sure.
        """
        beams: tuple[Beam, ...] = (Beam(None),)
        for kind in (Kind.PROVINCE, Kind.DISTRICT, Kind.TAMBON):
            name = names.get(kind)
            if not name:
                continue
            found = [one for beam in beams for one in self._below(beam, kind, name, wide)]
            if not found:
                return Descent(tuple(beam for beam in beams if beam.spot is not None), kind)
            beams = _best(found, BAND)
        best = _best(beams, MARGIN)
        return Descent(tuple(replace(one, sure=one.sure and one.likeness >= SURE) for one in best))

    def _below(self, beam: Beam, kind: Kind, name: str, wide: bool) -> list[Beam]:
        above = beam.spot.place.area_id if beam.spot else None
        is_narrow = beam.spot is not None or kind is Kind.PROVINCE
        if not (is_narrow or wide or name in self._gazetteer.names[kind]):
            return []
        near = self._near(above, kind, name)
        return [
            Beam(spot, beam.likeness * alike, beam.sure and self._is_sure(spot, kind, name, alike, is_narrow))
            for spot, alike in near
        ]

    def _is_sure(self, spot: Spot, kind: Kind, name: str, alike: float, is_narrow: bool) -> bool:
        """A name that is right elsewhere is more likely in the wrong place than misspelt."""
        if alike >= 1:
            return True
        elsewhere = self._gazetteer.names[kind].get(name, ())
        if not is_narrow or any(_province(other) == _province(spot) for other in elsewhere):
            return False
        return not elsewhere or alike >= SURE_ELSEWHERE

    def _near(self, above: int | None, kind: Kind, name: str) -> Near:
        known = self._known.get((above, kind, name))
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[above, kind, name] = self._compare(above, kind, name)
        return known

    def _compare(self, above: int | None, kind: Kind, name: str) -> Near:
        if above is None:
            if exact := self._gazetteer.names[kind].get(name):
                return [(spot, 1.0) for spot in exact]
            return self._pool(None, kind).near(name, self._on)
        return self._pool(above, kind).near(name, self._on)

    def near(self, above: int, kind: Kind, name: str, cutoff: float) -> Near:
        """The areas of the kind inside another whose names are alike from a likeness on."""
        return self._pool(above, kind).near(name, self._on, cutoff)

    def _pool(self, above: int | None, kind: Kind) -> Pool:
        known = self._pools.get((above, kind))
        if known is None:
            spots = (
                self._gazetteer.all_of(kind) if above is None else self._gazetteer.below.get((above, kind))
            )
            known = self._pools[above, kind] = Pool(spots or ())
        return known


class Pool:
    """Places among which a name is looked for."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        pairs = [(key, spot) for spot in spots for key in spot.keys]
        self._keys = [key for key, _ in pairs]
        self._sounds = [sound(key) for key, _ in pairs]
        self._spots = [spot for _, spot in pairs]
        self._by_key: dict[str, list[Spot]] = {}
        for key, spot in pairs:
            self._by_key.setdefault(key, []).append(spot)

    def near(self, name: str, on: date, cutoff: float = CUTOFF) -> Near:
        """The places whose name is alike, the most alike first; an exact name comes alone."""
        if exact := [(spot, 1.0) for spot in self._by_key.get(name, ()) if spot.stands(on)]:
            return exact
        found: dict[int, tuple[Spot, float]] = {}
        for name_or_sound, choices, worth in ((name, self._keys, 1.0), (sound(name), self._sounds, HEARD)):
            least = 100 * cutoff / worth
            for _, ratio, place in process.extract(
                name_or_sound, choices, scorer=fuzz.ratio, score_cutoff=least, limit=2 * MOST
            ):
                spot = self._spots[place]
                alike = ratio / 100 * worth * (1 if spot.stands(on) else NOT_OF_THE_DAY)
                if alike > found.get(id(spot), (spot, 0.0))[1]:
                    found[id(spot)] = (spot, alike)
        near = (one for one in found.values() if one[1] >= cutoff)
        return sorted(near, key=lambda one: -one[1])[:MOST]


def _best(beams: Sequence[Beam], band: float) -> tuple[Beam, ...]:
    beams = sorted(beams, key=lambda beam: -beam.likeness)
    return tuple(beam for beam in beams if beam.likeness >= beams[0].likeness - band)[:MOST]


def _province(spot: Spot) -> int | None:
    return next((one.place.area_id for one in spot.line() if one.place.kind is Kind.PROVINCE), None)
