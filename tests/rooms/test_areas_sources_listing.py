"""Villages, communities, local governments and memberships in tables of any make. Every row is made up."""

from __future__ import annotations

from datetime import date

import pytest
from area_files import AT, DAY, LATER, LATEST, TOWN, codes, load, load_tree, table, terms, workbook
from django.db import IntegrityError, transaction

from tambon.areas import actions, queries
from tambon.areas.models import Boundary, Edition, Membership
from tambon.areas.rules import Hierarchy, Kind, Scheme
from tambon.journal.models import Entry
from tambon.lib.problem import Problem

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
TOWNS = (
    ("code", "name_th", "type", "province", "district"),
    ("6580101", "ตัวอย่าง", "เทศบาลเมือง", "58", ""),
    ("6580102", "อบต.ห้วยโป่ง", "", "", "5801"),
)
COMMUNITIES = (
    ("code", "name_th", "local_government", "tambon"),
    ("58990001", "ชุมชนหนึ่ง", "6580102", ""),
    ("58990002", "สอง", "", "580101"),
)
VILLAGES = (
    ("code", "name_th"), ("58010201", "บ้านหนึ่ง"), ("58010202", "บ้านสอง"), ("58020101", "บ้านสาม"),
)  # fmt: skip
MEMBERS = (
    ("code", "local_government"), ("58010201", "6580102"), ("58010202", "6580102"), ("58020101", "6580102"),
)  # fmt: skip


@pytest.fixture
def world() -> None:
    load_tree()
    load("villages", table(*VILLAGES), given=terms())
    load("local-governments", table(*TOWNS), given=terms(source="dla"))


def community(code: str, on: date = TODAY) -> queries.AreaView:
    return queries.get_area(code, on=on, scheme=Scheme.MUNICIPAL)


def town(code: str, on: date = TODAY) -> queries.AreaView:
    return queries.get_area(code, on=on, scheme=Scheme.LOCAL_GOVERNMENT)


def served(code: str, on: date = TODAY) -> list[str]:
    ids = queries.ids_under(town(code).id, on=on, kind=Kind.VILLAGE, hierarchy=Hierarchy.LOCAL_GOVERNMENT)
    return sorted(one.code for one in queries.views(ids, on=on).values())


def test_headings_of_any_name_through_a_mapping() -> None:
    load_tree()
    content = workbook(
        [("ลำดับ", "รหัส (8 หลัก)", "หมู่บ้านชื่อ", "Y", "X"), ("1", "58010201", "หมู่ที่ ๑ บ้านหนึ่ง", "19.3", "97.9")],
        titles=["บัญชีหมู่บ้าน (สังเคราะห์)"],
    )
    mapping = {"code": "รหัส (8 หลัก)", "name_th": "หมู่บ้านชื่อ", "latitude": "Y", "longitude": "X"}
    report = load("villages", content, given=terms(), mapping=mapping)
    assert (report.added, report.placed, report.refused) == (1, 1, ())
    assert queries.get_area("58010201", on=TODAY).name_th == "หมู่ที่ ๑ บ้านหนึ่ง"
    place = Boundary.objects.get()
    assert (place.is_point, place.longitude, place.latitude) == (True, 97.9, 19.3)
    editions, entries = Edition.objects.count(), Entry.objects.count()
    assert not load("villages", content, given=terms(), mapping=mapping).changed
    assert (Edition.objects.count(), Entry.objects.count()) == (editions, entries)
    with pytest.raises(Problem) as caught:
        load("villages", content, given=terms(), mapping={**mapping, "nickname": "Y"})
    assert caught.value.kind.code == "422-mapping-column-unknown"
    with pytest.raises(Problem) as caught:
        load("villages", content, given=terms(), mapping={**mapping, "code": "รหัสอื่น"})
    assert caught.value.kind.code == "422-mapping-heading-missing"
    with pytest.raises(Problem) as caught:
        load("villages", content, given=terms())
    assert caught.value.kind.code == "422-file-columns-missing"


