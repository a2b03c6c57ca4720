"""Names of other days: former names and parents, areas that ended, areas that were not yet.

จังหวัดหนองคาย (1) ─ อำเภอบึงกาฬ (2), from 2011-03-23 in จังหวัดบึงกาฬ (3) as อำเภอเมืองบึงกาฬ ─ ตำบลบึงกาฬ (4)
กรุงเทพมหานคร (10) ─ เขตบางนา (11) ─ แขวงบางนา (12), split on 2017-07-26 into บางนาเหนือ (13) and บางนาใต้ (14)
                                  └ แขวงเก่า (15), ended the same day and taken over by บางนาใต้
"""

from __future__ import annotations

from datetime import date

import pytest
from matching_world import small

from tambon.areas.rules import Basis, Kind
from tambon.areas.rules.matching import Followed, Match, NamedPlace, Written

BEFORE, AFTER = date(2010, 1, 1), date(2020, 1, 1)
LEFT, SPLIT = date(2011, 3, 23), date(2017, 7, 26)
P, D, T = Kind.PROVINCE, Kind.DISTRICT, Kind.TAMBON
PLACES = (
    NamedPlace(1, "th-1", P, "43", "หนองคาย", "Nong Khai", None),
    NamedPlace(3, "th-3", P, "38", "บึงกาฬ", "Bueng Kan", None, LEFT),
    NamedPlace(2, "th-2", D, "4303", "บึงกาฬ", "Bueng Kan", 1, None, LEFT),
    NamedPlace(2, "th-2", D, "3801", "เมืองบึงกาฬ", "Mueang Bueng Kan", 3, LEFT),
    NamedPlace(4, "th-4", T, "430301", "บึงกาฬ", "Bueng Kan", 2, None, LEFT),
    NamedPlace(4, "th-4", T, "380101", "บึงกาฬ", "Bueng Kan", 2, LEFT),
    NamedPlace(10, "th-10", P, "10", "กรุงเทพมหานคร", "Bangkok", None),
    NamedPlace(11, "th-11", D, "1047", "บางนา", "Bang Na", 10),
    NamedPlace(12, "th-12", T, "104701", "บางนา", "Bang Na", 11, None, SPLIT),
    NamedPlace(13, "th-13", T, "104702", "บางนาเหนือ", "Bang Na Nuea", 11, SPLIT),
    NamedPlace(14, "th-14", T, "104703", "บางนาใต้", "Bang Na Tai", 11, SPLIT),
    NamedPlace(15, "th-15", T, "104709", "เก่า", "Kao", 11, None, SPLIT),
)
FOLLOWED = (
    Followed(12, 13, Basis.NOTICE), Followed(12, 14, Basis.NOTICE), Followed(15, 14, Basis.NOTICE)
)  # fmt: skip


def on(day: date, text: str, followed: tuple[Followed, ...] = FOLLOWED) -> Match:
    return small(*PLACES, followed=followed, on=day).match(Written(text))


def found(match: Match) -> tuple[str | None, str]:
    return (match.one.place.code if match.one else None, match.reason.code)


def test_the_old_address_leads_to_the_area_of_the_day() -> None:
    old, new = "ต.บึงกาฬ อ.บึงกาฬ จ.หนองคาย", "ต.บึงกาฬ อ.เมือง จ.บึงกาฬ"
    assert found(on(BEFORE, old)) == ("430301", "exact")
    assert found(on(AFTER, old)) == ("380101", "former")
    assert found(on(AFTER, new)) == ("380101", "exact")
    assert found(on(BEFORE, new)) == ("430301", "former")
    assert on(AFTER, old).score < on(AFTER, new).score == 100
    assert on(AFTER, old).one.full_th == "ตำบลบึงกาฬ อำเภอเมืองบึงกาฬ จังหวัดบึงกาฬ"  # type: ignore[union-attr]


def test_a_split_leaves_the_choice_to_a_person() -> None:
    text = "แขวงบางนา เขตบางนา กทม."
    assert found(on(BEFORE, text)) == ("104701", "exact")
    after = on(AFTER, text)
    assert found(after) == (None, "perhaps-succeeded")
    assert {candidate.place.code for candidate in after.candidates} == {"104702", "104703"}


def test_a_single_successor_by_notice_is_the_one() -> None:
    assert found(on(AFTER, "แขวงเก่า เขตบางนา กทม.")) == ("104703", "succeeded")


def test_a_successor_found_by_its_name_alone_is_no_certainty() -> None:
    by_name = (Followed(15, 14, Basis.NAME),)
    after = on(AFTER, "แขวงเก่า เขตบางนา กทม.", by_name)
    assert found(after) == (None, "perhaps-succeeded")
    assert [candidate.place.code for candidate in after.candidates] == ["104703"]


def test_an_area_that_ended_without_a_successor_is_shown_as_such() -> None:
    after = on(AFTER, "แขวงเก่า เขตบางนา กทม.", ())
    assert found(after) == (None, "ended")
    assert [candidate.place.code for candidate in after.candidates] == ["104709"]


def test_an_area_that_was_not_yet_leads_back() -> None:
    before = on(BEFORE, "แขวงบางนาเหนือ เขตบางนา กทม.")
    assert found(before) == (None, "perhaps-succeeded")
    assert [candidate.place.code for candidate in before.candidates] == ["104701"]


@pytest.mark.parametrize("links", [((12, 13), (13, 12)), ((12, 12),)])
def test_successions_that_turn_in_a_circle_end(links: tuple[tuple[int, int], ...]) -> None:
    circle = tuple(Followed(a, b, Basis.NOTICE) for a, b in links)
    assert on(date(2030, 1, 1), "แขวงบางนา เขตบางนา กทม.", circle).score > 0


def test_what_a_person_settled_comes_first_and_follows_the_days() -> None:
    text = Written("ที่เดิม บางนา")
    matcher = small(*PLACES, followed=FOLLOWED, on=AFTER)
    assert matcher.match(text).one is None
    settled = {text.key: 14, Written("ไม่มีที่").key: None, Written("บางนาเก่า").key: 15, Written("หาย").key: 99}
    again = type(matcher)(matcher._gazetteer, on=AFTER, settled=settled)
    assert found(again.match(text)) == ("104703", "settled")
    assert again.match(text).reason.en == "Settled by a person."
    assert found(again.match(Written("ไม่มีที่"))) == (None, "settled-nowhere")
    assert found(again.match(Written("บางนา เก่า"))) == ("104703", "succeeded")
    assert found(again.match(Written("หาย"))) == (None, "nothing")
