"""What a freeze writes of boundaries and of answers that are lists, from the database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import shapely
from django.contrib.postgres.fields.ranges import DateRange

from tambon.areas import actions as areas
from tambon.areas.models import Area, Boundary, Edition
from tambon.areas.rules import Kind, ListSource
from tambon.areas.rules.lists import Listed
from tambon.dictionary.rules.reading import read_dataset
from tambon.releases.queries.shapes import list_shapes
from tambon.releases.rules.adapt import adapt
from tambon.releases.rules.child_tables import as_variables, child_tables

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
ON = date(2026, 11, 22)
LIST = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "50", "เชียงใหม่", "Chiang Mai"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
]


@pytest.fixture
def source() -> Edition:
    areas.load_list(LIST, of=ListSource("list", date(2026, 10, 23), "CC0-1.0", "us"), by="system", at=AT)
    return Edition.objects.create(
        source="map", day=date(2026, 10, 23), sha256="ab" * 32, licence="CC-BY-4.0", credit="RTSD",
        kinds=["province"], loaded_at=AT,
    )  # fmt: skip


def draw(source: Edition, code: str, west: float) -> None:
    Boundary.objects.create(
        area=Area.objects.get(codes__code=code),
        shape=shapely.to_wkb(shapely.box(west, 18, west + 0.5, 19, ccw=False)),
        is_point=False, longitude=west + 0.25, latitude=18.5, square_km=5800.0, found_as=f"TH{code}",
        during=DateRange(), listed=DateRange(), edition=source,
    )  # fmt: skip


def test_drawn_provinces_are_told_and_make_the_country_once_all_are(source: Edition) -> None:
    draw(source, "58", 97.5)
    (one,) = list_shapes("province", on=ON)
    shape = shapely.from_wkb(one.wkb)
    assert shape.bounds == (97.5, 18, 98, 19) and shape.exterior.is_ccw
    assert (one.licence, one.credit) == ("CC-BY-4.0", "RTSD")
    assert list_shapes("country", on=ON) == [], "a country with a hole is none"
    draw(source, "50", 98.0)
    (country,) = list_shapes("country", on=ON)
    assert shapely.from_wkb(country.wkb).bounds == (97.5, 18, 98.5, 19)
    assert country.area_id == Area.objects.get(kind="country").public_id
    assert list_shapes("tambon", on=ON) == []


def test_the_dictionarys_lists_become_child_tables() -> None:
    from pathlib import Path

    import tambon

    path = Path(tambon.__file__).parent / "standard/datasets/infrastructure.yml"
    dataset = adapt(read_dataset(path.read_text(encoding="utf-8"), file=path.name), 1, ["2026"], {})
    (routes,) = child_tables(dataset)
    columns = {column.name: column for column in as_variables(routes)}
    assert routes.name == "routes" and columns["route_km"].unit and columns["route_to"].codes
    assert {column.protection for column in columns.values()} == {"free"}
