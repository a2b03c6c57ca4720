"""How a dataset's period stands in areas, who signed it, and what stands in the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tambon.accounts.rules.phones import COLLECTING
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Hierarchy
from tambon.lib.days import thai_day
from tambon.plan import queries as plan
from tambon.plan.rules import ExpectedCells, RoundView
from tambon.records import queries as held
from tambon.verification import problems
from tambon.verification.models import SignOff
from tambon.verification.queries.sql import rows
from tambon.verification.rules.signing import (
    Left,
    Level,
    Signed,
    Standing,
    Stop,
    due_day,
    level_of,
    seen_of,
)

_TREE = {"hierarchy": Hierarchy.ADMINISTRATIVE.value}
_SIGNED = (
    "ref", "dataset", "period", "area_id", "level", "counts", "left_open", "note", "due", "at", "by",
    "unlocked_at", "unlocked_by", "unlock_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell that stands in the way, as the desk's page of one value names it."""

    record_id: int
    area_id: int
    variable: str


def rounds_for(dataset: str, period: str) -> list[RoundView]:
    """The rounds that ask for the dataset's period, the first to open first."""
    return [one for one in plan.rounds_of(dataset) if one.period == period]


def standings(dataset: str, period: str, area_ids: Collection[int], *, on: date) -> dict[int, Standing]:
    """{area: how it stands there}, for every area asked for, in the tree of the day; with what ended where it
    last stood, so that every record lies under one signer.
    """
    asked = {"dataset": dataset, "period": period, "areas": list(area_ids), "on": on, **_TREE}
    expected = _expected(dataset, period, on)
    aside = {area: len(refs) for area, refs in quarantined(dataset, period, area_ids, on=on).items()}
    below = _unsigned_below(dataset, period, area_ids, expected, on)
    found = {}
    for area, *told in rows("standing", asked):
        cells = sum(part.cells_in(area) for part in expected)
        found[area] = _standing(cells, told, aside.get(area, 0), below.get(area, 0))
    return found


def _standing(expected: int, told: list[int], aside: int, below: int) -> Standing:
    records, version, reported, verified, disputed, absent, never, *open_still = told
    blocks, asks, returns, challenges, unchecked, of_ended, disputed_there, ended = open_still
    expected += of_ended  # what was said while the place stood; nothing more is asked there
    expected, absent = max(0, expected - never), absent - never  # what cannot be there, as progress has it
    stops = {
        Stop.UNCHECKED: unchecked,
        Stop.BLOCKS: blocks, Stop.RETURNS: returns, Stop.DISPUTED: disputed - disputed_there,
        Stop.QUARANTINED: aside, Stop.BELOW: below,
    }  # fmt: skip
    left = {
        Left.MISSING: max(0, expected - reported - absent),
        Left.UNVERIFIED: reported - verified - disputed,
        Left.ASKS: asks,
        Left.CHALLENGES: challenges,
        Left.ENDED: ended,
    }
    standing = Standing(
        expected, reported, verified, disputed, absent, records,
        stops={one: count for one, count in stops.items() if count},
        left={one: count for one, count in left.items() if count},
    )  # fmt: skip
    return replace(standing, seen=seen_of(standing, version))


def _expected(dataset: str, period: str, on: date) -> list[ExpectedCells]:
    """What the rounds opened until that day ask for, by programme; two programmes seldom ask for the same."""
    programmes = {one.programme for one in rounds_for(dataset, period)}
    parts = [part for name in sorted(programmes) for part in plan.expected_parts(name, on)]
    return [part for part in parts if (part.dataset, part.period) == (dataset, period)]


def quarantined(dataset: str, period: str, area_ids: Collection[int], *, on: date) -> dict[int, list[UUID]]:
    """{area: submissions that wait for a person and may be about the dataset}, since its round opened."""
    since = min((one.opens for one in rounds_for(dataset, period)), default=None)
    asked = {
        "dataset": dataset, "areas": list(area_ids), "on": on, "since": since,
        "roles": [role.value for role in COLLECTING], **_TREE,
    }  # fmt: skip
    found: dict[int, list[UUID]] = {}
    for area, ref in rows("quarantined", asked):
        found.setdefault(area, []).append(UUID(ref))
    return found


def _unsigned_below(
    dataset: str, period: str, area_ids: Collection[int], expected: list[ExpectedCells], on: date
) -> dict[int, int]:
    """{area: areas of the level below, in which anything is asked or held, that are not signed}."""
    asked = {"dataset": dataset, "period": period, "on": on, **_TREE}
    unsigned: list[tuple[int, int]] = []
    for kind, tops in _by_kind_below(area_ids, on).items():
        found = rows("unsigned_below", {**asked, "areas": tops, "kind": kind})
        unsigned += [(top, area) for top, area, signed in found if not signed]
    known = {area for _, area in unsigned if any(part.cells_in(area) for part in expected)}
    others = sorted({area for _, area in unsigned} - known)
    if others:
        known |= {area for (area,) in rows("with_records", {**asked, "areas": others})}
    counted: dict[int, int] = {}
    for top, area in unsigned:
        if area in known:
            counted[top] = counted.get(top, 0) + 1
    return counted


def _by_kind_below(area_ids: Collection[int], on: date) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for area in areas.views(area_ids, on=on).values():
        level = level_of(area.kind)
        if level is not None and level.below is not None:
            found.setdefault(level.below.value, []).append(area.id)
    return found


def children(area: AreaView, *, on: date) -> list[AreaView]:
    """The areas that are signed before this one, by code."""
    level = level_of(area.kind)
    below = level.below if level else None
    return areas.list_under(area.id, on=on, kind=below) if below else []


