"""Every standard theme holds together: dataset, questionnaire, and a filled form that is read back."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import pyxform
from lxml import etree
from pyxform.xls2xform import convert

from tambon.cli.demonstration.spec import read as read_demonstration
from tambon.dictionary import actions as dictionary
from tambon.dictionary.rules.expressions import evaluate
from tambon.dictionary.rules.reading import read_dataset
from tambon.dictionary.rules.spec import Column, DataClass, DatasetSpec, VariableSpec
from tambon.forms import actions
from tambon.forms.rules import conversion, wording
from tambon.forms.rules.answers import Answers, read_answers
from tambon.forms.rules.filling import Filled, fill
from tambon.forms.rules.table import read_table

THEMES = sorted(path.stem for path in dictionary.STANDARD.glob("*.yml"))
XF = "{http://www.w3.org/2002/xforms}"
VALIDATOR = Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
TEMPLATE = "{http://openrosa.org/javarosa}template"
VISIT = {"visit/village": "58010201", "visit/visit_date": "2026-11-20"}
THAI, LATIN = re.compile("[ก-๙]"), re.compile("[A-Za-z]")
MESSAGES = (f"constraint_message::{wording.THAI}", f"constraint_message::{wording.ENGLISH}")


@dataclass(frozen=True)
class Theme:
    spec: DatasetSpec
    filled: Filled
    xml: str

    @property
    def specs(self) -> dict[str, DatasetSpec]:
        return {self.spec.name: self.spec}


@cache
def theme(name: str) -> Theme:
    spec = read_dataset((dictionary.STANDARD / f"{name}.yml").read_text("utf-8"), file=f"{name}.yml")
    filled = fill(read_table((actions.STANDARD / f"{name}.md").read_text("utf-8")), {name: spec})
    return Theme(spec, filled, conversion.convert_book(filled.book))


@pytest.fixture(params=THEMES)
def of(request: pytest.FixtureRequest) -> Theme:
    return theme(request.param)


def test_each_dataset_has_a_questionnaire_and_each_questionnaire_a_dataset() -> None:
    assert sorted(path.stem for path in actions.STANDARD.glob("*.md")) == THEMES


def test_every_variable_is_asked_once_and_a_blank_can_be_explained(of: Theme) -> None:
    name, mapping = of.spec.name, of.filled.mapping
    plain = {v.name for v in of.spec.asked if v.type != "rows"}
    assert set(mapping.variables[name]) == plain
    assert set(mapping.rows.get(name, {})) == {v.name for v in of.spec.asked} - plain
    for rows, columns in mapping.rows.get(name, {}).items():
        assert set(columns.columns) == {c.name for c in of.spec.by_name[rows].columns}
    assert sorted(v for covered in mapping.absences.values() for v in covered[name]) == sorted(plain)
    assert (mapping.area, mapping.visited_on) == ("visit/village", "visit/visit_date")


def test_all_that_is_shown_is_said_in_both_languages_and_labelled_ours(of: Theme) -> None:
    for row in of.filled.book.survey:
        kind = row.get("type")
        if kind.startswith(("end", "start", "calculate")):
            continue
        th, en = row.get(f"label::{wording.THAI}"), row.get(f"label::{wording.ENGLISH}")
        assert THAI.search(th) and LATIN.search(en) and not THAI.search(en), row.cells
        if row.get("constraint"):
            assert all(row.get(message) for message in MESSAGES), row.cells
        if kind == "date":
            assert row.get("appearance") == "buddhist" or "พ.ศ." in row.get(f"hint::{wording.THAI}")
            assert "543" in row.get(MESSAGES[0]) and "543" in row.get(MESSAGES[1])
    settings = of.filled.book.settings
    assert "แบบของระบบตำบล" in settings.get("title_th") and "own" in settings.get("title_en")


def test_the_dictionarys_wording_is_thai_and_english_each_in_its_place(of: Theme) -> None:
    said = [of.spec.title, of.spec.description]
    for variable in of.spec.variables:
        said += [variable.label, variable.description, *variable.codes, *(c.label for c in variable.columns)]
    said += list(of.spec.all_checks)
    for words in said:
        assert THAI.search(words.th) and LATIN.search(words.en) and not THAI.search(words.en), words


def test_the_converter_has_nothing_to_warn_of(of: Theme) -> None:
    book, warnings = of.filled.book, list[str]()
    workbook = conversion._workbook(book, conversion.read_settings(book))
    convert(workbook, form_name=conversion.ROOT, validate=False, warnings=warnings)
    assert warnings == []


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("java"), reason="ODK Validate needs java; pyxform brings the jar")
def test_odk_validate_accepts_the_questionnaire(of: Theme, tmp_path: Path) -> None:
    path = tmp_path / f"{of.spec.name}.xml"
    path.write_text(of.xml, "utf-8")
    run = ["java", "-Xmx256m", "-jar", str(VALIDATOR), str(path)]
    done = subprocess.run(run, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr + done.stdout


def test_every_owner_is_an_agency_of_the_demonstration(of: Theme) -> None:
    known = read_demonstration().agencies
    assert {code for v in of.spec.variables for code in v.owner} | set(of.spec.owner) <= known.keys()


def test_no_free_text_and_small_groups_are_never_free(of: Theme) -> None:
    """A name could be written into a text; a share is published wherever its parts are."""
    for variable in of.spec.variables:
        assert variable.type != "text" and all(c.type != "text" for c in variable.columns), variable.name
        if "ไม่ถามชื่อ" in variable.description.th:
            assert variable.data_class in (DataClass.AGGREGATE, DataClass.OFFICIAL), variable.name
        if variable.derived:
            parts = {variable.aggregation.numerator, variable.aggregation.denominator}  # type: ignore[union-attr]
            assert all(of.spec.by_name[part].data_class is DataClass.FREE for part in parts), variable.name


# a filled form: every question gets an answer of its type, as a phone would write it


def said_and_read(question: VariableSpec | Column) -> tuple[str, Any]:
    """An answer as it is sent, and the value that it has to become."""
    codes = [item.code for item in question.codes]
    low = int(question.minimum or 0)
    return {
        "integer": (str(low + 1), low + 1),
        "decimal": (f"{low + 1}.5", low + 1.5),
        "boolean": ("yes", True),
        "code": (codes[-1] if codes else "", codes[-1] if codes else None),
        "codes": (" ".join(reversed(codes[:2])), codes[:2]),
        "date": ("2026-11-20", "2026-11-20"),
    }[question.type]


def sent(of: Theme, answers: Mapping[str, str], rows: Mapping[str, dict[str, str]]) -> bytes:
    """The real XForm's first instance, filled in; ``rows`` has one row by the path of each repeat."""
    data = next(etree.fromstring(of.xml.encode()).iter(f"{XF}instance"))[0]
    for template in [found for found in data.iter() if TEMPLATE in found.attrib]:
        template.getparent().remove(template)
    for path, text in {**VISIT, **answers}.items():
        node(data, path).text = text
    for path, cells in rows.items():
        for column, text in cells.items():
            node(data, f"{path}/{column}").text = text
    return etree.tostring(data)


