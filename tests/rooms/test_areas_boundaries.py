"""Files of boundaries: who gets which, what is refused, what replaces what, and how it is undone.

The world: TH ─ 58 ─ 5801 ─ 580101 · 580102 · 580103. 580102 bore 580199 until 2015-02-14 by law,
2015-03-11 in the list.
"""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import shapely
from django.db import connection, transaction

from tambon.areas import actions
from tambon.areas.actions.boundaries import BoundaryReport, apply_boundaries, load_boundaries
from tambon.areas.actions.drawing import Point, place_points
from tambon.areas.models import Alteration, Boundary, Draft, Edition
from tambon.areas.queries import get_area, list_under
from tambon.areas.queries.boundaries import (
    count_without_boundary,
    find_boundary,
    list_boundaries,
    list_centroid_outside,
    list_without_boundary,
)
from tambon.areas.rules import Basis, By, Kind, ListSource, When
from tambon.areas.rules.lists import Listed
from tambon.areas.rules.operations import Recode
from tambon.journal.models import Entry
from tambon.lib.problem import Problem

DATA = Path(os.environ.get("TAMBON_TEST_DATA") or Path(__file__).parents[3] / "shared/data")
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
LISTED, TODAY = date(2026, 10, 23), date(2026, 11, 22)
DRAWN, LATER, EARLIER = date(2019, 11, 6), date(2024, 1, 1), date(2010, 5, 5)
LAW, LIST_DAY = date(2015, 2, 14), date(2015, 3, 11)
BOWTIE = "POLYGON((98 19,98.1 19.1,98.1 19,98 19.1,98 19))"
CRESCENT = "POLYGON((98 19,98.1 19,98.1 19.1,98 19.1,98 19.09,98.09 19.09,98.09 19.01,98 19.01,98 19))"


def box(x: float = 98, y: float = 19, side: float = 0.1) -> shapely.Geometry:
    return shapely.box(x, y, x + side, y + side)


CODES = ("580101", "580102", "580103")


def load_list(*codes: str, day: date = LISTED) -> None:
    listed = [
        Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
        Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
        Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
        *(Listed(Kind.TAMBON, code, f"ตำบล{code}", f"Tambon {code}") for code in codes),
    ]
    actions.load_list(listed, of=ListSource("list", day, "CC0-1.0", "us"), by="system", at=AT)


@pytest.fixture
def world(db) -> None:
    load_list("580101", "580199", "580103")
    actions.load_villages(
        [{"code": "58010101", "name_th": "บ้านหนึ่ง"}], source="villages", day=LISTED, licence="CC0-1.0",
        credit="us", synthetic=False, by="system", at=AT,
    )  # fmt: skip
    recoded = Recode("580199", "580102"), When(LAW, LIST_DAY, "notice", Basis.NOTICE)
    actions.apply_operations([recoded], note="", by="system", at=AT)


def area(code: str) -> int:
    return get_area(code, on=TODAY).id


def geojson(shapes: dict[str, shapely.Geometry | str], column: str = "ADM3_PCODE") -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {column: code, "ADM3_TH": "ชื่อ"},
            "geometry": json.loads(
                shapely.to_geojson(shapely.from_wkt(shape) if isinstance(shape, str) else shape)
            ),
        }
        for code, shape in shapes.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def load(shapes, day: date = DRAWN, **given) -> BoundaryReport:
    terms = {"source": "RTSD", "day": day, "licence": "CC-BY-IGO", "credit": "OCHA, RTSD"}
    return load_boundaries(geojson(shapes), by="system", at=AT, **(terms | given))


@pytest.mark.slow
def test_a_file_gives_areas_their_boundaries_also_through_an_older_code(world) -> None:
    report = load({"TH580101": box(), "580199": box(98.1), "TH990101": box(98.2)})
    assert (report.kind, report.accepted, report.added) == (Kind.TAMBON, 2, 2)
    assert [one.found_as for one in report.older_codes] == ["580199"]
    assert report.without_area == ("TH990101",)
    assert [(one.row, one.code) for one in report.refused] == [(3, "422-boundary-area-unknown")]
    assert [one.code for one in report.without_boundary] == ["580103"]
    through = find_boundary(area("580102"), on=TODAY)
    assert (through.found_as, through.since, through.until) == ("580199", None, None)
    assert (through.source, through.day, through.licence, through.credit) == (
        "RTSD", DRAWN, "CC-BY-IGO", "OCHA, RTSD",
    )  # fmt: skip
    assert through.square_km == pytest.approx(11.06 * 10.52, rel=0.01)
    assert shapely.from_wkb(through.wkb).contains(shapely.Point(through.longitude, through.latitude))
    assert find_boundary(area("580103"), on=TODAY) is None
    assert Entry.objects.filter(kind="areas.drawn").count() == 1


