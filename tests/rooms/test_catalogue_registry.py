"""The published registry answers for any day, in both calendars, from files alone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry_files import Content, area, change, write_edition
from registry_world import sample

from tambon.catalogue.registry.names import Names, plain
from tambon.catalogue.registry.registry import Registry
from tambon.catalogue.registry.shapes import RegistryPage
from tambon.catalogue.registry.spans import Spans

VERSION = "2026-11-01.1"


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("registry")
    write_edition(folder, VERSION, sample())
    return Registry(folder / "areas")


def page(registry: Registry, key: str, on: str | None = None, by: str = "law") -> RegistryPage:
    found = registry.area(key, date.fromisoformat(on) if on else None, by)  # type: ignore[arg-type]
    assert found is not None
    return found


def after(one: RegistryPage) -> list[str]:
    return [each["area_code"] for each in one["successors"]]


def before(one: RegistryPage) -> list[str]:
    return [each["area_code"] for each in one["predecessors"]]


def test_a_tambon_is_where_it_was_on_that_day_and_leads_on(registry: Registry) -> None:
    then = page(registry, "430301", "2011-01-01")
    assert then["standing"] and [each["area_code"] for each in then["ancestors"]] == ["TH", "43", "4303"]
    later = page(registry, "430301", "2012-01-01")
    assert not later["standing"] and later["area_id"] == then["area_id"] and after(later) == ["380101"]
    assert later["until"] == date(2011, 3, 23) and later["province_code"] == "43"
    assert later["successors"][0]["change"] == "recoded" and later["successors"][0]["share"] == 1.0


def test_the_list_follows_the_law_a_week_later(registry: Registry) -> None:
    assert not page(registry, "430301", "2011-03-23")["standing"]
    listed = page(registry, "430301", "2011-03-30", "list")
    assert listed["standing"] and listed["until"] == date(2011, 3, 31)
    assert page(registry, "380101", "2011-03-31", "list")["standing"]
    assert page(registry, "38", "2011-03-25", "list")["standing"] is False


def test_a_code_of_the_future_has_its_first_version_and_its_predecessors(registry: Registry) -> None:
    early = page(registry, "380101", "2010-01-01")
    assert not early["standing"] and early["since"] == date(2011, 3, 23) and before(early) == ["430301"]


def test_a_split_leads_to_all_its_parts(registry: Registry) -> None:
    ended = page(registry, "104701")
    assert after(ended) == ["104702", "104703"]
    assert all(each["share"] is None and each["source"] for each in ended["successors"])
    assert (
        before(page(registry, "104703")) == ["104701"]
        and page(registry, "104701", "2020-01-01", "list")["standing"]
    )


def test_who_goes_on_is_no_successor_of_itself(registry: Registry) -> None:
    assert after(page(registry, "43", "2005-01-01")) == ["38"]
    assert before(page(registry, "43")) == []


def test_a_renamed_village_keeps_its_id(registry: Registry) -> None:
    old, new = page(registry, "th-v2", "2015-05-31"), page(registry, "th-v2")
    assert (old["name_th"], new["name_th"]) == ("บ้านเก่า", "บ้านใหม่")
    assert [each["name_en"] for each in old["successors"]] == ["Ban Mai"]
    assert [each["name_en"] for each in new["predecessors"]] == ["Ban Kao"]


@pytest.mark.parametrize("key", ["58", "๕๘", " 58 ", "TH58", "th58", "th-p58"])
def test_one_area_has_many_keys(registry: Registry, key: str) -> None:
    assert page(registry, key)["name_th"] == "แม่ฮ่องสอน"


@pytest.mark.parametrize("key", ["99", "", "TH", "th-nobody", "บ้าน", "TH99"])
def test_what_never_was_is_none(registry: Registry, key: str) -> None:
    found = registry.area(key)
    assert (found is None) == (key != "TH")
    if found is None:
        assert registry.children(key) == [] and registry.history(key) is None and registry.place(key) is None
        assert registry.geometry(key) is None and registry.neighbours(key) == []


def test_eight_digits_mean_the_village_and_the_community_has_its_id(registry: Registry) -> None:
    assert page(registry, "58010202")["kind"] == "village"
    assert page(registry, "th-c1")["kind"] == "community"
    assert [each["kind"] for each in registry.children("580101")] == ["community"]


def test_children_are_those_of_the_day(registry: Registry) -> None:
    def below(key: str, on: date | None = None) -> list[str]:
        return [each["area_code"] for each in registry.children(key, on)]

    assert below("43") == [] and below("43", date(2011, 1, 1)) == ["4303"]
    assert below("1047") == ["104702", "104703"] and below("1047", date(2017, 7, 25)) == ["104701"]
    shown = page(registry, "58")
    assert shown["children_kinds"] == {"district": 2, "local_government": 1} and shown["children_count"] == 3


def test_a_local_government_has_its_villages(registry: Registry) -> None:
    village = page(registry, "58010201")
    assert village["local_government"] and village["local_government"]["area_id"] == "th-lg1"
    children = registry.children("th-lg1")
    assert [(each["area_code"], each["tambon_code"]) for each in children] == [("58010201", "580102")]


def test_what_was_before_the_first_list_is_known_and_flagged(registry: Registry) -> None:
    assert page(registry, "58")["known_completely"] is True
    early = page(registry, "58", "2011-01-01")
    assert early["standing"] and not early["known_completely"]
    assert early["known_since"] == date(2026, 10, 23) and page(registry, "58010201")["known_since"] is None


def test_history_tells_versions_and_whole_changes(registry: Registry) -> None:
    history = registry.history("380101")
    assert history is not None
    law = [(each["area_code"], each["since"]) for each in history["versions"] if each["by"] == "law"]
    assert law == [("430301", None), ("380101", date(2011, 3, 23))]
    parents = [each["parent"]["area_code"] for each in history["versions"] if each["parent"]]
    assert parents == ["4303", "4303", "3801", "3801"]
    of_nong_khai = registry.history("43")
    assert of_nong_khai is not None
    (split,) = of_nong_khai["changes"]
    assert {part["successor"]["area_code"] for part in split["parts"] if part["successor"]} == {"38", "43"}


def test_codes_say_in_which_calendar_they_held(registry: Registry) -> None:
    codes = registry.codes("th-t380101")
    assert [(each["code"], each["by"]) for each in codes] == [
        ("430301", "law"),
        ("380101", "law"),
        ("430301", "list"),
        ("380101", "list"),
    ]
    assert codes[0]["listed_since"] is None and codes[3]["listed_since"] == date(2011, 3, 31)
    assert registry.codes("th-nobody") == []


def test_shapes_places_and_neighbours(registry: Registry) -> None:
    shape = registry.geometry("5801", "low")
    assert shape is not None and shape["attribution"].startswith("Royal Thai Survey")
    assert shape["bbox"] == [97.0, 18.0, 97.5, 19.0] and shape["features"][0]["id"] == "th-d5801"
    below = registry.children_geometry("58")
    assert below and [each["properties"]["code"] for each in below["features"]] == ["5801", "5802"]
    assert [each["area_code"] for each in registry.neighbours("5801")] == ["5802"]
    place = registry.place("58010201")
    assert place and place["is_point"] and place["square_km"] is None and place["credit"] == "DOPA"
    point = registry.geometry("58010201")
    assert point and point["features"][0]["geometry"]["type"] == "Point"
    assert registry.geometry("580101") is None and registry.place("580101") is None
    assert registry.children_geometry("580101") is not None, "an area without drawn children has none"


def test_an_area_of_the_list_alone_is_dated_by_it(tmp_path: Path) -> None:
    rows = [
        area("a", "country", "TH", "ไทย", "Thailand", None),
        area("b", "tambon", "100101", "เก่า", "", "a", until="2006-01-01", by="list"),
        area("c", "tambon", "100102", "ใหม่", "", "a"),
    ]
    ended = change("x", "abolished", rows[1], rows[2], list_day="2006-01-01", basis="name")
    write_edition(tmp_path, VERSION, Content(areas=rows, changes=[ended]))
    found = Registry(tmp_path / "areas").area("100101", date(2000, 1, 1))
    assert found and not found["standing"] and found["dated_by"] == "list"
    assert after(found) == ["100102"] and found["known_completely"] is False


def column_of(rows: list[dict[str, object]]) -> Spans:
    ordered = sorted(rows, key=lambda row: (row["area_id"], row["since"] or date.min))
    return Spans(lambda name: iter([row[name] for row in ordered]))


DAYS = st.integers(0, 40)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), DAYS, st.integers(1, 10)), max_size=25), DAYS)
def test_every_key_has_the_version_of_the_day_or_the_nearest(
    made: list[tuple[int, int, int, int]], asked: int
) -> None:
    """Whatever areas bore whatever codes: an answer never claims a day that its version does not cover."""
    first = date(2000, 1, 1)
    rows = [
        area(f"a{one}", "tambon", f"c{code}", "x", "", None)
        | {"since": first + timedelta(start), "until": first + timedelta(start + length)}
        for one, code, start, length in made
    ]
    spans = column_of(rows)
    day = (first + timedelta(asked)).toordinal()
    for key in ("a0", "a3", "c0", "c3"):
        chosen = spans.find(key, day, "law")
        of_key = [row for row in rows if key in (row["area_id"], row["code"])]
        covering = [row for row in of_key if row["since"].toordinal() <= day < row["until"].toordinal()]
        assert (chosen is None) == (not of_key)
        if chosen:
            assert chosen.standing == bool(covering)
            assert spans.since[chosen.span] <= chosen.ref < spans.until[chosen.span]
            ended = [row["until"].toordinal() for row in of_key if row["until"].toordinal() <= day]
            if not covering and ended:
                assert spans.until[chosen.span] == max(ended)


@given(
    st.lists(st.text("กขคงาabc1 ", min_size=1, max_size=6), min_size=1, max_size=12),
    st.text("กขคงาabc1 ", max_size=4),
)
def test_search_finds_what_a_plain_loop_finds(names: list[str], asked: str) -> None:
    rows = [area(f"a{at:02}", "tambon", f"9{at:02}", name, "", None) for at, name in enumerate(names)]
    spans = column_of(rows)
    wanted = plain(asked)
    if not wanted:
        return
    fits = {}
    for row in rows:
        words = (plain(row["name_th"]), row["code"])
        if wanted in words:
            fits[row["code"]] = 0
        elif any(word.startswith(wanted) for word in words):
            fits[row["code"]] = 1
        elif wanted in words[0]:
            fits[row["code"]] = 2
    found = Names(spans, date(2026, 1, 1).toordinal()).find(wanted, 100)
    assert [spans.code[hit.span] for hit in found] == sorted(fits, key=lambda code: (fits[code], code))
    assert [hit.fit for hit in found] == sorted(fits.values())
