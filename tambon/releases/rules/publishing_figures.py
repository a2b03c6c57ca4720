"""From an area's figures to the line that is published: rounded, silent where it would be about few. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tambon.areas.rules import Kind
from tambon.catalogue.programme import AreaFigures
from tambon.releases.rules.figures import Line
from tambon.releases.rules.one_person import Why
from tambon.releases.rules.withholding import Reason, Staffed, withhold

PUBLISHED = (Kind.COUNTRY, Kind.PROVINCE, Kind.DISTRICT)  # never lower: a tambon's two workers are people


def publish_lines(lines: Sequence[Line], work: Mapping[int, Why] = MappingProxyType({})) -> list[AreaFigures]:
    """The lines of countries, provinces and districts, the highest first, then by code. ``work``: the areas
    where what offices did is withheld, and why."""
    shown = [line for line in lines if line.area.kind in PUBLISHED]
    hidden = withhold(_staffed(line) for line in shown)
    shown.sort(key=lambda line: (line.area.kind is not Kind.COUNTRY, line.area.code))
    return [_published(line, hidden.get(line.area.id), work.get(line.area.id)) for line in shown]


def _staffed(line: Line) -> Staffed:
    parent = line.parent.id if line.parent else None
    return Staffed(line.area.id, parent, line.area.code, line.staff.posts, line.staff.tambons)


def _published(line: Line, why: Reason | None, work: Why | None) -> AreaFigures:
    staff, cells, area = line.staff, line.cells, line.area
    return AreaFigures(
        kind=area.kind.value,  # type: ignore[arg-type]  # one of PUBLISHED
        area_id=area.public_id,
        area_code=area.code,
        name_th=area.name_th,
        name_en=area.name_en,
        parent_code=line.parent.code if line.parent else "",
        synthetic=area.synthetic,
        posts=staff.posts,
        filled=None if why else staff.filled,
        vacant=None if why else staff.vacant,
        person_months=None if why else float(round(staff.person_months, 2)),
        trained=None if why else staff.trained,
        expected_cells=cells.expected,
        reported_cells=cells.reported,
        checked_cells=None if work else cells.checked,
        verified_cells=None if work else cells.verified,
        withheld=why.value if why else None,
        cells_withheld=work.value if work else None,
    )
