"""Written places of every sort, over the whole country: what is one area, what stays open, and why."""

from __future__ import annotations

import pytest
from matching_world import match, one

from tambon.areas.rules.matching import Written, fold, key

pytestmark = pytest.mark.slow  # the country is read once, half a second

TALAT = "440101"


@pytest.mark.parametrize(
    "text",
    [
        "ต.ตลาด อ.เมือง จ.มหาสารคาม",
        "ต. ตลาด อ. เมือง จ. มหาสารคาม 44000",
        "ต.ตลาดอ.เมืองจ.มหาสารคาม",
        "ต ตลาด อ เมือง จ มหาสารคาม",
        "ตำบลตลาดอำเภอเมืองมหาสารคามจังหวัดมหาสารคาม",
        "ต\u0e4d\u0e32บลตลาด อ\u0e4d\u0e32เภอเมือง จังหวัดมหาสารค\u200bาม",
        "จังหวัดมหาสารคาม อำเภอเมืองมหาสารคาม ตำบลตลาด",
        "ตลาด เมือง มหาสารคาม",
        "ตลาดเมืองมหาสารคามมหาสารคาม",
        "ต.ตลาด เมือง มหาสารคาม",
        "ต.ตลาด, เมือง, มหาสารคาม",
        "มหาสารคาม/เมือง/ตลาด",
        "99/9 ถนนนครสวรรค์ ต.ตลาด อ.เมือง จ.มหาสารคาม โทร 043-711-111",
        "Tambon Talat, Amphoe Mueang, Maha Sarakham province",
        "Tambon Talat Amphoe Muang Maha Sarakham Province, Thailand",
        "Talat Subdistrict, Mueang Maha Sarakham District, Maha Sarakham 44000",
        "talat, muang, MAHA SARAKHAM",
    ],
)
def test_one_tambon_in_many_writings(text: str) -> None:
    assert one(text) == TALAT


def test_without_its_province_it_is_four_places_and_no_guess() -> None:
    found = match("ต.ตลาด อ.เมือง")
    assert (found.one, found.reason.code) == (None, "several")
    assert {c.place.code for c in found.candidates} == {"220101", "300122", "440101", "840101"}
    assert found.candidates[0].full_th.startswith("ตำบลตลาด อำเภอเมือง")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ต.สามตำบล อ.จุฬาภรณ์ จ.นครศรีธรรมราช", "801906"),  # a level's word inside a name
        ("ต.จ.ป.ร. อ.กระบุรี จ.ระนอง", "850406"),  # a name of abbreviations
        ("ต.ปอพาน อ.เมือง จ.ร้อยเอ็ด", "450109"),  # one of two names: ปอภาร (ปอพาน)
        ("ต.บ้านกาด อ.แม่วาง จ.เชียงใหม่", "502201"),
        ("บ้านกาด แม่วาง เชียงใหม่", "502201"),
        ("ต.ถนนโพธิ์ อ.โนนไทย จ.นครราชสีมา", "300909"),
        ("แขวงบางซื่อ เขตบางซื่อ กทม.", "102901"),
        ("แขวงบางซื่อเขตบางซื่อกรุงเทพฯ", "102901"),
        ("Khwaeng Bang Sue, Khet Bang Sue, Bangkok", "102901"),
        ("เขตดุสิต. กรุงเทพ", "1002"),
        ("ต.หัวรอ อ.เมือง จ.อยุธยา", "140104"),  # the capital that is not called เมือง
        ("กิ่งอ.ปางมะผ้า จ.แม่ฮ่องสอน", "5807"),
        ("ต. อ.เมือง จ.มหาสารคาม", "4401"),  # an empty field before the next
        ("ต.ห้วยผา", "580106"),  # the only one of the country
        ("มหาสารคาม", "44"),
        ("เมืองแม่ฮ่องสอน", "5801"),
        ("กทม", "10"),
    ],
)
def test_traps_of_names(text: str, code: str) -> None:
    assert one(text) == code


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"tambon": "ตลาด", "amphoe": "เมือง", "province": "มหาสารคาม"}, TALAT),
        ({"tambon": "ตำบล ตลาด", "amphoe": "อ.เมือง", "province": "จ.มหาสารคาม"}, TALAT),
        ({"tambon": "สามตำบล", "amphoe": "จุฬาภรณ์", "province": "นครศรีธรรมราช"}, "801906"),
        ({"moo": "๑", "village": "ห้วยผา", "tambon": "ห้วยผา", "province": "แม่ฮ่องสอน"}, "58010601"),
        ({"moo": "1.0", "tambon": "ห้วยผา", "amphoe": "เมือง", "province": "แม่ฮ่องสอน"}, "58010601"),
        ({"village": "หมู่ที่ 3 บ้านนาปลาจาด", "tambon": "ห้วยผา", "province": "แม่ฮ่องสอน"}, "58010603"),
        ({"tambon": "-", "amphoe": "เมือง", "province": "มหาสารคาม"}, "4401"),
        ({"text": "ห้วยผา", "amphoe": "เมือง", "province": "แม่ฮ่องสอน"}, "580106"),
    ],
)
def test_columns_of_their_own(columns: dict[str, str], code: str) -> None:
    assert one(**columns) == code


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("ม.๑ บ้านห้วยผา ตำบลห้วยผา", "58010601", "exact"),
        ("หมู่ที่ 1 ต.ห้วยผา อ.เมือง จ.แม่ฮ่องสอน", "58010601", "village-number"),
        ("ม.1 ห้วยผา ต.ห้วยผา อ.เมือง แม่ฮ่องสอน", "58010601", "exact"),
        ("บ้านนาปลาจาด ต.ห้วยผา", "58010603", "village-name"),
        ("บ.นาปลาจาด อ.เมือง จ.แม่ฮ่องสอน", "58010603", "village-name"),
        ("บ้านนาปลาจาด ห้วยผา เมือง แม่ฮ่องสอน", "58010603", "village-name"),
        ("ม.3 บ้านนาปาจาด ต.ห้วยผา อ.เมือง จ.แม่ฮ่องสอน", "58010603", "similar"),
        ("Moo 3 Ban Na Pla Chat, Tambon Huai Pha, Amphoe Mueang, Mae Hong Son", "58010603", "village-number"),
        ("ม.1 บ้านจองคำ ต.จองคำ อ.เมือง จ.แม่ฮ่องสอน", "580101", "tambon-without-villages"),
    ],
)
def test_villages_go_by_number_and_name(text: str, code: str, reason: str) -> None:
    found = match(text)
    assert found.one and (found.one.place.code, found.reason.code) == (code, reason)