@pytest.mark.slow
def test_the_same_file_again_changes_nothing_and_takes_in_what_can_stand_now(world) -> None:
    shapes = {"TH580101": box(), "580188": box(98.1)}
    first = load(shapes)
    again = load(shapes)
    assert (again.accepted, again.added, again.edition) == (1, 0, None)
    assert Entry.objects.filter(kind="areas.drawn").count() == 1
    load_list(*CODES, "580188", day=date(2026, 11, 1))
    third = load(shapes)
    assert third.added == 1 and third.edition > first.edition, "or nobody would see that something changed"
    assert not third.refused


@pytest.mark.slow
def test_a_newer_source_takes_the_place_from_its_day_on_and_an_older_one_goes_before(world) -> None:
    here = area("580101")
    load({"580101": box()})
    newer = load({"580101": box(98.2)}, day=LATER)
    load({"580101": box(98.4)}, day=EARLIER)
    longitudes = {
        day: find_boundary(here, on=day).longitude for day in (date(1990, 1, 1), DRAWN, LATER, TODAY)
    }
    assert list(longitudes.values()) == pytest.approx([98.45, 98.05, 98.25, 98.25])
    assert find_boundary(here, on=DRAWN, by=By.LIST).longitude == longitudes[DRAWN]
    altered = Alteration.objects.get(edition=newer.edition)
    assert (altered.relation, altered.before["during"]) == ("areas_boundary", "(,)")
    assert altered.after["during"] == f"(,{LATER.isoformat()})"


@pytest.mark.slow
def test_a_correction_of_the_same_day_replaces_and_undoing_brings_the_old_one_back(world) -> None:
    here = area("580101")
    load({"580101": box(98.2)})
    before = find_boundary(here, on=TODAY)
    corrected = load({"580101": box(98.3)}, source="RTSD, corrected")
    assert find_boundary(here, on=TODAY).longitude == pytest.approx(98.35)
    assert Boundary.objects.count() == 1
    actions.undo(corrected.edition, by="system", at=AT)
    assert find_boundary(here, on=TODAY) == before
    assert load({"580101": box(98.3)}, source="RTSD, corrected").added == 1


@pytest.mark.slow
def test_what_was_mended_is_kept_in_words(world) -> None:
    report = load({"580101": BOWTIE, "580102": box(98.1)})
    assert [one.found_as for one in report.repaired] == ["580101"]
    assert "ตัดกันเอง" in find_boundary(area("580101"), on=TODAY).repaired
    assert find_boundary(area("580102"), on=TODAY).repaired == ""


@pytest.mark.slow
def test_a_staged_file_waits_until_it_is_applied(world) -> None:
    shapes = {"580101": box(), "999999": box(98.1)}
    staged = load(shapes, staged=True)
    assert (staged.added, staged.edition) == (1, None)
    assert load(shapes, staged=True).draft == staged.draft
    assert not Boundary.objects.exists()
    draft = Draft.objects.get(pk=staged.draft)
    assert [one["code"] for one in draft.refused] == ["422-boundary-area-unknown"]
    edition = actions.apply_draft(draft.pk, by="system", at=AT)
    assert Boundary.objects.get().edition_id == edition
    with pytest.raises(Problem) as caught, transaction.atomic():
        apply_boundaries(draft, by="system", at=AT)
    assert caught.value.kind.code == "409-area-nothing-changes"


