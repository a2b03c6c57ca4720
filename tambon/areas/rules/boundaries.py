"""Which drawn shape belongs to which area. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tambon.areas import problems
from tambon.areas.rules.geometry import Measured, Mended, measure_all, mend_all, point_of
from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.names import kind_label
from tambon.areas.rules.places import in_thailand
from tambon.areas.rules.published import Period
from tambon.areas.rules.turns import days_apart
from tambon.formats import Refusal
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits, tidy

# Where a file has its codes, by kind: OCHA's column (HDX COD-AB) and the plain words. Finest kind first.
CODE_COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.VILLAGE: ("village_code", "vill_code"),
    Kind.TAMBON: ("adm3_pcode", "tambon_code", "subdistrict_code"),
    Kind.DISTRICT: ("adm2_pcode", "district_code", "amphoe_code"),
    Kind.PROVINCE: ("adm1_pcode", "province_code", "changwat_code"),
    Kind.COUNTRY: ("adm0_pcode", "country_code"),
}
ANY_COLUMN = ("code", "pcode", "dopa_code")
_POINTS = (Kind.VILLAGE, Kind.COMMUNITY)  # kinds for which a source may give a point alone
_ASCII_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Feature:
    """One shape of a file: its number there, its code and the rest as they stood, its WKB."""

    number: int
    code: str
    wkb: bytes
    raw: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """An area that bears or bore a code; None: never in that calendar."""

    area_id: int
    kind: Kind
    law: Period | None
    listed: Period | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A shape, mended, and the area it belongs to. ``found_as`` is the code of the file."""

    number: int
    found_as: str
    area_id: int
    kind: Kind
    wkb: bytes
    repaired: str
    is_point: bool
    by_older_code: bool  # the area bore the code neither by law nor in the list on the source's day
    measured: Measured


@dataclass(slots=True)
class Placing:
    """The shapes of one kind that have their area, and those refused one by one."""

    kind: Kind | None = None
    placed: list[Placed] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    without_area: list[str] = field(default_factory=list)  # codes that no area ever bore


@dataclass(frozen=True, slots=True)
class BoundaryView:
    """Where an area lies: WKB in EPSG:4326, a point inside it, and who drew it on which terms.

    ``square_km`` is None of a point; ``found_as`` is the code under which the source has it, perhaps a
    predecessor's; ``repaired`` reads by `geometry.say_repaired`; ``since`` and ``until`` None are open ends.
    """

    area_id: int
    wkb: bytes
    is_point: bool
    longitude: float
    latitude: float
    square_km: float | None
    found_as: str
    repaired: str
    since: date | None
    until: date | None
    source: str
    day: date  # the day the source's drawing is of
    licence: str
    credit: str


@dataclass(frozen=True, slots=True)
class _Found:
    feature: Feature
    bearer: Bearer
    distance: int


def code_columns(kind: Kind | None = None) -> tuple[str, ...]:
    """The columns in which to look for codes, the most telling first; of one kind when it is given."""
    if kind is not None:
        return (*CODE_COLUMNS.get(kind, ()), *ANY_COLUMN)
    return (*(name for names in CODE_COLUMNS.values() for name in names), *ANY_COLUMN)


def read_code(text: str) -> str:
    """The DOPA digits of a code written as DOPA's or as a P-code; ``TH`` for the country.

    Raises ``422-boundary-code-number`` for what a spreadsheet made of a code, ``422-boundary-area-unknown``.
    """
    code = arabic_digits(tidy(text)).upper()
    digits = code.removeprefix("TH")
    if not digits and code:
        return code
    if digits and _ASCII_DIGITS.issuperset(digits):
        return digits
    rest = digits.translate(str.maketrans("", "", ".,+E"))
    if rest and _ASCII_DIGITS.issuperset(rest):
        raise problems.shape_code_number(code=text)
    raise problems.shape_without_area(code=text)