def test_a_place_that_cannot_be_refuses_the_place_and_not_the_village() -> None:
    load_tree()
    content = table(("code", "name_th", "latitude", "longitude"), ("58010201", "บ้านหนึ่ง", "97.9", "19.3"))
    report = load("villages", content, given=terms())
    assert (report.added, report.placed, codes(report)) == (1, 0, [(2, "422-place-swapped")])


def test_codes_that_became_numbers_or_lost_a_zero(world) -> None:
    content = workbook([("code", "name_th"), (58010203, "บ้านเลข"), ("5801024", "บ้านขาดศูนย์")])
    report = load("villages", content, given=terms())
    assert codes(report) == [(2, "422-village-code-number"), (3, "422-village-code-zero")]
    numbers = workbook(
        [("code", "name_th", "tambon"), (58990003.0, "สาม", "580101"), ("58990004", "สี่", 580101.0)]
    )
    report = load("communities", numbers, given=terms())
    assert codes(report) == [(2, "422-source-code-number"), (3, "422-source-code-number")]


def test_only_a_whole_list_ends_what_it_leaves_out(world) -> None:
    newer = table(*VILLAGES[:2])
    assert load("villages", newer, given=terms(LATER)).ended == 0
    report = load("villages", newer, given=terms(LATEST), whole=True)
    assert (report.ended, report.unchanged) == (2, 1)
    assert queries.count(Kind.VILLAGE, on=TODAY) == 1
    assert queries.count(Kind.VILLAGE, on=LATER) == 3


def test_an_older_list_of_villages_changes_nothing_backwards(world) -> None:
    load("villages", table(*VILLAGES[:2]), given=terms(LATEST), whole=True)
    older = table(("code", "name_th"), ("58010201", "บ้านชื่ออื่น"), ("58010202", "บ้านสอง"))
    report = load("villages", older, given=terms(LATER, "another"))
    assert [code for _, code in codes(report)] == ["422-village-older"]
    with pytest.raises(Problem) as caught:
        load("villages", older, given=terms(LATER), whole=True)
    assert caught.value.kind.code == "409-areas-edition-older"


def test_local_governments_bear_their_type_and_stand_under_district_or_province(world) -> None:
    assert [town(code).name_th for code in ("6580101", "6580102")] == [TOWN, "องค์การบริหารส่วนตำบลห้วยโป่ง"]
    above = [a.code for a in queries.list_ancestors(town("6580102").id, on=TODAY)]
    assert above == ["TH", "58", "5801"]
    assert queries.describe("5801", on=TODAY).children[Kind.LOCAL_GOVERNMENT] == 1
    assert not load("local-governments", table(*TOWNS), given=terms(source="dla")).changed


def test_communities_stand_under_a_local_government_or_a_tambon_and_move(world) -> None:
    report = load("communities", table(*COMMUNITIES), given=terms())
    assert (report.added, report.refused) == (2, ())
    one, two = community("58990001"), community("58990002")
    assert (one.full_th, two.full_th) == ("ชุมชนหนึ่ง", "ชุมชนสอง")
    assert queries.list_ancestors(one.id, on=TODAY)[-1].code == "6580102"
    assert queries.list_ancestors(two.id, on=TODAY)[-1].code == "580101"
    newer = table(COMMUNITIES[0], ("58990001", "หนึ่งใหม่", "6580101", ""), COMMUNITIES[2])
    report = load("communities", newer, given=terms(LATER))
    assert (report.moved, report.renamed, report.unchanged) == (1, 0, 1)
    assert report.examples["moved"] == ("58990001 หนึ่งใหม่: 6580102 → 6580101",)
    assert queries.list_ancestors(one.id, on=DAY)[-1].code == "6580102"
    assert queries.list_ancestors(one.id, on=LATER)[-1].code == "6580101"
    assert sorted(str(c.kind) for c in queries.list_changes(one.id)) == ["moved", "renamed"]
    assert community("58990001", DAY).name_th == "หนึ่ง"
    older = load("communities", table(*COMMUNITIES), given=terms(DAY, "another"))
    assert [code for _, code in codes(older)] == ["422-source-older"]
    same_day = table(COMMUNITIES[0], ("58990001", "หนึ่งใหม่", "6580102", ""))
    assert load("communities", same_day, given=terms(LATER)).moved == 1  # the same day: a correction
    assert queries.list_ancestors(one.id, on=LATER)[-1].code == "6580102"


