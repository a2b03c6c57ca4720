"""A filled form is read back: values, reasons for blanks, and doubts; quickly and safely."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tambon.dictionary import actions as dictionary
from tambon.dictionary.rules.reading import read_dataset
from tambon.dictionary.rules.spec import DatasetSpec
from tambon.forms import actions
from tambon.forms.rules.answers import Answers, read_answers
from tambon.forms.rules.conversion import convert_book
from tambon.forms.rules.explicit import explicit_mapping
from tambon.forms.rules.filling import Filled, fill
from tambon.forms.rules.table import read_table
from tambon.lib.problem import Problem

XF = "{http://www.w3.org/2002/xforms}"


def spec_of(name: str) -> DatasetSpec:
    return read_dataset((dictionary.STANDARD / f"{name}.yml").read_text("utf-8"), file=name)


@pytest.fixture(scope="module")
def water() -> DatasetSpec:
    return spec_of("water")


@pytest.fixture(scope="module")
def filled(water: DatasetSpec) -> Filled:
    return fill(read_table((actions.STANDARD / "water.md").read_text("utf-8")), {"water": water})


@pytest.fixture(scope="module")
def blank_form(filled: Filled) -> bytes:
    """The empty instance of the real XForm, as a phone starts from it."""
    form = etree.fromstring(convert_book(filled.book).encode())
    instance = form.find(f".//{XF}instance")
    assert instance is not None
    return etree.tostring(instance[0])


def send(blank: bytes, answers: dict[str, str]) -> bytes:
    root = etree.fromstring(blank)
    for path, text in answers.items():
        node = root.find("/".join(f"{XF}{step}" for step in path.split("/")))
        assert node is not None, path
        node.text = text
    return etree.tostring(root)


VISIT = {"visit/village": "58010201", "visit/visit_date": "2026-11-20"}
PIPED = {
    "piped/households": "120", "piped/piped_households": "๘๐", "piped/pwa_customers": "70",
    "piped/supply_hours": "12.5", "piped/village_water_system": "yes",
    "piped/village_system_households": "10",
}  # fmt: skip


@pytest.fixture
def read(blank_form: bytes, filled: Filled, water: DatasetSpec) -> Any:
    def reading(**answers: str) -> Answers:
        paths = {path.replace("__", "/"): text for path, text in answers.items()}
        return read_answers(send(blank_form, {**VISIT, **paths}), filled.mapping, {"water": water})

    return reading


def test_a_filled_form_is_read_back(read: Any) -> None:
    found = read(**PIPED, **{"sources/domestic_sources": "rain pwa", "shortage/dry_season_shortage": "no"})
    assert (found.area_code, found.visited_on, found.doubts) == ("58010201", date(2026, 11, 20), [])
    assert found.values["water"] == {
        "households": 120, "piped_households": 80, "pwa_customers": 70, "supply_hours": 12.5,
        "village_water_system": True, "village_system_households": 10,
        "domestic_sources": ["pwa", "rain"], "dry_season_shortage": False,
        "months_short": {"absent": "not_applicable"},
    }  # fmt: skip


def test_a_group_says_why_its_blanks_are_blank(read: Any) -> None:
    found = read(**{"piped/households": "9", "piped/piped_households": "0", "piped/piped_absent": "unknown"})
    values = found.values["water"]
    assert values["households"] == 9 and values["pwa_customers"] == {"absent": "unknown"}
    assert values["supply_hours"] == {
        "absent": "not_applicable"
    }  # nobody has piped water: the rule knows better
    assert "main_drinking_source" not in values  # another group, of which nothing was said


def test_what_cannot_be_read_is_a_doubt_and_no_claim(read: Any) -> None:
    found = read(**{"piped/households": "many", "piped/pwa_customers": "3", "piped/piped_absent": "refused"})
    assert [tuple(doubt) for doubt in found.doubts] == [("piped/households", "many", "422-value-not-whole")]
    assert "households" not in found.values["water"]  # not absent either: somebody answered
    assert found.values["water"]["piped_households"] == {"absent": "refused"}
    assert [d.code for d in read(**{"visit/visit_date": "soon"}).doubts] == ["422-answer-day"]
    assert [d.code for d in read(**{"piped/piped_absent": "bored"}).doubts] == ["422-answer-reason"]


def test_an_empty_form_makes_no_claim(blank_form: bytes, filled: Filled, water: DatasetSpec) -> None:
    found = read_answers(blank_form, filled.mapping, {"water": water})
    assert (found.area_code, found.visited_on, found.values, found.doubts) == (None, None, {"water": {}}, [])


def test_namespaces_are_looked_through_and_the_buddhist_year_is_read(
    filled: Filled, water: DatasetSpec
) -> None:
    xml = (
        '<n:x xmlns:n="urn:a" xmlns:m="urn:b"><n:visit><m:village>๕๘๐๑๐๒๐๑</m:village>'
        "<visit_date>2569-11-20</visit_date></n:visit><n:piped><m:households>7</m:households></n:piped></n:x>"
    )
    found = read_answers(xml.encode(), filled.mapping, {"water": water})
    assert (found.area_code, found.visited_on) == ("58010201", date(2026, 11, 20))
    assert found.values == {"water": {"households": 7}}


def test_two_answers_to_one_question_count_as_none(filled: Filled, water: DatasetSpec) -> None:
    xml = b"<data><piped><households>7</households><households>8</households></piped></data>"
    found = read_answers(xml, filled.mapping, {"water": water})
    assert found.values == {"water": {}} and found.doubts[0].code == "422-answer-repeated"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"not xml", b"<a><b></a>", b"\x00\x01", b"<a>" * 300 + b"</a>" * 300,
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    ],
)  # fmt: skip
def test_what_is_no_safe_xml_is_refused(content: bytes, filled: Filled, water: DatasetSpec) -> None:
    with pytest.raises(Problem) as refused:
        read_answers(content, filled.mapping, {"water": water})
    assert refused.value.kind.code == "422-answers-not-xml"


def test_a_variable_that_the_dictionary_dropped_makes_no_claim(
    blank_form: bytes, filled: Filled, water: DatasetSpec
) -> None:
    tree = water.model_dump(by_alias=True)
    tree["variables"] = [v for v in tree["variables"] if v["name"] != "pwa_customers"]
    later = {"water": DatasetSpec.model_validate(tree)}
    found = read_answers(send(blank_form, {**VISIT, **PIPED}), filled.mapping, later)
    assert "pwa_customers" not in found.values["water"] and found.values["water"]["households"] == 120


@pytest.mark.slow
@given(
    answers=st.dictionaries(
        st.sampled_from(sorted(PIPED)), st.text(st.characters(codec="utf-8", min_codepoint=32))
    )
)
def test_any_text_is_a_value_a_blank_or_a_doubt(
    answers: dict[str, str], blank_form: bytes, filled: Filled, water: DatasetSpec
) -> None:
    try:
        sent = send(blank_form, answers)
    except ValueError:  # not a character that XML can hold
        return
    found = read_answers(sent, filled.mapping, {"water": water})
    doubted = {doubt.path for doubt in found.doubts}
    assert not {filled.mapping.variables["water"][name] for name in found.values["water"]} & doubted


def plain_form() -> str:
    questions = "".join(f"| | integer | q{n} | Question {n} |\n" for n in range(40))
    places = "| | text | village_code | Village |\n| | date | day | Day |\n"
    settings = "| settings | | |\n| | form_id | form_title | version |\n| | plain | Plain | 1 |\n"
    return "| survey | | | |\n| | type | name | label |\n" + places + questions + settings


def bench_dataset() -> DatasetSpec:
    tree = yaml.safe_load((dictionary.STANDARD / "water.yml").read_text("utf-8"))
    first = tree["variables"][0]
    tree["variables"] = [{**first, "name": f"v{n}"} for n in range(40)]
    return read_dataset(yaml.safe_dump({**tree, "name": "bench", "checks": []}), file="bench")


def test_a_plain_form_is_mapped_from_beside() -> None:
    specs = {"bench": bench_dataset()}
    plain = fill(read_table(plain_form()), {})
    given = {"area": "village_code", "visited_on": "day", "variables": {"bench.v0": "q0", "bench.v1": "q7"}}
    mapping = explicit_mapping(plain, given, specs, form="plain").mapping
    xml = b"<data><village_code>58010201</village_code><day>2026-11-20</day><q0>5</q0><q1>6</q1><q7/></data>"
    assert read_answers(xml, mapping, specs).values == {"bench": {"v0": 5}}
    for wrong in (
        {"area": "nowhere"},
        {"variables": {"bench.v0": "nothing"}},
        {"variables": {"bench.w": "q0"}},
    ):
        with pytest.raises(Problem):
            explicit_mapping(plain, wrong, specs, form="plain")


def test_a_repeat_is_read_as_the_rows_of_one_cell() -> None:
    tree = yaml.safe_load((dictionary.STANDARD / "water.yml").read_text("utf-8"))
    named = {"th": "ก", "en": "a"}
    columns = [
        {"name": "kind", "label": named, "type": "code", "codes": [{"code": "tower", **named}]},
        {"name": "homes", "label": named, "type": "integer", "minimum": 0},
    ]
    rows = {**tree["variables"][4], "name": "systems", "type": "rows", "columns": columns}
    spec = read_dataset(yaml.safe_dump({**tree, "variables": [rows], "checks": []}), file="w")
    text = (
        "| survey | | | |\n| | type | name | variable | label |\n| | text | village | area | Village |\n"
        "| | | | water.systems |\n"
        "| | | | water.systems.kind |\n| | | | water.systems.homes |\n| | end_repeat | | |\n"
        "| settings | | |\n| | form_id | version | form_title |\n| | r | 1 | R |\n"
    )
    filled = fill(read_table(text), {"water": spec})
    assert "<repeat" in convert_book(filled.book)
    one, other = (
        "<systems><kind>tower</kind><homes>4</homes></systems>",
        "<systems><kind/><homes/></systems>",
    )
    found = read_answers(f"<data>{one}{other}{one}</data>".encode(), filled.mapping, {"water": spec})
    assert found.values == {"water": {"systems": [{"kind": "tower", "homes": 4}] * 2}}
    doubtful = read_answers(
        b"<data><systems><kind>dam</kind></systems></data>", filled.mapping, {"water": spec}
    )
    assert doubtful.values == {"water": {}} and doubtful.doubts[0].code == "422-value-not-code"
    twice = (
        f"<data>{one}<systems><kind>tower</kind><homes>4</homes><homes>9</homes></systems></data>".encode()
    )
    unsure = read_answers(twice, filled.mapping, {"water": spec})
    assert unsure.values == {"water": {}}, "which of the two figures counts is for a person to say"
    assert unsure.doubts == [("systems[2]/homes", "4", "422-answer-repeated")]
    mended = read_answers(twice, filled.mapping, {"water": spec}, {"systems[2]/homes": "๙"})
    assert [row["homes"] for row in mended.values["water"]["systems"]] == [4, 9]


def test_what_a_person_says_beside_the_form_stands_in_its_place(blank_form, filled, water) -> None:
    sent = send(
        blank_form, {"visit/village": "NaN", "visit/visit_date": "22/11/69", "piped/households": "many"}
    )
    assert len(read_answers(sent, filled.mapping, {"water": water}).doubts) == 2
    said = {"area": "5801 0201", "day": "22 พ.ย. 69", "piped/households": "120"}
    found = read_answers(sent, filled.mapping, {"water": water}, said)
    assert (found.area_code, found.visited_on, found.doubts) == ("58010201", date(2026, 11, 22), [])
    assert found.values["water"]["households"] == 120
    blank = read_answers(sent, filled.mapping, {"water": water}, {**said, "piped/households": ""})
    assert (blank.doubts, "households" in blank.values["water"]) == ([], False)