def place(
    features: Iterable[Feature],
    bearers: Mapping[str, Sequence[Bearer]],
    *,
    day: date,
    kind: Kind | None = None,
) -> Placing:
    """Gives each shape to the area that bears its code on the source's day, else to one that ever bore it.

    By law first, then by the list, then whoever bore it nearest to that day. ``bearers`` are by DOPA digits.
    Without a ``kind`` the file is of the kind that most of its codes belong to. Of two shapes for one area
    the one under the code of the day stands.
    """
    placing = Placing(kind)
    found: list[_Found] = []
    for feature in features:
        try:
            found.append(_find(feature, bearers, day))
        except Problem as problem:
            _refuse(placing, feature, problem)
    if kind is None and found:
        placing.kind = Counter(one.bearer.kind for one in found).most_common(1)[0][0]
    chosen = _choose(found, placing)
    _measure(chosen, placing)
    placing.refused.sort(key=lambda one: one.row)
    return placing


def _find(feature: Feature, bearers: Mapping[str, Sequence[Bearer]], day: date) -> _Found:
    known = bearers.get(read_code(feature.code), ())
    if not known:
        raise problems.shape_without_area(code=feature.code)
    distance, bearer = min(((_distance(one, day), one) for one in known), key=lambda pair: pair[0])
    return _Found(feature, bearer, distance)


def _distance(bearer: Bearer, day: date) -> int:
    """0: bears it by law on the day; 1: in the list; else the days between, and one more than that."""
    law, listed = days_apart(bearer.law, day), days_apart(bearer.listed, day)
    if law == 0:
        return 0
    known = [days for days in (law, listed) if days is not None]
    return 1 + min(known) if known else date.max.toordinal()


def _choose(found: Sequence[_Found], placing: Placing) -> list[_Found]:
    taken: dict[int, _Found] = {}
    for one in sorted(found, key=lambda one: (one.distance, one.feature.number)):
        code, kind = one.feature.code, one.bearer.kind
        first = taken.get(one.bearer.area_id)
        if placing.kind is not None and kind is not placing.kind:
            _refuse(placing, one.feature, _of_kind(code, kind, placing.kind))
        elif first is not None:
            _refuse(placing, one.feature, problems.shape_twice(code=code, first=first.feature.number))
        else:
            taken[one.bearer.area_id] = one
    return sorted(taken.values(), key=lambda one: one.feature.number)


def _of_kind(code: str, kind: Kind, wanted: Kind) -> Problem:
    return problems.shape_of_kind(
        code=code,
        kind_th=kind_label(kind, "", "th"),
        kind_en=kind_label(kind, "", "en").lower(),
        wanted_th=kind_label(wanted, "", "th"),
        wanted_en=kind_label(wanted, "", "en").lower(),
    )


def _measure(chosen: Sequence[_Found], placing: Placing) -> None:
    mended = mend_all([one.feature.wkb for one in chosen])
    shaped = [(one, _as_point(one, shape)) for one, shape in zip(chosen, mended, strict=True)]
    good = [(one, shape) for one, shape in shaped if shape.wkb]
    for one, shape in shaped:
        if not shape.wkb:
            _refuse(placing, one.feature, problems.shape_without_surface(code=one.feature.code))
    measures = measure_all([shape.wkb for _, shape in good])
    for (one, shape), measured in zip(good, measures, strict=True):
        west, south, east, north = measured.bounds
        if in_thailand(west, south) and in_thailand(east, north):
            placing.placed.append(_placed(one, shape, measured))
        else:
            edges = ", ".join(f"{edge:.2f}" for edge in measured.bounds)
            _refuse(placing, one.feature, problems.shape_outside(code=one.feature.code, bounds=edges))


def _placed(one: _Found, shape: Mended, measured: Measured) -> Placed:
    return Placed(
        number=one.feature.number,
        found_as=one.feature.code,
        area_id=one.bearer.area_id,
        kind=one.bearer.kind,
        wkb=shape.wkb,
        repaired=shape.repaired,
        is_point=measured.square_km == 0,
        by_older_code=one.distance > 1,
        measured=measured,
    )


def _as_point(one: _Found, mended: Mended) -> Mended:
    """A village may be given as a point; whatever else has no surface stays without a shape."""
    if mended.wkb or one.bearer.kind not in _POINTS:
        return mended
    return Mended(point_of(one.feature.wkb) or b"", "")


def _refuse(placing: Placing, feature: Feature, problem: Problem) -> None:
    if problem.kind is problems.shape_without_area:
        placing.without_area.append(feature.code)
    placing.refused.append(Refusal.of(problem, row=feature.number, raw=feature.raw))