@pytest.mark.parametrize(
    ("text", "codes", "reason"),
    [
        ("บ้านแม่สุยะ ต.ห้วยผา", {"58010602", "58010604"}, "village-name"),
        ("ม.1 บ้านแม่สุยะ ต.ห้วยผา", {"58010601", "58010602", "58010604"}, "village-disagrees"),
        ("ม.9 ต.ห้วยผา", {"580106"}, "village-unknown"),
        ("ขุนยวม แม่ฮ่องสอน", {"5802", "580201"}, "several"),
        ("ต.ตลาด อ.กันทรวิชัย จ.มหาสารคาม", {"440101", "4404"}, "levels-disagree"),
        ("อบต.ห้วยผา อ.เมือง จ.แม่ฮ่องสอน", None, "levels-disagree"),
        ("ห้องน้ำ", None, "similar-only"),
        ("zzzz", set(), "nothing"),
        ("- ๑๒ -", set(), "nothing"),
        ("  ", set(), "empty"),
        ("ตลาด " * 100, set(), "too-long"),
    ],
)
def test_what_stays_open_says_why(text: str, codes: set[str] | None, reason: str) -> None:
    found = match(text)
    assert (found.one, found.reason.code) == (None, reason)
    if codes is not None:
        assert {candidate.place.code for candidate in found.candidates} == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ต.ตลาค อ.เมือง จ.มหาสารคาม", TALAT),
        ("ต.หวยผา อ.เมือง จ.แม่ฮองสอน", "580106"),
        ("หวยผา เมือง แม่ฮองสอน", "580106"),
        ("ต.ในเมิอง อ.เมือง จ.ขอนแก่น", "400101"),
        ("Huey Pha, Muang, Mae Hong Sorn", "580106"),
    ],
)
def test_misspelt_names_are_found_inside_their_parent(text: str, code: str) -> None:
    found = match(text)
    assert found.one and found.one.place.code == code
    assert found.reason.code == "similar" and found.score < 98


def test_a_misspelt_name_without_a_parent_is_no_area() -> None:
    found = match("ต.หวยผา")
    assert found.one is None and "580106" in {candidate.place.code for candidate in found.candidates}


def test_words_left_aside_are_told() -> None:
    found = match("ต.ห้วยผา อ.เมือง จ.แม่ฮ่องสอน ส่งด่วน")
    assert found.one and (found.one.place.code, found.reason.code, found.score) == (
        "580106",
        "words-left-aside",
        80,
    )


def test_one_form_for_what_is_typed_in_many() -> None:
    assert fold("น\u0e4d\u0e49\u0e32") == fold("น\u0e49\u0e4d\u0e32") == fold("นำ\u0e49") == "น้ำ"
    assert fold("เเม่ท\u0e48\u0e35\u200b  ๑๒") == "แม่ที่ 12"
    assert key("ต. ตลาด (เก่า)") == "ตตลาดเก่า"
    assert Written("ต.ตลาด อ.เมือง").key == Written(tambon="ตลาด", amphoe="เมือง").key
