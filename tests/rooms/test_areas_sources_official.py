"""``ccaatt`` and ``stat_aNN`` as they come. Every row is made up."""

from __future__ import annotations

from datetime import date

import pytest
from area_files import (
    AMPHOE,
    AT,
    CCAATT,
    LATER,
    LIST,
    STAT,
    TOWN,
    codes,
    directory,
    load,
    load_tree,
    page,
    stat_row,
    table,
    terms,
    workbook,
)  # fmt: skip

from tambon.areas import actions, queries
from tambon.areas.models import Area, Edition
from tambon.areas.rules import Kind, Scheme
from tambon.lib.problem import Problem

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def names(kind: Kind, on: date = TODAY) -> dict[str, str]:
    country = queries.get_area("TH", on=on).id
    return {one.code: one.name_th for one in queries.list_under(country, on=on, kind=kind)}


def test_the_directory_gives_the_tree_and_a_municipal_office_is_no_district() -> None:
    report = load("ccaatt", directory())
    assert (report.added, report.refused, report.day) == (7, (), "2024-01-01")
    assert names(Kind.DISTRICT) == {"5801": "เมืองแม่ฮ่องสอน", "5802": "ขุนยวม"}
    assert names(Kind.TAMBON) == {"580101": "จองคำ", "580102": "ห้วยโป่ง", "580201": "ขุนยวม"}
    assert queries.get_area("58", on=TODAY).name_en == "Mae Hong Son"
    assert load("ccaatt", directory()).already
    assert Edition.objects.count() == 1


def test_a_real_district_keeps_the_slot_that_elsewhere_an_office_takes() -> None:
    rows = [*CCAATT, ("58980000", "อำเภอปลายสุด", "", "0"), ("58980100", "ตำบลปลายสุด", "", "0")]
    load("ccaatt", directory(rows))
    assert names(Kind.DISTRICT)["5898"] == "ปลายสุด"
    assert names(Kind.TAMBON)["589801"] == "ปลายสุด"


def test_a_retired_code_is_known_with_its_day_and_no_more() -> None:
    rows = [*CCAATT, ("58010300", "หมอกเก่า*", "Old Mok", "25490101")]
    report = load("ccaatt", directory(rows))
    assert (report.older_codes, report.refused) == (1, ())
    old = queries.describe("580103", on=date(2005, 12, 31))
    assert (old.area.name_th, old.known_completely) == ("หมอกเก่า", False)
    assert queries.find_area("580103", on=date(2006, 1, 1)) is None
    assert not load("ccaatt", directory(rows)).changed


def test_a_newer_directory_ends_what_it_retires_on_its_day_and_what_it_leaves_out_on_its_own() -> None:
    load("ccaatt", directory())
    rows = [row for row in CCAATT if row[0] not in ("58020100", "58010200")]
    rows += [("58020100", "ขุนยวม*", "", "25670601"), ("58020200", "เมืองปอน", "", "0")]
    rows[2] = ("58010100", "จองคำใหม่", "New Chong Kham", "0")
    report = load("ccaatt", directory(rows, day="25680101"))
    assert (report.added, report.renamed, report.ended, report.refused) == (1, 1, 2, ())
    assert names(Kind.TAMBON) == {"580101": "จองคำใหม่", "580202": "เมืองปอน"}
    assert queries.find_area("580201", on=date(2024, 5, 31)) is not None
    assert queries.find_area("580201", on=date(2024, 6, 1)) is None
    assert queries.find_area("580102", on=date(2024, 12, 31)) is not None
    kinds = [str(one.kind) for one in queries.list_changes(queries.get_area("580101", on=TODAY).id)]
    assert kinds == ["renamed"]


def test_an_older_directory_of_the_same_source_is_refused() -> None:
    load("ccaatt", directory(day="25680101"))
    with pytest.raises(Problem) as caught:
        load("ccaatt", directory([*CCAATT[:-1], ("58020200", "เมืองปอน", "", "0")], day="25670101"))
    assert caught.value.kind.code == "409-areas-edition-older"


