"""All areas of all times, indexed by what people call them. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from tambon.areas.rules.codes import BANGKOK, village_number
from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.matching.folding import bare, fold, key
from tambon.areas.rules.matching.places import Followed, NamedPlace

PROVINCE_ALIASES = {
    "10": ("กทม", "กรุงเทพ", "กรุงเทพมหานคร", "bkk", "krungthep", "krungthepmahanakhon"),
    "14": ("อยุธยา", "ayutthaya"),
    "30": ("โคราช", "korat"),
}
CAPITAL = ("เมือง", "mueang")
_BRACKETS = re.compile(r"^(.+?)\s*\((.+)\)$")
_BAN = re.compile(r"^(?:บ้าน(?![\u0e30-\u0e3a])|(?:ban|baan)\s+)\s*")
_LOCAL = (
    ("องค์การบริหารส่วนตำบล", "อบต"), ("เทศบาลตำบล", "ทต"), ("เทศบาลเมือง", "ทม"), ("เทศบาลนคร", "ทน"),
    ("องค์การบริหารส่วนจังหวัด", "อบจ"),
)  # fmt: skip
KHET = "เขต"


Rows = list[tuple[NamedPlace, frozenset[str], int | None]]  # a village, the keys of its names, its number


class Spot:
    """A named place with its line in one span of days, and the keys by which people call it."""

    __slots__ = ("above", "keys", "place", "since", "until")

    def __init__(self, place: NamedPlace, above: Spot | None, since: date, until: date) -> None:
        self.place, self.above = place, above
        self.since, self.until = since, until
        self.keys = frozenset(_keys(place, above))

    def stands(self, on: date) -> bool:
        return self.since <= on < self.until

    def line(self) -> Iterator[Spot]:
        """Itself and what lies above it, the smallest first."""
        at: Spot | None = self
        while at is not None:
            yield at
            at = at.above

    def is_called(self, kind: Kind, name: str) -> bool:
        """Whether the area of that kind in its line bears the name."""
        return any(name in one.keys for one in self.line() if one.place.kind is kind)


class Gazetteer:
    """Built once from plain rows, then asked any number of times, about any day."""

    def __init__(self, places: Iterable[NamedPlace], followed: Iterable[Followed] = ()) -> None:
        self.rows: dict[int, list[NamedPlace]] = defaultdict(list)
        self.villages: dict[int, list[NamedPlace]] = defaultdict(list)
        self.names: dict[Kind, dict[str, list[Spot]]] = {kind: defaultdict(list) for kind in Kind}
        self.below: dict[tuple[int, Kind], list[Spot]] = defaultdict(list)
        self.after: dict[int, list[Followed]] = defaultdict(list)
        self.before: dict[int, list[Followed]] = defaultdict(list)
        self._spots: dict[int, list[Spot]] = {}
        self._all: dict[Kind, list[Spot]] = {}
        self._villages_read: dict[int, Rows] = {}
        self._day: date | None = None
        self._villages_then: dict[int, tuple[Rows, Rows]] = {}
        for place in places:
            self.rows[place.area_id].append(place)
            if place.kind is Kind.VILLAGE and place.parent_id is not None:
                self.villages[place.parent_id].append(place)
        for one in followed:
            self.after[one.predecessor_id].append(one)
            self.before[one.successor_id].append(one)
        for area_id, rows in self.rows.items():
            if rows[0].kind not in (Kind.VILLAGE, Kind.COUNTRY):
                self.spots(area_id)

    def spots(self, area_id: int) -> list[Spot]:
        """The area in each span of its own and its parents' days; none for the country."""
        known = self._spots.get(area_id)
        if known is None:
            known = self._spots[area_id] = []
            known += [spot for row in self.rows.get(area_id, ()) for spot in self._of(row)]
            for spot in known:
                self._index(spot)
        return known

    def all_of(self, kind: Kind) -> list[Spot]:
        """Every place of the kind, of all days."""
        known = self._all.get(kind)
        if known is None:
            unique = {id(spot): spot for spots in self.names[kind].values() for spot in spots}
            known = self._all[kind] = list(unique.values())
        return known

    @cached_property
    def by_code(self) -> dict[str, list[NamedPlace]]:
        """Who bore each code, at any time; made when the first code is asked about."""
        found: dict[str, list[NamedPlace]] = defaultdict(list)
        for rows in self.rows.values():
            for row in rows:
                found[row.code].append(row)
        return found

    def row(self, area_id: int, on: date) -> NamedPlace | None:
        """The area as it is on that day; None when it does not stand then."""
        return next((row for row in self.rows.get(area_id, ()) if row.stands(on)), None)

    def line(self, place: NamedPlace, on: date) -> tuple[NamedPlace, ...]:
        """What lies above a place on that day, the smallest first, without the country."""
        found: list[NamedPlace] = []
        parent = place.parent_id
        while parent is not None and len(found) < len(Kind):
            row = self.row(parent, on)
            if row is None or row.kind is Kind.COUNTRY:
                break
            found.append(row)
            parent = row.parent_id
        return tuple(found)

    def villages_of(self, tambon_id: int) -> Rows:
        """The villages that ever lay in the tambon, with the keys of their names and their numbers."""
        known = self._villages_read.get(tambon_id)
        if known is None:
            known = [(row, village_keys(row), number_of(row)) for row in self.villages.get(tambon_id, ())]
            self._villages_read[tambon_id] = known
        return known

    def villages_on(self, tambon_id: int, on: date) -> tuple[Rows, Rows]:
        """The villages of the tambon on that day, and those of other days."""
        if on != self._day:
            self._day, self._villages_then = on, {}
        known = self._villages_then.get(tambon_id)
        if known is None:
            rows = self.villages_of(tambon_id)
            standing = [row for row in rows if row[0].stands(on)]
            others = [row for row in rows if not row[0].stands(on)]
            known = self._villages_then[tambon_id] = (standing, others)
        return known

    @cached_property
    def tambons_by_village(self) -> dict[str, set[int]]:
        """By a village's name the tambons in which one of that name ever lay."""
        found: dict[str, set[int]] = defaultdict(set)
        for tambon_id in self.villages:
            for _, keys, _ in self.villages_of(tambon_id):
                for name in keys:
                    found[name].add(tambon_id)
        return found

    def _of(self, row: NamedPlace) -> Iterator[Spot]:
        since, until = row.since or date.min, row.until or date.max
        parents = self.spots(row.parent_id) if row.parent_id in self.rows else []
        spans = ((above, max(since, above.since), min(until, above.until)) for above in parents)
        found = [Spot(row, above, first, last) for above, first, last in spans if first < last]
        yield from found or [Spot(row, None, since, until)]

    def _index(self, spot: Spot) -> None:
        kind = spot.place.kind
        if kind is Kind.COUNTRY:
            return
        for name in spot.keys:
            self.names[kind][name].append(spot)
        for above in spot.line():
            if above is not spot:
                self.below[above.place.area_id, kind].append(spot)


