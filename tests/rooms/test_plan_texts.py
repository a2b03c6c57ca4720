"""A plan's text becomes a plan, or every fault in it is told with its line and in both languages."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from plan_world import PLAN_TEXT, PROGRAMME_TEXT, STANDARD, THEMES, small_plan

from tambon.lib.problem import Problem
from tambon.plan.rules import Calendar, Fault, read_plan, read_programme

YEAR = Calendar(date(2020, 10, 1), date(2021, 10, 1))
DATASETS = {**dict.fromkeys(THEMES, "year"), "prices": "month"}


def faults(text: str, calendar: Calendar = YEAR) -> tuple[Fault, ...]:
    with pytest.raises(Problem) as caught:
        read_plan(text, calendar=calendar, datasets=DATASETS)
    found: tuple[Fault, ...] = caught.value.details["faults"]
    return found


def told(text: str, calendar: Calendar = YEAR) -> list[str]:
    return [one.code.removeprefix("422-plan-") for one in faults(text, calendar)]


@pytest.mark.parametrize("path", ["plans/inferred.yml", "demonstration/plan.yml"])
def test_the_texts_that_come_with_the_product_fit_a_year_of_twelve_months(path: str) -> None:
    plan = read_plan((STANDARD / path).read_text("utf-8"), calendar=YEAR, datasets=DATASETS)
    assert plan.inferred
    assert {task.month for task in plan.tasks} == set(range(1, 13))


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_guides_example_is_a_plan(language: str) -> None:
    guide = (STANDARD.parents[1] / "docs" / "guides" / f"plan.{language}.md").read_text("utf-8")
    example = guide.partition("```yaml\n")[2].partition("```")[0]
    plan = read_plan(example, calendar=YEAR, datasets=DATASETS)
    assert [task.code for task in plan.tasks] == ["meet", "collect-water"]


def test_the_inferred_plan_goes_the_way_that_it_is_inferred_from() -> None:
    plan = read_plan(PLAN_TEXT, calendar=YEAR, datasets=DATASETS)
    first, second = plan.rounds
    assert [(one.opens.month, one.closes.month) for one in (first, second)] == [(3, 5), (7, 8)]
    assert [first.datasets, second.datasets] == [dict.fromkeys(THEMES, "fiscal_year")] * 2


def test_every_theme_is_collected_once_in_each_round_of_the_inferred_plan() -> None:
    plan = read_plan(PLAN_TEXT, calendar=YEAR, datasets=DATASETS)
    for of in ("first", "second"):
        asked = [one.deliverable.dataset for one in plan.tasks if one.deliverable.round == of]
        assert sorted(asked, key=str) == sorted(THEMES)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"dataset": "rivers"}, ["dataset-unknown", "dataset-unknown"]),
        ({"period": "month"}, ["period-rule"]),
        ({"dataset": "prices"}, ["period-rule"]),
        ({"period": "2569"}, ["period-rule"]),
        ({"period": "weekly"}, ["field"]),
        ({"due": "32"}, ["field"]),
        ({"due": "soon"}, ["field"]),
        ({"due": "0"}, ["field"]),
        ({"since": "{ month: 14 }"}, ["month-outside"]),
        ({"since": "{ month: 5, day: 29 }", "until": "{ month: 6 }"}, ["day-unknown"]),
        ({"until": "{ month: 2 }"}, ["days", "due-outside-round"]),
        ({"until": "{ month: 3 }"}, ["due-outside-round"]),
        ({"since": "{ month: 3, hour: 4 }"}, ["field-unknown"]),
    ],
)
def test_what_does_not_fit_is_told(change: dict[str, str], code: list[str]) -> None:
    assert told(small_plan(**change)) == code


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("weight: 100", "weight: 99", ["weights"]),
        ("weight: 100", "weight: 101", ["field"]),
        ("round: first }", "round: third }", ["round-without-tasks", "task-round-unknown"]),
        ("{ dataset: water, round: first }", "{ dataset: water }", ["round-without-tasks", "deliverable"]),
        ("{ dataset: water, round: first }", "{}", ["round-without-tasks", "deliverable"]),
        ("{ dataset: water, round: first }", "{ report: { th: ก, en: A } }", ["round-without-tasks"]),
        ("{ th: แผนทดสอบ, en: A plan for tests }", "{ th: แผนทดสอบ }", ["field-missing"]),
        ("{ th: แผนทดสอบ, en: A plan for tests }", "แผน", ["field"]),
        ("code: small", "code: small\ncode: large", ["name-twice"]),
        ("code: collect", "code: Collect It", ["field"]),
        ("    weight: 100\n", "    weight: 100\n    wieght: 3\n", ["field-unknown"]),
    ],
)
def test_what_is_written_wrong_is_told(old: str, new: str, code: list[str]) -> None:
    text = small_plan()
    assert old in text
    assert told(text.replace(old, new)) == code


def test_every_fault_is_told_with_the_line_on_which_it_stands() -> None:
    text = PLAN_TEXT.replace("due: 16", "due: sixteen").replace("weight: 25", "weight: 20")
    text = text.replace("month: 12", "month: 13").replace("code: verification", "code: corrections")
    found = faults(text)
    lines = text.splitlines()
    assert [(one.code.removeprefix("422-plan-"), lines[one.line - 1].strip()) for one in found] == [
        ("field", "due: sixteen"),
        ("name-twice", "- code: corrections"),
        ("month-outside", "month: 13"),
    ]
    assert all(one.reason_th and one.reason_en for one in found)
    mended = faults(text.replace("due: sixteen", "due: 16"))
    assert "422-plan-weights" in {one.code for one in mended}  # weights are added once all tasks can be read


def test_two_rounds_never_ask_one_dataset_on_one_day() -> None:
    text = PLAN_TEXT.replace("from: { month: 7 }", "from: { month: 5, day: 28 }")
    assert told(text) == ["two-rounds-at-once"] * len(THEMES)
    assert read_plan(
        PLAN_TEXT.replace("from: { month: 7 }", "from: { month: 6 }"), calendar=YEAR, datasets=DATASETS
    )


def test_a_plan_fits_the_days_that_the_programme_has() -> None:
    assert set(told(PLAN_TEXT, Calendar(date(2020, 10, 1), date(2021, 6, 1)))) == {"month-outside"}
    leap = Calendar(date(2023, 10, 1), date(2024, 10, 1))
    text = PLAN_TEXT.replace("due: 20\n    weight: 25", "due: 29\n    weight: 25")
    assert read_plan(text, calendar=leap, datasets=DATASETS)
    assert told(text) == ["day-unknown"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "422-plan-not-yaml"),
        ("- a", "422-plan-not-yaml"),
        ("a: [", "422-plan-not-yaml"),
        ("a: \x00", "422-plan-not-yaml"),
        ("a: &x [1]\nb: *x", "422-plan-yaml-not-plain"),
        ("a: !!python/object:os.system []", "422-plan-yaml-not-plain"),
        ("a: " + "[" * 40 + "]" * 40, "422-plan-yaml-not-plain"),
        ("a: " + "[" * 90_000, "422-plan-yaml-not-plain"),
        ("a: " + "x" * 200_001, "422-plan-text-too-long"),
        ("? [a, b]\n: 1", "422-plan-text"),
        ("a: 1\n---\nb: 2", "422-plan-not-yaml"),
    ],
)
def test_what_is_no_plain_yaml_is_refused(text: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        read_plan(text, calendar=YEAR, datasets=DATASETS)
    assert caught.value.kind.code == code


def test_thai_digits_and_words_are_read_and_codes_stay_texts() -> None:
    plan = read_plan(small_plan(since="{ month: ๓ }", due="สุดท้าย"), calendar=YEAR, datasets=DATASETS)
    assert plan.rounds[0].opens.month == 3
    assert read_programme(PROGRAMME_TEXT).area.without == ("10",)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("last: 2021-09-30", "last: 2564-09-30", "422-plan-field"),
        ("last: 2021-09-30", "last: 2020-09-30", "422-plan-days"),
        ("last: 2021-09-30", "last: 2021-09-31", "422-plan-field"),
        ("value: 15000, source: letters", "value: 15000, source: rumour", "422-plan-source-unknown"),
        ("value: 15000", "value: -1", "422-plan-field"),
        ("baht: 2611800000", "baht: 2611800000.555", "422-plan-field"),
        ("- code: other", "- code: wages", "422-plan-name-twice"),
        ("day: 2020-10-03", "day: 2020-10-01", "422-plan-name-twice"),
        ("  without: [10]", "  without: 10", "422-plan-field"),
    ],
)
def test_a_programmes_text_is_read_as_strictly(old: str, new: str, code: str) -> None:
    assert old in PROGRAMME_TEXT
    text = PROGRAMME_TEXT.replace(old, new)
    with pytest.raises(Problem) as caught:
        read_programme(text)
    assert [one.code for one in caught.value.details["faults"]] == [code]
    assert new.strip() in text.splitlines()[caught.value.details["line"] - 1]


def test_a_buddhist_year_is_refused_with_the_year_that_is_meant() -> None:
    with pytest.raises(Problem) as caught:
        read_programme(PROGRAMME_TEXT.replace("first: 2020-10-01", "first: ๒๕๖๓-10-01"))
    assert "2020" in caught.value.say("th")
    assert "2020" in caught.value.say("en")


_SCALARS = st.one_of(st.text(max_size=6), st.integers(-3, 40), st.booleans(), st.none(), st.dates())
_TREES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 400), _TREES), min_size=1, max_size=4))
def test_no_text_breaks_the_reader(changes: list[tuple[int, object]]) -> None:
    """Parts of the plan replaced at random: it is read, or refused in words with lines that are there."""
    tree = yaml.safe_load(PLAN_TEXT)
    places = list(_places(tree))
    for place, value in changes:
        owner, key = places[place % len(places)]
        owner[key] = value
    text = yaml.safe_dump(tree, allow_unicode=True)
    try:
        read_plan(text, calendar=YEAR, datasets=DATASETS)
    except Problem as problem:
        for one in problem.details.get("faults", ()):
            assert 1 <= one.line <= len(text.splitlines())


def _places(tree: object):
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield tree, key
        yield from _places(value)