def test_an_older_directory_beside_a_newer_list_changes_nothing_backwards() -> None:
    load_tree(TODAY)
    rows = [("58010100", "ชื่อเก่า", "", "0") if row[0] == "58010100" else row for row in CCAATT]
    report = load("ccaatt", directory([row for row in rows if row[0] != "58020100"]))
    assert [code for _, code in codes(report)] == ["422-source-older"]
    assert names(Kind.TAMBON) == {one.code: one.name_th for one in LIST if one.kind is Kind.TAMBON}


def test_bad_rows_are_refused_one_by_one_and_nothing_ends_because_of_them() -> None:
    load("ccaatt", directory())
    rows = [row for row in CCAATT if row[0] != "58020100"]
    rows += [
        ("5802010", "ขุนยวม", "", "0"), (58020200, "เมืองปอน", "", "0"), (5.80203e7, "แม่เงา", "", "0"),
        ("59010000", "ที่ไหนสักแห่ง", "", "0"), ("58000100", "ผิดที่", "", "0"),
        ("58020500", "", "", "0"), ("58020600", "วันผิด", "", "25671399"), ("58020700", "ไม่มีวัน*", "", "0"),
    ]  # fmt: skip
    report = load("ccaatt", directory(rows, day="25680101"))
    assert [code for _, code in codes(report)] == [
        "422-source-code-length", "422-source-parent-missing", "422-source-code-shape",
        "422-source-name-missing", "422-source-retired-day", "422-source-retired-without-day",
    ]  # fmt: skip
    assert (report.held_back, report.ended) == (1, 0)
    assert names(Kind.TAMBON)["580201"] == "ขุนยวม"
    assert names(Kind.TAMBON)["580202"] == "เมืองปอน"


def test_a_code_in_use_again_is_left_to_a_person() -> None:
    report = load("ccaatt", directory([*CCAATT, ("58010100", "จองเก่า*", "", "25490101")]))
    assert [code for _, code in codes(report)] == ["422-source-retired-in-use"]


def test_a_file_without_its_day_asks_for_it() -> None:
    content = workbook([("ccaatt", "ชื่อ"), ("58000000", "แม่ฮ่องสอน")])
    with pytest.raises(Problem) as caught:
        load("ccaatt", content)
    assert caught.value.kind.code == "422-source-day-missing"
    assert load("ccaatt", content, given=terms()).added == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp874"])
def test_the_yearly_file_gives_the_villages(encoding: str) -> None:
    load_tree()
    report = load("stat", page(STAT, encoding=encoding))
    assert (report.added, report.refused, report.day) == (3, (), "2024-12-31")
    assert names(Kind.VILLAGE) == {
        "58010201": "บ้านหนึ่ง (สังเคราะห์)", "58010212": "บ้านสอง (สังเคราะห์)", "58020101": "บ้านสาม (สังเคราะห์)",
    }  # fmt: skip
    again = load("stat", page(STAT, encoding=encoding))
    assert (again.changed, again.unchanged) == (False, 3)


def test_the_headings_of_the_text_file_and_merged_ones_are_known_too() -> None:
    load_tree()
    heading = (
        "YYMM", "CC-CODE", "CC-DESC", "RCODE-CODE", "RCODE-DESC", "CCAATT-CODE", "CCAATT-DESC",
        "CCAATTMM-CODE", "CCAATTMM-DESC", "MALE", "FEMALE", "TOTAL", "HOUSE",
    )  # fmt: skip
    assert load("stat", page(STAT, heading)).added == 3
    above = ("ปีเดือน", "จังหวัด", "", "สำนักทะเบียน", "", "ตำบล", "", "หมู่บ้าน", "", "ประชากร", "", "", "บ้าน")
    below = ("", *("รหัส", "ชื่อ") * 4, "ชาย", "หญิง", "รวม", "")
    assert load("stat", workbook([above, below, *STAT])).unchanged == 3


