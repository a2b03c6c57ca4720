"""The country's real changes, asked with the addresses of their time. Loaded once, rolled back after."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import geothai.abolished
import pytest
from django.db import transaction

from tambon.areas import actions
from tambon.areas.queries import match, match_all
from tambon.areas.rules import By
from tambon.areas.rules.matching import Written

AT = datetime(2026, 11, 22, tzinfo=UTC)
TODAY = date(2026, 11, 1)
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def country(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        actions.load_geothai(by="system", at=AT)
        yield
        transaction.set_rollback(True)


def found(text: str, on: date = TODAY, by: By = By.LAW) -> tuple[str | None, str, list[str]]:
    answer = match(text, on=on, by=by)
    candidates = [] if answer.one else sorted(one.place.code for one in answer.candidates)
    return (answer.one.place.code if answer.one else None, answer.reason.code, candidates)


def test_bueng_kan_left_nong_khai() -> None:
    """In force on 2011-03-23, in the list on 2011-03-31."""
    old, new = "ต.บึงกาฬ อ.บึงกาฬ จ.หนองคาย", "ต.บึงกาฬ อ.เมือง จ.บึงกาฬ"
    assert found(old, date(2011, 1, 1)) == ("430301", "exact", [])
    assert found(old) == ("380101", "former", [])
    assert found(new) == ("380101", "exact", [])
    assert found(old, date(2011, 3, 25), By.LAW)[:2] == ("380101", "former")
    assert found(old, date(2011, 3, 25), By.LIST)[:2] == ("430301", "exact")


def test_a_tambon_that_moved_to_another_district() -> None:
    old, new = "ต.ท่าแฝก อ.ท่าปลา จ.อุตรดิตถ์", "ต.ท่าแฝก อ.น้ำปาด จ.อุตรดิตถ์"
    assert found(old) == ("530407", "former", [])
    assert (found(new), found(old, date(2014, 1, 1))) == (("530407", "exact", []), ("530306", "exact", []))


def test_khwaeng_that_were_split() -> None:
    text = "แขวงบางนา เขตบางนา กรุงเทพฯ"
    assert found(text, date(2016, 1, 1)) == ("104701", "exact", [])
    assert found(text) == (None, "perhaps-succeeded", ["104702", "104703"])
    assert found("แขวงบางบอน เขตบางบอน กทม.")[2] == ["105002", "105003", "105004", "105005"]


def test_a_successor_by_its_name_alone_is_left_to_people() -> None:
    assert found("แขวงบางซื่อ เขตดุสิต กทม.") == (None, "perhaps-succeeded", ["102901"])


def test_four_places_without_their_province_one_with_it() -> None:
    assert found("ต.ตลาด อ.เมือง") == (None, "several", ["220101", "300122", "440101", "840101"])
    assert found("ต.ตลาด อ.เมือง จ.มหาสารคาม") == ("440101", "exact", [])


def test_every_abolished_tambon_leads_somewhere_and_no_split_becomes_one() -> None:
    """The old full addresses of every abolished code whose parents are still known by that code."""
    provinces = {one.code: one.name_th for one in geothai.provinces()}
    districts = {d.code: d.name_th for p in provinces for d in geothai.districts(p)}
    gone = [
        a for a in geothai.abolished.abolished_areas() if a.level == "subdistrict" and a.code[:4] in districts
    ]
    texts = [Written(f"ต.{a.name_th} อ.{districts[a.code[:4]]} จ.{provinces[a.code[:2]]}") for a in gone]
    answers = dict(zip((a.code for a in gone), match_all(texts, on=TODAY), strict=True))
    assert len(gone) > 500
    told = Counter(answer.reason.code for answer in answers.values())
    assert told["nothing"] == 0
    for one in gone:
        answer = answers[one.code]
        if one.successors_basis == "notice" and len(one.successors) > 1 and answer.reason.code != "exact":
            assert answer.one is None, one.code


def test_a_cell_that_holds_a_code_alone() -> None:
    assert found("๕๓๐๔๐๗") == ("530407", "code", [])
    assert found("530306") == ("530407", "former", [])
    assert found("530306", date(2010, 1, 1)) == ("530306", "code", [])
    assert found("104701")[::2] == (None, ["104702", "104703"])
    assert found("999999")[::2] == (None, [])