@pytest.mark.slow
def test_another_column_is_named_by_a_mapping_and_a_kind_may_be_asked_for(world) -> None:
    content = geojson({"5801": box()}, column="รหัสอำเภอ")
    report = load_boundaries(
        content, source="s", day=DRAWN, licence="CC0-1.0", credit="us", by="system", at=AT,
        mapping={"code": "รหัสอำเภอ"}, kind=Kind.DISTRICT,
    )  # fmt: skip
    assert (report.kind, report.accepted) == (Kind.DISTRICT, 1)


@pytest.mark.slow
def test_without_a_registry_there_is_nothing_to_draw(db) -> None:
    with pytest.raises(Problem) as caught:
        load({"580101": box()})
    assert caught.value.kind.code == "409-areas-not-loaded"


@pytest.mark.slow
def test_questions_about_what_is_drawn_and_what_is_missing(world) -> None:
    load({"580101": CRESCENT, "580102": box(98.1)})
    drawn = list(list_boundaries(Kind.TAMBON, on=TODAY))
    assert [(one.code, boundary.found_as) for one, boundary in drawn] == [
        ("580101", "580101"), ("580102", "580102"),
    ]  # fmt: skip
    assert [one.code for one in list_without_boundary(Kind.TAMBON, on=TODAY)] == ["580103"]
    assert list_without_boundary(Kind.TAMBON, on=TODAY, limit=0) == []
    province, tambon = area("58"), area("580101")
    assert count_without_boundary(Kind.TAMBON, on=TODAY, under=province) == 1
    assert count_without_boundary(Kind.TAMBON, on=TODAY, under=tambon) == 0
    assert [one.code for one in list_centroid_outside(Kind.TAMBON, on=TODAY)] == ["580101"]


@pytest.mark.slow
def test_villages_are_placed_as_points_once(world) -> None:
    village = area("58010101")
    edition = Edition.objects.create(
        source="villages", day=LISTED, sha256="v", licence="CC0-1.0", credit="us", kinds=[], loaded_at=AT
    )
    points = [Point(village, 97.965, 19.301, "58010101")]
    assert place_points(points, edition) == 1
    assert place_points(points, edition) == 0
    placed = find_boundary(village, on=TODAY)
    assert (placed.is_point, placed.square_km, placed.longitude, placed.latitude) == (
        True,
        None,
        97.965,
        19.301,
    )
    assert place_points([Point(village, 97.97, 19.31, "58010101")], edition) == 1
    assert Boundary.objects.count() == 1


# The country as it really comes.


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    path = DATA / "mapthai_tha3.geojson"
    if not path.exists():
        pytest.skip(f"no mapthai_tha3.geojson in {DATA}; name its folder in TAMBON_TEST_DATA")
    with django_db_blocker.unblock(), transaction.atomic():
        actions.load_geothai(by="system", at=AT)
        begun = time.monotonic()
        report = load_boundaries(
            path, source="RTSD, HDX COD-AB", day=DRAWN, licence="CC-BY-IGO", by="system", at=AT,
            credit="OCHA, Royal Thai Survey Department",
        )  # fmt: skip
        print(f"{report.accepted} boundaries in {time.monotonic() - begun:.1f} s")
        yield report
        transaction.set_rollback(True)


@pytest.mark.slow
def test_each_tambon_outside_bangkok_has_its_polygon(country) -> None:
    assert (country.accepted, country.refused) == (7425, ())
    tambons = list_under(area("TH"), on=TODAY, kind=Kind.TAMBON)
    undrawn = {one.code for one in list_without_boundary(Kind.TAMBON, on=TODAY)}
    outside = [one for one in tambons if not one.code.startswith("10")]
    assert len(outside) == 7256
    assert not undrawn & {one.code for one in outside}
    assert {"104702", "104703"} <= undrawn
    assert {one.code for one in country.without_boundary} == undrawn
    recoded = find_boundary(area("530407"), on=TODAY)
    assert recoded.found_as == "TH530306"
    assert [one.found_as for one in country.older_codes] == ["TH530306"]


@pytest.mark.slow
def test_the_khwaeng_that_were_split_keep_their_own_polygon(country) -> None:
    split = get_area("104701", on=DRAWN, by=By.LIST)
    assert find_boundary(split.id, on=DRAWN).found_as == "TH104701"
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(square_km) FROM areas_boundary")
        assert cursor.fetchone()[0] == pytest.approx(513_120, rel=0.01)  # the country's official surface