def test_a_village_and_a_community_may_bear_the_same_digits(world) -> None:
    load("communities", table(COMMUNITIES[0], ("58010201", "เลขซ้ำ", "", "580101")), given=terms())
    assert queries.get_area("58010201", on=TODAY).kind is Kind.VILLAGE
    assert community("58010201").kind is Kind.COMMUNITY
    report = load("memberships", table(*MEMBERS[:2]), given=terms())
    assert codes(report) == [(2, "422-source-kind-unclear")]
    clear = table(("code", "local_government", "ชนิด"), ("58010201", "6580102", "หมู่บ้าน"))
    assert load("memberships", clear, given=terms()).added == 1


def test_what_cannot_stand_above_what(world) -> None:
    rows = (
        ("code", "name_th", "type", "district", "province"),
        ("6580103", "เทศบาลตำบลวน", "", "6580103", ""), ("6580104", "เทศบาลตำบลหนึ่ง", "", "", "99"),
        ("6580105", "เทศบาลตำบลสอง", "", "", ""), ("6580106", "สาม", "เทศบาลใหญ่", "", "58"),
        ("6580107", "", "", "", "58"), ("6580101", "เทศบาลซ้ำ", "", "", "58"),
        ("6580101", "เทศบาลซ้ำ", "", "", "58"),
    )  # fmt: skip
    report = load("local-governments", table(*rows), given=terms(LATER))
    assert codes(report) == [
        (2, "422-source-code-length"), (3, "422-source-parent-unknown"), (4, "422-source-parent-not-given"),
        (5, "422-source-type-unknown"), (6, "422-source-name-missing"), (8, "422-source-code-twice"),
    ]  # fmt: skip


