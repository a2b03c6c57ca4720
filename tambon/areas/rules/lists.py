"""One list of areas compared with what the registry holds: the changes that would make them agree. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tambon.areas.rules.codes import COUNTRY_CODE, key_of, parent_code
from tambon.areas.rules.kinds import Kind


@dataclass(frozen=True, slots=True)
class ListSource:
    """Whose list it is, of which day, and on which terms it may be passed on."""

    source: str
    day: date
    licence: str
    credit: str
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One area as a list gives it, by the code of its kind's own scheme."""

    kind: Kind
    code: str
    name_th: str
    name_en: str
    under: str = ""  # the key of its parent, where its code does not say it

    @property
    def key(self) -> str:
        return key_of(self.kind, self.code)

    @property
    def parent(self) -> str | None:
        if self.under:
            return self.under
        return None if self.code == COUNTRY_CODE else parent_code(self.code)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the registry holds for a code: the area that bears it, or the last that did."""

    area_id: int
    kind: Kind
    code: str
    since: date | None
    stands: bool
    synthetic: bool
    known_on: date  # the day of the list that brought the area
    name_th: str
    name_en: str
    named_on: date  # the day of the list that brought the name, or on which it began
    until: date | None = None
    under: str = ""  # the key of its parent, where its code does not say it
    placed_on: date | None = None  # as named_on, of its place under the parent
    listed_since: date | None = None  # as since, in the list's calendar
    homeless: bool = False  # it stands and lies in nothing: a list ended what it lay in

    @property
    def key(self) -> str:
        return key_of(self.kind, self.code)

    @property
    def parent(self) -> str:
        return self.under or parent_code(self.code)


@dataclass(frozen=True, slots=True)
class Addition:
    area: Listed
    since: date | None  # None: it stood as long as its parent, as far as we know
    later: bool = False  # a list after the parent's first one brought it: something changed
    listed_since: date | None = None  # as since, in the list's calendar

    @property
    def first_day(self) -> date | None:
        """The day that tells it from an earlier bearer of the code; None for what a first list found."""
        return self.since if self.later else None


@dataclass(slots=True)
class Changes:
    """What a list changes. ``older`` and ``other_sort`` are contradictions: refused, never applied."""

    added: list[Addition] = field(default_factory=list)
    renamed: list[tuple[Standing, Listed]] = field(default_factory=list)
    corrected: list[tuple[Standing, Listed]] = field(default_factory=list)  # lists of one day differ
    moved: list[tuple[Standing, Listed]] = field(default_factory=list)
    replaced: list[tuple[Standing, Listed]] = field(default_factory=list)  # as corrected, of the parent
    ended: list[Standing] = field(default_factory=list)
    ended_on: dict[str, date] = field(default_factory=dict)  # by key, where it was not the list's day
    unchanged: int = 0
    older: list[Listed] = field(default_factory=list)
    other_sort: list[Listed] = field(default_factory=list)


Begun = dict[str, tuple[date | None, date | None]]  # {key: since when, by law and by the list}


def compare(
    listed: Iterable[Listed], standing: Mapping[str, Standing], *, of: ListSource, whole: bool
) -> Changes:
    """The changes that lead from what stands to the list, parents before children.

    An area of a parent's first list began with its parent, as far as we know; one that a later list adds
    began on that list's day. A ``whole`` list ends what it no longer names; a part says nothing of the rest.
    """
    changes = Changes()
    listed = list(listed)
    begun = {key: (one.since, one.listed_since) for key, one in standing.items() if one.stands}
    followed = {(one.kind, one.parent) for one in standing.values() if one.known_on < of.day}
    for area in listed:
        known = standing.get(area.key)
        if known is not None and known.stands:
            _compare_one(area, known, of, changes, begun)
        elif known is not None and known.until is not None and known.until > of.day:
            changes.older.append(area)
        else:
            later = known is not None or (area.kind, area.parent) in followed
            _add(area, of, changes, begun, later=later)
    if whole:
        kinds = {area.kind for area in listed}
        changes.ended = absent({area.key for area in listed}, standing, kinds=kinds, of=of)
    return changes


def absent(
    named: Collection[str],
    standing: Mapping[str, Standing],
    *,
    kinds: Collection[Kind],
    of: ListSource,
    provinces: Collection[str] = (),
) -> list[Standing]:
    """What stands and a whole list of these kinds does not name; with ``provinces``, inside them alone.

    What a newer list brought is not ended backwards.
    """
    return [
        one
        for key, one in standing.items()
        if one.stands
        and one.kind in kinds
        and key not in named
        and (not provinces or one.code[:2] in provinces)
        and one.known_on <= of.day
        and (one.since is None or one.since <= of.day)
    ]


def _add(area: Listed, of: ListSource, changes: Changes, begun: Begun, *, later: bool) -> None:
    since, listed = begun.get(area.parent or "", (None, None))
    homeless = area.parent is not None and area.parent not in begun  # its parent was refused
    if homeless or (since is not None and since > of.day):
        changes.older.append(area)
        return
    if later:
        since, listed = of.day, max(of.day, listed or of.day)
    begun[area.key] = since, listed
    changes.added.append(Addition(area, since, later, listed))


def _compare_one(area: Listed, known: Standing, of: ListSource, changes: Changes, begun: Begun) -> None:
    renamed = (area.name_th, area.name_en or known.name_en) != (known.name_th, known.name_en)
    moved = area.under != known.under if area.under else known.homeless and _stands(area.parent, of, begun)
    if known.synthetic != of.synthetic:
        changes.other_sort.append(area)
    elif not renamed and not moved:
        changes.unchanged += 1
    elif _is_newer(known, of.day, renamed=renamed, moved=moved):
        changes.older.append(area)
    else:
        if renamed:
            (changes.corrected if known.named_on == of.day else changes.renamed).append((known, area))
        if moved:
            (changes.replaced if known.placed_on == of.day else changes.moved).append((known, area))


def _stands(parent: str | None, of: ListSource, begun: Begun) -> bool:
    """Whether the parent stands on the list's day in both calendars."""
    return parent in begun and all(day is None or day <= of.day for day in begun[parent or ""])


def _is_newer(known: Standing, day: date, *, renamed: bool, moved: bool) -> bool:
    """Whether what the registry holds of the name or the parent is of a later day."""
    placed_later = known.placed_on is not None and known.placed_on > day
    return (renamed and known.named_on > day) or (moved and placed_later)


def likely_heirs(changes: Changes) -> dict[str, str]:
    """{key that ended: key that began} where one area alone of the kind and province bears the same name.

    A lead for people: the same name is no proof, so nothing but the name is claimed.
    """
    ended = _by_name((one.kind, one.key, one.name_th, one.code) for one in changes.ended)
    begun = _by_name(
        (one.area.kind, one.area.key, one.area.name_th, one.area.code) for one in changes.added if one.later
    )
    return {
        codes[0]: begun[key][0] for key, codes in ended.items() if len(codes) == 1 == len(begun.get(key, ()))
    }


def _by_name(areas: Iterable[tuple[Kind, str, str, str]]) -> dict[tuple[str, str, str], list[str]]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for kind, key, name, code in areas:
        found.setdefault((kind, code[:2], name), []).append(key)
    return found