def steps(path: str) -> str:
    return "/".join(f"{XF}{step}" for step in path.split("/"))


def node(parent: Any, path: str) -> Any:
    found = parent.find(steps(path))
    assert found is not None, path
    return found


def read(of: Theme, answers: Mapping[str, str], rows: Mapping[str, dict[str, str]] | None = None) -> Answers:
    return read_answers(sent(of, answers, rows or {}), of.filled.mapping, of.specs)


def test_a_filled_form_becomes_the_right_typed_values(of: Theme) -> None:
    name, mapping = of.spec.name, of.filled.mapping
    pairs = {v.name: said_and_read(v) for v in of.spec.asked if v.type != "rows"}
    answers = {mapping.variables[name][variable]: said for variable, (said, _) in pairs.items()}
    expected: dict[str, Any] = {variable: value for variable, (_, value) in pairs.items()}
    rows = {}
    for variable, place in mapping.rows.get(name, {}).items():
        cells = {c.name: said_and_read(c) for c in of.spec.by_name[variable].columns}
        rows[place.path] = {place.columns[column]: said for column, (said, _) in cells.items()}
        expected[variable] = [{column: value for column, (_, value) in cells.items()}]
    found = read(of, answers, rows)
    assert (found.area_code, found.visited_on, found.doubts) == ("58010201", date(2026, 11, 20), [])
    assert found.values == {name: expected}


def test_zero_blank_and_not_obtained_stay_apart(of: Theme) -> None:
    name, mapping = of.spec.name, of.filled.mapping
    for absence, covered in mapping.absences.items():
        counts = [v for v in covered[name] if of.spec.by_name[v].type in ("integer", "decimal")]
        zero = {mapping.variables[name][counts[0]]: "0"} if counts else {}
        values = read(of, {**zero, absence: "unknown"}).values[name]
        assert all(values[v] == 0 for v in counts[:1])
        for variable in covered[name]:
            if variable not in counts[:1]:
                assert values[variable]["absent"] in ("unknown", "not_applicable"), variable
    assert read(of, {}).values == {name: {}}


NUMBERS = (0, 1, 2, 3, 5, 10, 30, 50, 90, 100, 250, 500, 1000, 3000, 5000, 10**5, 10**7)


def some_value(dice: random.Random, variable: VariableSpec) -> Any:
    codes = [item.code for item in variable.codes]
    if variable.type == "boolean":
        return dice.random() < 0.5
    if variable.type == "code":
        return dice.choice(codes)
    return (
        dice.sample(codes, dice.randint(1, 3))
        if variable.type == "codes"
        else dice.choice((0, dice.choice(NUMBERS)))
    )


def test_every_check_can_be_kept_and_broken(of: Theme) -> None:
    """None is always true, none is always false, none waits for ever for what is never asked."""
    dice = random.Random(of.spec.name)
    for check in of.spec.all_checks:
        names = sorted(check.expression.names)
        tries = ({n: some_value(dice, of.spec.by_name[n]) for n in names} for _ in range(4000))
        found = set()
        for values in tries:
            found.add(evaluate(check.expression, values))
            if {True, False} <= found:
                break
        assert {True, False} <= found, check.name
