"""Whatever people do to a full address, it stays the same area; and areas that fit alike are never one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matching_world import TODAY, match, matcher, rows, small

from tambon.areas.rules import Kind
from tambon.areas.rules.matching import NamedPlace, Written

pytestmark = pytest.mark.slow

PLACES = {place.area_id: place for place in rows()}
TAMBONS = [place for place in PLACES.values() if place.kind is Kind.TAMBON]
VILLAGES = [place for place in PLACES.values() if place.kind is Kind.VILLAGE]
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
INVISIBLE = ("\u200b", "\u200d", "\ufeff", "\u00ad")


def line(place: NamedPlace) -> tuple[NamedPlace, NamedPlace, NamedPlace]:
    district = PLACES[place.parent_id or 0]
    return place, district, PLACES[district.parent_id or 0]


@st.composite
def dressed(draw: st.DrawFn, place: NamedPlace) -> str:
    """The full address of a tambon with prefixes, separators, digits and vowels as they come."""
    tambon, district, province = line(place)
    in_bangkok = place.code.startswith("10")
    capital = district.name_th == "เมือง" + province.name_th
    words = (
        (("แขวง", "แขวง ") if in_bangkok else ("ต.", "ต. ", "ตำบล", "ตำบล "), tambon.name_th),
        (
            ("เขต", "เขต ") if in_bangkok else ("อ.", "อ. ", "อำเภอ", "อำเภอ "),
            "เมือง" if capital and draw(st.booleans()) else district.name_th,
        ),
        (("", "จ.") if in_bangkok else ("จ.", "จ. ", "จังหวัด", "จังหวัด "), province.name_th),
    )
    parts = [draw(st.sampled_from(prefixes)) + name for prefixes, name in words]
    if draw(st.booleans()):
        parts.reverse()
    text = draw(st.sampled_from((" ", "  ", ", ", "\u00a0", "\n"))).join(parts)
    return draw(disguised(text))


@st.composite
def disguised(draw: st.DrawFn, text: str) -> str:
    """The same letters as other keyboards and programs write them."""
    if draw(st.booleans()):
        text = text.translate(THAI_DIGITS)
    if draw(st.booleans()):
        text = text.replace("\u0e33", "\u0e4d\u0e32")
    if draw(st.booleans()):
        text = text.replace("แ", "เเ")
    place = draw(st.integers(0, len(text)))
    return text[:place] + draw(st.sampled_from(("", *INVISIBLE))) + text[place:]


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(TAMBONS))
def test_a_full_address_stays_its_area_in_any_dress(data: st.DataObject, place: NamedPlace) -> None:
    text = data.draw(dressed(place))
    found = match(text)
    assert found.one is not None, (text, found.reason.code)
    assert (found.one.place.code, found.score, found.reason.code) == (place.code, 100, "exact")


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(VILLAGES), st.sampled_from(("ม.", "หมู่ที่ ", "หมู่ ", "ม ")))
def test_a_village_by_its_number_in_any_dress(data: st.DataObject, village: NamedPlace, moo: str) -> None:
    tambon = PLACES[village.parent_id or 0]
    text = data.draw(disguised(f"{moo}{int(village.code[6:])} ")) + data.draw(dressed(tambon))
    found = match(text)
    assert found.one is not None and found.one.place.code == village.code, text


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TAMBONS), st.booleans())
def test_columns_say_the_same_as_one_text(place: NamedPlace, in_english: bool) -> None:
    """Two names may read alike in English at every level (Bang Sai in Bang Sai): then a person chooses."""
    names = [one.name_en if in_english else one.name_th for one in line(place)]
    columns = dict(zip(("tambon", "amphoe", "province"), names, strict=True))
    apart = match(**columns)
    found = [apart.one] if apart.one is not None else list(apart.candidates if in_english else ())
    assert place.code in {one.place.code for one in found}


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(TAMBONS), st.sampled_from(("ต.{0}", "{0}", "ต.{0} จ.{2}", "{0} {1}", "{1} {2}", "{2}"))
)
def test_two_areas_that_fit_alike_are_never_one(place: NamedPlace, form: str) -> None:
    """A slow twin in plain Python counts the areas that bear the names of a part of an address."""
    names = [one.name_th for one in line(place)]
    found = match(form.format(*names))
    fitting = {one.code for one in PLACES.values() if _is_meant(one, form, names)}
    if len(fitting) > 1:
        assert found.one is None
    assert (
        place.code not in fitting or fitting <= {c.place.code for c in found.candidates} or len(fitting) > 12
    )


def _is_meant(one: NamedPlace, form: str, names: list[str]) -> bool:
    if form.startswith("ต."):
        above = [other.name_th for other in line(one)] if one.kind is Kind.TAMBON else []
        return bool(above) and above[0] == names[0] and ("{2}" not in form or above[2] == names[2])
    return form == "{0}" and one.kind is not Kind.VILLAGE and one.name_th == names[0]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ตอจม.บก าำํเแ่้์ฯๆ0๑ ,()-/abญ\u200b\u0e33"), max_size=60))
@example("ต.")
@example("ม.๑")
@example("()")
def test_no_text_breaks_the_matching(text: str) -> None:
    found = match(text)
    assert 0 <= found.score <= 100
    assert found.one is None or found.one == found.candidates[0]
    assert found.reason.th and found.reason.en


@given(st.sampled_from(["ต.ก อ.ข จ.ค", "ก ข ค", "ต.ก", "ก"]), st.integers(2, 4))
def test_equals_stay_open(text: str, how_many: int) -> None:
    province = NamedPlace(1, "th-1", Kind.PROVINCE, "90", "ควน", "", None)
    district = NamedPlace(2, "th-2", Kind.DISTRICT, "9001", "ขาว", "", 1)
    tambon = NamedPlace(3, "th-3", Kind.TAMBON, "900101", "กอก", "", 2)
    others = [replace(tambon, area_id=3 + n, code=f"90010{n + 1}") for n in range(how_many)]
    whole = text.replace("ก", "กอก").replace("ข", "ขาว").replace("ค", "ควน")
    found = small(province, district, *others, on=TODAY).match(Written(whole))
    assert found.one is None and len(found.candidates) == how_many


def test_the_order_of_rows_changes_nothing() -> None:
    backwards = small(*sorted(PLACES.values(), key=lambda one: -one.area_id), on=TODAY)
    for place in TAMBONS[::97]:
        text = Written("ต.{} อ.{} จ.{}".format(*(one.name_th for one in line(place))))
        assert backwards.match(text) == matcher().match(text)
