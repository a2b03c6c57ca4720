"""Codes, names, ids and lists of areas, without a database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.areas.rules import Kind, ListSource, Scheme, full_name, kind_label, synthetic_villages
from tambon.areas.rules.identity import public_id
from tambon.areas.rules.lists import Listed, Standing, compare
from tambon.areas.rules.villages import read_villages
from tambon.formats import Row

DAY, LATER = date(2026, 10, 23), date(2027, 10, 1)


def of(day: date = DAY, *, synthetic: bool = False) -> ListSource:
    return ListSource("list", day, "CC0-1.0", "nobody", synthetic)


@pytest.mark.parametrize(
    ("kind", "code", "name_th", "name_en", "full_th", "full_en"),
    [
        ("tambon", "580101", "จองคำ", "Chong Kham", "ตำบลจองคำ", "Tambon Chong Kham"),
        ("tambon", "100101", "วังบูรพา", "Wang Burapha", "แขวงวังบูรพา", "Khwaeng Wang Burapha"),
        ("district", "5803", "ปาย", "Pai", "อำเภอปาย", "Pai District"),
        ("district", "1001", "พระนคร", "Phra Nakhon", "เขตพระนคร", "Khet Phra Nakhon"),
        ("province", "58", "แม่ฮ่องสอน", "Mae Hong Son", "จังหวัดแม่ฮ่องสอน", "Mae Hong Son Province"),
        ("province", "10", "กรุงเทพมหานคร", "Bangkok", "กรุงเทพมหานคร", "Bangkok"),
        ("village", "58010203", "บ้านห้วยผา", "Ban Huai Pha", "หมู่ที่ 3 บ้านห้วยผา", "Village 3 Ban Huai Pha"),
        ("country", "TH", "ประเทศไทย", "Thailand", "ประเทศไทย", "Thailand"),
    ],
)
def test_a_place_is_named_as_in_an_address(kind, code, name_th, name_en, full_th, full_en) -> None:
    assert full_name(kind, code, name_th, "th") == full_th
    assert full_name(kind, code, name_en, "en") == full_en


def test_bangkok_has_words_of_its_own_for_the_kind() -> None:
    assert [kind_label(Kind.DISTRICT, code, "th") for code in ("1001", "5801")] == ["เขต", "อำเภอ"]
    assert [kind_label(Kind.TAMBON, code, "en") for code in ("100101", "580101")] == ["Khwaeng", "Tambon"]


def test_a_public_id_is_the_same_in_every_home() -> None:
    assert (
        public_id(Kind.TAMBON, Scheme.DOPA, "580101") == "th-q41ckk0brgr8"
    )  # published: it may never change
    different = {
        public_id(Kind.TAMBON, Scheme.DOPA, "580101"),
        public_id(Kind.TAMBON, Scheme.DOPA, "580101", since=DAY),
        public_id(Kind.TAMBON, Scheme.DOPA, "580101", synthetic=True),
        public_id(Kind.VILLAGE, Scheme.DOPA, "580101"),
    }
    assert len(different) == 4


@pytest.mark.parametrize(
    ("code", "name", "refusal"),
    [
        ("58010201", "บ้านหนึ่ง", None),
        ("๕๘๐๑๐๒๐๑", "บ้านหนึ่ง", None),
        ("", "บ้านหนึ่ง", "422-village-code-missing"),
        ("58010201.0", "บ้านหนึ่ง", "422-village-code-number"),
        ("5.8010201E+07", "บ้านหนึ่ง", "422-village-code-number"),
        ("58,010,201", "บ้านหนึ่ง", "422-village-code-number"),
        ("5801021", "บ้านหนึ่ง", "422-village-code-zero"),
        ("580102", "บ้านหนึ่ง", "422-village-code-length"),
        ("580102011", "บ้านหนึ่ง", "422-village-code-length"),
        ("5801020A", "บ้านหนึ่ง", "422-village-code-characters"),
        ("58010200", "บ้านหนึ่ง", "422-village-number-zero"),
        ("58990001", "ชุมชนหนึ่ง", "422-village-tambon-unknown"),
        ("58010201", "", "422-village-name-missing"),
        ("58010201", "บ้าน\x07หนึ่ง", "422-village-name-characters"),
    ],
)
def test_a_village_row_stands_or_says_why_not(code: str, name: str, refusal: str | None) -> None:
    found = read_villages([Row(2, {"code": code, "name_th": name}, f"{code},{name}")], {"580102"})
    assert [one.code for one in found.refused] == ([refusal] if refusal else [])
    assert len(found.listed) == (refusal is None)
    for one in found.refused:
        assert one.row == 2
        assert "{" not in one.reason_th + one.reason_en
        assert "…" not in one.reason_th + one.reason_en


def test_the_second_row_with_a_code_names_the_first() -> None:
    rows = [Row(n, {"code": "58010201", "name_th": "ก"}, "") for n in (2, 9)]
    (refusal,) = read_villages(rows, {"580102"}).refused
    assert (refusal.row, refusal.code) == (9, "422-village-code-twice")
    assert "2" in refusal.reason_th


def test_a_missing_zero_is_guessed_for_the_reader_only() -> None:
    (refusal,) = read_villages([Row(2, {"code": "5801021", "name_th": "ก"}, "")], {"580102"}).refused
    assert "58010201" in refusal.reason_th


@given(st.sets(st.integers(100_000, 999_999).map(str), min_size=1, max_size=20), st.data())
def test_synthetic_villages_are_numbered_from_one_without_a_gap(
    tambons: set[str], data: st.DataObject
) -> None:
    total = data.draw(st.integers(0, 99 * len(tambons)))
    villages = synthetic_villages(tambons, total)
    assert villages == synthetic_villages(sorted(tambons), total)
    assert len({village["code"] for village in villages}) == total
    assert all("สังเคราะห์" in village["name_th"] for village in villages)
    for tambon in tambons:
        numbers = [int(v["code"][6:]) for v in villages if v["code"][:6] == tambon]
        assert numbers == list(range(1, len(numbers) + 1))


def test_too_many_synthetic_villages_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        synthetic_villages(["580102"], 100)


COUNTRY = Listed(Kind.COUNTRY, "TH", "ไทย", "Thailand")
PROVINCE = Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son")
DISTRICT = Listed(Kind.DISTRICT, "5801", "เมือง", "Mueang")
OTHER = Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam")


def standing(area: Listed, *, known_on: date = DAY, named_on: date = DAY, **more: object) -> Standing:
    values = {"since": None, "stands": True, "synthetic": False} | more
    return Standing(
        1, area.kind, area.code, known_on=known_on, named_on=named_on,
        name_th=area.name_th, name_en=area.name_en, **values,  # type: ignore[arg-type]
    )  # fmt: skip


def by_code(*rows: Standing) -> dict[str, Standing]:
    return {row.code: row for row in rows}


def test_a_first_list_finds_everything_standing_since_ever() -> None:
    changes = compare([COUNTRY, PROVINCE, DISTRICT], {}, of=of(), whole=True)
    assert [(one.area.code, one.since) for one in changes.added] == [
        ("TH", None),
        ("58", None),
        ("5801", None),
    ]


def test_what_a_later_list_adds_began_on_its_day_and_what_it_drops_ended() -> None:
    held = by_code(standing(COUNTRY), standing(PROVINCE), standing(DISTRICT))
    changes = compare([COUNTRY, PROVINCE, OTHER], held, of=of(LATER), whole=True)
    assert [(one.area.code, one.since) for one in changes.added] == [("5802", LATER)]
    assert [one.code for one in changes.ended] == ["5801"]
    assert compare([OTHER], held, of=of(LATER), whole=False).ended == []


def test_the_first_list_of_a_younger_parent_begins_with_the_parent() -> None:
    tambon = Listed(Kind.TAMBON, "580101", "จองคำ", "")
    held = by_code(standing(COUNTRY), standing(PROVINCE), standing(DISTRICT, since=DAY))
    changes = compare([tambon], held, of=of(LATER), whole=False)
    assert [one.since for one in changes.added] == [DAY]
    assert compare([tambon], held, of=of(date(2020, 1, 1)), whole=False).older == [tambon]


def test_a_code_taken_over_begins_anew() -> None:
    held = by_code(standing(COUNTRY), standing(PROVINCE), standing(DISTRICT, stands=False))
    changes = compare([DISTRICT], held, of=of(), whole=False)
    assert [one.since for one in changes.added] == [DAY]


@pytest.mark.parametrize(
    ("named_on", "field"),
    [(date(2025, 1, 1), "renamed"), (DAY, "corrected"), (LATER, "older")],
)
def test_another_name_renames_corrects_or_contradicts_by_day(named_on: date, field: str) -> None:
    other = Listed(Kind.DISTRICT, "5801", "เมืองใหม่", "")
    changes = compare([other], by_code(standing(DISTRICT, named_on=named_on)), of=of(), whole=False)
    assert {name: len(getattr(changes, name)) for name in ("renamed", "corrected", "older")} == {
        "renamed": 0, "corrected": 0, "older": 0, field: 1,
    }  # fmt: skip


def test_an_unknown_english_name_takes_nothing_away() -> None:
    silent = Listed(Kind.DISTRICT, "5801", "เมือง", "")
    assert compare([silent], by_code(standing(DISTRICT)), of=of(LATER), whole=False).unchanged == 1


def test_real_and_synthetic_never_share_a_code() -> None:
    changes = compare([DISTRICT], by_code(standing(DISTRICT)), of=of(synthetic=True), whole=False)
    assert changes.other_sort == [DISTRICT]
