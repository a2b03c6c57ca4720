"""One list of areas compared with what the registry holds: the changes that would make them agree. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tambon.areas.rules.codes import COUNTRY_CODE, parent_code
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
    """One area as a list gives it, by DOPA code."""

    kind: Kind
    code: str
    name_th: str
    name_en: str

    @property
    def parent(self) -> str | None:
        return None if self.code == COUNTRY_CODE else parent_code(self.code)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the registry holds for a DOPA code: the area that bears it, or the last that did."""

    area_id: int
    kind: Kind
    code: str
    since: date | None
    stands: bool
    synthetic: bool
    known_on: date  # the day of the list that brought the area
    name_th: str
    name_en: str
    named_on: date  # the day of the list that brought the name


@dataclass(frozen=True, slots=True)
class Addition:
    area: Listed
    since: date | None  # None: it stood as long as its parent, as far as we know
    later: bool = False  # a list after the parent's first one brought it: something changed

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
    ended: list[Standing] = field(default_factory=list)
    unchanged: int = 0
    older: list[Listed] = field(default_factory=list)
    other_sort: list[Listed] = field(default_factory=list)


def compare(
    listed: Iterable[Listed], standing: Mapping[str, Standing], *, of: ListSource, whole: bool
) -> Changes:
    """The changes that lead from what stands to the list, parents before children.

    An area of a parent's first list began with its parent, as far as we know; one that a later list adds
    began on that list's day. A ``whole`` list ends what it no longer names; a part says nothing of the rest.
    """
    changes = Changes()
    listed = list(listed)
    begun = {code: one.since for code, one in standing.items() if one.stands}
    followed = {parent_code(one.code) for one in standing.values() if one.known_on < of.day}
    for area in listed:
        known = standing.get(area.code)
        if known is not None and known.stands:
            _compare_one(area, known, of, changes)
        else:
            _add(area, of, changes, begun, later=known is not None or area.parent in followed)
    if whole:
        kinds, named = {area.kind for area in listed}, {area.code for area in listed}
        changes.ended = [
            one for one in standing.values() if one.stands and one.kind in kinds and one.code not in named
        ]
    return changes


def _add(
    area: Listed, of: ListSource, changes: Changes, begun: dict[str, date | None], *, later: bool
) -> None:
    since = begun.get(area.parent or "")
    if since is not None and since > of.day:
        changes.older.append(area)
        return
    begun[area.code] = of.day if later else since
    changes.added.append(Addition(area, begun[area.code], later))


def _compare_one(area: Listed, known: Standing, of: ListSource, changes: Changes) -> None:
    same = (area.name_th, area.name_en or known.name_en) == (known.name_th, known.name_en)
    if known.synthetic != of.synthetic:
        changes.other_sort.append(area)
    elif same:
        changes.unchanged += 1
    elif known.named_on > of.day:
        changes.older.append(area)
    elif known.named_on == of.day:
        changes.corrected.append((known, area))
    else:
        changes.renamed.append((known, area))


def likely_heirs(changes: Changes) -> dict[str, str]:
    """{code that ended: code that began} where one area alone of the kind and province bears the same name.

    A lead for people: the same name is no proof, so nothing but the name is claimed.
    """
    ended = _by_name((one.kind, one.code, one.name_th) for one in changes.ended)
    begun = _by_name((one.area.kind, one.area.code, one.area.name_th) for one in changes.added if one.later)
    return {
        codes[0]: begun[key][0] for key, codes in ended.items() if len(codes) == 1 == len(begun.get(key, ()))
    }


def _by_name(areas: Iterable[tuple[Kind, str, str]]) -> dict[tuple[str, str, str], list[str]]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for kind, code, name in areas:
        found.setdefault((kind, code[:2], name), []).append(code)
    return found
