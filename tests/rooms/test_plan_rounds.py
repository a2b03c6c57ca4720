"""The programme, its rounds and the cells they expect, over a small Mae Hong Son."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tambon.areas import actions as area_actions
from tambon.areas import queries as areas
from tambon.areas.rules import Kind, ListSource
from tambon.areas.rules.lists import Listed
from tambon.dictionary import actions as dictionary
from tambon.dictionary import queries as datasets
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.plan import actions, queries

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, tzinfo=UTC)
TODAY, OPENS, CLOSES = date(2026, 11, 22), date(2026, 11, 1), date(2027, 1, 1)
LIST = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมือง", "Mueang"),
    Listed(Kind.TAMBON, "580101", "จองคำ", "Chong Kham"),
    Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
    Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam"),
    Listed(Kind.TAMBON, "580201", "ขุนยวม", "Khun Yuam"),
]


def village(code: str) -> dict[str, str]:
    return {"code": code, "name_th": f"บ้าน {code}", "name_en": ""}


def load_villages(*codes: str, day: date = OPENS) -> None:
    area_actions.load_villages(
        [village(code) for code in codes], source="v", day=day, licence="CC0-1.0", credit="us",
        synthetic=True, by="system", at=AT,
    )  # fmt: skip


def area(code: str) -> int:
    return areas.get_area(code, on=TODAY).id


def make_round(code: str = "r1", **other):
    terms = {
        "programme": "p", "name_th": "รอบ", "name_en": "Round", "area_id": area("58"), "opens": OPENS,
        "closes": CLOSES, "datasets": {"water": "2026"}, "by": "person:1", "at": AT,
    }  # fmt: skip
    return actions.make_round(code=code, **(terms | other))


@pytest.fixture
def programme() -> None:
    of = ListSource("list", date(2026, 10, 23), "CC0-1.0", "us")
    area_actions.load_list(LIST, of=of, by="system", at=AT)
    load_villages("58010201", "58010202", "58020101")
    dictionary.load_standard(by="system", at=AT)
    actions.make_programme(
        code="p", name_th="โครงการ", name_en="Programme", since=date(2026, 10, 1), until=date(2027, 10, 1),
        by="person:1", at=AT,
    )  # fmt: skip


def refused(**terms) -> str:
    with pytest.raises(Problem) as caught:
        make_round(**terms)
    return caught.value.kind.code


def test_a_round_is_kept_and_journaled(programme) -> None:
    made = make_round(datasets={"water": "2026", "population": "2026"})
    assert queries.get_round("r1") == made
    assert (made.opens, made.closes, made.programme) == (OPENS, CLOSES, "p")
    assert [(one.dataset, one.period) for one in made.datasets] == [("population", "2026"), ("water", "2026")]
    assert queries.list_rounds() == list(made.datasets) == queries.list_rounds(on=TODAY)
    assert queries.list_rounds(on=CLOSES) == []
    kinds = Entry.objects.filter(kind__startswith="plan.").order_by("id").values_list("kind", "by")
    assert list(kinds) == [("plan.programme_made", "person:1"), ("plan.round_made", "person:1")]
    assert [one.code for one in queries.list_programmes()] == ["p"]


def test_an_answer_finds_its_round_by_place_and_day(programme) -> None:
    make_round()
    line = areas.ancestor_ids([area("58010201")], on=TODAY)[area("58010201")]
    found = queries.find_round("water", area_ids=line, on=TODAY)
    assert found is not None
    assert (found.code, found.period) == ("r1", "2026")
    assert queries.find_round("water", area_ids=line, on=CLOSES) is None
    assert queries.find_round("population", area_ids=line, on=TODAY) is None
    assert queries.find_round("water", area_ids=line[:1], on=TODAY) is None


def test_what_does_not_fit_is_refused_with_its_reason(programme) -> None:
    make_round()
    day = timedelta(days=1)
    assert refused() == "409-plan-code-taken"
    assert refused(code="r2", programme="none") == "404-programme-unknown"
    assert refused(code="r2", opens=date(2026, 9, 30)) == "422-plan-round-outside-programme"
    assert refused(code="r2", closes=date(2027, 10, 1) + day) == "422-plan-round-outside-programme"
    assert refused(code="r2", closes=OPENS) == "422-plan-days"
    assert refused(code="r2", datasets={}) == "422-plan-no-dataset"
    assert refused(code="r2", datasets={"none": "2026"}) == "404-dataset-unknown"
    assert refused(code="r2", datasets={"water": "2569"}) == "422-plan-period"
    assert refused(code="r2", datasets={"water": "2026-11"}) == "422-plan-period"
    assert refused(code="r2", area_id=-1) == "422-plan-area-unknown"
    assert len(queries.list_rounds()) == 1


@pytest.mark.parametrize("place", ["58", "5801", "TH"])
def test_two_periods_never_meet_in_one_place_on_one_day(programme, place: str) -> None:
    make_round()
    other = {"code": "r2", "area_id": area(place), "datasets": {"water": "2027"}}
    assert refused(**other) == "409-plan-rounds-overlap"
    assert make_round(**other, opens=CLOSES, closes=CLOSES + timedelta(days=30)).code == "r2"


def test_two_periods_may_stand_side_by_side_in_different_places(programme) -> None:
    make_round(area_id=area("5801"))
    make_round("r2", area_id=area("5802"), datasets={"water": "2027"})
    make_round("r3", area_id=area("58"), datasets={"population": "2027"})


def test_expected_cells_are_reckoned_from_the_tree(programme) -> None:
    make_round(area_id=area("58"))
    (water,) = queries.expected_cells("r1", on=TODAY)
    asked = len(datasets.get_dataset("water").spec.asked)
    assert (water.areas, water.variables, water.cells) == (3, asked, 3 * asked)
    places = {code: water.cells_in(area(code)) // asked for code in ("TH", "5801", "580101", "58020101")}
    assert places == {"TH": 3, "5801": 2, "580101": 0, "58020101": 1}
    load_villages("58020102", day=TODAY)
    assert [queries.expected_cells("r1", on=on)[0].areas for on in (TODAY - timedelta(days=1), TODAY)] == [
        3,
        4,
    ]
    with pytest.raises(Problem):
        queries.expected_cells("none", on=TODAY)
