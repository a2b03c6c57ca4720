"""A programme's text, its papers beside the registry, and the cells that its rounds expect."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from plan_world import (
    AT,
    BY,
    CODE,
    PROGRAMME_TEXT,
    TODAY,
    approve,
    area,
    load,
    load_villages,
    make_programme,
)

from tambon.areas import actions as area_actions
from tambon.dictionary import queries as dictionary
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.plan import actions, queries

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
JANUARY = date(2021, 1, 10)


def test_a_programme_is_as_its_text_says_and_the_same_text_changes_nothing() -> None:
    make_programme()
    found = queries.get_programme(CODE)
    assert (found.since, found.last, found.wage, found.posts_per_tambon, found.personal_days) == (
        date(2020, 10, 1), date(2021, 9, 30), 15_000, 2, 90,
    )  # fmt: skip
    assert [(one.code, one.baht) for one in found.budget] == [
        ("wages", Decimal(2_611_800_000)), ("other", Decimal(90_076_000)),
    ]  # fmt: skip
    assert found.budget[0].baht == 14_510 * 15_000 * 12
    assert found.starts == (date(2020, 10, 1), date(2020, 10, 3))
    assert (found.area_id, found.without) == (area("TH"), (area("10"),))
    assert found.stated["budget"]["other"]["inferred"]
    assert {fact["source"] for fact in found.stated["facts"].values()} <= found.stated["sources"].keys()
    again = actions.load_programme(PROGRAMME_TEXT + "# a remark\n", by=BY, at=AT)
    assert (again.new, again.changed) == (False, ())
    assert Entry.objects.filter(kind__startswith="plan.programme").count() == 1


def test_a_changed_fact_is_changed_and_journaled_without_words() -> None:
    make_programme()
    text = PROGRAMME_TEXT.replace("value: 15000", "value: 15500").replace("baht: 90076000", "baht: 90076001")
    done = actions.load_programme(text, by=BY, at=AT)
    assert (done.new, done.changed) == (False, ("wage", "budget"))
    found = queries.get_programme(CODE)
    assert (found.wage, found.budget[1].baht) == (15_500, Decimal(90_076_001))
    entry = Entry.objects.get(kind="plan.programme_changed")
    assert (entry.subject, entry.by, entry.body["changed"]) == (f"programme:{CODE}", BY, ["wage", "budget"])
    assert "Tambon" not in str(entry.body)


def test_a_programme_of_an_unknown_area_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        actions.load_programme(PROGRAMME_TEXT, by=BY, at=AT)
    assert caught.value.kind.code == "404-area-unknown"


def test_programmes_are_listed_by_the_day_on_which_they_run() -> None:
    make_programme()
    assert [one.code for one in queries.list_programmes()] == [CODE]
    assert [one.code for one in queries.list_programmes(on=date(2021, 9, 30))] == [CODE]
    assert queries.list_programmes(on=date(2021, 10, 1)) == []


def test_figures_that_differ_are_explained_for_the_whole_country() -> None:
    """The real list of the country: 7,255 against 7,256, and all but Bangkok."""
    at = datetime(2026, 11, 22, tzinfo=UTC)
    area_actions.load_geothai(by=BY, at=at)
    actions.load_programme(PROGRAMME_TEXT, by=BY, at=at)
    found = {str(one.figure): one for one in queries.explain_stated(CODE, date(2026, 11, 22))}
    assert {name: (one.stated, one.real, one.difference) for name, one in found.items()} == {
        "tambons": (7_255, 7_256, 1),
        "districts": (878, 878, 0),
        "provinces": (76, 76, 0),
        "posts": (14_510, 14_512, 2),
    }
    assert "มากกว่า 1" in found["tambons"].text_th and "ปากพนัง" in found["tambons"].text_th
    assert "1 more" in found["tambons"].text_en and "Pak Phanang" in found["tambons"].text_en
    assert "agree on 878" in found["districts"].text_en


def test_a_programme_without_a_text_says_nothing_and_has_no_area() -> None:
    actions.make_programme(
        code="p", name_th="ก", name_en="P", since=date(2020, 10, 1), until=date(2021, 10, 1), by=BY, at=AT
    )
    assert {(one.stated, one.real) for one in queries.explain_stated("p", TODAY)} == {(None, None)}
    assert queries.expected_by_area("p", TODAY) == {}


def test_expected_cells_leave_out_what_the_programme_leaves_out_and_count_a_period_once() -> None:
    make_programme()
    approve(load())
    assert queries.expected_by_area(CODE, date(2020, 11, 30)) == {}
    cells = sum(len(one.spec.asked) for one in dictionary.list_datasets())
    expected = queries.expected_by_area(CODE, JANUARY)
    assert {code: expected.get(area(code), 0) // cells for code in ("TH", "58", "5801", "580101", "10")} == {
        "TH": 3, "58": 3, "5801": 2, "580101": 0, "10": 0,
    }  # fmt: skip
    assert queries.expected_by_area(CODE, date(2021, 5, 10)) == expected  # the second round asks again
    load_villages("58010203", "10010102", day=date(2021, 1, 11))
    assert queries.expected_by_area(CODE, date(2021, 1, 11))[area("TH")] == 4 * cells
    assert queries.expected_by_area(CODE, JANUARY)[area("TH")] == 3 * cells
    lines = {code: (area("TH"), area(code)) for code in ("58", "10")}
    assert queries.find_round("water", area_ids=lines["58"], on=JANUARY) is not None
    assert queries.find_round("water", area_ids=lines["10"], on=JANUARY) is None


def test_rounds_side_by_side_for_one_period_are_counted_together_and_nested_ones_once() -> None:
    make_programme()
    cells = len(dictionary.get_dataset("water").spec.asked)
    for code in ("5801", "5802", "580102"):
        actions.make_round(
            programme=CODE, code=f"r-{code}", name_th="ร", name_en="R", area_id=area(code),
            opens=date(2020, 12, 1), closes=date(2021, 1, 1), datasets={"water": "2021"}, by=BY, at=AT,
        )  # fmt: skip
    expected = queries.expected_by_area(CODE, JANUARY)
    assert [expected[area(code)] // cells for code in ("TH", "5801", "580102", "5802")] == [3, 2, 2, 1]