def find_signed(dataset: str, period: str, area_ids: Iterable[int]) -> dict[int, Signed]:
    """{area: the sign-off in force}; an area without one is left out."""
    found = SignOff.objects.filter(
        dataset=dataset, period=period, area_id__in=list(area_ids), unlocked_at__isnull=True
    )
    return {one.area_id: one for one in map(_signed, found.values_list(*_SIGNED))}


def list_signed_in(area_ids: Iterable[int]) -> dict[tuple[str, str, int], Signed]:
    """{(dataset, period, area): the sign-off in force} of all datasets in these very areas."""
    found = SignOff.objects.filter(area_id__in=list(area_ids), unlocked_at__isnull=True)
    views = map(_signed, found.values_list(*_SIGNED))
    return {(one.dataset, one.period, one.area_id): one for one in views}


def list_signings(dataset: str, period: str, area_id: int) -> list[Signed]:
    """Every sign-off of the area, the newest first."""
    found = SignOff.objects.filter(dataset=dataset, period=period, area_id=area_id).order_by("-at", "-id")
    return [_signed(row) for row in found.values_list(*_SIGNED)]


def get_signing(ref: UUID) -> Signed:
    """Raises ``404-signing-unknown``."""
    found = SignOff.objects.filter(ref=ref).values_list(*_SIGNED).first()
    if found is None:
        raise problems.unknown_signing()
    return _signed(found)


def views_of(found: QuerySet[SignOff]) -> dict[UUID, Signed]:
    """{ref: the sign-off}."""
    return {one.ref: one for one in map(_signed, found.values_list(*_SIGNED))}


def signed_above(signed: Signed, *, on: date) -> list[Signed]:
    """The sign-offs in force that were made over areas above since, in today's tree or in that of the day of
    this one. What had been signed when the area came to lie under it does not speak of it.
    """
    days = {on, min(on, thai_day(signed.at))}
    lines = [areas.ancestor_ids([signed.area_id], on=day).get(signed.area_id, ()) for day in days]
    above = {area for line in lines for area in line} - {signed.area_id}
    found = find_signed(signed.dataset, signed.period, above).values()
    return [one for one in found if one.at >= signed.at]


def signed_over(dataset: str, period: str, area_id: int, *, on: date) -> list[Signed]:
    """The sign-offs in force over areas above in the tree of the day."""
    line = areas.ancestor_ids([area_id], on=on).get(area_id, ())
    return list(find_signed(dataset, period, set(line) - {area_id}).values())


def highest_over(dataset: str, period: str, area_id: int, *, on: date) -> Signed | None:
    """The sign-off under which values there lie and that is opened first; None where nothing is signed."""
    found = signed_over(dataset, period, area_id, on=on)
    return max(found, key=lambda one: list(Level).index(one.level), default=None)


def signed_elsewhere(signed: Signed) -> list[Signed]:
    """The other sign-offs in force under which values would change if this one were opened."""
    refs = held.looser_locks(signed.ref, dataset=signed.dataset, period=signed.period)
    return list(views_of(SignOff.objects.filter(ref__in=refs).order_by("id")).values())


def rounds_of_area(dataset: str, period: str, area_id: int, *, on: date) -> list[RoundView]:
    """The rounds that ask for it in the area or above; where none does, those that ask for it anywhere."""
    line = areas.ancestor_ids([area_id], on=on).get(area_id, (area_id,))
    return _reaching(rounds_for(dataset, period), line)


def _reaching(rounds: list[RoundView], line: Collection[int]) -> list[RoundView]:
    return [one for one in rounds if one.area_id in line] or rounds


def last_day(rounds: Collection[RoundView]) -> date | None:
    """The last day of collecting in any of the rounds."""
    return max(one.closes for one in rounds) - timedelta(days=1) if rounds else None


def due_of(dataset: str, period: str, area: AreaView, *, on: date) -> date | None:
    """By when the area is to be signed; None when no round asks for it."""
    return due_days(rounds_for(dataset, period), [area], on=on).get((dataset, period, area.id))


def due_days(
    rounds: Iterable[RoundView], places: Collection[AreaView], *, on: date
) -> dict[tuple[str, str, int], date]:
    """{(dataset, period, area): by when it is to be signed}, of all that these rounds ask for."""
    lines = areas.ancestor_ids([area.id for area in places], on=on)
    parts: dict[tuple[str, str], list[RoundView]] = {}
    for one in rounds:
        parts.setdefault((one.dataset, one.period), []).append(one)
    found = {}
    for area in places:
        level = level_of(area.kind)
        for (dataset, period), asked in parts.items():
            last = last_day(_reaching(asked, lines.get(area.id, (area.id,))))
            if level is not None and last is not None:
                found[dataset, period, area.id] = due_day(level, last)
    return found


def list_open_cells(
    dataset: str, period: str, area_id: int, *, on: date, limit: int = 20
) -> dict[str, list[OpenCell]]:
    """{stop or left: the first cells of it in the area}; what is missing has no cells to name."""
    asked = {
        "dataset": dataset, "period": period, "area": area_id, "on": on, "limit": limit,
        **_TREE,
    }  # fmt: skip
    found: dict[str, list[OpenCell]] = {}
    for what, record, area, variable in rows("open_cells", asked):
        found.setdefault(what, []).append(OpenCell(record, area, variable))
    return found


def _signed(row: tuple[Any, ...]) -> Signed:
    named = dict(zip(_SIGNED, row, strict=True))
    named["level"] = Level(named["level"])
    named["left_open"] = {Left(one): count for one, count in named["left_open"].items()}
    return Signed(**named)