def test_a_newer_year_ends_what_is_gone_renames_and_finds_likely_heirs() -> None:
    load_tree()
    load("stat", page(STAT))
    rows = [("6812", *row[1:]) for row in STAT[3:]]
    rows[0] = ("6812", *stat_row("5801", AMPHOE, "580102", "58010203", "บ้านหนึ่ง (สังเคราะห์)")[1:])
    rows[2] = ("6812", *stat_row("5802", "อำเภอขุนยวม", "580201", "58020101", "บ้านชื่อใหม่")[1:])
    report = load("stat", page(rows))
    assert (report.added, report.renamed, report.ended, report.refused) == (1, 1, 1, ())
    assert report.examples["heirs"] == ("58010201 → 58010203",)
    assert queries.get_area("58020101", on=LATER).name_th == "บ้านสาม (สังเคราะห์)"
    assert queries.get_area("58020101", on=TODAY).name_th == "บ้านชื่อใหม่"
    with pytest.raises(Problem) as caught:
        load("stat", page(STAT[:-1]))
    assert caught.value.kind.code == "409-areas-edition-older"


def test_a_municipal_office_holds_communities_and_repeats_shared_villages() -> None:
    load_tree()
    load("local-governments", table(("code", "name_th", "province"), ("6580101", TOWN, "58")), given=terms())
    office = "ท้องถิ่น" + TOWN
    rows = [
        *STAT,
        stat_row("5899", office, "580102", "58010201", "บ้านหนึ่ง (สังเคราะห์)"),
        stat_row("5899", office, "0", "58990001", "ชุมชนตัวอย่าง"),
        stat_row("5898", "ท้องถิ่นเทศบาลตำบลไม่รู้จัก", "0", "58980001", "ชุมชนไร้สังกัด"),
    ]
    report = load("stat", page(rows))
    assert [code for _, code in codes(report)] == ["422-source-town-unknown"]
    community = queries.get_area("58990001", on=TODAY, scheme=Scheme.MUNICIPAL)
    assert (community.kind, community.full_th) == (Kind.COMMUNITY, "ชุมชนตัวอย่าง")
    assert [a.code for a in queries.list_ancestors(community.id, on=TODAY)] == ["TH", "58", "6580101"]


def test_rows_of_the_yearly_file_that_cannot_stand() -> None:
    load_tree()
    rows = [
        *STAT,
        stat_row("5801", AMPHOE, "580109", "58010901", "บ้านไกล"),
        stat_row("5801", AMPHOE, "580102", "58010201", "บ้านคนละชื่อ"),
        stat_row("5801", AMPHOE, "580102", "5801020", "บ้านขาด"),
        stat_row("5801", AMPHOE, "580102", "x", "บ้านอักษร"),
        ("6711", *stat_row("5801", AMPHOE, "2", "3", "บ้านเดือนก่อน")[1:]),
        stat_row("5801", AMPHOE, "2", "4", "-"),
    ]
    assert [code for _, code in codes(load("stat", page(rows)))] == [
        "422-source-parent-unknown", "422-source-code-twice", "422-source-code-length",
        "422-source-code-characters", "422-source-month-differs", "422-source-name-missing",
    ]  # fmt: skip
    assert len(names(Kind.VILLAGE)) == 3


def test_names_cut_inside_a_character_refuse_their_row_alone() -> None:
    load_tree()
    content = page(STAT, encoding="utf-8")
    cut = content.replace("บ้านสาม".encode(), "บ้านสาม".encode()[:-1])
    report = load("stat", cut)
    assert [code for _, code in codes(report)] == ["422-row-damaged"]
    assert report.added == 2


def test_the_package_can_be_staged_before_anything_stands() -> None:
    staged = actions.stage_given(actions.geothai_given(), by="system", at=AT)
    assert (staged.report.added, Area.objects.count()) == (8442, 0)
    assert staged.draft is not None
    actions.apply_draft(staged.draft, by="system", at=AT)
    assert queries.count(Kind.TAMBON, on=TODAY) == 7436
