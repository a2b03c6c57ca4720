"""Loading lists, asking by day, and what PostgreSQL refuses. The world:

TH ─ 58 ─ 5801 ─ 580101 (no village) · 580102 (two villages)
        └ 5802 ─ 580201
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from tambon.areas import actions, queries
from tambon.areas.models import Area, AreaCode, AreaName, Edition, Lineage, Membership
from tambon.areas.rules import Kind, ListSource, Scheme
from tambon.areas.rules.lists import Listed
from tambon.formats import refused_csv
from tambon.journal.models import Entry
from tambon.lib.problem import Problem

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, tzinfo=UTC)
DAY, LATER, TODAY = date(2026, 10, 23), date(2027, 10, 1), date(2026, 11, 22)
LIST = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
    Listed(Kind.TAMBON, "580101", "จองคำ", "Chong Kham"),
    Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
    Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam"),
    Listed(Kind.TAMBON, "580201", "ขุนยวม", "Khun Yuam"),
]
VILLAGES = [
    {"code": "58010201", "name_th": "บ้านหนึ่ง", "name_en": "One"},
    {"code": "58010202", "name_th": "บ้านสอง", "name_en": ""},
]


def load(listed: list[Listed], day: date = DAY) -> actions.LoadReport:
    return actions.load_list(listed, of=ListSource("list", day, "CC0-1.0", "us"), by="system", at=AT)


def load_villages(villages, *, day: date = DAY, synthetic: bool = False) -> actions.LoadReport:
    return actions.load_villages(
        villages, source="villages", day=day, licence="CC0-1.0", credit="us", synthetic=synthetic,
        by="system", at=AT,
    )  # fmt: skip


@pytest.fixture
def world() -> None:
    load(LIST)
    load_villages(VILLAGES)


def codes(areas) -> list[str]:
    return [area.code for area in areas]


def get(code: str, on: date = TODAY) -> queries.AreaView:
    return queries.get_area(code, on=on)


def test_an_area_is_found_by_any_of_its_codes(world) -> None:
    area = get("580101")
    assert (area.kind, area.full_th, area.full_en) == (Kind.TAMBON, "ตำบลจองคำ", "Tambon Chong Kham")
    assert queries.get_area("TH580101", on=TODAY, scheme=Scheme.PCODE) == area
    assert queries.find_by_public_id(area.public_id, on=TODAY) == area
    assert queries.find_area("999999", on=TODAY) is None
    with pytest.raises(Problem) as caught:
        get("999999")
    assert caught.value.kind.code == "404-area-unknown"


def test_before_the_first_list_the_answer_is_what_is_known(world) -> None:
    facts = queries.describe("580101", on=date(2001, 1, 1))
    assert facts.area.name_th == "จองคำ"
    assert (facts.known_completely, facts.known_since) == (False, DAY)
    assert queries.describe("580101", on=TODAY).known_completely
    assert codes(facts.ancestors) == ["TH", "58", "5801"]
    assert queries.describe("58", on=TODAY).children == {Kind.DISTRICT: 2, Kind.TAMBON: 3, Kind.VILLAGE: 2}


def test_the_tree_answers_up_and_down(world) -> None:
    province, village = get("58").id, get("58010202").id
    assert codes(queries.list_children(province, on=TODAY)) == ["5801", "5802"]
    assert codes(queries.list_ancestors(village, on=TODAY)) == ["TH", "58", "5801", "580102"]
    assert codes(queries.list_under(province, on=TODAY, kind=Kind.TAMBON)) == ["580101", "580102", "580201"]
    assert codes(queries.list_under(village, on=TODAY, kind=Kind.VILLAGE)) == ["58010202"]
    assert queries.ids_under(get("580101").id, on=TODAY, kind=Kind.VILLAGE) == []
    line = queries.ancestor_ids([village, -1], on=TODAY)
    assert line == {village: tuple(get(code).id for code in ("TH", "58", "5801", "580102", "58010202"))}
    assert queries.count(Kind.VILLAGE, on=TODAY) == 2
    assert queries.count(Kind.VILLAGE, on=TODAY, under=get("5802").id) == 0
    inside = queries.count_by_ancestor(province, on=TODAY, kind=Kind.VILLAGE)
    assert {code: inside.get(get(code).id, 0) for code in ("TH", "58", "5801", "5802")} == {
        "TH": 2, "58": 2, "5801": 2, "5802": 0,
    }  # fmt: skip


def test_many_at_once(world) -> None:
    found = queries.ids_by_code(["58", "580101", "58010201", "99"], on=TODAY)
    assert set(found) == {"58", "580101", "58010201"}
    assert set(queries.ids_by_code(found, on=TODAY, kind=Kind.VILLAGE)) == {"58010201"}
    assert {one.code: one.id for one in queries.views(found.values(), on=TODAY).values()} == found


def test_what_is_published_names_every_level(world) -> None:
    rows = list(queries.list_for_publication(on=TODAY))
    assert [row["code"] for row in rows] == [
        "TH", "58", "5801", "5802", "580101", "580102", "580201", "58010201", "58010202",
    ]  # fmt: skip
    assert rows[0]["parent_code"] is None
    assert rows[-1] == {
        "public_id": get("58010202").public_id, "kind": "village", "code": "58010202", "name_th": "บ้านสอง",
        "name_en": "", "parent_code": "580102", "province_code": "58", "district_code": "5801",
        "tambon_code": "580102", "synthetic": False,
    }  # fmt: skip


def test_the_same_list_again_does_nothing(world) -> None:
    before = Entry.objects.count()
    assert load(LIST).already
    again = load_villages(VILLAGES)
    assert (again.added, again.unchanged, again.refused) == (0, 2, ())
    assert Entry.objects.count() == before == 2
    assert Edition.objects.count() == 2


def test_a_newer_list_renames_ends_and_begins_and_the_old_days_stay(world) -> None:
    newer = [one for one in LIST if one.code != "580201"]
    newer[3] = Listed(Kind.TAMBON, "580101", "จองคำใหม่", "New Chong Kham")
    newer.append(Listed(Kind.TAMBON, "580202", "แม่เงา", "Mae Ngao"))
    report = load(newer, LATER)
    assert (report.added, report.renamed, report.ended) == (1, 1, 1)
    assert [get("580101", day).name_th for day in (TODAY, LATER)] == ["จองคำ", "จองคำใหม่"]
    assert get("580101", TODAY).id == get("580101", LATER).id
    assert queries.find_area("580201", on=LATER) is None
    district = get("5802").id
    assert codes(queries.list_under(district, on=TODAY, kind=Kind.TAMBON)) == ["580201"]
    assert codes(queries.list_under(district, on=LATER, kind=Kind.TAMBON)) == ["580202"]
    assert queries.count(Kind.TAMBON, on=LATER) == 3
    with pytest.raises(Problem) as caught:
        load(LIST[:-1], TODAY)
    assert caught.value.kind.code == "409-areas-edition-older"


def test_villages_of_an_ended_tambon_leave_its_line(world) -> None:
    load([one for one in LIST if one.code != "580102"], LATER)
    village = get("58010201").id
    assert codes(queries.list_ancestors(village, on=TODAY)) == ["TH", "58", "5801", "580102"]
    assert queries.list_ancestors(village, on=LATER) == []


def test_a_village_file_loads_what_can_stand_and_returns_the_rest(world, tmp_path) -> None:
    path = tmp_path / "villages.csv"
    path.write_bytes(
        "code,name_th,name_en\n58010203,บ้านสาม,Three\n5801024,บ้านสี่,\n58010205.0,บ้านห้า,\n"
        "58999901,บ้านหก,\n58010203,บ้านเจ็ด,\n58010101,,\n58010201,บ้านหนึ่ง,\n".encode("cp874")
    )
    report = load_villages(path)
    assert (report.added, report.unchanged, report.accepted) == (1, 1, 2)
    assert [(one.row, one.code) for one in report.refused] == [
        (3, "422-village-code-zero"),
        (4, "422-village-code-number"),
        (5, "422-village-tambon-unknown"),
        (6, "422-village-code-twice"),
        (7, "422-village-name-missing"),
    ]
    assert "5801024,บ้านสี่" in refused_csv(report.refused).decode()
    assert get("58010203").name_en == "Three"


def test_synthetic_villages_say_so_and_never_take_a_real_code(world) -> None:
    report = load_villages(
        [VILLAGES[0], {"code": "58020101", "name_th": "บ้านตัวอย่าง", "name_en": ""}], synthetic=True
    )
    assert [one.code for one in report.refused] == ["422-village-synthetic"]
    assert (get("58020101").synthetic, get("58010201").synthetic) == (True, False)
    assert [r["synthetic"] for r in queries.list_for_publication(on=TODAY)].count(True) == 1


def test_villages_need_a_country() -> None:
    with pytest.raises(Problem) as caught:
        load_villages(VILLAGES)
    assert caught.value.kind.code == "409-areas-not-loaded"


def test_a_load_that_contradicts_leaves_nothing(world) -> None:
    """A list of a day before a standing area began cannot put children into it."""
    load([*LIST, Listed(Kind.DISTRICT, "5803", "ปาย", "Pai")], LATER)
    before = Area.objects.count()
    with pytest.raises(Problem) as caught:
        actions.load_list(
            [*LIST, Listed(Kind.DISTRICT, "5803", "ปาย", "Pai"), Listed(Kind.TAMBON, "580301", "เวียงใต้", "")],
            of=ListSource("another", TODAY, "CC0-1.0", "us"), by="system", at=AT,
        )  # fmt: skip
    assert caught.value.kind.code == "409-areas-two-truths"
    assert Area.objects.count() == before


JANUARY_ON, YEAR = "[2027-01-01,)", "[2026-01-01,2026-12-31)"


@pytest.mark.parametrize("during", [JANUARY_ON, YEAR, "(,)", "empty"])
@pytest.mark.parametrize("truth", ["name", "code of the area", "area of the code", "parent"])
def test_postgresql_refuses_two_truths_for_one_day(world, truth: str, during: str) -> None:
    area, other, edition = get("580102").id, get("580201").id, Edition.objects.first()
    row = {
        "name": lambda: AreaName(area_id=area, th="อื่น"),
        "code of the area": lambda: AreaCode(area_id=area, scheme="dopa", code="580199"),
        "area of the code": lambda: AreaCode(area_id=other, scheme="dopa", code="580102"),
        "parent": lambda: Membership(child_id=area, parent_id=get("5802").id, hierarchy="administrative"),
    }[truth]()
    row.edition, row.during = edition, during
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_lineage_is_what_the_memberships_say(world) -> None:
    """A slow twin in plain Python walks the memberships; the closure must say the same."""
    parent = dict(Membership.objects.values_list("child_id", "parent_id"))
    expected = set()
    for area in Area.objects.values_list("id", flat=True):
        above, depth = area, 0
        while above is not None:
            expected.add((area, above, depth))
            above, depth = parent.get(above), depth + 1
    assert set(Lineage.objects.values_list("descendant_id", "ancestor_id", "depth")) == expected
