"""Where the areas of a release lie, as far as anybody has drawn them."""

from __future__ import annotations

from datetime import date

from tambon.areas import queries as areas
from tambon.areas.queries.boundaries import list_boundaries
from tambon.areas.rules import Kind
from tambon.releases.rules.boundaries import Drawing, Shape, made_of, told_shapes


def list_shapes(level: str, *, on: date) -> list[Shape]:
    """The shapes of the level's areas that stand on the day; the country's from all its provinces."""
    drawings = [
        Drawing(Shape(area.public_id, one.wkb, one.licence, one.credit), one.longitude, one.latitude)
        for area, one in list_boundaries(Kind(level), on=on)
    ]
    if level == Kind.COUNTRY and not drawings:
        return _country(on)
    return told_shapes(level, drawings)


def _country(on: date) -> list[Shape]:
    """Nothing where a province is not drawn: a country with a hole is none."""
    countries = [area for area in areas.list_for_publication(on=on) if area["kind"] == Kind.COUNTRY]
    provinces = list_shapes(Kind.PROVINCE, on=on)
    standing = areas.count(Kind.PROVINCE, on=on)
    if not countries or not provinces or len(provinces) != standing:
        return []
    return [made_of(countries[0]["public_id"], provinces)]