def test_a_circle_is_refused_by_the_rule_and_by_the_database(world) -> None:
    load("local-governments", table(TOWNS[0], ("5802", "เทศบาลตำบลรหัสสั้น", "", "58", "")), given=terms())
    report = load(
        "local-governments", table(TOWNS[0], ("5802", "เทศบาลตำบลรหัสสั้น", "", "", "5802")), given=terms(LATER)
    )
    assert codes(report) == [(2, "422-source-parent-rank")]
    edition, village = Edition.objects.first(), queries.get_area("58010201", on=TODAY).id
    tambon = queries.get_area("580102", on=TODAY).id
    for parent, child in ((village, tambon), (village, village)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(
                parent_id=parent, child_id=child, hierarchy="local_government", edition=edition,
                during="[2024-01-01,)", listed="[2024-01-01,)",
            )  # fmt: skip


def test_a_local_government_serves_villages_of_several_tambons(world) -> None:
    report = load("memberships", table(*MEMBERS), given=terms(LATER))
    assert (report.added, report.refused) == (3, ())
    assert served("6580102") == ["58010201", "58010202", "58020101"]
    assert served("6580102", DAY) == []
    assert [a.code for a in queries.list_ancestors(queries.get_area("58010201", on=TODAY).id, on=TODAY)] == [
        "TH", "58", "5801", "580102",
    ]  # fmt: skip
    assert not load("memberships", table(*MEMBERS), given=terms(LATER)).changed


def test_a_newer_list_of_memberships_closes_and_opens(world) -> None:
    load("memberships", table(*MEMBERS), given=terms(DAY))
    newer = table(MEMBERS[0], ("58010201", "6580101"), MEMBERS[2])
    report = load("memberships", newer, given=terms(LATER), whole=True)
    assert (report.moved, report.ended, report.unchanged) == (1, 1, 1)
    assert (served("6580101"), served("6580102")) == (["58010201"], ["58010202"])
    assert served("6580102", DAY) == ["58010201", "58010202", "58020101"]
    village = queries.get_area("58010201", on=TODAY).id
    assert [str(one.kind) for one in queries.list_changes(village)] == ["moved"]
    with pytest.raises(Problem) as caught:
        load("memberships", table(*MEMBERS), given=terms(DAY))
    assert caught.value.kind.code == "409-areas-edition-older"
    older = load("memberships", table(*MEMBERS[:2]), given=terms(DAY, "another"))
    assert [code for _, code in codes(older)] == ["422-source-older"]
    edition = report.edition
    assert edition is not None
    actions.undo(edition, by="system", at=AT)
    assert served("6580102") == ["58010201", "58010202", "58020101"]


def test_periods_of_memberships(world) -> None:
    rows = (
        ("code", "local_government", "from", "until"),
        ("58010201", "6580101", "2015-01-01", "2563-01-01"), ("58010201", "6580102", "25630101", ""),
        ("58010202", "6580101", "1/1/2558", "2020-01-01"), ("58010202", "6580102", "2019-01-01", ""),
        ("58020101", "6580102", "2020-01-01", "2019-01-01"), ("58020101", "6580102", "2030-01-01", ""),
        ("58020101", "6580102", "", "2020-01-01"), ("58020101", "6580102", "เมื่อวาน", ""),
    )  # fmt: skip
    report = load("memberships", table(*rows), given=terms(LATER))
    assert codes(report) == [
        (5, "422-source-period-overlaps"), (6, "422-source-period-turned"), (7, "422-source-period-future"),
        (8, "422-source-period-start"), (9, "422-source-day"),
    ]  # fmt: skip
    assert served("6580101", date(2019, 12, 31)) == ["58010201", "58010202"]
    assert served("6580102", date(2020, 1, 1)) == ["58010201"]
    assert not load("memberships", table(*rows), given=terms(LATER)).changed
    clash = table(rows[0], ("58010201", "6580102", "2016-01-01", "2017-01-01"))
    assert codes(load("memberships", clash, given=terms(LATER))) == [(2, "422-source-period-known")]


def test_members_and_parents_that_do_not_exist(world) -> None:
    rows = (
        ("code", "local_government"), ("58010299", "6580102"), ("58010201", "999"), ("58010202", "58010201"),
        ("58010202", ""), ("5801020", "6580102"),
    )  # fmt: skip
    assert codes(load("memberships", table(*rows), given=terms())) == [
        (2, "422-source-member-unknown"), (3, "422-source-parent-unknown"), (4, "422-source-parent-rank"),
        (5, "422-source-code-missing"), (6, "422-source-code-length"),
    ]  # fmt: skip


def test_the_same_memberships_again_bring_what_could_not_stand_before(world) -> None:
    with_one_more = table(*MEMBERS, ("58010288", "6580102"))
    first = load("memberships", with_one_more, given=terms(LATER))
    assert [code for _, code in codes(first)] == ["422-source-member-unknown"]
    load("villages", table(VILLAGES[0], ("58010288", "บ้านใหม่")), given=terms(DAY, "one more"))
    again = load("memberships", with_one_more, given=terms(LATER))
    assert (again.added, again.refused) == (1, ())
    assert first.edition is not None and again.edition is not None and again.edition > first.edition
    assert not load("memberships", with_one_more, given=terms(LATER)).changed


def test_without_terms_or_tree_nothing_is_loaded() -> None:
    with pytest.raises(Problem) as caught:
        load("villages", table(*VILLAGES), given=actions.Terms(day=DAY))
    assert "--source --licence --credit" in caught.value.say("en")
    for form, rows in (("communities", COMMUNITIES), ("local-governments", TOWNS), ("memberships", MEMBERS)):
        with pytest.raises(Problem) as caught:
            load(form, table(*rows), given=terms())
        assert caught.value.kind.code == "409-areas-not-loaded"
