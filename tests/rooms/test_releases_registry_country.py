"""The whole country, with boundaries as they really come: loaded once for this file and rolled back after it.

The boundaries lie where `TAMBON_TEST_DATA` says, by default in ``../shared/data`` beside the checkout.
"""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import shapely
from django.contrib.postgres.fields.ranges import DateRange
from django.db import transaction
from pmtiles.reader import MmapSource, Reader

from tambon.areas import actions as areas
from tambon.areas.models import AreaCode, Boundary, Edition
from tambon.areas.rules.geometry import measure_all, mend_all
from tambon.releases.actions import Place
from tambon.releases.registry.actions import PublishedAreas, publish_areas

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
DATA = Path(os.environ.get("TAMBON_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
FILES = {level: DATA / f"mapthai_tha{level}.geojson" for level in (1, 2, 3)}
MOST_SECONDS = 60  # of this process


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    if not all(path.exists() for path in FILES.values()):
        pytest.skip(f"no boundaries to try in {DATA}")
    folder = tmp_path_factory.mktemp("country")
    with django_db_blocker.unblock(), transaction.atomic():
        areas.load_geothai(by="system", at=AT)
        draw()
        begun = time.process_time()
        made = publish_areas(by="system", at=AT, place=Place(folder, folder, ""))
        print(f"published in {time.process_time() - begun:.1f} s, {made.bytes:,} bytes")
        assert time.process_time() - begun < MOST_SECONDS
        yield made
        transaction.set_rollback(True)


def draw() -> None:
    edition = Edition.objects.create(
        source="rtsd", day=date(2019, 11, 6), sha256="b", licence="CC-BY-IGO", kinds=[], loaded_at=AT,
        credit="OCHA / Royal Thai Survey Department",
    )  # fmt: skip
    bearers = dict(AreaCode.objects.filter(scheme="dopa").values_list("code", "area_id"))
    found = {}
    for level, path in FILES.items():
        for feature in json.loads(path.read_bytes())["features"]:
            code = feature["properties"][f"adm{level}_pcode"].removeprefix("TH")
            if code in bearers:
                found[bearers[code]] = code, shapely.from_geojson(json.dumps(feature["geometry"]))
    wkbs = [one.wkb for one in mend_all(list(shapely.to_wkb([shape for _, shape in found.values()])))]
    drawn = [
        Boundary(
            area_id=area, shape=wkb, is_point=False, longitude=m.longitude, latitude=m.latitude,
            square_km=m.square_km, found_as=f"TH{code}", during=DateRange(), listed=DateRange(),
            edition=edition,
        )
        for (area, (code, _)), wkb, m in zip(found.items(), wkbs, measure_all(wkbs), strict=True)
    ]  # fmt: skip
    Boundary.objects.bulk_create(drawn, batch_size=2_000)


def table(made: PublishedAreas, name: str) -> list[dict]:
    return pq.read_table(made.folder / f"{name}.parquet").to_pylist()


def test_bueng_kan_is_followed_from_code_to_code(made) -> None:
    assert made.counts == {"country": 1, "province": 77, "district": 928, "tambon": 7436}
    lines = {(row["from_code"], row["to_code"]): row for row in table(made, "crosswalk")}
    assert lines["430301", "380101"]["share"] == 1.0
    assert {to for code, to in lines if code == "104701"} == {"104702", "104703"}
    assert lines["104701", "104702"]["share"] is None
    rows = [row for row in table(made, "areas") if row["code"] == "380101"]
    assert {(row["by"], row["since"]) for row in rows} == {
        ("law", date(2011, 3, 23)),
        ("list", date(2011, 3, 31)),
    }


def test_each_level_of_detail_is_smaller_than_the_one_above_it(made) -> None:
    for kind in ("province", "district", "tambon"):
        sizes = [
            (made.folder / "geometry" / f"{kind}.{detail}.parquet").stat().st_size
            for detail in ("low", "middle", "high")
        ]
        assert sizes == sorted(sizes)
    shapes = shapely.from_wkb([row["geometry"] for row in table(made, "geometry/tambon.low")])
    assert len(shapes) > 7_400 and shapely.is_valid(shapes).all() and not shapely.is_empty(shapes).any()


def test_the_country_lies_in_a_few_hundred_tiles(made) -> None:
    with (made.folder / "tiles.pmtiles").open("rb") as file:
        reader = Reader(MmapSource(file))
        assert 500 < reader.header()["addressed_tiles_count"] < 2_000
        assert len(reader.get(6, 50, 29)) < 200_000
        assert reader.get(10, 795, 464) is not None  # Bangkok
