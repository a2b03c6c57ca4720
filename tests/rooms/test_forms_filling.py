"""A questionnaire is filled in from the dictionary, and pyxform makes a form of it that phones accept."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import pyxform
from lxml import etree

from tambon.dictionary import actions as dictionary
from tambon.dictionary.rules.reading import read_dataset
from tambon.dictionary.rules.spec import DatasetSpec
from tambon.forms import actions
from tambon.forms.rules.conversion import convert_book
from tambon.forms.rules.filling import Filled, fill, used_datasets
from tambon.forms.rules.table import read_table
from tambon.lib.problem import Problem

XF = "{http://www.w3.org/2002/xforms}"
VALIDATOR = Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
HEAD = "| survey | | | | | |\n| | type | name | variable | constraint | label |\n"
VILLAGE = "| | text | village | area | | Village |\n"
SETTINGS = "| settings | | |\n| | form_id | version | form_title |\n| | small | 1 | Small |\n"


@pytest.fixture(scope="module")
def specs() -> dict[str, DatasetSpec]:
    return {
        p.stem: read_dataset(p.read_text("utf-8"), file=p.name) for p in dictionary.STANDARD.glob("*.yml")
    }


def standard(name: str, specs: dict[str, DatasetSpec]) -> Filled:
    book = read_table((actions.STANDARD / f"{name}.md").read_text("utf-8"))
    return fill(book, {of: specs[of] for of in used_datasets(book)})


def small(rows: str, specs: dict[str, DatasetSpec]) -> Filled:
    return fill(read_table(HEAD + VILLAGE + rows + SETTINGS), specs)


def binds(xml: str) -> dict[str, dict[str, str]]:
    found = etree.fromstring(xml.encode()).iter(f"{XF}bind")
    return {
        str(b.get("nodeset")).rpartition("/")[2]: {str(k): str(v) for k, v in b.attrib.items()} for b in found
    }


@pytest.mark.parametrize("name", ["population", "water"])
def test_the_standard_asks_every_variable_once_in_both_languages(
    name: str, specs: dict[str, DatasetSpec]
) -> None:
    filled = standard(name, specs)
    assert set(filled.mapping.variables[name]) == {v.name for v in specs[name].asked}
    assert filled.mapping.area == "visit/village" and filled.mapping.visited_on == "visit/visit_date"
    covered = [v for of in filled.mapping.absences.values() for v in of[name]]
    assert sorted(covered) == sorted(filled.mapping.variables[name])
    shown = [
        row for row in filled.book.survey if not row.get("type").startswith(("end", "start", "calculate"))
    ]
    assert all(row.get("label::ไทย (th)") and row.get("label::English (en)") for row in shown)
    assert "แบบของระบบตำบล" in filled.book.settings.get("title_th")  # ours, and labelled so


def test_constraints_come_from_the_dictionary_and_pass_while_others_are_blank(
    specs: dict[str, DatasetSpec],
) -> None:
    xml = convert_book(standard("population", specs).book)
    female = binds(xml)["female"]["constraint"]
    assert female.startswith(". >= 0 and . <= 20000 and not(( /data/people/male  != ''")
    assert "( /data/people/male  + .) !=  /data/people/population_total " in female
    assert 'src="jr://file-csv/villages.csv"' in xml
    assert 'lang="ไทย (th)"' in xml and 'appearance="buddhist"' in xml


def test_a_question_that_may_not_apply_waits_for_the_answer_that_it_depends_on(
    specs: dict[str, DatasetSpec],
) -> None:
    found = binds(convert_book(standard("water", specs).book))
    assert found["village_system_households"]["relevant"].split() == [
        "/data/piped/village_water_system",
        "=",
        "'yes'",
    ]
    assert "months_short  = ''" in found["shortage_absent"]["relevant"]
    assert found["shortage_absent"]["required"] == "true()"
    assert found["ask_shortage_has_months"]["relevant"].startswith("not(not((")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("java"), reason="ODK Validate needs java; pyxform brings the jar")
@pytest.mark.parametrize("name", ["population", "water"])
def test_odk_validate_accepts_the_standard(name: str, specs: dict[str, DatasetSpec], tmp_path: Path) -> None:
    path = tmp_path / f"{name}.xml"
    path.write_text(convert_book(standard(name, specs).book), "utf-8")
    run = ["java", "-Xmx256m", "-jar", str(VALIDATOR), str(path)]
    done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr + done.stdout


def test_what_a_row_writes_itself_comes_before_the_dictionary(specs: dict[str, DatasetSpec]) -> None:
    filled = small("| | | homes | water.households | . < 9 |\n", specs)
    row = filled.book.survey[1]
    assert (row.get("name"), row.get("type"), row.get("constraint")) == ("homes", "integer", ". < 9")
    assert filled.mapping.variables == {"water": {"households": "homes"}}


def test_a_check_about_questions_that_are_not_asked_is_left_to_the_server(
    specs: dict[str, DatasetSpec],
) -> None:
    filled = small("| | | | water.piped_households | |\n", specs)
    assert filled.book.survey[1].get("constraint") == ". >= 0 and . <= 5000"


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ("| | | | water.fish | |\n", 4, "water.fish"),
        ("| | | | fish.water | |\n", 4, "fish.water"),
        ("| | | | water.piped_share | |\n", 4, "computed"),
        ("| | text | x | somewhere | |\n", 4, "somewhere"),
        ("| | | | water.months_short | |\n", 4, "dry_season_shortage"),
        ("| | | | water.households | |\n| | | again | water.households | |\n", 5, "twice"),
        ("| | begin_repeat | r | | |\n| | | | water.households | |\n| | end_repeat | | | |\n", 5, "repeat"),
        (
            "| | begin_group | g | | |\n| | absence | why | | |\n| | end_group | | | |\n",
            5,
            "asks no variable",
        ),
        ("| | a | b | | | | too many |\n", 4, "more cells"),
    ],
)
def test_a_row_that_does_not_fit_is_named_by_its_line(
    rows: str, line: int, said: str, specs: dict[str, DatasetSpec]
) -> None:
    with pytest.raises(Problem) as refused:
        small(rows, specs)
    assert refused.value.kind.code == "422-form-table"
    assert refused.value.details["line"] == line and said in refused.value.details["what"]


def test_answers_without_a_place_are_refused(specs: dict[str, DatasetSpec]) -> None:
    with pytest.raises(Problem) as refused:
        fill(read_table(HEAD + "| | | | water.households | |\n" + SETTINGS), specs)
    assert "area" in refused.value.details["what"]


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ("| | integre | n | | | N |\n", 4, "integre"),
        ("| | text | bad name | | | N |\n", 4, "Names must begin"),
        ("| | integer | n | | ${nobody} > 1 | N |\n", 4, "nobody"),
        ("| | integer | n | | . > ( | N |\n", 4, "constraint"),
        ("| | begin_group | g | | | G |\n", 4, "g"),
        ("| | text | n | | | |\n", 4, "label"),
    ],
)
def test_a_form_error_brings_the_converters_sentence_and_the_line(
    rows: str, line: int, said: str, specs: dict[str, DatasetSpec]
) -> None:
    with pytest.raises(Problem) as refused:
        convert_book(small(rows, specs).book)
    assert refused.value.kind.code == "422-form-refused"
    assert refused.value.details["line"] == line and said in refused.value.details["what"]


@pytest.mark.parametrize("text", ["", "prose only", "| | type | name |", "| fish | |\n| | a |\n| | b |"])
def test_a_text_without_a_survey_is_refused(text: str) -> None:
    with pytest.raises(Problem) as refused:
        read_table(text)
    assert refused.value.kind.code == "422-form-table"


def test_a_bar_inside_a_cell_and_rules_under_headers_are_read() -> None:
    book = read_table("# prose\n\n| survey | | |\n| | type | name |\n|---|---|---|\n| | text \\| x | n |\n")
    assert [row.cells for row in book.survey] == [{"type": "text | x", "name": "n"}]


def test_a_note_asks_to_look_again_once_in_each_language(specs: dict[str, DatasetSpec]) -> None:
    for name in specs:
        for row in standard(name, specs).book.survey:
            for text in row.cells.values():
                assert text.count("โปรดตรวจอีกครั้ง") < 2 and text.lower().count("please look again") < 2, text
