"""A list of villages, communities or local governments compared with what stands, and applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from tambon.areas.actions.drawing import Point, place_points
from tambon.areas.actions.editions import LoadReport, apply, demand_newest, edition_of, fingerprint, report
from tambon.areas.actions.lists import Progress, say_nothing
from tambon.areas.models import AreaCode, Edition
from tambon.areas.rules import OWN_SCHEME, Kind, ListSource
from tambon.areas.rules.lists import Changes, Standing, absent, compare
from tambon.areas.rules.sources.found import Found
from tambon.formats import Refusal

_PROVINCE_IN_CODE = (Kind.VILLAGE, Kind.COMMUNITY)
Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one kind, with what they are compared to.

    ``whole``: the list names all of the kind in every province of which it names one.
    """

    kind: Kind
    found: Found
    standing: dict[str, Standing]
    of: ListSource
    whole: bool = False
    damaged: tuple[Refusal, ...] = ()
    places: Places = field(default_factory=dict)


def load_part(part: Part, *, by: str, at: datetime, progress: Progress | None = None) -> LoadReport:
    """Applies what differs, as one edition; where nothing does, none is made. In the caller's transaction."""
    say = progress or say_nothing
    if part.whole:
        demand_newest(part.of)
    changes = compare(part.found.listed, part.standing, of=part.of, whole=False)
    held_back = _end(changes, part) if part.whole else 0
    refused = [*part.damaged, *part.found.refused, *part.found.contradicted(changes)]
    say(
        f"{part.kind}: {len(changes.added)} new, {len(changes.renamed)} renamed, {len(changes.moved)} moved, "
        f"{len(changes.ended)} ended, {changes.unchanged} unchanged, {len(refused)} refused"
    )
    sha256 = fingerprint(part.found.listed, part.of)
    edition, placed = _write(changes, part, sha256, by=by, at=at)
    made = report(part.of, sha256, changes, sorted(refused, key=lambda one: one.row), edition)
    return replace(made, held_back=held_back, placed=placed)


def towns_of(standing: Mapping[str, Standing]) -> dict[tuple[str, str], str]:
    """The keys of local governments by province code and name, where one alone bears it."""
    found: dict[tuple[str, str], list[str]] = {}
    for key, one in standing.items():
        if one.kind is Kind.LOCAL_GOVERNMENT and one.stands and one.under:
            found.setdefault((one.under[:2], "".join(one.name_th.split())), []).append(key)
    return {name: keys[0] for name, keys in found.items() if len(keys) == 1}


def standing_keys(standing: Mapping[str, Standing]) -> set[str]:
    return {key for key, one in standing.items() if one.stands}


def _end(changes: Changes, part: Part) -> int:
    """Ends what a whole list leaves out; nothing where a row's area is not known. How many were held back."""
    provinces = {area.code[:2] for area in part.found.listed} if part.kind in _PROVINCE_IN_CODE else ()
    named, kinds = part.found.all_named(), {area.kind for area in part.found.listed}
    gone = absent(named, part.standing, kinds=kinds, of=part.of, provinces=provinces)
    if part.found.unsure or part.damaged:
        return len(gone)
    changes.ended = gone
    return 0


def _write(changes: Changes, part: Part, sha256: str, *, by: str, at: datetime) -> tuple[Edition | None, int]:
    """The edition, unless nothing differs, and how many places are new."""
    differs = any(
        (changes.added, changes.renamed, changes.corrected, changes.moved, changes.replaced, changes.ended)
    )
    if not differs and not part.places:
        return None, 0
    known = Edition.objects.filter(source=part.of.source, sha256=sha256).first()
    edition = known or edition_of(part.of, sha256, [part.kind])
    before = transaction.savepoint()
    apply(changes, part.standing, edition=edition, by=by, at=at)
    placed = place_points(_points(part), edition) if part.places else 0
    if differs or placed:
        return edition, placed
    transaction.savepoint_rollback(before)  # no edition and no entry for a list that brings nothing
    return None, 0


def _points(part: Part) -> Sequence[Point]:
    codes = {key.rpartition(":")[2]: place for key, place in part.places.items()}
    bearers = AreaCode.objects.filter(
        scheme=str(OWN_SCHEME[part.kind]), code__in=list(codes), during__endswith=None
    )
    return [Point(area, *codes[code], found_as=code) for area, code in bearers.values_list("area_id", "code")]