def village_keys(row: NamedPlace) -> frozenset[str]:
    """The keys of a village's name, Thai and English, without บ้าน and Ban."""
    return frozenset(filter(None, (village_key(row.name_th), village_key(row.name_en))))


def village_key(name: str) -> str:
    """The key of a village's name without บ้าน and Ban; the whole, where nothing else is left."""
    return bare_village(fold(name))


def bare_village(folded: str) -> str:
    """As `village_key`, of a name that is folded already."""
    return bare(_BAN.sub("", folded)) or bare(folded)


def number_of(row: NamedPlace) -> int | None:
    """A village's number, from its code; None where the code does not tell it."""
    return village_number(row.code) if len(row.code) == 8 and row.code.isdecimal() else None


def local_key(name: str) -> str:
    """The key of a local government's name, its kind shortened: ``เทศบาลตำบลปาย`` and ``ทต.ปาย`` are one."""
    whole = key(name)
    for word, short in _LOCAL:
        if whole.startswith(word):
            return short + whole[len(word) :]
    return whole


def _keys(place: NamedPlace, above: Spot | None) -> Iterator[str]:
    for name in filter(None, (place.name_th, place.name_en)):
        yield from _ways(name, place.kind)
    if place.kind is Kind.PROVINCE:
        yield from PROVINCE_ALIASES.get(place.code, ())
    if place.kind is Kind.DISTRICT and above is not None and _is_capital(place, above.place):
        yield from CAPITAL


def _ways(name: str, kind: Kind) -> Iterator[str]:
    """A name whole, and both names of ``ปอภาร (ปอพาน)``."""
    yield local_key(name) if kind is Kind.LOCAL_GOVERNMENT else key(name)
    if two := _BRACKETS.match(name):
        yield from map(key, two.groups())
    if kind is Kind.DISTRICT and name.startswith(KHET):
        yield key(name.removeprefix(KHET))


def _is_capital(district: NamedPlace, province: NamedPlace) -> bool:
    """อำเภอเมืองXX of a province XX; Ayutthaya's capital bears the province's own name."""
    if district.code[:2] == BANGKOK:
        return False
    return district.name_th in ("เมือง" + province.name_th, province.name_th)
